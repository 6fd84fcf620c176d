#include "models/site/readiness.hpp"

#include <algorithm>
#include <limits>

#include "models/site/room.hpp"
#include "sim/check.hpp"

namespace models {

std::vector<TaskDates> forward_pass(std::span<const Task> tasks, std::span<const Hour> slips) {
  std::vector<TaskDates> dates(tasks.size());
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    // Without a written start a task begins with its predecessors, also where these lie before the horizon.
    const bool is_tied_to_start = tasks[t].has_start || tasks[t].after.empty();
    Hour start = is_tied_to_start ? tasks[t].started : std::numeric_limits<Hour>::min();
    for (const Predecessor& p : tasks[t].after) {
      EXPECTS(p.task < t);
      start = std::max(start, dates[p.task].finish + p.lag);
    }
    dates[t] = {start, start + tasks[t].duration + slips[t]};
  }
  return dates;
}

std::vector<Hour> longest_tails(std::span<const Task> tasks, std::span<const Hour> slips) {
  std::vector<Hour> tails(tasks.size(), 0);
  for (std::size_t t = tasks.size(); t-- > 0;) {
    for (const Predecessor& p : tasks[t].after) {
      tails[p.task] = std::max(tails[p.task], p.lag + tasks[t].duration + slips[t] + tails[t]);
    }
  }
  return tails;
}

namespace {

// Finish dates follow from the network and the slips so far; dates already reached stand as they are.
void plan_tasks(World& world, HallId id) {
  const Hall& hall = world.scenario.halls[id];
  HallState& state = world.state.halls[id];
  if (hall.tasks.empty()) return;
  const auto dates = forward_pass(hall.tasks, state.task_slip);
  Hour last = dates.front().finish;
  for (std::uint32_t t = 0; t < hall.tasks.size(); ++t) {
    last = std::max(last, dates[t].finish);
    if (dates[t] == state.task_dates[t]) continue;
    state.task_dates[t] = dates[t];
    const auto detail = static_cast<std::uint8_t>(t);
    if (dates[t].start > world.now)
      world.schedule(dates[t].start, EventKind::task_started, id.index, detail, state.plan);
    if (dates[t].finish > world.now)
      world.schedule(dates[t].finish, EventKind::task_finished, id.index, detail, state.plan);
  }
  state.expected_ready = last + state.slip;
}

void schedule_ready(World& world, HallId id) {
  HallState& state = world.state.halls[id];
  if (state.expected_ready <= world.now) {
    make_ready(world, id);
  } else {
    world.schedule(state.expected_ready, EventKind::hall_ready, id.index, 0, state.plan);
  }
}

// What holds the hall may have changed: those who wait at its dock look again.
void look_at_holding(World& world, HallId id) {
  HallState& state = world.state.halls[id];
  state.holding = holding_task(world.scenario.halls[id].tasks, state.task_dates, state.task_slip, world.now);
  touch_waiting_providers(world, world.scenario.halls[id].site);
}

void replan(World& world, HallId id) {
  HallState& state = world.state.halls[id];
  const Hour before = state.expected_ready;
  ++state.plan;
  plan_tasks(world, id);
  if (world.scenario.halls[id].tasks.empty()) state.expected_ready = world.scenario.halls[id].ready + state.slip;
  if (state.expected_ready != before) schedule_ready(world, id);
  look_at_holding(world, id);
}

}  // namespace

void schedule_readiness(World& world) {
  for (HallId id : world.scenario.halls.ids()) {
    plan_tasks(world, id);
    look_at_holding(world, id);
    world.schedule(std::max<Hour>(world.state.halls[id].expected_ready, 0), EventKind::hall_ready, id.index);
  }
}

void start_task(World& world, HallId id, std::uint32_t task) {
  if (world.state.halls[id].task_dates[task].start != world.now) return;  // it has slipped
  world.record(EventKind::task_started, id.index, task, static_cast<std::uint8_t>(task));
  look_at_holding(world, id);
}

void finish_task(World& world, HallId id, std::uint32_t task) {
  if (world.state.halls[id].task_dates[task].finish != world.now) return;  // it has slipped
  world.record(EventKind::task_finished, id.index, task, static_cast<std::uint8_t>(task));
  look_at_holding(world, id);
}

void make_ready(World& world, HallId id) {
  HallState& state = world.state.halls[id];
  if (state.is_ready || state.expected_ready > world.now) return;
  state.is_ready = true;
  world.record(EventKind::hall_ready, id.index, 1);
  world.state.dirty_sites.add(world.scenario.halls[id].site);
  touch_waiting_providers(world, world.scenario.halls[id].site);
}

void slip_hall(World& world, HallId id, Hour slip, Hour dated) {
  HallState& state = world.state.halls[id];
  if (state.is_ready || state.expected_ready < dated) return;
  state.slip += slip;
  replan(world, id);
}

void slip_task(World& world, HallId id, std::uint32_t task, Hour slip, Hour dated) {
  HallState& state = world.state.halls[id];
  if (state.is_ready || state.task_dates[task].finish < dated) return;
  state.task_slip[task] += slip;
  replan(world, id);
}

std::uint32_t holding_task(std::span<const Task> tasks, std::span<const TaskDates> dates, std::span<const Hour> slips,
                           Hour now) {
  const auto tails = longest_tails(tasks, slips);
  auto holding = static_cast<std::uint32_t>(tasks.size());
  Hour longest = -1;
  bool any_active = false;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    if (dates[t].finish <= now) continue;
    const bool is_active = dates[t].start <= now;
    const Hour remaining = dates[t].finish - now + tails[t];
    if (is_active < any_active || (is_active == any_active && remaining <= longest)) continue;
    any_active = is_active;
    longest = remaining;
    holding = t;
  }
  return holding;
}

}  // namespace models
