#include "models/fleet/spares.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

Replenishment base_stock(Units level) {
  Replenishment policy;
  policy.kind = Replenishment::Kind::base_stock;
  policy.level = level;
  return policy;
}

// Three racks that live 100 h and take a tray and 10 h of repair each time.
struct ThreeRacks : OneHall {
  StockId tray;
  TrancheId tranche;

  explicit ThreeRacks(Units on_hand) : OneHall(10 * day) {
    b.failures(rack, 100, 10);
    tray = b.stock(site, "tray", on_hand);
    b.repair_uses(rack, tray);
    installed(3);
    tranche = promise(216);
  }
};

}  // namespace

TEST_CASE("repairs wait for spares on order, and for nothing else but their own time", "[spares]") {
  // One tray on hand, base stock 1, 48 h from order to arrival. All fail in hour 100 and each orders a tray; the first
  // has the one on hand and is whole in 110, the others in 158, ten hours after the trays come. The third tray is on
  // hand when the first rack fails again in 210.
  ThreeRacks s(1);
  s.b[s.tray].lead_time = 48;
  s.b[s.tray].policy = base_stock(1);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_repaired) == Replay::Happenings{{110, 1}, {158, 2}, {220, 1}});
  CHECK(run.happened(EventKind::spares_arrived) == Replay::Happenings{{148, 3}});
  const StockState& at_100 = run.state_at(100).stocks[s.tray];
  CHECK(at_100.on_hand == 0);
  CHECK(at_100.on_order == 3);
  CHECK(at_100.waiting() == 2);
  // 48 h of two racks for a tray; 10 h for each of four repairs.
  CHECK(run.totals(s.tranche) ==
        Replay::ByCause{
            {"needed", 216 * 240}, {"supplied", 216 * 240 - 72 * 136}, {"failure", 72 * 40}, {"spare", 72 * 96}});
}

TEST_CASE("a stock without a policy is used up, and what fails then stays failed", "[spares]") {
  ThreeRacks s(2);

  const Replay run(s.b.build());

  CHECK(run.live(110) == 2);
  CHECK(run.live(239) == 0);  // the two fail again in hour 210
  CHECK(run.state_at(239).stocks[s.tray].used == 2);
  CHECK(run.state_at(239).stocks[s.tray].waiting() == 3);
}

TEST_CASE("a spare is taken before a crew, and a unit that has it waits for the crew", "[spares][crew]") {
  // Two trays, one crew: at 100 the first is in repair, the second waits for the crew, the third for a tray.
  ThreeRacks s(2);
  s.b.repair_needs(s.site, s.rack, {{s.b.pool(s.site, "repair_crew", 1), 1}});

  const Replay run(s.b.build());

  CHECK(run.missing(s.tranche, 100) == Replay::ByCause{{"failure", 144}, {"spare", 72}});
  CHECK(run.happened(EventKind::units_repaired) == Replay::Happenings{{110, 1}, {120, 1}});
}

TEST_CASE("repairs are served before consumption, which waits for what they leave", "[spares]") {
  // Consumption asks in the hours 100 and 200, the racks in 100; two trays on hand, none follow but the ten of the
  // review in 120, which come in 130.
  ThreeRacks s(2);
  Stock& tray = s.b[s.tray];
  tray.consumption = 100;
  tray.lead_time = 10;
  tray.policy.kind = Replenishment::Kind::order_up_to;
  tray.policy.level = 2;
  tray.policy.review = 120;

  const Replay run(s.b.build());

  // At 120 the position is 0 - 2: four are ordered.
  CHECK(run.happened(EventKind::spares_arrived) == Replay::Happenings{{130, 4}});
  CHECK(run.state_at(100).stocks[s.tray].repairs_waiting == 1);
  CHECK(run.state_at(100).stocks[s.tray].consumption_waiting == 1);
  CHECK(run.happened(EventKind::units_repaired) == Replay::Happenings{{110, 2}, {140, 1}, {220, 1}});
  CHECK(run.state_at(130).stocks[s.tray].on_hand == 2);
  // One was left after the use in 200; the better rack has it.
  CHECK(run.state_at(210).stocks[s.tray].used == 6);
  CHECK(run.state_at(210).stocks[s.tray].repairs_waiting == 1);
}

