#include "models/contract/eligibility.hpp"

#include <array>

namespace models {

namespace {

constexpr auto table = std::to_array<RuleInfo>({
    {Rule::exclusivity, "exclusivity", "the customer is bound to another provider alone at this time"},
    {Rule::system, "system", "it is one of the systems that the contract takes"},
    {Rule::workload, "workload", "its system can do each class of work that the contract is for"},
    {Rule::capability, "capability", "its provider has each capability that the contract asks for"},
    {Rule::site, "site", "it stands, or can come to stand, in a hall that the tranche names"},
    {Rule::jurisdiction, "jurisdiction", "that hall is in a jurisdiction that the contract names"},
});

// Whether the hall of a group, or some hall that it can still come to, is one of `halls`; of both, where there are two.
bool can_stand_in(const Scenario& scenario, GroupId id, const std::vector<bool>& halls,
                  const std::vector<bool>* and_of = nullptr) {
  const auto allows = [&](HallId hall) { return halls[hall.index] && (and_of == nullptr || (*and_of)[hall.index]); };
  const Group& group = scenario.groups[id];
  if (group.hall.exists()) return allows(group.hall);
  const Lot& lot = scenario.lots[group.lot];
  for (std::uint32_t i = lot.first_group; i < lot.first_group + lot.group_count; ++i) {
    const Group& other = scenario.groups[GroupId{i}];
    const bool is_reachable = !group.site.exists() || group.site == other.site;
    if (is_reachable && other.hall.exists() && allows(other.hall)) return true;
  }
  return false;
}

}  // namespace

std::span<const RuleInfo> rules() { return table; }

Rule first_rule_failed(const Scenario& scenario, const Tranche& tranche, GroupId group) {
  const std::uint32_t system = scenario.order_of(scenario.groups[group].lot).system.index;
  if (!tranche.allows_system[system]) return Rule::system;
  if (!tranche.fits_workloads[system]) return Rule::workload;
  if (!tranche.has_capable_provider) return Rule::capability;
  if (!can_stand_in(scenario, group, tranche.allows_hall)) return Rule::site;
  if (!can_stand_in(scenario, group, tranche.allows_hall, &tranche.in_jurisdiction)) return Rule::jurisdiction;
  return Rule::none;
}

}  // namespace models
