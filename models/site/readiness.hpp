#pragma once
// When a hall is ready for service: on its written date, or when the last of its stages (a finish-to-start network with
// lags) is finished; slips move either. Also what holds a hall that is not ready: the active stage on the longest
// remaining path.

#include <span>
#include <string_view>
#include <vector>

#include "models/world.hpp"

namespace models {

// The cause `site:<task>` of a hall without stages.
inline constexpr std::string_view ready_for_service = "rfs";

// Dates of every task, given what has slipped [h by task, may be negative]. Tasks stand after their predecessors. A
// task without a written start and with predecessors begins with these, also before the horizon (negative hours). Pure:
// the forward pass of the critical path method (Kelley and Walker 1959). Methods: hall_stages.
std::vector<TaskDates> forward_pass(std::span<const Task> tasks, std::span<const Hour> slips);

// Longest time from a task's finish to the end of the network [h]: lags and durations that follow it. Pure: the
// backward pass.
std::vector<Hour> longest_tails(std::span<const Task> tasks, std::span<const Hour> slips);

// Puts the readiness of every hall on the calendar. Before the run.
void schedule_readiness(World& world);

void start_task(World& world, HallId hall, std::uint32_t task);
void finish_task(World& world, HallId hall, std::uint32_t task);
// A hall becomes ready now, if now is (still) the hour at which it is expected to.
void make_ready(World& world, HallId hall);

// What was ready, or finished, before the hour `dated` does not slip any more; in that very hour it does, since dated
// events come first in an hour.
void slip_hall(World& world, HallId hall, Hour slip, Hour dated);
void slip_task(World& world, HallId hall, std::uint32_t task, Hour slip, Hour dated);

// The task that holds a hall that is not ready: the active one on the longest remaining path (where none is active, the
// one that waits for a lag); the number of tasks where all are finished. Pure.
std::uint32_t holding_task(std::span<const Task> tasks, std::span<const TaskDates> dates, std::span<const Hour> slips,
                           Hour now);

}  // namespace models
