#pragma once
// The network of a hall's stages (finish to start, with lags) as it is seen at some hour: what has been is known, what
// is to come is expected by the times that plans count on. Pure; hours from the scenario's start.

#include <limits>
#include <span>
#include <vector>

#include "models/state.hpp"

namespace models {

// Before anything has happened: nothing is overdue.
inline constexpr Hour long_ago = std::numeric_limits<Hour>::min();

// When a stage ends that starts, or started, at `start` and works for `length` hours, by its calendar and after the
// outages that keep it from work. A slip makes it longer or shorter by elapsed time, never shorter than nothing, and
// ends nothing before the hour in which it became known.
Hour end_of(const Task& task, const TaskState& state, Hour start, Hour length, const Calendars& calendars);

// The first hour from `hour` on in which a stage may be in work by its calendar.
Hour first_worked(const Task& task, Hour hour, const Calendars& calendars);
// Work of a stage in [from, to): hours of its calendar, or elapsed ones.
Hour work_between(const Task& task, Hour from, Hour to, const Calendars& calendars);

// Start and finish of every task, as they came or as they are expected at `now`, after what happens in that hour: what
// should have started or ended by now is expected in the next hour. Tasks stand after their predecessors. A task
// without a written start and with predecessors begins with these, also before the horizon (negative hours). The
// forward pass of the critical path method (Kelley and Walker 1959). Methods: hall_stages.
std::vector<TaskDates> forward_pass(std::span<const Task> tasks, std::span<const TaskState> states, Hour now,
                                    const Calendars& calendars = {});

// The last of the dates.
Hour end_of_network(std::span<const TaskDates> dates);

// The latest hour at which a task may start that may finish at `latest`, for as much work as lies between its dates.
Hour latest_start_of(const Task& task, const TaskDates& dates, Hour latest, const Calendars& calendars);

// The latest hour at which each task may finish so that all are finished at `end`; what is more than its finish is its
// float. The backward pass.
std::vector<Hour> latest_finishes(std::span<const Task> tasks, std::span<const TaskDates> dates, Hour end,
                                  const Calendars& calendars = {});

// Gear that a waiting task needs and that has not come in such number.
struct AwaitedGear {
  std::uint32_t task = 0;
  GearId gear;
  Hour expected = 0;       // by what is known; overdue from then on
  Hour planned = 0;        // by order date and nominal lead time
  Hour last = sim::never;  // when the last of the kind will really be there
};

// What holds a hall that is not ready: of tasks that are active or wait for crews, and of gear that is awaited, that on
// the longest remaining path, which is the one with the least float (where there is none, the task that waits for a
// lag). Of equals a task goes before gear, then the first in the order of the network. For a task that waits for crews
// stands what it lacks.
struct Holding {
  HeldBy by;
  Hour until = sim::never;  // the hour at which this changes though nothing happened, because something is overdue
};
Holding holding_task(std::span<const Task> tasks, std::span<const TaskState> states, std::span<const TaskDates> dates,
                     std::span<const AwaitedGear> awaited, Hour now, const Calendars& calendars = {});

}  // namespace models
