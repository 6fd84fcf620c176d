#include <catch2/catch.hpp>

#include "models/output/result_table.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

struct WriteStranded final : ReportObserver {
  explicit WriteStranded(const Scenario& scenario) : table(make_stranded_table(scenario)), csv(sink, table->schema()) {}
  void report(const Simulation& simulation, const ReportPeriod& period) override {
    table->report(simulation, period, csv);
  }
  std::unique_ptr<ResultTable> table;
  sim::StringSink sink;
  sim::CsvWriter csv;
};

}  // namespace

TEST_CASE("a site has all its rows where one of them changes, and says when nothing is stranded any more",
          "[stranding]") {
  // 250 kW for racks of 100 kW: two would fit, 50 kW are a fragment. One comes on 3 January, another one on the 5th; on
  // the 6th a factor leaves 200 kW, all of them used.
  OneHall s(7 * day);
  const auto grid = s.b.block(s.site, "grid", 250 * kilowatt);
  s.order("a", 1, {.ordered = 2 * day});
  s.order("b", 1, {.ordered = 4 * day});
  s.event("cut", 5 * day, 20 * day, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.8;
  s.b->report_step = ReportStep::day;
  const Scenario scenario = s.b.build();
  WriteStranded written(scenario);
  TwinEngine engine;
  Simulation simulation(scenario, engine, SimulationOptions{nullptr, &written, false});
  simulation.run();
  written.csv.finish();

  CHECK(written.sink.text ==
        "date,site,hall,system,reason,stranded_mw\n"
        "2026-01-01,riverside,riverside.a,rack,no_units,0.2\n"
        "2026-01-01,riverside,riverside.a,rack,fragment,0.05\n"
        "2026-01-03,riverside,riverside.a,rack,no_units,0.1\n"
        "2026-01-03,riverside,riverside.a,rack,fragment,0.05\n"
        "2026-01-05,riverside,riverside.a,rack,fragment,0.05\n"
        "2026-01-06,riverside,,,none,0\n");
}
