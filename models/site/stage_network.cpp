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
      start = std::max(start, now + 1);
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

Holding holding_task(std::span<const Task> tasks, std::span<const TaskState> states, std::span<const TaskDates> dates,
                     Hour now) {
  const auto latest = latest_finishes(tasks, dates, end_of_network(dates));
  const auto slack = [&](std::size_t t) { return latest[t] - dates[t].finish; };
  Holding holding{static_cast<std::uint32_t>(tasks.size())};
  bool any_active = false;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    if (states[t].progress == Progress::finished) continue;
    const bool is_active = states[t].progress == Progress::active;
    const bool is_first = holding.task == tasks.size();
    if (!is_first && (is_active < any_active || (is_active == any_active && slack(t) >= slack(holding.task)))) continue;
    any_active = is_active;
    holding.task = t;
  }
  const auto is_overdue = [&](std::uint32_t t) {
    return end_of(states[t], dates[t].start, tasks[t].duration.point) <= now;
  };
  if (!any_active || is_overdue(holding.task)) return holding;
  // An active task that outlasts what is expected of it loses an hour of its float each hour, until it has the least.
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    if (states[t].progress != Progress::active || t == holding.task) continue;
    const Hour overtakes = latest[t] - slack(holding.task) - (t < holding.task ? 1 : 0);
    if (overtakes > now && overtakes < states[t].due) holding.until = std::min(holding.until, overtakes);
  }
  return holding;
}

}  // namespace models
