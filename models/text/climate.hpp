#pragma once
// Weather as a scenario says it: climates of the catalog, and the outside air of a site.

#include <cstdint>

#include "sim/by_month.hpp"
#include "sim/describe.hpp"

namespace models {

struct AmbientText {
  sim::ByMonth mean;           // [C]
  double daily = 0;            // [K]
  std::int64_t peak_hour = 0;  // UTC
};

const sim::StructType<AmbientText>& ambient_type();

}  // namespace models
