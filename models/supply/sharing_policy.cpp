#include "models/supply/sharing_policy.hpp"

#include <algorithm>
#include <array>

#include "sim/check.hpp"

namespace models {

namespace {

void equal(std::span<const Claim>, std::span<Terms> terms) {
  for (Terms& t : terms) t = {1.0, true};
}

void weighted(std::span<const Claim> claims, std::span<Terms> terms) {
  for (std::size_t i = 0; i < claims.size(); ++i) terms[i] = {claims[i].weight, claims[i].weight > 0};
}

void pro_rata(std::span<const Claim> claims, std::span<Terms> terms) {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    terms[i] = {static_cast<double>(std::max<Units>(claims[i].backlog, 1)), true};
  }
}

void best_tier(std::span<const Claim> claims, std::span<Terms> terms) {
  std::int64_t best = claims.front().priority;
  for (const Claim& c : claims) best = std::min(best, c.priority);
  for (std::size_t i = 0; i < claims.size(); ++i) terms[i] = {1.0, claims[i].priority == best};
}

void first_come(std::span<const Claim> claims, std::span<Terms> terms) {
  std::size_t first = 0;
  for (std::size_t i = 1; i < claims.size(); ++i) {
    if (claims[i].first_ordered < claims[first].first_ordered) first = i;
  }
  for (std::size_t i = 0; i < claims.size(); ++i) terms[i] = {1.0, i == first};
}

constexpr std::array<SharingPolicyInfo, 6> policies{{
    {SharingPolicy::equal, "equal", "max-min fair: all contenders alike, what one does not need goes to the others",
     equal},
    {SharingPolicy::weighted, "weighted", "max-min fair in proportion to the weights written (1 where none is)",
     weighted},
    {SharingPolicy::pro_rata, "pro_rata", "in proportion to the open backlog, looked at each pickup", pro_rata},
    {SharingPolicy::priority, "priority", "the best priority works, alike among themselves; the others wait",
     best_tier},
    {SharingPolicy::first_come, "first_come", "the contender with the oldest open order works; the others wait",
     first_come},
    {SharingPolicy::quota, "quota", "in proportion to the quotas written; `reuse: false` loses what one does not need",
     weighted},
}};

// The engine takes weights of some range. Beyond it they are scaled together, so that their ratios hold; a ratio wider
// than the range itself (1e11) is cut.
void bring_into_range(std::span<Terms> terms) {
  double least = sim::greatest_weight, greatest = sim::least_weight;
  for (const Terms& t : terms) {
    if (!t.works) continue;
    least = std::min(least, t.weight);
    greatest = std::max(greatest, t.weight);
  }
  if (least >= sim::least_weight && greatest <= sim::greatest_weight) return;
  const double factor = sim::greatest_weight / greatest;
  for (Terms& t : terms) t.weight = std::max(t.weight * factor, sim::least_weight);
}

}  // namespace

std::span<const SharingPolicyInfo> sharing_policies() { return policies; }

const SharingPolicyInfo& info(SharingPolicy policy) { return policies[static_cast<std::size_t>(policy)]; }

void share_terms(SharingPolicy policy, std::span<const Claim> claims, std::span<Terms> terms) {
  EXPECTS(claims.size() == terms.size());
  if (claims.empty()) return;
  info(policy).rule(claims, terms);
  bring_into_range(terms);
}

}  // namespace models
