#include "models/site/stage_network.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace models {

using Progress = TaskState::Progress;

Hour end_of(const TaskState& task, Hour start, Hour length) {
  return std::max({start, task.not_before, start + length + task.slip});
}

std::vector<TaskDates> forward_pass(std::span<const Task> tasks, std::span<const TaskState> states, Hour now) {
  std::vector<TaskDates> dates(tasks.size());
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    const TaskState& state = states[t];
    if (state.progress == Progress::finished) {
      dates[t] = state.dates;
      continue;
    }
    Hour start = state.dates.start;
    if (state.progress == Progress::waiting) {
      // Without a written start a task begins with its predecessors, also where these lie before the horizon.
      const bool is_tied_to_start = tasks[t].has_start || tasks[t].after.empty();
      start = is_tied_to_start ? tasks[t].started : std::numeric_limits<Hour>::min();
      for (const Predecessor& p : tasks[t].after) {
        EXPECTS(p.task < t);
        start = std::max(start, dates[p.task].finish + p.lag);
      }
      start = std::max({start, state.gear_expected, now + 1});
    }
    dates[t] = {start, std::max(end_of(state, start, tasks[t].duration.point), now + 1)};
  }
  return dates;
}

Hour end_of_network(std::span<const TaskDates> dates) {
  Hour end = std::numeric_limits<Hour>::min();
  for (const TaskDates& d : dates) end = std::max(end, d.finish);
  return end;
}

std::vector<Hour> latest_finishes(std::span<const Task> tasks, std::span<const TaskDates> dates, Hour end) {
  std::vector<Hour> latest(tasks.size(), end);
  for (std::size_t t = tasks.size(); t-- > 0;) {
    const Hour latest_start = latest[t] - (dates[t].finish - dates[t].start);
    for (const Predecessor& p : tasks[t].after) latest[p.task] = std::min(latest[p.task], latest_start - p.lag);
  }
  return latest;
}

namespace {

// What may hold a hall.
struct Candidate {
  HeldBy by;
  bool is_active = false;
  Hour slack = 0;
  Hour expected = 0;  // its end; overdue from then on
  Hour comes = 0;     // its end as it will be; never: that is open
};

Hour least_slack(std::span<const Candidate> candidates) {
  Hour least = sim::never;
  for (const Candidate& c : candidates) least = std::min(least, c.slack);
  return least;
}

std::vector<Candidate> candidates_of(std::span<const Task> tasks, std::span<const TaskState> states,
                                     std::span<const TaskDates> dates, std::span<const AwaitedGear> awaited, Hour now) {
  const auto latest = latest_finishes(tasks, dates, end_of_network(dates));
  std::vector<Candidate> candidates;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    if (states[t].progress == Progress::finished) continue;
    const bool is_active = states[t].progress == Progress::active;
    const Hour expected = is_active ? end_of(states[t], dates[t].start, tasks[t].duration.point) : dates[t].finish;
    candidates.push_back({{HeldBy::Kind::stage, t}, is_active, latest[t] - dates[t].finish, expected, states[t].due});
  }
  // Gear is an activity, too, which ends when it comes. It counts where no stage has less float.
  const Hour least = least_slack(candidates);
  for (const AwaitedGear& gear : awaited) {
    const Hour latest_start = latest[gear.task] - (dates[gear.task].finish - dates[gear.task].start);
    const Hour slack = latest_start - std::max(gear.expected, now + 1);
    const bool is_ordered_late = gear.planned > tasks[gear.task].nominal_start && gear.planned > now;
    const auto kind = is_ordered_late ? HeldBy::Kind::gear_ordered_late : HeldBy::Kind::gear;
    candidates.push_back({{kind, gear.gear.index}, slack <= least, slack, gear.expected, gear.last});
  }
  return candidates;
}

}  // namespace

Holding holding_task(std::span<const Task> tasks, std::span<const TaskState> states, std::span<const TaskDates> dates,
                     std::span<const AwaitedGear> awaited, Hour now) {
  const auto candidates = candidates_of(tasks, states, dates, awaited, now);
  Holding holding{{HeldBy::Kind::stage, static_cast<std::uint32_t>(tasks.size())}};
  if (candidates.empty()) return holding;
  const auto goes_first = [](const Candidate& a, const Candidate& b) {
    return a.is_active != b.is_active ? a.is_active : a.slack < b.slack;
  };
  const auto first = std::min_element(candidates.begin(), candidates.end(), goes_first);  // of equals the first
  holding.by = first->by;
  for (const AwaitedGear& gear : awaited) {
    if (first->by == HeldBy{HeldBy::Kind::gear_ordered_late, gear.gear.index}) holding.until = gear.planned;
  }
  // What outlasts its plan loses an hour of its float each hour, until it has the least.
  if (first->is_active && first->expected <= now) return holding;
  const Hour least = least_slack(candidates);
  for (auto other = candidates.begin(); other != candidates.end(); ++other) {
    const bool is_gear = other->by.kind != HeldBy::Kind::stage;
    if (other == first || (!other->is_active && !is_gear)) continue;
    const Hour bound = is_gear ? least : first->slack;
    const bool wins_tie = other < first || !first->is_active || bound < first->slack;
    const Hour overtakes = std::max(other->expected, now + 1) + other->slack - bound - (wins_tie ? 1 : 0);
    if (overtakes > now && overtakes < other->comes) holding.until = std::min(holding.until, overtakes);
  }
  return holding;
}

}  // namespace models
