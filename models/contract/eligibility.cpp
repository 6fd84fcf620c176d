#include "models/contract/eligibility.hpp"

#include <array>

namespace models {

namespace {

constexpr auto table = std::to_array<RuleInfo>({
    {Rule::exclusivity, "exclusivity", "the customer is bound to another provider alone at this time"},
    {Rule::first_refusal, "first_refusal", "another provider has been offered the tranche and has not answered yet"},
    {Rule::system, "system", "it is one of the systems that the contract takes"},
    {Rule::workload, "workload", "its system can do each class of work that the contract is for"},
    {Rule::capability, "capability", "its provider has each capability that the contract asks for"},
    {Rule::site, "site", "it stands, or can come to stand, in a hall that the tranche names"},
    {Rule::jurisdiction, "jurisdiction", "that hall is in a jurisdiction that the contract names"},
    {Rule::clean_energy, "clean_energy", "the power blocks of its site are as clean as the contract asks"},
});

// Whether the hall of a group, or some hall that it can still come to, is one that `allows`.
template <class Allows>
bool can_stand_in(const Scenario& scenario, GroupId id, Allows allows) {
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

Rule first_rule_failed(const Scenario& scenario, const Tranche& tranche, GroupId group, Hour now) {
  const std::uint32_t system = scenario.order_of(scenario.groups[group].lot).system.index;
  if (!tranche.allows_system[system]) return Rule::system;
  if (!tranche.fits_workloads[system]) return Rule::workload;
  if (!tranche.has_capable_provider) return Rule::capability;
  // Each rule of place is asked of the halls that those before it leave.
  const auto is_named = [&](HallId hall) { return tranche.allows_hall[hall.index]; };
  const auto is_lawful = [&](HallId hall) { return is_named(hall) && tranche.in_jurisdiction[hall.index]; };
  const auto is_clean = [&](HallId hall) { return is_lawful(hall) && tranche.is_clean[hall.index]; };
  if (!can_stand_in(scenario, group, is_named)) return Rule::site;
  if (!can_stand_in(scenario, group, is_lawful)) return Rule::jurisdiction;
  if (now >= tranche.clean_from && !can_stand_in(scenario, group, is_clean)) return Rule::clean_energy;
  return Rule::none;
}

double clean_share_of(const Scenario& scenario, SiteId site) {
  double rated = 0, clean = 0;
  for (BlockId id : scenario.sites[site].blocks) {
    const PowerBlock& block = scenario.blocks[id];
    rated += static_cast<double>(block.rated);
    clean += static_cast<double>(block.rated) * block.clean_share;
  }
  return rated > 0 ? clean / rated : 0;
}

}  // namespace models
