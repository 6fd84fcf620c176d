// The cash journal against the ledger, in random scenarios.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <tuple>

#include "models/contract/clauses.hpp"
#include "models/money/amounts.hpp"
#include "tests/support/random_numbers.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"
#include "tests/support/twin_engine.hpp"

using namespace models;
using namespace tests;

TEST_CASE("cash: no cent is lost between parties, and fees are the price of what the ledger says was supplied") {
  int billed = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed));
    INFO("seed " << seed << "\n" << yaml);
    const buildout::LoadedScenario loaded_scenario = loaded(yaml);
    const Scenario& scenario = loaded_scenario.scenario;
    TwinEngine engine;
    Simulation simulation(scenario, engine, {});
    simulation.run();

    std::map<PartyId, Cents> by_party;
    for (const auto& [key, cents] : simulation.journal().entries()) {
      REQUIRE(cents > 0);
      by_party[key.payee] += cents;
      by_party[key.payer] -= cents;
    }
    Cents sum = 0;
    for (const auto& [party, cents] : by_party) sum += cents;
    REQUIRE(sum == 0);

    for (ContractId id : scenario.contracts.ids()) {
      const Contract& contract = scenario.contracts[id];
      const auto paid = [&](Account account) { return simulation.journal().total(id, account); };
      std::int64_t supplied = 0;
      Cents caps = 0, left = 0;
      for (TrancheId tranche : scenario.tranches.ids()) {
        if (scenario.tranches[tranche].contract != id) continue;
        supplied += simulation.ledger().totals(tranche).supplied;
        left += simulation.state().tranches[tranche].prepaid;
        if (contract.clauses.delay_credit && contract.has_price()) {
          caps += delay_credit_for(scenario, scenario.tranches[tranche], {1, contract.clauses.delay_credit->cap},
                                   scenario.tranches[tranche].accelerators);
        }
      }
      if (contract.clauses.take_or_pay) {
        REQUIRE(paid(Account::fee) + paid(Account::take_or_pay) <= fee_of(contract, supplied) + 12);
      } else {
        REQUIRE(paid(contract.is_capacity() ? Account::lease : Account::fee) == fee_of(contract, supplied));
      }
      REQUIRE(paid(Account::delay_credit) <= caps);
      REQUIRE(paid(Account::service_credit) <= paid(Account::fee) + paid(Account::take_or_pay) + paid(Account::lease));
      REQUIRE(left >= 0);
      const bool is_paid_within = contract.signed_at >= 0 && contract.clauses.prepayment;
      if (is_paid_within && contract.clauses.prepayment->at_signature) {
        REQUIRE(paid(Account::prepayment) ==
                paid(Account::prepayment_credit) + paid(Account::prepayment_refund) + left);
      }
      billed += paid(Account::fee) > 0 ? 1 : 0;
    }
  }
  CHECK(billed > 100);
}

namespace {

// Energy of each site and month, summed over the days of which energy.csv writes rows [kWh].
class EnergyByMonth : public ReportObserver {
 public:
  void report(const Simulation& simulation, const ReportPeriod& period) override {
    const Scenario& scenario = simulation.scenario();
    const auto months = simulation.journal().months();
    const auto month = std::upper_bound(months.begin() + 1, months.end() - 1, period.begin) - months.begin() - 1;
    for (SiteId id : scenario.sites.ids()) {
      const SiteState& site = simulation.state().sites[id];
      double kwh = 0;
      if (scenario.power_acts && scenario.sites[id].limited_by_power) {
        for (const double part : site.source_kwh) kwh += part;
      } else {
        kwh = static_cast<double>(site.it_watt_hours) / 1000 + overhead_kwh(site);
      }
      kwh_[{static_cast<std::uint32_t>(month), scenario.sites[id].in_role(Role::power), scenario.sites[id].utility}] +=
          kwh * static_cast<double>(scenario.sites[id].power_price) / 1e7;  // in cents
    }
  }
  using Key = std::tuple<std::uint32_t, PartyId, PartyId>;
  const std::map<Key, double>& cents() const { return kwh_; }

