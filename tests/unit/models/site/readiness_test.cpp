#include "models/site/readiness.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/site/stage_floats.hpp"
#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using tests::task;
using Happenings = Replay::Happenings;

TEST_CASE("a hall becomes ready when its last stage is finished, and slips of stage and hall move that", "[cpm]") {
  // Stages of 2 and 3 days. A stage slips by 1 day on day 1, the hall by 2 days on day 4: ready on day 5 + 1 + 2 = 8.
  ScenarioBuilder b(10 * day);
  const auto hall = b.hall(b.site("riverside"), "a");
  b[hall].tasks = {task("shell", 2 * day, {}), task("fit_out", 3 * day, {{0, 0}})};
  b.event("delay", 1 * day, EffectKind::slip, TargetKind::task, hall.index).slip = 1 * day;
  b.event("hold", 4 * day, EffectKind::slip, TargetKind::hall, hall.index).slip = 2 * day;

  const Replay run(b.build());

  CHECK(run.happened(EventKind::task_finished) == Happenings{{3 * day, 0}, {6 * day, 1}});
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{8 * day, 1}});
  CHECK_FALSE(run.state_at(8 * day - 1).halls[hall].is_ready);
}

TEST_CASE("a hall that is ready does not slip any more", "[cpm]") {
  ScenarioBuilder b(10 * day);
  const auto hall = b.hall(b.site("riverside"), "a");
  b[hall].ready = 2 * day;
  b.event("late", 3 * day, EffectKind::slip, TargetKind::hall, hall.index).slip = 5 * day;

  const Replay run(b.build());

  CHECK(run.happened(EventKind::hall_ready) == Happenings{{2 * day, 1}});
  CHECK(run.state_at(4 * day).halls[hall].is_ready);
}

TEST_CASE("a stage draws its time for itself, and plans count on the point of its law", "[cpm]") {
  // Two halls of one law, exponential with mean 100 h: both are expected after 69 h, and come after their own draws.
  ScenarioBuilder b(40 * day);
  const auto site = b.site("riverside");
  TimeLaw law(69);
  law.varies = true;
  law.drawn.law = sim::Law::exponential(100);
  law.drawn.least = 0;
  for (std::uint32_t i = 0; i < 2; ++i) {
    const auto hall = b.hall(site, i == 0 ? "a" : "b");
    law.stream = i;
    b[hall].tasks = {{"shell", {}, false, 0, law}};
  }
  b->streams = {sim::stream_number("a"), sim::stream_number("b")};

  const Replay run(b.build());

  const sim::RandomSource source = run.scenario().random;
  for (HallId hall : run.scenario().halls.ids()) {
    const Hour drawn = whole_hours(-100 * std::log(1 - source.stream(hall.index == 0 ? "a" : "b").uniform(0)));
    INFO("drawn " << drawn);
    CHECK(run.happened(EventKind::hall_ready, hall.index) == Happenings{{drawn, 1}});
    CHECK(run.state_at(1).halls[hall].expected_ready == std::min<Hour>(69, drawn < 1 ? drawn : 69));
  }
}

TEST_CASE("a hall with negative slip comes so much before its stages are done", "[cpm]") {
  ScenarioBuilder b(10 * day);
  const auto hall = b.hall(b.site("riverside"), "a");
  b[hall].tasks = {task("shell", 5 * day, {})};
  b.event("sooner", 1 * day, EffectKind::slip, TargetKind::hall, hall.index).slip = -2 * day;

  const Replay run(b.build());

  CHECK(run.happened(EventKind::hall_ready) == Happenings{{3 * day, 1}});
  CHECK(run.happened(EventKind::task_finished) == Happenings{{5 * day, 0}});
}

TEST_CASE("an active stage that slips to before now ends now", "[cpm]") {
  ScenarioBuilder b(10 * day);
  const auto hall = b.hall(b.site("riverside"), "a");
  b[hall].tasks = {task("shell", 8 * day, {})};
  b.event("sooner", 6 * day, EffectKind::slip, TargetKind::task, hall.index).slip = -5 * day;

  const Replay run(b.build());

  CHECK(run.happened(EventKind::hall_ready) == Happenings{{6 * day, 1}});
}

TEST_CASE("a stage rests on days off and while it is out, and floats by hours of work", "[cpm]") {
  // From Thursday on, Monday to Friday: a shell of 5 days takes Thursday, Friday, Monday, Tuesday, Wednesday, to day 7.
  // Out from Monday noon to Tuesday noon it takes Thursday as well. The roof of 2 days ends on day 2, and may end after
  // Monday to Thursday: 4 days of work later.
  ScenarioBuilder b(20 * day);
  b->calendars.push_back({"five_days", 0b0011111, {}, 4 * day});
  const auto hall = b.hall(b.site("riverside"), "a");
  b[hall].tasks = {task("shell", 5 * day, {}), task("roof", 2 * day, {})};
  for (Task& t : b[hall].tasks) t.calendar = CalendarId{0};
  CHECK(Replay(b.build()).happened(EventKind::hall_ready) == Happenings{{7 * day, 1}});

  b.event("strike", 4 * day + 12, EffectKind::outage, TargetKind::task, hall.index).until = 5 * day + 12;
  const Replay run(b.build());

  CHECK(run.happened(EventKind::hall_ready) == Happenings{{8 * day, 1}});
  const auto stages = dates_of_stages(run.scenario(), run.simulation().state(), 20 * day - 1);
  CHECK(stages[0].dates[1].finish == 2 * day);
  CHECK(stages[0].latest[1] == 8 * day);
  CHECK(work_between(b[hall].tasks[1], 2 * day, 8 * day, run.scenario().calendars) == 4 * day);

  // What starts after a stage that ended on Friday starts on Monday.
  b[hall].tasks = {task("shell", 2 * day, {}), task("roof", 1 * day, {{0, 0}})};
  b[hall].tasks[1].calendar = CalendarId{0};
  CHECK(Replay(b.build()).happened(EventKind::task_started).back().first == 4 * day);
}
