// Who uses what: sums, channels and the order of classes, hour by hour in random scenarios.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <utility>

#include "models/market/demand.hpp"
#include "models/market/workload_order.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"
#include "tests/support/twin_engine.hpp"

using namespace models;
using namespace tests;

namespace {

// Throws what is wrong with an hour.
class EveryHour final : public ReportObserver {
 public:
  int sold = 0, short_of_metal = 0, out_of_order = 0;

  void report(const Simulation& simulation, const ReportPeriod& period) override {
    const Scenario& scenario = simulation.scenario();
    std::map<DemandId, std::int64_t> demanded, used;
    std::map<PartyId, std::int64_t> of_channels, free;
    std::map<PartyId, std::pair<std::int64_t, std::int64_t>> of_customer;  // available, used
    for (const Utilization::Row& row : simulation.utilization().period()) {
      REQUIRE(row.used >= 0);
      REQUIRE(row.used <= row.available);
      REQUIRE(row.used <= row.demanded);
      demanded[row.demand] += row.demanded;
      used[row.demand] += row.used;
      const bool is_sold = row.demand.exists() && scenario.demands[row.demand].channel.exists();
      if (is_sold && row.provider.exists()) of_channels[row.provider] += row.available;
      if (!is_sold) of_customer[row.customer].first += row.available;
      if (!is_sold) of_customer[row.customer].second += row.used;
      if (!row.demand.exists() || !row.site.exists()) continue;
      const auto& fits = scenario.demands[row.demand].fits_site;
      REQUIRE((fits.empty() || fits[row.site.index]));
    }
    for (DemandId id : scenario.demands.ids()) {
      REQUIRE(demanded[id] == sum_of_levels(scenario.demands[id].need, period.begin, period.end));
    }
    // Each accelerator-hour that metal supplies is available once, at the end of its chain.
    std::int64_t supplied = 0, available = 0;
    for (TrancheId id : scenario.tranches.ids()) {
      if (scenario.tranches[id].upstream.exists() || scenario.is_capacity(id)) continue;
      supplied += simulation.ledger().period(id).supplied;
      free[scenario.contracts[scenario.tranches[id].contract].provider] -= simulation.ledger().period(id).supplied;
    }
    for (const auto& [customer, sums] : of_customer) available += sums.first;
    // What a customer still ports its work to is supplied, and it cannot use it.
    const bool anybody_ports = std::any_of(scenario.parties.begin(), scenario.parties.end(),
                                           [](const Party& party) { return party.porting > 0; });
    if (anybody_ports) REQUIRE(available <= supplied);
    if (!anybody_ports) REQUIRE(available == supplied);

    const State& state = simulation.state();
    for (std::size_t row = 0; row < state.unit_rows.size(); ++row) {
      const Units live = state.units_by_state[row * unit_state_count + static_cast<std::size_t>(UnitState::live)];
      free[state.unit_rows[row].provider] += live * scenario.systems[state.unit_rows[row].system].accelerators;
    }
    for (const auto& [provider, has] : of_channels) {
      REQUIRE(has <= free[provider]);
      sold += has > 0 ? 1 : 0;
      short_of_metal += has == free[provider] ? 1 : 0;
    }
    check_order(scenario, period.begin, demanded, used, of_customer);
  }

 private:
  // Of pools that all of it fits: no class uses anything while a better one lacks something; all is used that can be.
  void check_order(const Scenario& scenario, Hour hour, std::map<DemandId, std::int64_t>& demanded,
                   std::map<DemandId, std::int64_t>& used,
                   std::map<PartyId, std::pair<std::int64_t, std::int64_t>>& of_customer) {
    const ClassRanks& ranks = ranks_at(scenario, hour);
    for (PartyId customer : scenario.parties.ids()) {
      std::vector<DemandId> pool;
      bool has_rules = false;
      std::int64_t asked = 0;
      for (DemandId id : scenario.demands.ids()) {
        const Demand& demand = scenario.demands[id];
        if (demand.customer != customer || demand.channel.exists()) continue;
        pool.push_back(id);
        asked += demanded[id];
        has_rules |= !demand.fits_system.empty() || !demand.fits_site.empty();
      }
      if (pool.empty() || has_rules) continue;
      REQUIRE(of_customer[customer].second == std::min(of_customer[customer].first, asked));
      for (DemandId better : pool) {
        for (DemandId worse : pool) {
          const auto rank = [&](DemandId id) { return ranks[static_cast<std::size_t>(scenario.demands[id].workload)]; };
          if (rank(better) >= rank(worse) || used[better] == demanded[better]) continue;
          REQUIRE(used[worse] == 0);
          ++out_of_order;
        }
      }
    }
  }
};

}  // namespace

TEST_CASE("what is used is available, asked for, in its order, and once, in random scenarios") {
  RandomScenarioOptions options;
  options.report_step = "hour";
  EveryHour checks;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed, options));
    INFO("seed " << seed << "\n" << yaml);
    const buildout::LoadedScenario scenario = loaded(yaml);
    TwinEngine engine;
    Simulation simulation(scenario.scenario, engine, {.observer = &checks});
    simulation.run();
  }
  CHECK(checks.sold > 1000);
  CHECK(checks.short_of_metal > 50);
  CHECK(checks.out_of_order > 1000);
}
