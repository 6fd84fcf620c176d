#pragma once
// Export licences.

#include <optional>
#include <string>
#include <vector>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct LicenceText {
  std::string to;
  std::vector<std::string> systems;
  std::optional<sim::Amount> quantity;  // units, GPU
  sim::Drawn granted;
};

const sim::StructType<LicenceText>& licence_type();

}  // namespace models