TEST_CASE("the share of repairs that take a part is drawn for each repair", "[spares][statistics]") {
  // 2,000 racks fail once, 30 % of them for want of a tray that there is not: 600 +- 20.5.
  OneHall s(5 * day);
  s.b.failures(s.rack, 100, 5);
  s.b.repair_uses(s.rack, s.b.stock(s.site, "tray", 0), 0.3);
  const auto old = s.installed(2000);

  const Replay run(s.b.build());

  CHECK(static_cast<double>(run.units_of(old, Stage::awaiting_spare, 110)) == Approx(600).margin(4.5 * 20.5));
  CHECK(run.units_of(old, Stage::awaiting_spare, 100) == run.units_of(old, Stage::awaiting_spare, 119));
}

TEST_CASE("of a base stock as many are on order as a Poisson law says, whatever the lead time (Palm)",
          "[spares][statistics]") {
  // One part every 12 h on average, lead time uniform from 0 to 96 h, base stock 6, so Poisson of mean 4 on order:
  // none is missing with probability P(N <= 6) = 0.889326, and (N - 6)+ has the mean 0.195435. 400 sites, looked at in
  // hours 239, 359, ... 839, more than a lead time apart: 2,400 independent cases.
  ScenarioBuilder b(901);
  b.party("acme");
  for (std::uint32_t i = 0; i < 400; ++i) {
    const auto id = b.stock(b.site("site" + std::to_string(1000 + i)), "tray", 6);
    Stock& stock = b[id];
    stock.policy = base_stock(6);
    stock.consumption.varies = stock.lead_time.varies = true;
    stock.consumption.drawn.law = sim::Law::exponential(12);
    stock.lead_time.drawn.law = sim::Law::uniform(0, 96);
    stock.consumption.stream = 2 * i;
    stock.lead_time.stream = 2 * i + 1;
    b->streams.push_back(sim::stream_number(stock.id + ".used"));
    b->streams.push_back(sim::stream_number(stock.id + ".lead_time"));
  }
  b->report_step = ReportStep::day;
  struct Look final : ReportObserver {
    double cases = 0, on_order = 0, squares = 0, missing = 0, none_missing = 0;
    void report(const Simulation& simulation, const ReportPeriod& period) override {
      if (period.end % (5 * day) != 0 || period.end < 10 * day) return;
      for (const StockState& stock : simulation.state().stocks) {
        const auto n = static_cast<double>(stock.on_order);
        ++cases;
        on_order += n;
        squares += n * n;
        missing += static_cast<double>(stock.waiting());
        none_missing += stock.waiting() == 0 ? 1 : 0;
      }
    }
  } look;
  const Scenario scenario = b.build();
  TwinEngine engine;
  Simulation simulation(scenario, engine, SimulationOptions{nullptr, &look, false});
  simulation.run();

  REQUIRE(look.cases == 400 * 6);
  const double mean = look.on_order / look.cases;
  CHECK(mean == Approx(4).margin(4.5 * std::sqrt(4 / look.cases)));
  // The variance of a sample of Poisson variates has the standard error sqrt((2 x 4^2 + 4) / n).
  CHECK(look.squares / look.cases - mean * mean == Approx(4).margin(4.5 * std::sqrt(36 / look.cases)));
  CHECK(look.none_missing / look.cases == Approx(0.889326).margin(4.5 * std::sqrt(0.889326 * 0.110674 / look.cases)));
  CHECK(look.missing / look.cases == Approx(0.195435).margin(4.5 * std::sqrt(0.43041 / look.cases)));
}
