#pragma once
// Eligibility: the rules that a unit must meet to serve a tranche, in one table. The first of them that a unit fails
// names the cause `ineligible:<rule>`. Pure. Methods: eligibility.
//
// A unit that is in no hall yet meets the rules of place if some hall that it can still come to meets both. Exclusivity
// and first refusal are rules of the tranche and its time, not of a unit: see TrancheState::is_held_back.

#include <span>
#include <string_view>

#include "models/scenario.hpp"

namespace models {

// In the order in which they are asked.
enum class Rule : std::uint8_t {
  none,
  exclusivity,
  first_refusal,
  system,
  workload,
  capability,
  site,
  jurisdiction,
  clean_energy
};
inline constexpr std::size_t rule_count = static_cast<std::size_t>(Rule::clean_energy) + 1;

struct RuleInfo {
  Rule rule;
  std::string_view name;
  std::string_view meaning;
};
std::span<const RuleInfo> rules();  // but `none`

// The first rule of a tranche that a group's units fail at an hour; none where they may serve it.
Rule first_rule_failed(const Scenario& scenario, const Tranche& tranche, GroupId group, Hour now);

// The part of what the power blocks of a site are rated for that is clean; storage is none of them. 0 where no block is
// written: nothing is known.
double clean_share_of(const Scenario& scenario, SiteId site);

}  // namespace models
