// Risks of stages and halls that are given up.

#include <catch2/catch.hpp>

#include "models/site/readiness.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using tests::ScenarioBuilder;
using tests::task;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// A hall with permits of 10 days, what an objection adds to them, and a shell of 5 days; a rack at its dock is needed
// from the first hour on.
struct Objection : OneHall {
  TrancheId tranche = promise(72);

  Objection(bool strikes, Hour delay, Hour planned) : OneHall(40 * day) {
    order("first", 1);
    Task objection = task("objection", planned, {{0, 0}});
    objection.risk = Risk{strikes, delay};
    b[hall].tasks = {task("permits", 10 * day, {}), objection, task("shell", 5 * day, {{1, 0}})};
  }
};

std::int64_t racks(Hour hours) { return 72 * hours; }

}  // namespace

TEST_CASE("a risk that strikes holds up what follows its stage, under its own name, and no plan knew it", "[risk]") {
  Objection s(true, 4 * day, 0);

  const Replay run(s.b.build());

  CHECK(run.state_at(5 * day).halls[s.hall].expected_ready == 15 * day);
  CHECK(run.state_at(11 * day).halls[s.hall].expected_ready == 10 * day + 1 + 5 * day);  // overdue since
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{19 * day, 1}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(21 * day)},
                                         {"site:permits", racks(10 * day)},
                                         {"risk:objection", racks(4 * day)},
                                         {"site:shell", racks(5 * day)}});
}

TEST_CASE("a risk that does not strike takes no time, also where plans counted on it", "[risk]") {
  Objection s(false, 4 * day, 4 * day);

  const Replay run(s.b.build());

  CHECK(run.state_at(5 * day).halls[s.hall].expected_ready == 19 * day);
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{15 * day, 1}});
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", racks(25 * day)},
                                         {"site:permits", racks(10 * day)},
                                         {"site:shell", racks(5 * day)}});
}

TEST_CASE("a hall that is given up is never ready, and what stands at its dock is missing for that", "[risk]") {
  Objection s(false, 0, 0);
  s.b.event("stop", 6 * day, EffectKind::cancel, TargetKind::hall, s.hall.index);
  // What comes to it later says nothing: it slips no more.
  s.b.event("stop_again", 7 * day, EffectKind::slip, TargetKind::hall, s.hall.index).slip = day;

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::hall_ready).empty());
  CHECK(run.happened(EventKind::task_finished).empty());
  CHECK(run.totals(s.tranche) == ByCause{{"needed", racks(40 * day)},
                                         {"supplied", 0},
                                         {"site:permits", racks(6 * day)},
                                         {"cancelled:stop", racks(34 * day)}});
}

TEST_CASE("a hall that is given up gives back its crews and leaves its gear to others", "[risk]") {
  // One agent and one transformer. Hall a has the agent from 0 on for 20 days and first claim on the transformer of
  // day 10, which its second stage waits for; hall b waits for both. a is given up on day 5: b has the agent from then
  // on, and the transformer on day 10.
  ScenarioBuilder b(60 * day);
  b->shared_pools = {{"agent", 1}};
  const auto site = b.site("riverside");
  const auto first = b.hall(site, "a"), second = b.hall(site, "b");
  const auto transformer = b.gear(site, "transformer", 2, 0, 10 * day);
  Task l5 = task("l5", 20 * day, {}), energize = task("energize", day, {});
  l5.needs = {{true, 0, 1}};
  energize.gear = {{transformer, 2}};
  b[first].tasks = {l5, energize};
  l5.duration = 3 * day;
  b[second].tasks = {l5, energize};
  b.event("stop", 5 * day, EffectKind::cancel, TargetKind::hall, first.index);

  const Replay run(b.build());

  const auto& tasks = run.simulation().state().halls[second].tasks;
  CHECK(tasks[0].dates == TaskDates{5 * day, 8 * day});
  CHECK(tasks[1].dates == TaskDates{10 * day, 11 * day});
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{11 * day, 1}});
}

TEST_CASE("a hall that is ready is not given up any more; units for the site go to another hall", "[risk]") {
  OneHall s(30 * day);
  const auto other = s.b.hall(s.site, "b");
  s.b[s.hall].ready = 2 * day;
  s.b[other].ready = 10 * day;
  s.b[s.hall].positions = 1;
  s.b.event("late", 3 * day, EffectKind::cancel, TargetKind::hall, s.hall.index);
  s.b.to(s.order("first", 2), s.site);

  CHECK(Replay(s.b.build()).happened(EventKind::hall_ready) == Happenings{{2 * day, 1}, {10 * day, 1}});

  // Given up before: both go to b on day 10.
  s.b.event("early", 1 * day, EffectKind::cancel, TargetKind::hall, s.hall.index);
  const Replay run(s.b.build());
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{10 * day, 1}});
  CHECK(run.state_at(11 * day).halls[other].positions_used == 2);
}
