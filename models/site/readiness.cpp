#include "models/site/readiness.hpp"

#include <algorithm>
#include <functional>

#include "models/site/room.hpp"
#include "models/site/stage_network.hpp"

namespace models {

namespace {

using Progress = TaskState::Progress;

// The hall is looked at again in this hour, which is to come.
void look_later(World& world, HallId id, Hour hour) {
  if (hour >= world.scenario.end) return;
  std::vector<Hour>& looks = world.state.halls[id].looks;
  const auto at = std::lower_bound(looks.begin(), looks.end(), hour);
  if (at != looks.end() && *at == hour) return;
  looks.insert(at, hour);
  if (hour >= 0) {
    world.schedule(hour, EventKind::hall_looked_at, id.index);
    return;
  }
  world.past_looks.emplace_back(hour, id);
  std::push_heap(world.past_looks.begin(), world.past_looks.end(), std::greater<>());
}

// The hour from which on a waiting task may start, as far as it is settled: what must be finished before it is, or is
// expected (where it starts so long before that).
Hour settled_start(const Task& task, const HallState& hall) {
  Hour start = task.has_start || task.after.empty() ? task.started : long_ago;
  for (const Predecessor& p : task.after) {
    const TaskState& before = hall.tasks[p.task];
    if (before.progress != Progress::finished && p.lag >= 0) return sim::never;
    start = std::max(start, before.dates.finish + p.lag);
  }
  return start;
}

void finish_task(World& world, HallId id, std::uint32_t t) {
  TaskState& task = world.state.halls[id].tasks[t];
  task.progress = Progress::finished;
  task.dates.finish = world.now;
  world.record(EventKind::task_finished, id.index, t, static_cast<std::uint8_t>(t));
}

void start_task(World& world, HallId id, std::uint32_t t) {
  TaskState& task = world.state.halls[id].tasks[t];
  task.progress = Progress::active;
  task.dates.start = world.now;
  task.due = end_of(task, world.now, task.length);
  world.record(EventKind::task_started, id.index, t, static_cast<std::uint8_t>(t));
}

// Tasks stand after their predecessors, so one pass does all that can happen in this hour.
void advance_tasks(World& world, HallId id) {
  HallState& hall = world.state.halls[id];
  const auto& tasks = world.scenario.halls[id].tasks;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    TaskState& task = hall.tasks[t];
    if (task.progress == Progress::waiting && settled_start(tasks[t], hall) <= world.now) start_task(world, id, t);
    if (task.progress == Progress::active && task.due <= world.now) finish_task(world, id, t);
  }
}

// What is expected from here on. `now`: the last hour of which all is done that happens in it.
Holding expect(World& world, HallId id, Hour now) {
  const Hall& hall = world.scenario.halls[id];
  HallState& state = world.state.halls[id];
  if (hall.tasks.empty()) {
    state.expected_ready = hall.ready + state.slip;
    return {};
  }
  const auto dates = forward_pass(hall.tasks, state.tasks, now);
  for (std::size_t t = 0; t < dates.size(); ++t) state.tasks[t].dates = dates[t];
  state.expected_ready = end_of_network(dates) + state.slip;
  const Holding holding = holding_task(hall.tasks, state.tasks, dates, now);
  state.holding = holding.task;
  return holding;
}

// The next hour in which something happens at the hall that nothing else brings about.
Hour next_look(const Hall& hall, const HallState& state, const Holding& holding, Hour now) {
  Hour next = holding.until;
  bool any_open = false;
  for (std::size_t t = 0; t < hall.tasks.size(); ++t) {
    const TaskState& task = state.tasks[t];
    any_open = any_open || task.progress != Progress::finished;
    if (task.progress == Progress::active) next = std::min(next, task.due);
    if (task.progress == Progress::waiting) next = std::min(next, settled_start(hall.tasks[t], state));
  }
  // A hall that comes before its stages are done does so as they are expected.
  if (state.ready_at == sim::never && (!any_open || state.slip < 0)) next = std::min(next, state.expected_ready);
  return std::max(next, now + 1);
}

// What was reached before the horizon is announced in its first hour.
void announce(World& world, HallId id) {
  HallState& state = world.state.halls[id];
  if (state.is_ready || state.ready_at > world.now || world.now < 0) return;
  state.is_ready = true;
  world.record(EventKind::hall_ready, id.index, 1);
  world.state.dirty_sites.add(world.scenario.halls[id].site);
}

void look_ahead(World& world, HallId id) {
  HallState& state = world.state.halls[id];
  const Holding holding = expect(world, id, world.now);
  if (state.ready_at == sim::never && state.expected_ready <= world.now) state.ready_at = world.now;
  announce(world, id);
  touch_waiting_providers(world, world.scenario.halls[id].site);  // what holds it may be something else now
  state.looks.erase(state.looks.begin(), std::upper_bound(state.looks.begin(), state.looks.end(), world.now));
  const Hour next = next_look(world.scenario.halls[id], state, holding, world.now);
  if (next != sim::never) look_later(world, id, next);
}

bool acts_on_hall(const DatedEvent& event) {
  return event.effect == EffectKind::slip && (event.target == TargetKind::hall || event.target == TargetKind::task);
}

void apply_past_event(World& world, const DatedEvent& event) {
  const HallId hall{event.entity};
  event.target == TargetKind::hall ? slip_hall(world, hall, event.slip)
                                   : slip_task(world, hall, event.task, event.slip);
}

// The hours before the horizon in which something happens, each as in the run: dated events first.
void play_past(World& world) {
  std::vector<EventId> events;
  for (EventId id : world.scenario.events.ids()) {
    const DatedEvent& event = world.scenario.events[id];
    if (event.at < 0 && acts_on_hall(event)) events.push_back(id);
  }
  std::stable_sort(events.begin(), events.end(),
                   [&](EventId a, EventId b) { return world.scenario.events[a].at < world.scenario.events[b].at; });
  auto event = events.begin();
  auto& looks = world.past_looks;
  const auto hour_of = [&](EventId id) { return world.scenario.events[id].at; };
  while (!looks.empty() || event != events.end()) {
    world.now = looks.empty()           ? hour_of(*event)
                : event == events.end() ? looks.front().first
                                        : std::min(looks.front().first, hour_of(*event));
    for (; event != events.end() && hour_of(*event) == world.now; ++event) {
      apply_past_event(world, world.scenario.events[*event]);
    }
    while (!looks.empty() && looks.front().first == world.now) {
      world.state.dirty_halls.add(looks.front().second);
      std::pop_heap(looks.begin(), looks.end(), std::greater<>());
      looks.pop_back();
    }
    settle_halls(world);
  }
  world.now = -1;
}

// The first hour in which something happens at a hall.
Hour first_look(const Hall& hall, const HallState& state) {
  if (hall.tasks.empty()) return hall.ready;
  Hour first = state.expected_ready;
  for (const TaskState& task : state.tasks) first = std::min(first, task.dates.start);
  return first;
}

}  // namespace

