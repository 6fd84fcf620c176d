#pragma once
// Parts of what is there that hold for a while.

#include <vector>

#include "models/scenario/ids.hpp"

namespace models {

struct DatedFactor {
  Hour from = 0;
  Hour until = sim::never;
  double factor = 1;
};

// Of all that hold in an hour, the product; 1 where none does.
double product_at(const std::vector<DatedFactor>& factors, Hour hour);

}  // namespace models
