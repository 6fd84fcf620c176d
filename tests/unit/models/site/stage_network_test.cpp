#include "models/site/stage_network.hpp"

#include <catch2/catch.hpp>

#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::task;
using tests::week;
using Progress = TaskState::Progress;

namespace {

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

// As nothing has happened yet.
std::vector<TaskState> untouched(const std::vector<Task>& tasks) { return std::vector<TaskState>(tasks.size()); }

// At `now` all has gone as planned.
std::vector<TaskState> as_planned(const std::vector<Task>& tasks, Hour now) {
  auto states = untouched(tasks);
  const auto dates = forward_pass(tasks, states, long_ago);
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    states[t].dates = dates[t];
    states[t].work_from = dates[t].start;
    states[t].due = dates[t].finish;
    if (dates[t].start <= now) states[t].progress = Progress::active;
    if (dates[t].finish <= now) states[t].progress = Progress::finished;
  }
  return states;
}

Holding held(const std::vector<Task>& tasks, const std::vector<TaskState>& states, Hour now) {
  return holding_task(tasks, states, forward_pass(tasks, states, now), {}, now);
}
HeldBy stage(std::uint32_t task) { return {HeldBy::Kind::stage, task}; }

std::vector<Hour> in_weeks(std::vector<Hour> hours) {
  for (Hour& h : hours) h /= week;
  return hours;
}

}  // namespace

TEST_CASE("the forward pass gives the earliest dates of a published project", "[cpm]") {
  const auto dates = forward_pass(reliable, untouched(reliable), long_ago);

  std::vector<Hour> starts;
  for (const TaskDates& d : dates) starts.push_back(d.start);
  CHECK(in_weeks(starts) == std::vector<Hour>{0, 2, 6, 16, 16, 20, 22, 29, 16, 25, 33, 33, 38, 38});
  CHECK(dates[N].finish == 44 * week);
  CHECK(dates[M].finish == 40 * week);
  CHECK(end_of_network(dates) == 44 * week);
}

TEST_CASE("the backward pass gives the slack of each task, and the critical path has none", "[cpm]") {
  const auto dates = forward_pass(reliable, untouched(reliable), long_ago);
  const auto latest = latest_finishes(reliable, dates, 44 * week);

  // D: 44 - (7 + 9 + 2) - 22 = 4. I: 44 - (8 + 5 + 6) - 23 = 2.
  std::vector<Hour> slack;
  for (std::size_t t = 0; t < letters; ++t) slack.push_back(latest[t] - dates[t].finish);
  CHECK(in_weeks(slack) == std::vector<Hour>{0, 0, 0, 4, 0, 0, 4, 4, 2, 0, 1, 0, 4, 0});
}

TEST_CASE("a hall is held by the active task on the longest remaining path", "[cpm]") {
  const auto holding = [&](Hour weeks) {
    return held(reliable, as_planned(reliable, weeks * week), weeks * week).by.index;
  };

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
  const auto dates = forward_pass(tasks, untouched(tasks), long_ago);

  CHECK(dates[1] == TaskDates{220 * day, 420 * day});
  CHECK(latest_finishes(tasks, dates, 420 * day) == std::vector<Hour>{210 * day, 420 * day});
  CHECK(held(tasks, as_planned(tasks, 215 * day), 215 * day).by == stage(1));
}

TEST_CASE("a written start is the earliest one, and a slip makes a task longer", "[cpm]") {
  std::vector<Task> tasks{task("shell", 100, {}), task("fit_out", 50, {{0, 0}})};
  tasks[1].has_start = true;
  tasks[1].started = 120;
  const auto fit_out = [&](Hour slip_of_shell, Hour slip_of_fit_out) {
    auto states = untouched(tasks);
    states[0].slip = slip_of_shell;
    states[1].slip = slip_of_fit_out;
    return forward_pass(tasks, states, long_ago)[1];
  };

  CHECK(fit_out(0, 0) == TaskDates{120, 170});
  CHECK(fit_out(30, 0) == TaskDates{130, 180});
  CHECK(fit_out(0, 7) == TaskDates{120, 177});
  CHECK(fit_out(0, -60) == TaskDates{120, 120});  // a task takes no less than no time
}

TEST_CASE("tasks before the horizon keep their dates", "[cpm]") {
  std::vector<Task> tasks{task("shell", 100, {}), task("fit_out", 50, {{0, 0}})};
  tasks[0].has_start = true;
  tasks[0].started = -120;

  CHECK(forward_pass(tasks, untouched(tasks), long_ago)[1] == TaskDates{-20, 30});
}

TEST_CASE("what should have ended by now is expected in the next hour, and what follows with it", "[cpm]") {
  // The shell was expected at 100; at 130 it is still going on.
  const std::vector<Task> tasks{task("shell", 100, {}), task("fit_out", 50, {{0, 10}})};
  auto states = untouched(tasks);
  states[0].progress = Progress::active;
  states[0].dates = {0, 100};
  states[0].due = 200;

  CHECK(forward_pass(tasks, states, 130) == std::vector<TaskDates>{{0, 131}, {141, 191}});
}

TEST_CASE("a task that outlasts its plan comes to hold the hall when its path has become the longest", "[cpm]") {
  // The shell (10 h, then 40 h of fit-out: to 50) holds less than the switchgear (60 h). The shell takes 100 h instead.
  // At 19 it is expected at 20, and the hall by fit-out at 60 like by the switchgear; at 20 at 21, and the hall at 61.
  const std::vector<Task> tasks{task("shell", 10, {}), task("switchgear", 60, {}), task("fit_out", 40, {{0, 0}})};
  auto states = untouched(tasks);
  for (std::uint32_t t : {0, 1}) states[t].progress = Progress::active;
  states[0].dates.start = states[1].dates.start = 0;
  states[0].due = 100;
  states[1].due = 60;

  CHECK(held(tasks, states, 5).by == stage(1));
  CHECK(held(tasks, states, 5).until == 19);  // of equals the first by name holds
  CHECK(held(tasks, states, 18).by == stage(1));
  CHECK(held(tasks, states, 19).by == stage(0));
  CHECK(held(tasks, states, 19).until == sim::never);
}
