// Gear that a line makes, and power that follows stages.

#include <catch2/catch.hpp>

#include "models/site/gear.hpp"
#include "models/site/power.hpp"
#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Two sites with a hall each: a shell of 10 days, then a fit-out of 5 with 2 transformers. One line makes a transformer
// in 5 days and then takes 2 days; both count on 10. A rack of 8 at each dock is needed from the first hour on.
struct TwoSites {
  ScenarioBuilder b{80 * day};
  LineId line;
  GearId east, west;
  TrancheId of_east, of_west;

  explicit TwoSites(Hour west_orders) {
    const auto ann = b.party("ann"), bob = b.party("bob"), customer = b.party("customer");
    const auto rack = b.system("rack", 8);
    line = b.line("maker.transformers", 1.0 / (5 * day));
    b[line].cycle_time = 2 * day;
    const auto add = [&](const std::string& id, PartyId buyer, Hour ordered) {
      const auto site = b.site(id);
      b[site].operated_by = buyer;
      const auto hall = b.hall(site, "hall");
      const auto gear = b.gear(site, "transformer", 2, ordered, 10 * day);
      b[gear].line = line;
      Task fit_out{"fit_out", {{0, 0}}, false, 0, 5 * day};
      fit_out.gear = {{gear, 2}};
      b[hall].tasks = {Task{"shell", {}, false, 0, 10 * day}, fit_out};
      const auto order = b.order(id, buyer, rack);
      b.to(order, hall);
      b.lot(order, 1);
      return std::pair(gear, b.tranche(b.contract(id, buyer, customer), "all", 8, 0));
    };
    std::tie(east, of_east) = add("east", ann, 0);
    std::tie(west, of_west) = add("west", bob, west_orders);
  }
};

std::int64_t racks(Hour hours) { return 8 * hours; }

}  // namespace

TEST_CASE("two sites share the line that makes their transformers, and each blames its supplier", "[gear]") {
  // Each gets one in 10 days: made on day 10 and day 20, there on day 12 and 22.
  const TwoSites s(0);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::gear_ordered) == Happenings{{0, 2}, {0, 2}});
  CHECK(run.happened(EventKind::gear_arrived) ==
        Happenings{{12 * day, 1}, {12 * day, 1}, {22 * day, 1}, {22 * day, 1}});
  for (TrancheId tranche : {s.of_east, s.of_west}) {
    CHECK(run.totals(tranche) == ByCause{{"needed", racks(80 * day)},
                                         {"supplied", racks(53 * day)},
                                         {"site:shell", racks(10 * day)},
                                         {"site:transformer", racks(12 * day)},
                                         {"site:fit_out", racks(5 * day)}});
  }
}

TEST_CASE("who orders from the line too late answers for it until the quoted day, then the supplier does", "[gear]") {
  // West orders on day 20, for day 30; its hall needs them on day 10, and they hold it from the first hour on. East has
  // the line to itself: made on day 5 and 10, there on day 12. West's are made on day 25 and 30, there on day 32.
  const TwoSites s(20 * day);

  const Replay run(s.b.build());

  CHECK(run.totals(s.of_east) == ByCause{{"needed", racks(80 * day)},
                                         {"supplied", racks(63 * day)},
                                         {"site:shell", racks(10 * day)},
                                         {"site:transformer", racks(2 * day)},
                                         {"site:fit_out", racks(5 * day)}});
  CHECK(run.totals(s.of_west) == ByCause{{"needed", racks(80 * day)},
                                         {"supplied", racks(43 * day)},
                                         {"gear_ordered_late:transformer", racks(30 * day)},
                                         {"site:transformer", racks(2 * day)},
                                         {"site:fit_out", racks(5 * day)}});
}

TEST_CASE("racks and gear are contenders for one line, by orders or by priority", "[gear]") {
  // Orders for 4 racks and 4 transformers, one a day together: by orders each gets half, both done on day 8; with
  // priority the transformers come first, on day 4.
  const auto done = [](SharingPolicy policy, std::int64_t priority) {
    ScenarioBuilder b(20 * day);
    const auto ann = b.party("ann");
    const auto site = b.site("east");
    b[site].operated_by = ann;
    const auto line = b.line("maker.all", 1.0 / day);
    b[line].contenders = Contenders::orders;
    b[line].policy = policy;
    const auto gear = b.gear(site, "transformer", 4, 0, 10 * day);
    b[gear].line = line;
    b[gear].priority = priority;
    const auto order = b.order("racks", ann, b.system("rack", 8));
    b[order].line = line;
    b[order].priority = 2;
    b.lot(order, 4);
    const Replay run(b.build());
    return std::pair(run.happened(EventKind::gear_arrived).back().first,
                     run.happened(EventKind::units_made).back().first);
  };
  CHECK(done(SharingPolicy::equal, 2) == std::pair<Hour, Hour>(8 * day, 8 * day));
  CHECK(done(SharingPolicy::priority, 1) == std::pair<Hour, Hour>(4 * day, 8 * day));
  CHECK(done(SharingPolicy::priority, 3) == std::pair<Hour, Hour>(8 * day, 4 * day));
}

