#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

std::string hall_path(const Hall& hall) {
  const std::size_t dot = hall.id.find('.');
  return fmt::format("sites.{}.halls.{}", hall.id.substr(0, dot), hall.id.substr(dot + 1));
}

// Who has the building or the power of a site, or runs it, may promise its capacity.
void check_owner(Binder& binder, const ContractText& of, const std::string& contract, SiteId id) {
  const Site& site = binder.scenario.sites[id];
  const PartyId provider = binder.party(of.provider);
  if (!provider.exists()) return;  // reported
  for (PartyId party : {site.operated_by, site.in_role(Role::shell), site.in_role(Role::power)}) {
    if (party == provider) return;
  }
  const char* key = site.roles[static_cast<std::size_t>(Role::shell)].exists() ? "roles.shell" : "operator";
  binder.errors.error(fmt::format("contracts.{}.provider", contract),
                      fmt::format("has neither the shell nor the power of sites.{}, and does not run it (sites.{}.{})",
                                  site.id, site.id, key),
                      of.provider, binder.scenario.parties[site.in_role(Role::shell)].id);
}

// What a lease lets to a party is not let to it again.
void check_lease(Binder& binder, const ContractText& of, const std::string& contract, SiteId id) {
  const Site& site = binder.scenario.sites[id];
  const bool is_let =
      site.lease && site.lease->landlord == binder.party(of.provider) && site.operated_by == binder.party(of.customer);
  if (!is_let || (!of.price && !of.contract_value)) return;
  binder.errors.error(fmt::format("contracts.{}.{}", contract, of.price ? "price" : "contract_value"),
                      fmt::format("is rent beside that of sites.{}.lease, between the same parties", site.id), "",
                      "one of the two");
}

}  // namespace

std::int64_t kilowatts_of(Binder& binder, const std::string& path, const sim::Amount& quantity) {
  if (static_cast<QuantityUnit>(quantity.which) != QuantityUnit::watts) {
    binder.errors.error(path, "is not power, and the contract is one of `kind: capacity`", "", "MW of critical IT");
    return 1;
  }
  if (quantity.value % 1000 != 0) {
    binder.errors.error(path, "is not in whole kW", fmt::format("{} W", quantity.value), "whole kW");
  }
  return std::max<std::int64_t>(quantity.value / 1000, 0);
}

void check_capacity(Binder& binder, const std::string& path, const ContractText& text) {
  const auto refuse = [&](const char* key, bool is_written) {
    if (!is_written) return;
    binder.errors.error(fmt::format("{}.{}", path, key),
                        fmt::format("is about accelerators, and {}.kind is capacity", path), "",
                        "nothing here, or `kind: compute`");
  };
  refuse("requires", text.needs.has_value());
  refuse("weight", text.weight.has_value());
  refuse("quota", text.quota.has_value());
  const ClausesText clauses = clauses_of(binder, text);
  refuse("clauses.take_or_pay", clauses.take_or_pay.has_value());
  refuse("clauses.exclusivity", clauses.exclusivity.has_value());
  refuse("clauses.first_refusal", clauses.first_refusal.has_value());
  refuse("clauses.switching", clauses.switching.has_value());
  refuse("clauses.clean_energy", clauses.clean_energy.has_value());
  refuse("clauses.efficiency", clauses.efficiency.has_value());
  const auto& own = binder.text.policies.own_load_first;
  const bool is_own_load = std::find(own.begin(), own.end(), text.provider) != own.end();
  if (text.provider == text.customer && is_own_load) {
    binder.errors.error(path + ".customer", "is the provider itself, and own load is of accelerators", text.customer,
                        "another party");
  }
}

void check_capacity_places(Binder& binder, const std::string& path, const ContractText& of,
                           const std::optional<SuppliedByText>& supplied_by, const Tranche& tranche) {
  const Scenario& scenario = binder.scenario;
  const std::string& contract = scenario.contracts[tranche.contract].id;
  if (!supplied_by || supplied_by->tranche) {
    binder.errors.error(path + (supplied_by ? ".supplied_by.tranche" : ".supplied_by"),
                        fmt::format("names no halls, and contracts.{}.kind is capacity", contract), "",
                        "`halls` or `sites` whose power is promised");
    return;
  }
  std::set<SiteId> sites;
  std::int64_t kilowatts = 0;
  std::string summed;
  for (HallId id : scenario.halls.ids()) {
    if (!tranche.allows_hall[id.index]) continue;
    const Hall& hall = scenario.halls[id];
    sites.insert(hall.site);
    if (hall.critical_it == no_limit) {
      binder.errors.error(path + ".supplied_by",
                          fmt::format("is of critical IT power, and {} does not say how much it has", hall_path(hall)),
                          "", hall_path(hall) + ".critical_it");
      return;
    }
    kilowatts += hall.critical_it / 1000;
    summed += (summed.empty() ? "" : ", ") + hall_path(hall) + ".critical_it";
  }
  for (SiteId site : sites) {
    check_owner(binder, of, contract, site);
    check_lease(binder, of, contract, site);
  }
  if (tranche.accelerators <= kilowatts) return;
  binder.errors.error(path + ".quantity", fmt::format("is more than the halls are built for ({})", summed),
                      power_text(tranche.accelerators * 1000), "at most " + power_text(kilowatts * 1000));
}

}  // namespace models
