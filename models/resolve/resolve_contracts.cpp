#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "models/contract/clauses.hpp"
#include "models/resolve/binder.hpp"

namespace models {

namespace {

// Accelerators of a quantity; units and megawatts need to know of which system.
std::int64_t accelerators_of(Binder& binder, const std::string& path, ContractKind kind, const sim::Amount& quantity,
                             const std::vector<std::string>& systems) {
  const auto unit = static_cast<QuantityUnit>(quantity.which);
  if (kind == ContractKind::capacity) return kilowatts_of(binder, path, quantity);
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

std::vector<bool> allowed_halls(const Binder& binder, const std::optional<SuppliedByText>& supplied_by) {
  const Scenario& scenario = binder.scenario;
  std::vector<bool> allowed(scenario.halls.size(), !supplied_by);
  if (!supplied_by) return allowed;
  for (const std::string& hall : supplied_by->halls) {
    if (const HallId id = binder.hall(hall); id.exists()) allowed[id.index] = true;
  }
  for (const std::string& site : supplied_by->sites) {
    const SiteId id = binder.site(site);
    if (!id.exists()) continue;
    for (HallId hall : scenario.sites[id].halls) allowed[hall.index] = true;
  }
  return allowed;
}

// The halls that a tranche names can hold it, if all of them were full of the largest system that it allows.
void check_pool(Binder& binder, const std::string& path, const Tranche& tranche) {
  const Scenario& scenario = binder.scenario;
  std::int64_t largest = 0, pool = 0;
  for (SystemId system : scenario.systems.ids()) {
    if (tranche.allows_system[system.index]) largest = std::max(largest, scenario.systems[system].accelerators);
  }
  std::string halls;
  for (HallId hall : scenario.halls.ids()) {
    if (!tranche.allows_hall[hall.index]) continue;
    if (scenario.halls[hall].positions == no_limit) return;
    pool += scenario.halls[hall].positions * largest;
    const std::string& id = scenario.halls[hall].id;
    const std::size_t dot = id.find('.');
    halls +=
        fmt::format("{}sites.{}.halls.{}.positions", halls.empty() ? "" : ", ", id.substr(0, dot), id.substr(dot + 1));
  }
  if (halls.empty() || tranche.accelerators <= pool) return;
  binder.errors.error(path + ".quantity", fmt::format("is more than `supplied_by` has places for ({})", halls),
                      fmt::format("{} GPU", tranche.accelerators), fmt::format("at most {} GPU", pool));
}

// A tranche, or an option that is exercised.
template <class Text>
Tranche bind_tranche(Binder& binder, ContractId contract, const ContractText& of, const std::string& path,
                     const std::string& id, const Text& text) {
  const std::vector<std::string> systems = of.needs ? of.needs->systems : std::vector<std::string>{};
  Tranche tranche;
  tranche.id = id;
  tranche.contract = contract;
  tranche.accelerators = accelerators_of(binder, path + ".quantity", of.kind, text.quantity, systems);
  if (tranche.accelerators <= 0) binder.errors.error(path + ".quantity", "promises nothing", "", "more than 0");
  tranche.due = binder.hour(text.due);
  if (text.end) {
    tranche.end = binder.hour(*text.end);
  } else if (of.term) {
    tranche.term = *of.term;
    tranche.end = end_of_tranche(binder.scenario, tranche, tranche.due);
  }
  if (tranche.end <= tranche.due) {
    binder.errors.error(path + ".end", fmt::format("is not after the due date ({}.due)", path), "", "a date after it");
  }
  if (of.signed_at && *of.signed_at > text.due) {
    binder.errors.error(path + ".due",
                        fmt::format("is before contracts.{}.signed", binder.scenario.contracts[contract].id), "",
                        "that date or a later one");
  }
  tranche.allows_system.assign(binder.scenario.systems.size(), systems.empty());
  for (const std::string& system : systems) {
    if (const SystemId s = binder.system(system); s.exists()) tranche.allows_system[s.index] = true;
  }
  tranche.allows_hall = allowed_halls(binder, text.supplied_by);
  if (of.kind == ContractKind::capacity) {
    check_capacity_places(binder, path, of, text.supplied_by, tranche);
  } else if (text.supplied_by && !text.supplied_by->tranche) {
    check_pool(binder, path, tranche);
  }
  bind_clean_halls(binder, tranche);
  bind_requirements(binder, fmt::format("contracts.{}.requires", binder.scenario.contracts[contract].id),
                    of.needs.value_or(RequiresText{}), binder.scenario.contracts[contract].provider, tranche);
  return tranche;
}

// The date on which an option that is exercised becomes a promise.
void exercise(Binder& binder, const ContractText& of, const std::string& path, const OptionText& text,
              Tranche& tranche) {
  tranche.exercised = binder.hour(text.exercise_by);
  if (text.exercise_by > text.due) {
    binder.errors.error(path + ".exercise_by", fmt::format("is after {}.due", path), "", "that date or an earlier one");
  }
  if (of.signed_at && *of.signed_at > text.exercise_by) {
    binder.errors.error(path + ".exercise_by",
                        fmt::format("is before contracts.{}.signed", binder.scenario.contracts[tranche.contract].id),
                        "", "that date or a later one");
  }
}

// What the holder of a right of first refusal serves instead of a tranche, if it does. That tranche gives it its
// quantity and dates once it is bound.
Tranche bind_instead(Binder& binder, ContractId contract, const ContractText& of, const std::string& id) {
  TrancheText text;
  text.quantity = {1, static_cast<int>(QuantityUnit::accelerators)};
  text.due = binder.scenario.start + std::chrono::hours{binder.scenario.end};
  Tranche tranche = bind_tranche(binder, contract, of, "contracts." + binder.scenario.contracts[contract].id, id, text);
  tranche.exercised = 0;
  if (tranche.term.is_none()) tranche.end = sim::never;
  return tranche;
}

// Tranches and options in the order of their names.
void bind_tranches(Binder& binder, ContractId contract, const ContractText& of) {
  const std::string path = "contracts." + binder.scenario.contracts[contract].id;
  std::vector<Tranche> tranches;
  for (const auto& [id, text] : of.tranches) {
    tranches.push_back(bind_tranche(binder, contract, of, fmt::format("{}.tranches.{}", path, id), id, text));
  }
  for (const auto& [id, text] : of.options) {
    const std::string option = fmt::format("{}.options.{}", path, id);
    check_chance(binder, option, text);
    const auto same = [&, name = std::string_view(id)](const auto& tranche) { return tranche.id == name; };
    if (std::any_of(of.tranches.begin(), of.tranches.end(), same)) {
      binder.errors.error(option, fmt::format("has the name of {}.tranches.{}", path, id), "", "another name");
    }
    Tranche tranche = bind_tranche(binder, contract, of, option, id, text);
    exercise(binder, of, option, text, tranche);
    if (binder.note_whether(option, text)) tranches.push_back(std::move(tranche));
  }
  for (const RefusalOffer& offer : binder.offers) {
    if (offer.holder != binder.scenario.contracts[contract].id) continue;
    tranches.push_back(bind_instead(binder, contract, of, offer.instead()));
  }
  std::sort(tranches.begin(), tranches.end(), [](const Tranche& a, const Tranche& b) { return a.id < b.id; });
  for (Tranche& tranche : tranches) binder.scenario.tranches.push_back(std::move(tranche));
}

// The price of an accelerator-hour, or of a MW-year: written, or what makes the contract worth its value.
void bind_price(Binder& binder, ContractId contract, const ContractText& of) {
  Contract& bound = binder.scenario.contracts[contract];
  if (of.price) {
    const bool is_of_power = static_cast<PriceUnit>(of.price->which) == PriceUnit::megawatt_year;
    if (is_of_power != bound.is_capacity()) {
      binder.errors.error(fmt::format("contracts.{}.price", bound.id),
                          fmt::format("is of {}, and contracts.{}.kind is {}", is_of_power ? "power" : "accelerators",
                                      bound.id, is_of_power ? "compute" : "capacity"),
                          "", is_of_power ? "a price in USD/GPU-h" : "a price in USD_M/MW-yr");
    }
    (is_of_power ? bound.per_megawatt_year : bound.price) =
        static_cast<std::int64_t>(std::floor(of.price->value * (is_of_power ? 1e8 : 1e6) + 0.5));
    return;
  }
  if (!of.contract_value) return;
  double hours = 0;  // of accelerators, or kW
  for (const Tranche& tranche : binder.scenario.tranches) {
    if (tranche.contract != contract || tranche.exercised) continue;
    if (tranche.end == sim::never) {
      const std::string path = "contracts." + binder.scenario.contracts[contract].id;
      binder.errors.error(path + ".contract_value",
                          fmt::format("is of a term, and {}.tranches.{} has no end", path, tranche.id), "",
                          path + ".term");
      return;
    }
    hours += static_cast<double>(tranche.accelerators) * static_cast<double>(tranche.end - tranche.due);
  }
  if (hours == 0) return;
  const double of_hour = static_cast<double>(*of.contract_value) / hours;
  if (bound.is_capacity()) {
    bound.per_megawatt_year = static_cast<Cents>(std::floor(of_hour * 1000 * sim::hours_per_year + 0.5));
  } else {
    bound.price = static_cast<MicroUsd>(std::floor(of_hour * 1e4 + 0.5));
  }
}

// What of a contract belongs to the policy of grants. Money that a party pays itself is none.
void bind_grants(Binder& binder, const std::string& id, const ContractText& text, Contract& contract) {
  const std::string path = "contracts." + id;
  const auto belongs = [&](const char* key, bool is_written, GrantPolicy policy, const char* name) {
    if (!is_written || binder.text.policies.grants == policy) return;
    binder.errors.error(path + "." + key, "has no effect under this policies.grants", "",
                        fmt::format("`policies: {{ grants: {} }}`", name));
  };
  belongs("weight", text.weight.has_value(), GrantPolicy::weighted, "weighted");
  belongs("quota", text.quota.has_value(), GrantPolicy::quota, "quota");
  contract.weight = text.weight.value_or(1);
  contract.quota = text.quota.value_or(1);
  const auto& own = binder.text.policies.own_load_first;
  if (text.provider != text.customer) return;
  if (std::find(own.begin(), own.end(), text.provider) == own.end()) {
    binder.errors.error(path + ".customer", "is the provider itself", text.customer,
                        "another party, or a provider that `policies.own_load_first` names");
  }
  if (text.price || text.contract_value) {
    binder.errors.error(path + (text.price ? ".price" : ".contract_value"), "would be paid to oneself", "",
                        "no price for own load");
  }
}

// Quotas of one provider are parts of the same whole.
void check_quotas(Binder& binder) {
  for (PartyId provider : binder.scenario.parties.ids()) {
    double sum = 0;
    std::string first;
    for (const auto& [id, text] : binder.text.contracts) {
      if (!text.quota || binder.party(text.provider) != provider) continue;
      sum += *text.quota;
      if (first.empty()) first = id;
      if (sum <= 1 + 1e-9) continue;
      binder.errors.error("contracts." + id + ".quota",
                          fmt::format("makes the quotas of parties.{} more than the whole (contracts.{}.quota)",
                                      binder.scenario.parties[provider].id, first),
                          "", "quotas that sum to at most 100 %");
      break;
    }
  }
}

}  // namespace

void resolve_contracts(Binder& binder) {
  binder.scenario.own_load_first.assign(binder.scenario.parties.size(), false);
  for (const std::string& party : binder.text.policies.own_load_first) {
    if (const PartyId id = binder.party(party); id.exists()) binder.scenario.own_load_first[id.index] = true;
  }
  check_quotas(binder);
  find_offers(binder);
  for (const auto& [id, text] : binder.text.contracts) {
    Contract contract;
    contract.id = id;
    contract.kind = text.kind;
    contract.provider = binder.party(text.provider);
    contract.customer = binder.party(text.customer);
    contract.priority = text.priority;
    contract.signed_at = text.signed_at ? binder.hour(*text.signed_at) : 0;
    bind_grants(binder, id, text, contract);
    contract.clauses = bind_clauses(binder, "contracts." + id + ".clauses", clauses_of(binder, text));
    if (text.price && text.contract_value) {
      binder.errors.error("contracts." + id + ".contract_value",
                          fmt::format("says the price a second time (contracts.{}.price)", id), "", "one of the two");
    }
    const ContractId contract_id = binder.scenario.contracts.push_back(std::move(contract));
    bind_tranches(binder, contract_id, text);
    bind_price(binder, contract_id, text);
    if (text.kind == ContractKind::capacity) check_capacity(binder, "contracts." + id, text);
  }
  bind_chains(binder);
  bind_exclusivity(binder);
  bind_offers(binder);
  check_clauses(binder);
}

}  // namespace models
