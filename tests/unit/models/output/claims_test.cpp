#include <catch2/catch.hpp>

#include "models/output/claim_overlaps.hpp"
#include "models/output/metrics.hpp"
#include "models/output/result_table.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;

namespace {

std::uint32_t live_gpus() {
  std::uint32_t i = 0;
  while (metrics()[i].name != "live_gpus") ++i;
  return i;
}

// Of live accelerators of the world at the end of the second day, said on a day of 2025.
Headline claim(const std::string& id, double low, double value, double high, unsigned month) {
  Headline claim;
  claim.id = id;
  claim.path = "world.live_gpus";
  claim.metric = live_gpus();
  claim.at = 2 * day;
  claim.low = low;
  claim.value = value;
  claim.high = high;
  claim.as_of = sim::Timestamp{std::chrono::sys_days{std::chrono::year{2025} / static_cast<int>(month) / 1}};
  return claim;
}

}  // namespace

TEST_CASE("a claim is backed from its low end on, and a younger one of another range contradicts it", "[claim]") {
  // 10 racks of 72 are live: 720. 700 to 760 is backed, 730 and more is not; 2,000 was said before that, and 650 to 750
  // agrees with the younger 700 to 760.
  OneHall h(4 * day);
  h.b->report_step = ReportStep::day;
  h.installed(10);
  h.b->claims.push_back(claim("a_old", 2000, 2000, 2000, 3));
  h.b->claims.push_back(claim("b_young", 700, 720, 760, 6));
  h.b->claims.push_back(claim("c_same", 650, 700, 750, 4));
  h.b->claims.push_back(claim("d_high", 730, 740, 760, 6));
  Headline late = claim("e_late", 0, 0, 0, 6);
  late.at = 5 * day;
  h.b->claims.push_back(late);
  const Scenario scenario = h.b.build();

  const auto table = make_claims_table(scenario);
  sim::StringSink sink;
  sim::CsvWriter csv(sink, table->schema());
  struct Observer : ReportObserver {
    ResultTable* table;
    sim::CsvWriter* csv;
    void report(const Simulation& simulation, const ReportPeriod& period) override {
      table->report(simulation, period, *csv);
    }
  } observer;
  observer.table = table.get();
  observer.csv = &csv;
  tests::TwinEngine engine;
  Simulation simulation(scenario, engine, {nullptr, &observer, false});
  simulation.run();
  table->finish(simulation, csv);
  csv.finish();
  CHECK(sink.text.substr(sink.text.find('\n') + 1) ==
        "a_old,world.live_gpus,stock,,2026-01-03T00:00Z,gpu,2000,2000,2000,720,contradicted,b_young,b_young c_same "
        "d_high,2025-03-01,,\n"
        "b_young,world.live_gpus,stock,,2026-01-03T00:00Z,gpu,700,720,760,720,backed,,a_old c_same "
        "d_high,2025-06-01,,\n"
        "c_same,world.live_gpus,stock,,2026-01-03T00:00Z,gpu,650,700,750,720,backed,,a_old b_young "
        "d_high,2025-04-01,,\n"
        "d_high,world.live_gpus,stock,,2026-01-03T00:00Z,gpu,730,740,760,720,unbacked,,a_old b_young "
        "c_same,2025-06-01,,\n"
        "e_late,world.live_gpus,stock,,2026-01-06T00:00Z,gpu,0,0,0,,outside,,,2025-06-01,,\n");
}

TEST_CASE("claims of a party, its site and its contract are about the same units, and those of two parties are not",
          "[claim]") {
  // Acme has 10 racks in riverside and promises some to bigco; cloud has one beside them.
  OneHall h(4 * day);
  const PartyId cloud = h.b.party("cloud");
  h.installed(10);
  h.b.installed("other", cloud, h.rack, h.hall, 1);
  h.promise(72);
  const Scenario scenario = h.b.build();
  const auto of = [](Scope scope, std::uint32_t entity) {
    Headline claim;
    claim.scope = static_cast<std::uint32_t>(scope);
    claim.entity = entity;
    return claim;
  };
  const Headline world = of(Scope::world, 0), acme = of(Scope::provider, h.acme.index),
                 other = of(Scope::provider, cloud.index), site = of(Scope::site, 0), deal = of(Scope::contract, 0);
  CHECK(may_share_units(scenario, world, acme));
  CHECK(may_share_units(scenario, acme, site));
  CHECK(may_share_units(scenario, acme, deal));
  CHECK(may_share_units(scenario, site, other));
  CHECK(!may_share_units(scenario, acme, other));
  CHECK(!may_share_units(scenario, other, deal));
}
