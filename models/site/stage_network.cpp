#include "models/site/stage_network.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace models {

using Progress = TaskState::Progress;

Hour end_of(const Task& task, const TaskState& state, Hour start, Hour length, const Calendars& calendars) {
  Hour from = start, left = length;
  if (state.progress == Progress::active) {
    from = std::max(state.work_from, state.resumes);
    left = std::max<Hour>(length - state.done, 0);
  }
  const Hour end = task.calendar.exists() ? calendars[task.calendar].end_of_work(from, left) : from + left;
  return std::max({start, state.not_before, end + state.slip});
}

Hour first_worked(const Task& task, Hour hour, const Calendars& calendars) {
  return task.calendar.exists() ? calendars[task.calendar].next_worked(hour) : hour;
}

Hour work_between(const Task& task, Hour from, Hour to, const Calendars& calendars) {
  return task.calendar.exists() ? calendars[task.calendar].worked_between(from, to) : to - from;
}

std::vector<TaskDates> forward_pass(std::span<const Task> tasks, std::span<const TaskState> states, Hour now,
                                    const Calendars& calendars) {
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
      start = first_worked(tasks[t], std::max({start, state.gear_expected, state.resumes, now + 1}), calendars);
    }
    dates[t] = {start, std::max(end_of(tasks[t], state, start, tasks[t].duration.point, calendars), now + 1)};
  }
  return dates;
}

Hour end_of_network(std::span<const TaskDates> dates) {
  Hour end = std::numeric_limits<Hour>::min();
  for (const TaskDates& d : dates) end = std::max(end, d.finish);
  return end;
}

Hour latest_start_of(const Task& task, const TaskDates& dates, Hour latest, const Calendars& calendars) {
  if (!task.calendar.exists()) return latest - (dates.finish - dates.start);
  const WorkCalendar& calendar = calendars[task.calendar];
  return calendar.start_of_work(latest, calendar.worked_between(dates.start, dates.finish));
}

std::vector<Hour> latest_finishes(std::span<const Task> tasks, std::span<const TaskDates> dates, Hour end,
                                  const Calendars& calendars) {
  std::vector<Hour> latest(tasks.size(), end);
  for (std::size_t t = tasks.size(); t-- > 0;) {
    const Hour latest_start = latest_start_of(tasks[t], dates[t], latest[t], calendars);
    for (const Predecessor& p : tasks[t].after) latest[p.task] = std::min(latest[p.task], latest_start - p.lag);
  }
  return latest;
}

namespace {

// What may hold a hall.
struct Candidate {
  HeldBy by;
  bool is_gear = false;
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

// A stage that waits for crews is held by what it lacks of them.
HeldBy stage_or_crews(const Task& task, const TaskState& state, std::uint32_t t) {
  if (state.lacks == TaskState::no_need) return {HeldBy::Kind::stage, t};
  const NeedOfCrew& need = task.needs[state.lacks];
  return {need.is_shared ? HeldBy::Kind::shared_pool : HeldBy::Kind::site_pool, need.pool};
}

std::vector<Candidate> candidates_of(std::span<const Task> tasks, std::span<const TaskState> states,
                                     std::span<const TaskDates> dates, std::span<const AwaitedGear> awaited, Hour now,
                                     const Calendars& calendars) {
  const auto latest = latest_finishes(tasks, dates, end_of_network(dates), calendars);
  std::vector<Candidate> candidates;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    if (states[t].progress == Progress::finished) continue;
    const bool is_in_work = states[t].progress == Progress::active, is_at_hand = states[t].crews_asked != sim::never;
    const Hour expected = is_in_work   ? end_of(tasks[t], states[t], dates[t].start, tasks[t].duration.point, calendars)
                          : is_at_hand ? now  // it could have started
                                       : dates[t].finish;
    candidates.push_back({stage_or_crews(tasks[t], states[t], t), false, is_in_work || is_at_hand,
                          latest[t] - dates[t].finish, expected, states[t].due});
  }
  // Gear is an activity, too, which ends when it comes. It counts where no stage has less float.
  const Hour least = least_slack(candidates);
  for (const AwaitedGear& gear : awaited) {
    const Hour latest_start = latest_start_of(tasks[gear.task], dates[gear.task], latest[gear.task], calendars);
    const Hour slack = latest_start - std::max(gear.expected, now + 1);
    const bool is_ordered_late = gear.planned > tasks[gear.task].nominal_start && gear.planned > now;
    const auto kind = is_ordered_late ? HeldBy::Kind::gear_ordered_late : HeldBy::Kind::gear;
    candidates.push_back({{kind, gear.gear.index}, true, slack <= least, slack, gear.expected, gear.last});
  }
  return candidates;
}

}  // namespace

Holding holding_task(std::span<const Task> tasks, std::span<const TaskState> states, std::span<const TaskDates> dates,
                     std::span<const AwaitedGear> awaited, Hour now, const Calendars& calendars) {
  const auto candidates = candidates_of(tasks, states, dates, awaited, now, calendars);
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
    if (other == first || (!other->is_active && !other->is_gear)) continue;
    const Hour bound = other->is_gear ? least : first->slack;
    const bool wins_tie = other < first || !first->is_active || bound < first->slack;
    const Hour overtakes = std::max(other->expected, now + 1) + other->slack - bound - (wins_tie ? 1 : 0);
    if (overtakes > now && overtakes < other->comes) holding.until = std::min(holding.until, overtakes);
  }
  return holding;
}

}  // namespace models
