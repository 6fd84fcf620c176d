#include <fmt/core.h>

#include <cmath>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

// Accelerators of a quantity; units and megawatts need to know of which system.
std::int64_t accelerators_of(Binder& binder, const std::string& path, const sim::Amount& quantity,
                             const std::vector<std::string>& systems) {
  const auto unit = static_cast<QuantityUnit>(quantity.which);
  if (unit == QuantityUnit::accelerators) return quantity.value;
  if (systems.size() != 1) {
    binder.errors.error(path, "does not say of which system", "",
                        "a number of GPU, or `requires: { systems: [one system] }`");
    return 1;
  }
  const SystemId id = binder.system(systems.front());
  if (!id.exists()) return 1;
  const System& system = binder.scenario.systems[id];
  const Units units = unit == QuantityUnit::units ? quantity.value : quantity.value / system.nominal;
  if (units == 0) {
    binder.errors.error(path, fmt::format("is less than one unit of systems.{}", system.id), "",
                        "at least " + power_text(system.nominal));
    return system.accelerators;
  }
  return units * system.accelerators;
}

std::vector<bool> allowed_halls(const Binder& binder, const TrancheText& text) {
  const Scenario& scenario = binder.scenario;
  std::vector<bool> allowed(scenario.halls.size(), !text.supplied_by);
  if (!text.supplied_by) return allowed;
  for (const std::string& hall : text.supplied_by->halls) {
    if (const HallId id = binder.hall(hall); id.exists()) allowed[id.index] = true;
  }
  for (const std::string& site : text.supplied_by->sites) {
    const SiteId id = binder.site(site);
    if (!id.exists()) continue;
    for (HallId hall : scenario.sites[id].halls) allowed[hall.index] = true;
  }
  return allowed;
}

void bind_tranche(Binder& binder, ContractId contract, const ContractText& of, const sim::Thing<TrancheText>& text) {
  const std::string path = fmt::format("contracts.{}.tranches.{}", binder.scenario.contracts[contract].id, text.id);
  const std::vector<std::string> systems = of.needs ? of.needs->systems : std::vector<std::string>{};
  Tranche tranche;
  tranche.id = text.id;
  tranche.contract = contract;
  tranche.accelerators = accelerators_of(binder, path + ".quantity", text.value.quantity, systems);
  if (tranche.accelerators <= 0) binder.errors.error(path + ".quantity", "promises nothing", "", "more than 0");
  tranche.due = tranche.due_original = binder.hour(text.value.due);
  if (text.value.end) tranche.end = binder.hour(*text.value.end);
  if (tranche.end <= tranche.due) {
    binder.errors.error(path + ".end", fmt::format("is not after the due date ({}.due)", path), "", "a date after it");
  }
  if (of.signed_at && *of.signed_at > text.value.due) {
    binder.errors.error(path + ".due",
                        fmt::format("is before contracts.{}.signed", binder.scenario.contracts[contract].id), "",
                        "that date or a later one");
  }
  tranche.allows_system.assign(binder.scenario.systems.size(), systems.empty());
  for (const std::string& system : systems) {
    if (const SystemId id = binder.system(system); id.exists()) tranche.allows_system[id.index] = true;
  }
  tranche.allows_hall = allowed_halls(binder, text.value);
  binder.scenario.tranches.push_back(std::move(tranche));
}

}  // namespace

void resolve_contracts(Binder& binder) {
  for (const auto& [id, text] : binder.text.contracts) {
    Contract contract;
    contract.id = id;
    contract.provider = binder.party(text.provider);
    contract.customer = binder.party(text.customer);
    contract.priority = text.priority;
    contract.signed_at = text.signed_at ? binder.hour(*text.signed_at) : 0;
    if (text.provider == text.customer) {
      binder.errors.error("contracts." + id + ".customer", "is the provider itself", "", "another party");
    }
    const ContractId contract_id = binder.scenario.contracts.push_back(std::move(contract));
    for (const auto& tranche : text.tranches) bind_tranche(binder, contract_id, text, tranche);
  }
  for (const auto& [id, text] : binder.text.demand) {
    Demand demand;
    demand.id = id;
    demand.customer = binder.party(text.customer);
    demand.workload = text.workload;
    for (const auto& step : text.need.hourly(binder.scenario.start, binder.scenario.end)) {
      const auto level = static_cast<std::int64_t>(std::floor(step.value + 0.5));
      if (demand.need.empty() || demand.need.back().level != level) demand.need.push_back({step.from, level});
    }
    binder.scenario.demands.push_back(std::move(demand));
  }
}

}  // namespace models
