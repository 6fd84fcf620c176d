#include "models/site/gear.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using tests::ScenarioBuilder;
using tests::task;
using Happenings = Replay::Happenings;
using ByCause = Replay::ByCause;

namespace {

// A hall whose shell takes 10 days and whose fit-out takes 5, with 2 transformers; a rack at its dock is needed from
// the first hour on.
struct LateHall : OneHall {
  GearId transformer;
  TrancheId tranche = promise(72);

  LateHall(Hour ordered, Hour lead) : OneHall(40 * day), transformer(b.gear(site, "transformer", 2, ordered, lead)) {
    order("first", 1);
    b[hall].tasks = {task("shell", 10 * day, {}), task("fit_out", 5 * day, {{0, 0}}, {{transformer, 2}})};
  }
};

std::int64_t racks(Hour hours) { return 72 * hours; }

}  // namespace

TEST_CASE("gear that comes in time holds nothing", "[gear]") {
  LateHall s(-20 * day, 30 * day);  // there on day 10, when the shell is done

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::gear_arrived) == Happenings{{10 * day, 2}});
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{15 * day, 1}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(25 * day)},
                                         {"site:shell", racks(10 * day)},
                                         {"site:fit_out", racks(5 * day)}});
}

TEST_CASE("gear ordered too late for the plan of its hall says so until it was to come, then it is the supplier's",
          "[gear]") {
  // Ordered on day 2 with 13 days of lead: planned for day 15, needed by the plan on day 10. It slips by 4 days, to 19.
  // Until day 15 it was ordered late, for 4 days more its supplier is late; then 5 days of fit-out.
  LateHall s(2 * day, 13 * day);
  s.b.event("strike", 12 * day, EffectKind::slip, TargetKind::gear, s.transformer.index).slip = 4 * day;

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::gear_arrived) == Happenings{{19 * day, 2}});
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{24 * day, 1}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(16 * day)},
                                         {"gear_ordered_late:transformer", racks(15 * day)},
                                         {"site:transformer", racks(4 * day)},
                                         {"site:fit_out", racks(5 * day)}});
}

TEST_CASE("gear ordered in time that its supplier brings late holds the hall from the hour in which that is known",
          "[gear]") {
  // Planned for day 8, needed on day 10. On day 6 it slips by 9 days, to 17: until then the shell holds the hall, then
  // the transformer.
  LateHall s(-12 * day, 20 * day);
  s.b.event("strike", 6 * day, EffectKind::slip, TargetKind::gear, s.transformer.index).slip = 9 * day;

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::hall_ready) == Happenings{{22 * day, 1}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(18 * day)},
                                         {"site:shell", racks(6 * day)},
                                         {"site:transformer", racks(11 * day)},
                                         {"site:fit_out", racks(5 * day)}});
}

TEST_CASE("gear that is late though nobody said so holds the hall once the stages before it are done", "[gear]") {
  // Planned for day 8; the units take 35 and 29 days instead of 20: day 23 and 17. Nobody knows; the shell is expected
  // on day 10, and from day 10 on the missing transformer is what the hall waits for.
  LateHall s(-12 * day, 20 * day);
  TimeLaw& law = s.b[s.transformer].lead_time;
  law.varies = true;
  law.drawn.law = sim::Law::uniform(25 * day, 35 * day);
  s.b->streams = {sim::stream_number("transformer")};

  const Replay run(s.b.build());

  const sim::RandomStream stream = run.scenario().random.stream("transformer");
  const auto lead = [&](std::uint64_t n) { return whole_hours((25 + 10 * stream.uniform(n)) * day); };
  const Hour first = std::min(lead(0), lead(1)) - 12 * day, last = std::max(lead(0), lead(1)) - 12 * day;
  CHECK(run.happened(EventKind::gear_arrived) == Happenings{{first, 1}, {last, 1}});
  CHECK(run.happened(EventKind::task_started) == Happenings{{0, 0}, {last, 1}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(35 * day - last)},
                                         {"site:shell", racks(10 * day)},
                                         {"site:transformer", racks(last - 10 * day)},
                                         {"site:fit_out", racks(5 * day)}});
}

TEST_CASE("a stage starts when as many units have come as it needs, not when all have", "[gear]") {
  ScenarioBuilder b(40 * day);
  const auto site = b.site("riverside");
  const auto hall = b.hall(site, "a");
  const auto breaker = b.gear(site, "breaker", 10, 0, 0);
  b[breaker].lead_time.varies = true;
  b[breaker].lead_time.drawn.law = sim::Law::exponential(10 * day);
  b[breaker].lead_time.drawn.least = 0;
  b->streams = {sim::stream_number("breaker")};
  b[hall].tasks = {task("fit_out", 1 * day, {}, {{breaker, 8}})};

  const Replay run(b.build());

  const auto& arrivals = run.state_at(0).gear[breaker].arrivals;
  CHECK(std::is_sorted(arrivals.begin(), arrivals.end()));
  CHECK(run.happened(EventKind::task_started) == Happenings{{arrivals[7], 0}});
}