TEST_CASE("gear of a line waits for the end of a pause of shipments, and slips", "[gear]") {
  TwoSites s(20 * day);
  DatedEvent& strike = s.b.event("strike", 11 * day, EffectKind::pause, TargetKind::line, s.line.index);
  strike.until = 14 * day;
  strike.of = PauseOf::shipments;
  s.b[s.line].shipment_pauses = {{11 * day, 14 * day, EventId{0}}};
  CHECK(Replay(s.b.build()).happened(EventKind::gear_arrived).front().first == 7 * day);
  CHECK(Replay(s.b.build()).happened(EventKind::gear_arrived)[1] == std::pair<Hour, std::int64_t>(14 * day, 1));

  // Known from day 6 on, one is under way and comes on day 10 instead of 7, the other on 15 instead of 12.
  TwoSites t(20 * day);
  t.b.event("slow", 6 * day, EffectKind::slip, TargetKind::gear, t.east.index).slip = 3 * day;
  const Replay run(t.b.build());
  CHECK(run.happened(EventKind::gear_arrived)[0] == std::pair<Hour, std::int64_t>(10 * day, 1));
  CHECK(run.happened(EventKind::gear_arrived)[1] == std::pair<Hour, std::int64_t>(15 * day, 1));
}

TEST_CASE("gear is made of parts, and waits for them", "[gear]") {
  // A core takes 4 days on its line, a transformer then 2 days on its own: there on day 6, and the second, whose core
  // is there on day 8, on day 10. One core in stock makes the first come on day 2, the second on day 6.
  const auto arrivals = [](std::int64_t in_stock) {
    ScenarioBuilder b(20 * day);
    const auto ann = b.party("ann");
    const auto site = b.site("east");
    b[site].operated_by = ann;
    const auto cores = b.line("mill.cores", 1.0 / (4 * day)), line = b.line("maker.transformers", 1.0 / (2 * day));
    const auto core = b.part("core", cores);
    b[core].opening = in_stock;
    const auto gear = b.gear(site, "transformer", 2, 0, 10 * day);
    b[gear].line = line;
    b[gear].bom = {{core, 1}};
    return Replay(b.build()).happened(EventKind::gear_arrived);
  };
  CHECK(arrivals(0) == Happenings{{6 * day, 1}, {10 * day, 1}});
  CHECK(arrivals(1) == Happenings{{2 * day, 1}, {6 * day, 1}});
}

TEST_CASE("power comes when the stages are finished that it follows, and the lag is over", "[power]") {
  // A substation of 10 days slips by 2; the block follows it by 3 days and has a ramp of 5 days more.
  ScenarioBuilder b(40 * day);
  const auto site = b.site("riverside");
  const auto hall = b.hall(site, "a");
  const auto block = b.block(site, "grid", 1000 * kilowatt, sim::never);
  b[block].ramp = {{0, 400 * kilowatt}, {5 * day, 1000 * kilowatt}};
  b[block].after = {{{hall, 0}, 3 * day}};
  b[hall].tasks = {Task{"substation", {}, false, 0, 10 * day}};
  b[hall].tasks[0].blocks = {block};
  b.event("delay", 1 * day, EffectKind::slip, TargetKind::task, hall.index).slip = 2 * day;

  CHECK(Replay(b.build()).happened(EventKind::block_energized) == Happenings{{15 * day, 400}, {20 * day, 1000}});

  // A slip of the block itself is kept until then.
  b.event("utility", 2 * day, EffectKind::slip, TargetKind::block, block.index).slip = 4 * day;
  CHECK(Replay(b.build()).happened(EventKind::block_energized) == Happenings{{19 * day, 400}, {24 * day, 1000}});

  // It follows the last of several; those before the horizon count, too.
  b[hall].tasks[0].started = -30 * day;
  b[hall].tasks[0].has_start = true;
  const auto past = Replay(b.build()).happened(EventKind::block_energized);
  CHECK(past.front() == std::pair<Hour, std::int64_t>(0, 1000));
}
