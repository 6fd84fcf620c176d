#pragma once
// Clusters: halls whose units are of use only together.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/describe.hpp"

namespace models {

struct ClusterText {
  std::vector<std::string> halls;
  std::int64_t minimum = 0;
  double value_below = 0;
};

const sim::StructType<ClusterText>& cluster_type();

}  // namespace models
