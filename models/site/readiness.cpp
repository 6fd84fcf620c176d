#include "models/site/readiness.hpp"

#include <algorithm>
#include <map>

#include "models/site/gear.hpp"
#include "models/site/room.hpp"
#include "models/site/stage_network.hpp"

namespace models {

namespace {

using Progress = TaskState::Progress;

// The hall is looked at again in this hour, which is to come.
void look_later(World& world, HallId id, Hour hour) {
  std::vector<Hour>& looks = world.state.halls[id].looks;
  const auto at = std::lower_bound(looks.begin(), looks.end(), hour);
  if (at != looks.end() && *at == hour) return;
  looks.insert(at, hour);
  world.schedule(hour, EventKind::hall_looked_at, id.index);
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

// Whether a waiting task starts now. One that needs gear and could start asks for it.
bool may_start(World& world, HallId id, std::uint32_t t) {
  const Task& task = world.scenario.halls[id].tasks[t];
  TaskState& state = world.state.halls[id].tasks[t];
  if (settled_start(task, world.state.halls[id]) > world.now) return false;
  state.ready_to_start = std::min(state.ready_to_start, world.now);
  if (task.gear.empty() || state.gear_at != sim::never) return true;
  for (const NeedOfGear& need : task.gear) world.state.dirty_gear.add(need.gear);
  return false;
}

// Tasks stand after their predecessors, so one pass does all that can happen in this hour.
void advance_tasks(World& world, HallId id) {
  HallState& hall = world.state.halls[id];
  const auto& tasks = world.scenario.halls[id].tasks;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    TaskState& task = hall.tasks[t];
    if (task.progress == Progress::waiting && may_start(world, id, t)) start_task(world, id, t);
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
  std::vector<AwaitedGear> awaited;
  for (std::uint32_t t = 0; t < hall.tasks.size(); ++t) {
    if (hall.tasks[t].gear.empty() || state.tasks[t].gear_at != sim::never) continue;
    const auto lacking = awaited_gear(world.scenario, world.state, id, t);
    state.tasks[t].gear_expected = long_ago;
    for (const AwaitedGear& gear : lacking) {
      state.tasks[t].gear_expected = std::max(state.tasks[t].gear_expected, gear.expected);
    }
    awaited.insert(awaited.end(), lacking.begin(), lacking.end());
  }
  const auto dates = forward_pass(hall.tasks, state.tasks, now);
  for (std::size_t t = 0; t < dates.size(); ++t) state.tasks[t].dates = dates[t];
  state.expected_ready = end_of_network(dates) + state.slip;
  const Holding holding = holding_task(hall.tasks, state.tasks, dates, awaited, now);
  state.held_by = holding.by;
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
    if (task.progress != Progress::waiting) continue;
    const Hour start = settled_start(hall.tasks[t], state);
    if (start > now) next = std::min(next, start);
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

bool acts_on_halls(const DatedEvent& event) {
  return event.effect == EffectKind::slip &&
         (event.target == TargetKind::hall || event.target == TargetKind::task || event.target == TargetKind::gear);
}

void apply_past_event(World& world, const DatedEvent& event) {
  const HallId hall{event.entity};
  if (event.target == TargetKind::hall) slip_hall(world, hall, event.slip);
  if (event.target == TargetKind::task) slip_task(world, hall, event.task, event.slip);
  if (event.target == TargetKind::gear) slip_gear(world, GearId{event.entity}, event.slip);
}

// The hours before the horizon in which something happens, each as in the run: dated events, gear, halls.
void play_past(World& world) {
  std::map<Hour, std::vector<EventId>> dated;
  for (EventId id : world.scenario.events.ids()) {
    const DatedEvent& event = world.scenario.events[id];
    if (event.at < 0 && acts_on_halls(event)) dated[event.at].push_back(id);
  }
  while (!world.past.empty() || !dated.empty()) {
    const auto first_hour = [](const auto& by_hour) { return by_hour.empty() ? sim::never : by_hour.begin()->first; };
    world.now = std::min(first_hour(world.past), first_hour(dated));
    if (const auto events = dated.extract(world.now); !events.empty()) {
      for (EventId id : events.mapped()) apply_past_event(world, world.scenario.events[id]);
    }
    if (const auto events = world.past.extract(world.now); !events.empty()) {
      for (const Event& event : events.mapped()) {
        if (event.kind == EventKind::gear_arrived) receive_gear(world, GearId{event.entity});
        if (event.kind == EventKind::hall_looked_at) world.state.dirty_halls.add(HallId{event.entity});
      }
    }
    settle_halls(world);
  }
  world.now = -1;
}

// The first hour in which something happens at a hall.
Hour first_look(const Hall& hall, const HallState& state) {
  if (hall.tasks.empty()) return hall.ready;
  Hour first = state.expected_ready;
  for (const Task& task : hall.tasks) first = std::min(first, settled_start(task, state));
  return first;
}

}  // namespace

void schedule_readiness(World& world) {
  const Scenario& scenario = world.scenario;
  schedule_gear(world);
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
  State& state = world.state;
  if (state.dirty_halls.empty() && state.dirty_gear.empty()) return;
  std::vector<HallId> halls, touched;
  while (!state.dirty_halls.empty() || !state.dirty_gear.empty()) {
    state.dirty_halls.take(halls);
    for (HallId id : halls) advance_tasks(world, id);
    touched.insert(touched.end(), halls.begin(), halls.end());
    hand_out_gear(world);
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (HallId id : touched) look_ahead(world, id);
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
