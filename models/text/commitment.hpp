#pragma once
// Headlines: sums that buyers have committed to spend, and claims.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct CommitmentText {
  std::string buyer;
  std::int64_t total = 0;                                          // [cents]
  std::vector<std::pair<std::string, std::int64_t>> parts;         // provider -> cents
  std::vector<std::pair<sim::Timestamp, std::int64_t>> draw_down;  // end of a period -> cents
};

enum class ClaimKind { stock, flow };
struct ClaimText {
  std::string metric;
  ClaimKind kind = ClaimKind::stock;
  std::optional<sim::Timestamp> date;
  std::optional<sim::Period> period;
  sim::Drawn value;  // GPU, MW, GPU_h, USD
};

const sim::StructType<CommitmentText>& commitment_type();
const sim::StructType<ClaimText>& claim_type();

}  // namespace models
