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

// When a stage ends that starts at `start` and works for `length` hours: a slip makes it longer or shorter, never
// shorter than nothing, and ends nothing before the hour in which it became known.
Hour end_of(const TaskState& task, Hour start, Hour length);

// Start and finish of every task, as they came or as they are expected at `now`, after what happens in that hour: what
// should have started or ended by now is expected in the next hour. Tasks stand after their predecessors. A task
// without a written start and with predecessors begins with these, also before the horizon (negative hours). The
// forward pass of the critical path method (Kelley and Walker 1959). Methods: hall_stages.
std::vector<TaskDates> forward_pass(std::span<const Task> tasks, std::span<const TaskState> states, Hour now);

// The last of the dates.
Hour end_of_network(std::span<const TaskDates> dates);

// The latest hour at which each task may finish so that all are finished at `end`; what is more than its finish is its
// float. The backward pass.
std::vector<Hour> latest_finishes(std::span<const Task> tasks, std::span<const TaskDates> dates, Hour end);

// Gear that a waiting task needs and that has not come in such number.
struct AwaitedGear {
  std::uint32_t task = 0;
  GearId gear;
  Hour expected = 0;       // by what is known; overdue from then on
  Hour planned = 0;        // by order date and nominal lead time
  Hour last = sim::never;  // when the last of the kind will really be there
};

// What holds a hall that is not ready: of active tasks and of gear that is awaited, that on the longest remaining path,
// which is the one with the least float (where there is none, the task that waits for a lag). Of equals a task goes
// before gear, then the first in the order of the network.
struct Holding {
  HeldBy by;
  Hour until = sim::never;  // the hour at which this changes though nothing happened, because something is overdue
};
Holding holding_task(std::span<const Task> tasks, std::span<const TaskState> states, std::span<const TaskDates> dates,
                     std::span<const AwaitedGear> awaited, Hour now);

}  // namespace models