TEST_CASE("halls share the gear of their site: who is ready takes it, the plan and the names decide between equals",
          "[gear]") {
  // Three CDUs are there on day 4. By plan hall b needs one on day 3, a and c on day 5. On day 5 b, whose shell has
  // slipped to day 9, is not ready: a and c take theirs.
  ScenarioBuilder b(40 * day);
  const auto site = b.site("riverside");
  const auto cdu = b.gear(site, "cdu", 3, 0, 4 * day);
  std::vector<HallId> halls;
  for (const auto& [id, shell] : {std::pair("a", 5), std::pair("b", 3), std::pair("c", 5)}) {
    halls.push_back(b.hall(site, id));
    b[halls.back()].tasks = {task("shell", shell * day, {}), task("fit_out", 1 * day, {{0, 0}}, {{cdu, 1}})};
  }
  b.event("storm", 1 * day, EffectKind::slip, TargetKind::task, halls[1].index).slip = 6 * day;
  const Scenario scenario = b.build();
  REQUIRE(scenario.gear[cdu].claims.front().hall == halls[1]);  // it would go first
  CHECK(scenario.gear[cdu].claims[1].hall == halls[0]);

  const Replay run(scenario);

  CHECK(run.happened(EventKind::hall_ready, halls[0].index) == Happenings{{6 * day, 1}});
  CHECK(run.happened(EventKind::hall_ready, halls[2].index) == Happenings{{6 * day, 1}});
  CHECK(run.happened(EventKind::hall_ready, halls[1].index) == Happenings{{10 * day, 1}});
}

TEST_CASE("of stages that are ready at once the one that the plan needs first takes the gear", "[gear]") {
  // One unit on day 6, one, drawn, later; both halls have been ready since day 3 and day 5: b first by plan.
  ScenarioBuilder b(60 * day);
  const auto site = b.site("riverside");
  const auto cdu = b.gear(site, "cdu", 2, 0, 6 * day);
  b[cdu].lead_time.varies = true;
  b[cdu].lead_time.drawn.law = sim::Law::uniform(6 * day, 30 * day);
  b->streams = {sim::stream_number("cdu")};
  const auto a = b.hall(site, "a"), second = b.hall(site, "b");
  b[a].tasks = {task("shell", 5 * day, {}), task("fit_out", 1 * day, {{0, 0}}, {{cdu, 1}})};
  b[second].tasks = {task("shell", 3 * day, {}), task("fit_out", 1 * day, {{0, 0}}, {{cdu, 1}})};

  const Replay run(b.build());

  const auto& arrivals = run.state_at(0).gear[cdu].arrivals;
  CHECK(run.happened(EventKind::hall_ready, second.index) == Happenings{{arrivals[0] + day, 1}});
  CHECK(run.happened(EventKind::hall_ready, a.index) == Happenings{{arrivals[1] + day, 1}});
}

TEST_CASE("gear that came before the horizon is there, and stages that needed it then began then", "[gear]") {
  // Ordered 100 days before, 60 of lead: there on day -40. The stage is ready for it on day -50, starts on day -40 and
  // takes 45 days.
  ScenarioBuilder b(40 * day);
  const auto site = b.site("riverside");
  const auto hall = b.hall(site, "a");
  const auto breaker = b.gear(site, "breaker", 1, -100 * day, 60 * day);
  b[hall].tasks = {{"fit_out", {}, true, -50 * day, 45 * day, {{breaker, 1}}}};

  const Replay run(b.build());

  CHECK(run.happened(EventKind::gear_arrived).empty());
  CHECK(run.state_at(0).halls[hall].tasks[0].dates == TaskDates{-40 * day, 5 * day});
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{5 * day, 1}});
}

TEST_CASE("a stage takes gear of all kinds at once, so that two never wait for each other", "[gear]") {
  // a needs a breaker, which comes on day 9, and a CDU; b needs a CDU. Two CDUs are there on day 1. Until its breaker
  // comes, a takes no CDU.
  ScenarioBuilder b(40 * day);
  const auto site = b.site("riverside");
  const auto breaker = b.gear(site, "breaker", 1, 0, 9 * day), cdu = b.gear(site, "cdu", 2, 0, 1 * day);
  const auto a = b.hall(site, "a"), second = b.hall(site, "b");
  b[a].tasks = {task("fit_out", 1 * day, {}, {{breaker, 1}, {cdu, 1}})};
  b[second].tasks = {task("fit_out", 1 * day, {}, {{cdu, 1}})};

  const Replay run(b.build());

  CHECK(run.happened(EventKind::hall_ready, second.index) == Happenings{{2 * day, 1}});
  CHECK(run.happened(EventKind::hall_ready, a.index) == Happenings{{10 * day, 1}});
  CHECK(run.state_at(2 * day).gear[cdu].taken == 1);
}

TEST_CASE("gear that comes over a lane travels after its lead time, and stands while the lane is closed",
          "[gear][lane]") {
  // Ready on day 5, 5 days on the road, of which it stands on days 6 and 7: there on day 12. The plan knows day 10,
  // when the shell is done.
  LateHall s(-5 * day, 10 * day);
  const auto truck = s.b.lane("truck", 5 * day);
  s.b[truck].outages = {{6 * day, 8 * day}};
  s.b[s.transformer].lane = truck;
  s.b[s.transformer].nominal_transit = 5 * day;

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::gear_arrived) == Happenings{{12 * day, 2}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(23 * day)},
                                         {"site:shell", racks(10 * day)},
                                         {"site:transformer", racks(2 * day)},
                                         {"site:fit_out", racks(5 * day)}});
}
