#pragma once
// Who is granted a live unit next, among the tranches of a provider that may have it and lack some: one row per policy.
// A policy compares two claims; equals go by rank. Units are given one by one, so nothing is given twice, and the order
// in which claims are listed is of no matter. Methods: grants.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "models/scenario.hpp"

namespace models {

// What a tranche has and lacks, and by which it is compared.
struct GrantClaim {
  std::uint32_t rank = 0;  // of the provider's tranches, best first; no two are the same
  bool is_own_load = false;
  std::int64_t quantity = 1;  // accelerators promised, > 0
  std::int64_t granted = 0;   // accelerators that it has
  double weight = 1;          // > 0
  Hour signed_at = 0;
  std::int64_t quota = no_limit;  // accelerators that its contract may have more
};

struct GrantPolicyInfo {
  GrantPolicy policy;
  const char* name;
  const char* meaning;
  // Whether `a` goes before `b` where they are not equal; 0 where they are.
  int (*compare)(const GrantClaim& a, const GrantClaim& b);
};
std::span<const GrantPolicyInfo> grant_policies();

// The claim that is granted a unit of `accelerators` next: one that lacks some, and whose quota has room for the whole
// unit; none where there is no such claim.
std::optional<std::size_t> next_granted(GrantPolicy policy, std::span<const GrantClaim> claims,
                                        std::int64_t accelerators);

}  // namespace models