void schedule_readiness(World& world) {
  const Scenario& scenario = world.scenario;
  for (HallId id : scenario.halls.ids()) {
    HallState& state = world.state.halls[id];
    const auto& tasks = scenario.halls[id].tasks;
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      state.tasks[t].length = next_length(tasks[t].duration, world.state.streams);
    }
    expect(world, id, long_ago);
    look_later(world, id, first_look(scenario.halls[id], state));
  }
  play_past(world);
  for (HallId id : scenario.halls.ids()) {
    if (world.state.halls[id].ready_at < 0) look_later(world, id, 0);
  }
}

void settle_halls(World& world) {
  if (world.state.dirty_halls.empty()) return;
  std::vector<HallId> halls;
  world.state.dirty_halls.take(halls);
  for (HallId id : halls) advance_tasks(world, id);
  for (HallId id : halls) look_ahead(world, id);
}

void slip_hall(World& world, HallId id, Hour slip) {
  HallState& state = world.state.halls[id];
  if (state.ready_at != sim::never) return;
  state.slip += slip;
  expect(world, id, world.now - 1);
  world.state.dirty_halls.add(id);
}

void slip_task(World& world, HallId id, std::uint32_t t, Hour slip) {
  HallState& state = world.state.halls[id];
  TaskState& task = state.tasks[t];
  if (state.ready_at != sim::never || task.progress == Progress::finished) return;
  task.slip += slip;
  if (task.progress == Progress::active) {
    task.not_before = world.now;
    task.due = end_of(task, task.dates.start, task.length);
  }
  expect(world, id, world.now - 1);
  world.state.dirty_halls.add(id);
}

}  // namespace models
