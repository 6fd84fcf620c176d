#include "models/contract/grant_policy.hpp"

#include <array>

namespace models {

namespace {

// -1, 0 or 1 as the ratio of `a` is less than, equal to or more than that of `b`.
int compare_ratios(double a, double of_a, double b, double of_b) {
  const double left = a * of_b, right = b * of_a;
  return left < right ? -1 : left > right ? 1 : 0;
}

int by_rank(const GrantClaim&, const GrantClaim&) { return 0; }
int by_signature(const GrantClaim& a, const GrantClaim& b) {
  return a.signed_at < b.signed_at ? -1 : a.signed_at > b.signed_at ? 1 : 0;
}
int by_least(const GrantClaim& a, const GrantClaim& b) {
  return compare_ratios(static_cast<double>(a.granted), 1, static_cast<double>(b.granted), 1);
}
int by_least_for_weight(const GrantClaim& a, const GrantClaim& b) {
  return compare_ratios(static_cast<double>(a.granted), a.weight, static_cast<double>(b.granted), b.weight);
}
int by_least_of_quantity(const GrantClaim& a, const GrantClaim& b) {
  return compare_ratios(static_cast<double>(a.granted), static_cast<double>(a.quantity), static_cast<double>(b.granted),
                        static_cast<double>(b.quantity));
}

constexpr auto rows = std::to_array<GrantPolicyInfo>({
    {GrantPolicy::rank, "rank", "The best rank first: priority, due date, contract, tranche.", by_rank},
    {GrantPolicy::first_come, "first_come", "The contract that was signed first, or the option exercised first.",
     by_signature},
    {GrantPolicy::equal, "equal", "Who has the fewest accelerators: max-min shares.", by_least},
    {GrantPolicy::weighted, "weighted",
     "Who has the fewest accelerators for the `weight` of its contract: weighted max-min shares.", by_least_for_weight},
    {GrantPolicy::pro_rata, "pro_rata", "Who has the smallest part of what it was promised.", by_least_of_quantity},
    {GrantPolicy::quota, "quota", "By rank, and no contract more than its `quota` of the provider's live accelerators.",
     by_rank},
});

}  // namespace

std::span<const GrantPolicyInfo> grant_policies() { return rows; }

std::optional<std::size_t> next_granted(GrantPolicy policy, std::span<const GrantClaim> claims,
                                        std::int64_t accelerators) {
  const auto compare = rows[static_cast<std::size_t>(policy)].compare;
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const GrantClaim& claim = claims[i];
    if (claim.granted >= claim.quantity || claim.quota < accelerators) continue;
    if (!best) {
      best = i;
      continue;
    }
    const GrantClaim& other = claims[*best];
    if (claim.is_own_load != other.is_own_load) {
      if (claim.is_own_load) best = i;
      continue;
    }
    const int order = compare(claim, other);
    if (order < 0 || (order == 0 && claim.rank < other.rank)) best = i;
  }
  return best;
}

}  // namespace models
