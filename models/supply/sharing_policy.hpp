#pragma once
// How contenders share a line: one row per policy in `sharing_policies`, each a pure function from what the contenders
// claim to the terms on which the engine lets them work. The engine then gives each its weighted max-min fair share
// (Bertsekas and Gallager 1992, 6.5.2). Methods: line_sharing.

#include <span>
#include <string_view>
#include <vector>

#include "models/scenario.hpp"

namespace models {

struct Claim {
  Units backlog = 0;          // released and not picked up [units]
  double weight = 1;          // the user's, for `weighted` and `quota`; 0: none, it waits
  std::int64_t priority = 1;  // the best of its open orders; 1 goes first
  Hour first_ordered = 0;     // order hour of its oldest open lot
};

struct Terms {
  double weight = 1;  // in the engine's range, least_weight to greatest_weight, wherever it works
  bool works = true;  // false: waits for better contenders
};

using SharingRule = void (*)(std::span<const Claim> claims, std::span<Terms> terms);

struct SharingPolicyInfo {
  SharingPolicy policy;
  std::string_view name;
  std::string_view meaning;
  SharingRule rule;
};

std::span<const SharingPolicyInfo> sharing_policies();
const SharingPolicyInfo& info(SharingPolicy policy);

// The terms of each claim; claims in the order of their contenders' names, which breaks ties.
void share_terms(SharingPolicy policy, std::span<const Claim> claims, std::span<Terms> terms);

}  // namespace models
