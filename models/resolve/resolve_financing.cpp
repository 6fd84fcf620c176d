#include <fmt/core.h>

#include <algorithm>

#include "models/resolve/binder.hpp"
#include "sim/suggestion.hpp"

namespace models {

namespace {

constexpr std::string_view prepayment_suffix = ".prepayment";

// The contract that a name of the form contract.prepayment means; none where it is not one.
ContractId prepaying_contract(const Binder& binder, std::string_view name) {
  if (!name.ends_with(prepayment_suffix)) return {};
  return binder.find(binder.scenario.contracts, name.substr(0, name.size() - prepayment_suffix.size()));
}

PotId find_pot(const Scenario& scenario, std::string_view name) {
  for (PotId id : scenario.pots.ids()) {
    if (scenario.pots[id].id == name) return id;
  }
  return {};
}

PartyId owner_of(const Scenario& scenario, const MoneyPot& pot) {
  return pot.contract.exists() ? scenario.contracts[pot.contract].provider : scenario.loans[pot.loan].borrower;
}

void report_stranger(Binder& binder, const std::string& path, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& loan : binder.text.financing) known.push_back(loan.id);
  for (const auto& contract : binder.text.contracts) {
    if (contract.value.clauses && contract.value.clauses->prepayment) known.push_back(contract.id + ".prepayment");
  }
  const ContractId contract = prepaying_contract(binder, name);
  const std::string problem =
      contract.exists() ? fmt::format("contracts.{}.clauses has no prepayment", binder.scenario.contracts[contract].id)
                        : std::string("names neither financing nor a prepayment");
  binder.errors.error(path, problem, name, "an id of `financing`, or contract.prepayment",
                      sim::did_you_mean(name, known));
}

}  // namespace

void bind_covenant(Binder& binder, const std::string& path, const CovenantText& text, Loan& loan) {
  Covenant covenant;
  const bool is_power = static_cast<CovenantUnit>(text.at_least.which) == CovenantUnit::watts;
  covenant.measure = is_power ? Covenant::Measure::ready_watts : Covenant::Measure::live_accelerators;
  covenant.at_least = text.at_least.value;
  covenant.by = binder.hour(text.by);
  const bool stops_any =
      std::any_of(loan.draws.begin(), loan.draws.end(), [&](const Draw& draw) { return draw.at >= covenant.by; });
  if (!stops_any) binder.errors.warning(path + ".by", "is after the last draw: it stops nothing");
  loan.covenant = covenant;
  if (!is_power) return;
  Watts built = 0;
  for (const Hall& hall : binder.scenario.halls) {
    const bool is_own = binder.scenario.sites[hall.site].operated_by == loan.borrower;
    if (is_own && hall.critical_it != no_limit) built += hall.critical_it;
  }
  if (built >= covenant.at_least || !loan.borrower.exists()) return;
  binder.errors.error(path + ".at_least",
                      fmt::format("is more than all halls of parties.{} are built for (critical_it)",
                                  binder.scenario.parties[loan.borrower].id),
                      power_text(covenant.at_least), "at most " + power_text(built));
}

// Loans, then what is prepaid and named by some order; both by name.
void bind_pots(Binder& binder) {
  Scenario& scenario = binder.scenario;
  for (std::uint32_t i = 0; i < scenario.loans.size(); ++i) scenario.pots.push_back({scenario.loans[i].id, i, {}});
  std::vector<bool> is_named(scenario.contracts.size(), false);
  for (const auto& [id, order] : binder.text.orders) {
    for (const std::string& name : order.paid_by) {
      const ContractId contract = prepaying_contract(binder, name);
      if (contract.exists() && scenario.contracts[contract].clauses.prepayment) is_named[contract.index] = true;
    }
  }
  for (ContractId id : scenario.contracts.ids()) {
    if (!is_named[id.index]) continue;
    scenario.pots.push_back({scenario.contracts[id].id + std::string(prepayment_suffix), 0, id});
  }
}

void bind_paid_by(Binder& binder, const std::string& order_path, const OrderText& text, Order& order) {
  const Scenario& scenario = binder.scenario;
  const std::string path = order_path + ".paid_by";
  for (const std::string& name : text.paid_by) {
    const PotId id = find_pot(scenario, name);
    if (!id.exists()) {
      report_stranger(binder, path, name);
      continue;
    }
    if (std::find(order.paid_by.begin(), order.paid_by.end(), id) != order.paid_by.end()) {
      binder.errors.error(path, "is named twice", name, "each once");
    }
    const PartyId owner = owner_of(scenario, scenario.pots[id]);
    if (owner.exists() && owner != order.buyer) {
      const ContractId contract = scenario.pots[id].contract;
      const std::string& party = scenario.parties[owner].id;
      binder.errors.error(
          path,
          contract.exists()
              ? fmt::format("is paid to parties.{} (contracts.{}.provider), not to {}.buyer", party,
                            scenario.contracts[contract].id, order_path)
              : fmt::format("is drawn by parties.{} (financing.{}.borrower), not by {}.buyer", party, name, order_path),
          name, "money of " + text.buyer);
    }
    order.paid_by.push_back(id);
  }
  if (order.paid_by.empty()) return;
  if (scenario.systems[order.system].price == 0) {
    binder.errors.error(path, fmt::format("systems.{} has no price to be paid", scenario.systems[order.system].id), "",
                        fmt::format("systems.{}.price", scenario.systems[order.system].id));
  }
  if (!text.accepts.empty()) {
    binder.errors.error(order_path + ".accepts",
                        fmt::format("leaves open what is to be paid for, and the order waits for money ({})", path), "",
                        "one of the two");
  }
}

void leave_out_money(Scenario& scenario) {
  for (Contract& contract : scenario.contracts) {
    contract.price = contract.per_megawatt_year = 0;
    contract.clauses.prepayment.reset();
    contract.clauses.delay_credit.reset();
    contract.clauses.take_or_pay.reset();
    contract.clauses.service_credits.clear();
    if (contract.clauses.switching) contract.clauses.switching->cost = 0;
    if (contract.clauses.clean_energy) contract.clauses.clean_energy->penalty = 0;
    if (contract.clauses.efficiency) contract.clauses.efficiency->penalty = 0;
  }
  for (Party& party : scenario.parties) party.multi_sourcing = 0;
  for (System& system : scenario.systems) system.price = system.life_months = 0;
  for (Site& site : scenario.sites) {
    site.power_price = site.capex_per_megawatt = 0;
    site.lease.reset();
  }
  for (Order& order : scenario.orders) order.paid_by.clear();
  scenario.loans.clear();
  scenario.investments.clear();
  scenario.pots = {};
  scenario.rental_prices = {};  // demand has followed them already
}

}  // namespace models
