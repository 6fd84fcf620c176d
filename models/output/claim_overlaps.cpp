#include "models/output/claim_overlaps.hpp"

#include "models/contract/eligibility.hpp"
#include "models/output/metrics.hpp"

namespace models {

namespace {

bool may_serve(const Scenario& scenario, ContractId contract, GroupId group) {
  for (TrancheId id : scenario.tranches.ids()) {
    if (scenario.tranches[id].contract != contract) continue;
    TrancheId metal = id;
    while (scenario.tranches[metal].upstream.exists()) metal = scenario.tranches[metal].upstream;
    const Tranche& tranche = scenario.tranches[metal];
    const bool is_of_provider = scenario.contracts[tranche.contract].provider == scenario.provider_of(group);
    if (is_of_provider && first_rule_failed(scenario, tranche, group, scenario.end) == Rule::none) return true;
  }
  return false;
}

bool counts(const Scenario& scenario, const Headline& claim, GroupId group) {
  switch (static_cast<Scope>(claim.scope)) {
    case Scope::provider:
      return scenario.provider_of(group).index == claim.entity;
    case Scope::site:
      return scenario.groups[group].site.index == claim.entity;
    case Scope::contract:
      return may_serve(scenario, ContractId{claim.entity}, group);
    default:
      return true;
  }
}

}  // namespace

bool may_share_units(const Scenario& scenario, const Headline& a, const Headline& b) {
  if (a.scope == b.scope && a.entity == b.entity) return true;
  for (GroupId group : scenario.groups.ids()) {
    if (scenario.lots[scenario.groups[group].lot].gear.exists()) continue;
    if (counts(scenario, a, group) && counts(scenario, b, group)) return true;
  }
  return false;
}

}  // namespace models