 private:
  std::map<Key, double> kwh_;
};

}  // namespace

TEST_CASE("cash: units at the dock, kWh and write-offs are paid and booked to the cent, in random scenarios") {
  int with_power = 0, with_assets = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed));
    INFO("seed " << seed << "\n" << yaml);
    const buildout::LoadedScenario loaded_scenario = loaded(yaml);
    const Scenario& scenario = loaded_scenario.scenario;
    TwinEngine engine;
    EnergyByMonth energy;
    Simulation simulation(scenario, engine, {.observer = &energy});
    simulation.run();
    const State& state = simulation.state();

    // Every unit that is, or was, at a site and is not of the opening stock was paid for once.
    std::map<PartyId, Cents> bought, of_life;
    for (std::size_t row = 0; row < state.unit_rows.size(); ++row) {
      const State::UnitRow& r = state.unit_rows[row];
      const System& system = scenario.systems[r.system];
      const Cents cost = state.units_received[row] * system.price;
      REQUIRE(cost >= 0);
      bought[r.provider] += cost;
      // What is sent back in a later month than it came was written off since.
      const auto returned = row * unit_state_count + static_cast<std::size_t>(UnitState::returned);
      if (system.life_months > 0) of_life[r.provider] += cost + state.units_by_state[returned] * system.price;
    }
    std::map<PartyId, Cents> paid, written_off_by;
    std::map<EnergyByMonth::Key, Cents> power;
    for (const auto& [key, cents] : simulation.journal().entries()) {
      if (key.account == Account::capex) paid[key.payer] += cents;
      if (key.account == Account::capex) paid[key.payee] -= key.payee.exists() ? cents : 0;
      if (key.account == Account::power) power[{key.month, key.payer, key.payee}] += cents;
    }
    for (const auto& [party, cost] : bought) {
      const bool sells = std::any_of(scenario.systems.begin(), scenario.systems.end(),
                                     [party = party](const System& s) { return s.maker == party; });
      if (!sells) REQUIRE(paid[party] == cost);
    }
    for (const auto& [charge, cents] : simulation.accounting().depreciation()) written_off_by[charge.party] += cents;
    for (const auto& [party, cents] : written_off_by) {
      REQUIRE(cents >= 0);
      REQUIRE(cents <= of_life[party]);
      with_assets += cents > 0 ? 1 : 0;
    }
    for (const auto& [key, cents] : energy.cents()) {
      // A cent for each site of the operator: each is rounded by itself.
      if (std::get<1>(key) == std::get<2>(key)) continue;
      INFO("month " << std::get<0>(key));
      REQUIRE(std::abs(static_cast<double>(power[key]) - cents) <= static_cast<double>(scenario.sites.size()) + 1e-3);
      with_power += cents > 0 ? 1 : 0;
    }
  }
  CHECK(with_power > 100);
  CHECK(with_assets > 100);
}

TEST_CASE("cash: what is written off over a life sums to the price, whatever they are") {
  RandomNumbers random(1);
  for (int n = 0; n < 2000; ++n) {
    const Cents cost = random.between(1, random.chance(50) ? 1000 : 4'000'000'000'000);
    const std::int64_t life = random.between(1, 120);
    Cents before = 0, least = cost, most = 0;
    for (std::int64_t month = 0; month <= life; ++month) {
      const Cents now = written_off(cost, month, life);
      if (month > 0 && month < life) {
        least = std::min(least, now - before);
        most = std::max(most, now - before);
      }
      REQUIRE(now >= before);
      REQUIRE(written_off(-cost, month, life) == -now);
      before = now;
    }
    REQUIRE(before == cost);
    REQUIRE(written_off(cost, life + 5, life) == cost);
    if (life > 1) REQUIRE(most - least <= 1);  // a straight line
  }
}
