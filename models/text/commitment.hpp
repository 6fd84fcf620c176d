#pragma once
// Headlines: sums that buyers have committed to spend, and claims.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct CommitmentText {
  std::string buyer;
  std::int64_t total = 0;                                   // [cents]
  std::vector<std::pair<std::string, std::int64_t>> parts;  // provider -> cents
};

struct ClaimText {
  std::string metric;
  sim::Timestamp date{};
  sim::Drawn value;  // GPU, MW
};

const sim::StructType<CommitmentText>& commitment_type();
const sim::StructType<ClaimText>& claim_type();

}  // namespace models
