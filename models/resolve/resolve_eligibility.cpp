#include <fmt/core.h>

#include <algorithm>

#include "models/contract/eligibility.hpp"
#include "models/resolve/binder.hpp"

namespace models {

namespace {

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void check_capabilities(Binder& binder, const std::string& path, const RequiresText& text) {
  for (const std::string& capability : text.capabilities) {
    const auto& parties = binder.text.parties;
    const bool is_known = std::any_of(parties.begin(), parties.end(), [&](const auto& party) {
      return contains(party.value.capabilities, capability);
    });
    if (is_known) continue;
    binder.errors.error(path + ".capabilities", "no party has this capability", capability,
                        "one of `parties.*.capabilities`");
  }
}

}  // namespace

bool can_do(const SystemText& system, const std::vector<WorkloadClass>& classes) {
  return system.workloads.empty() || std::all_of(classes.begin(), classes.end(), [&](WorkloadClass c) {
           return std::find(system.workloads.begin(), system.workloads.end(), c) != system.workloads.end();
         });
}

std::string jurisdiction_of(const Binder& binder, SiteId site) {
  const auto& own = binder.text.sites[site.index].value.jurisdiction;
  if (own) return *own;
  const PartyId party = binder.scenario.sites[site].operated_by;
  return party.exists() ? binder.text.parties[party.index].value.jurisdiction.value_or("") : "";
}

bool is_within(const Binder& binder, const std::string& jurisdiction, const std::string& named) {
  if (jurisdiction == named) return true;
  const auto& regions = binder.text.jurisdictions;
  return std::any_of(regions.begin(), regions.end(), [&](const auto& region) {
    return region.id == named && contains(region.value.contains, jurisdiction);
  });
}

void check_regions(Binder& binder) {
  for (const auto& region : binder.text.jurisdictions) {
    for (const auto& other : binder.text.jurisdictions) {
      if (!contains(region.value.contains, other.id)) continue;
      binder.errors.error(fmt::format("jurisdictions.{}.contains", region.id),
                          fmt::format("contains a region (jurisdictions.{})", other.id), other.id,
                          "what that one contains");
    }
  }
}

void bind_requirements(Binder& binder, const std::string& path, const RequiresText& text, PartyId provider,
                       Tranche& tranche) {
  for (const auto& system : binder.text.systems) tranche.fits_workloads.push_back(can_do(system.value, text.workloads));
  for (const Hall& hall : binder.scenario.halls) {
    const std::string where = jurisdiction_of(binder, hall.site);
    tranche.in_jurisdiction.push_back(
        text.jurisdictions.empty() ||
        std::any_of(text.jurisdictions.begin(), text.jurisdictions.end(),
                    [&](const std::string& named) { return is_within(binder, where, named); }));
  }
  check_capabilities(binder, path, text);
  if (!provider.exists()) return;
  const auto& has = binder.text.parties[provider.index].value.capabilities;
  tranche.has_capable_provider = std::all_of(text.capabilities.begin(), text.capabilities.end(),
                                             [&](const std::string& wanted) { return contains(has, wanted); });
}

void bind_clean_halls(const Binder& binder, Tranche& tranche) {
  const Scenario& scenario = binder.scenario;
  const auto& clause = scenario.contracts[tranche.contract].clauses.clean_energy;
  if (!clause || !clause->bars) return;
  constexpr double rounding = 1e-9;
  tranche.clean_from = clause->from;
  for (const Hall& hall : scenario.halls) {
    tranche.is_clean.push_back(clean_share_of(scenario, hall.site) >= clause->share - rounding);
  }
}

void check_requirements_of_link(Binder& binder, TrancheId id, TrancheId upstream) {
  const Scenario& scenario = binder.scenario;
  const Tranche& of = scenario.tranches[id];
  const Tranche& from = scenario.tranches[upstream];
  const std::string path = fmt::format("contracts.{}.requires", scenario.contracts[of.contract].id);
  const std::string& source = scenario.contracts[from.contract].id;
  for (SystemId system : scenario.systems.ids()) {
    const bool may_come = from.allows_system[system.index] && from.fits_workloads[system.index];
    if (!may_come || of.fits_workloads[system.index]) continue;
    binder.errors.error(
        path + ".workloads",
        fmt::format("leaves out systems.{}, which contracts.{} may bring", scenario.systems[system].id, source), "",
        fmt::format("what contracts.{} requires, or less", source));
    break;
  }
  for (HallId hall : scenario.halls.ids()) {
    const bool may_come = from.allows_hall[hall.index] && from.in_jurisdiction[hall.index];
    if (!may_come || of.in_jurisdiction[hall.index]) continue;
    binder.errors.error(
        path + ".jurisdictions",
        fmt::format("leaves out hall {}, which contracts.{} may bring", scenario.halls[hall].id, source), "",
        fmt::format("what contracts.{} requires, or more", source));
    break;
  }
  if (of.has_capable_provider) return;
  binder.errors.error(
      path + ".capabilities",
      fmt::format("asks for what parties.{} has not (contracts.{}.provider)",
                  scenario.parties[scenario.contracts[of.contract].provider].id, scenario.contracts[of.contract].id),
      "", "capabilities of that party");
}

void bind_exclusivity(Binder& binder) {
  Scenario& scenario = binder.scenario;
  for (ContractId id : scenario.contracts.ids()) {
    const Contract& contract = scenario.contracts[id];
    if (!contract.clauses.exclusive_until) continue;
    const Hour until = *contract.clauses.exclusive_until;
    const std::string path = fmt::format("contracts.{}.clauses.exclusivity", contract.id);
    if (contract.provider == contract.customer) {
      binder.errors.error(path, "binds a party to itself", "", "a contract with another party");
      continue;
    }
    if (until <= contract.signed_at) {
      binder.errors.error(path + ".until", fmt::format("is not after contracts.{}.signed", contract.id), "",
                          "a later date");
    }
    for (ContractId other_id : scenario.contracts.ids()) {
      const Contract& other = scenario.contracts[other_id];
      const bool is_own_load = other.provider == other.customer;
      if (other.customer != contract.customer || other.provider == contract.provider || is_own_load) continue;
      if (other.is_capacity()) continue;  // it is about accelerators
      const auto& other_until = other.clauses.exclusive_until;
      if (other_id < id && other_until && other.signed_at < until && contract.signed_at < *other_until) {
        binder.errors.error(path,
                            fmt::format("binds parties.{} at a time at which contracts.{}.clauses.exclusivity does",
                                        scenario.parties[contract.customer].id, other.id),
                            "", "dates that do not overlap, or one of the two");
      }
      if (until <= 0) continue;  // history
      for (Tranche& tranche : scenario.tranches) {
        if (tranche.contract == other_id) tranche.barred.push_back({contract.signed_at, until});
      }
    }
  }
  for (Tranche& tranche : scenario.tranches) tranche.barred = merged(std::move(tranche.barred));
}

}  // namespace models
