#include "models/site/readiness.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using tests::week;
using Happenings = Replay::Happenings;

namespace {

Task task(const std::string& id, Hour duration, std::vector<Predecessor> after) {
  return {id, std::move(after), false, 0, duration};
}

// Case V020: the Reliable Construction Co. of Hillier and Lieberman, Introduction to Operations Research, in weeks.
enum Letter : std::uint32_t { A, B, C, D, E, F, G, H, I, J, K, L, M, N, letters };
const std::vector<Task> reliable{
    task("A", 2 * week, {}),        task("B", 4 * week, {{A, 0}}),
    task("C", 10 * week, {{B, 0}}), task("D", 6 * week, {{C, 0}}),
    task("E", 4 * week, {{C, 0}}),  task("F", 5 * week, {{E, 0}}),
    task("G", 7 * week, {{D, 0}}),  task("H", 9 * week, {{E, 0}, {G, 0}}),
    task("I", 7 * week, {{C, 0}}),  task("J", 8 * week, {{F, 0}, {I, 0}}),
    task("K", 4 * week, {{J, 0}}),  task("L", 5 * week, {{J, 0}}),
    task("M", 2 * week, {{H, 0}}),  task("N", 6 * week, {{K, 0}, {L, 0}}),
};
const std::vector<Hour> no_slips(letters, 0);

std::vector<Hour> in_weeks(std::vector<Hour> hours) {
  for (Hour& h : hours) h /= week;
  return hours;
}

}  // namespace

TEST_CASE("the forward pass gives the earliest dates of a published project", "[cpm]") {
  const auto dates = forward_pass(reliable, no_slips);

  std::vector<Hour> starts;
  for (const TaskDates& d : dates) starts.push_back(d.start);
  CHECK(in_weeks(starts) == std::vector<Hour>{0, 2, 6, 16, 16, 20, 22, 29, 16, 25, 33, 33, 38, 38});
  CHECK(dates[N].finish == 44 * week);
  CHECK(dates[M].finish == 40 * week);
}

TEST_CASE("what is left after a task gives its slack, and the critical path has none", "[cpm]") {
  const auto dates = forward_pass(reliable, no_slips);
  const auto tails = longest_tails(reliable, no_slips);

  // Slack = 44 - earliest finish - longest tail. D: 44 - 22 - (7 + 9 + 2) = 4. I: 44 - 23 - (8 + 5 + 6) = 2.
  std::vector<Hour> slack;
  for (std::size_t t = 0; t < letters; ++t) slack.push_back(44 * week - dates[t].finish - tails[t]);
  CHECK(in_weeks(slack) == std::vector<Hour>{0, 0, 0, 4, 0, 0, 4, 4, 2, 0, 1, 0, 4, 0});
}

TEST_CASE("a hall is held by the active task on the longest remaining path", "[cpm]") {
  const auto dates = forward_pass(reliable, no_slips);
  const auto holding = [&](Hour weeks) { return holding_task(reliable, dates, no_slips, weeks * week); };

  CHECK(holding(0) == A);
  // Week 21: D has 1 + 18 to go, F 4 + 19, I 2 + 19.
  CHECK(holding(21) == F);
  // Week 35: H has 3 + 2 to go, K 2 + 6, L 3 + 6.
  CHECK(holding(35) == L);
  CHECK(holding(43) == N);
  CHECK(holding(44) == letters);  // all are finished
}

TEST_CASE("a lag delays the next task, which holds the hall meanwhile", "[cpm]") {
  // 210 days of shell, 10 days of drying, 200 days of fit-out: ready on day 420.
  const std::vector<Task> tasks{task("shell", 210 * day, {}), task("fit_out", 200 * day, {{0, 10 * day}})};
  const std::vector<Hour> slips(2, 0);
  const auto dates = forward_pass(tasks, slips);

  CHECK(dates[1] == TaskDates{220 * day, 420 * day});
  CHECK(longest_tails(tasks, slips) == std::vector<Hour>{210 * day, 0});
  CHECK(holding_task(tasks, dates, slips, 215 * day) == 1);
}

TEST_CASE("a written start is the earliest one, and a slip makes a task longer", "[cpm]") {
  std::vector<Task> tasks{task("shell", 100, {}), task("fit_out", 50, {{0, 0}})};
  tasks[1].has_start = true;
  tasks[1].started = 120;

  CHECK(forward_pass(tasks, std::vector<Hour>{0, 0})[1] == TaskDates{120, 170});
  CHECK(forward_pass(tasks, std::vector<Hour>{30, 0})[1] == TaskDates{130, 180});
  CHECK(forward_pass(tasks, std::vector<Hour>{0, 7})[1] == TaskDates{120, 177});
}

TEST_CASE("tasks before the horizon keep their dates", "[cpm]") {
  std::vector<Task> tasks{task("shell", 100, {}), task("fit_out", 50, {{0, 0}})};
  tasks[0].has_start = true;
  tasks[0].started = -120;

  CHECK(forward_pass(tasks, std::vector<Hour>{0, 0})[1] == TaskDates{-20, 30});
}

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
