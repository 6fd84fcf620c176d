#include "models/site/readiness.hpp"

#include <algorithm>
#include <map>

#include "models/site/gear.hpp"
#include "models/site/power.hpp"
#include "models/site/room.hpp"
#include "models/site/stage_network.hpp"
#include "models/site/stage_resources.hpp"

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
  give_back_crews(world, {id, t});
  for (BlockId block : world.scenario.halls[id].tasks[t].blocks) energize_after_stages(world, block);
  world.record(EventKind::task_finished, id.index, t, static_cast<std::uint8_t>(t));
}

void start_task(World& world, HallId id, std::uint32_t t) {
  TaskState& task = world.state.halls[id].tasks[t];
  task.progress = Progress::active;
  task.dates.start = task.work_from = world.now;
  task.due = end_of(world.scenario.halls[id].tasks[t], task, world.now, task.length, world.scenario.calendars);
  world.record(EventKind::task_started, id.index, t, static_cast<std::uint8_t>(t));
}

// Whether a task that has all may be in work in this hour.
bool is_workable(const World& world, const StageRef& stage) {
  const Task& task = world.scenario.halls[stage.hall].tasks[stage.task];
  return world.state.halls[stage.hall].tasks[stage.task].outages.empty() &&
         first_worked(task, world.now, world.scenario.calendars) == world.now;
}

// Whether a waiting task starts now. One that could but for gear, or then for crews, asks for them.
bool may_start(World& world, HallId id, std::uint32_t t) {
  const Task& task = world.scenario.halls[id].tasks[t];
  TaskState& state = world.state.halls[id].tasks[t];
  if (settled_start(task, world.state.halls[id]) > world.now) return false;
  state.ready_to_start = std::min(state.ready_to_start, world.now);
  if (!task.gear.empty() && state.gear_at == sim::never) {
    for (const NeedOfGear& need : task.gear) world.state.dirty_gear.add(need.gear);
    return false;
  }
  if (!task.needs.empty()) ask_for_crews(world, {id, t});
  return task.needs.empty() && is_workable(world, {id, t});
}

// Tasks stand after their predecessors, so one pass does all that can happen in this hour.
void advance_tasks(World& world, HallId id) {
  HallState& hall = world.state.halls[id];
  if (hall.cancelled_by.exists()) return;
  const auto& tasks = world.scenario.halls[id].tasks;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    TaskState& task = hall.tasks[t];
    if (task.progress == Progress::waiting && may_start(world, id, t)) start_task(world, id, t);
    if (task.progress == Progress::active && task.due <= world.now) finish_task(world, id, t);
  }
}

// Stages that wait for crews start as these are free.
void give_out_crews(World& world) {
  world.state.crews_changed = false;
  if (world.state.waiting_stages.empty()) return;
  for (const StageRef& stage : in_dispatch_order(world)) {
    if (!has_crews(world, stage) || !is_workable(world, stage)) continue;
    take_crews(world, stage);
    start_task(world, stage.hall, stage.task);
    world.state.dirty_halls.add(stage.hall);
    world.state.crews_changed = true;  // those looked at before may lack what it took
  }
}

bool is_settled(const State& state) {
  const bool may_start = state.crews_changed && !state.waiting_stages.empty();
  return state.dirty_halls.empty() && state.dirty_gear.empty() && !may_start;
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
  const auto dates = forward_pass(hall.tasks, state.tasks, now, world.scenario.calendars);
  for (std::size_t t = 0; t < dates.size(); ++t) state.tasks[t].dates = dates[t];
  state.expected_ready = end_of_network(dates) + state.slip;
  const Holding holding = holding_task(hall.tasks, state.tasks, dates, awaited, now, world.scenario.calendars);
  state.held_by = holding.by;
  return holding;
}

// The first hour of work of a stage that rests now; never where it could be in work.
Hour opens_after(const Task& task, Hour now, const Calendars& calendars) {
  const Hour opens = first_worked(task, now, calendars);
  return opens > now ? opens : sim::never;
}

// The next hour in which something happens at the hall that nothing else brings about.
Hour next_look(const Hall& hall, const HallState& state, const Holding& holding, Hour now, const Calendars& calendars) {
  Hour next = holding.until;
  bool any_open = false;
  for (std::size_t t = 0; t < hall.tasks.size(); ++t) {
    const TaskState& task = state.tasks[t];
    any_open = any_open || task.progress != Progress::finished;
    if (task.progress == Progress::active) next = std::min(next, task.due);
    if (task.progress != Progress::waiting) continue;
    const Hour start = settled_start(hall.tasks[t], state);
    if (start > now) next = std::min(next, start);
    if (start <= now) next = std::min(next, opens_after(hall.tasks[t], now, calendars));
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
  if (state.cancelled_by.exists()) return;
  const Holding holding = expect(world, id, world.now);
  if (state.ready_at == sim::never && state.expected_ready <= world.now) state.ready_at = world.now;
  announce(world, id);
  touch_waiting_providers(world, world.scenario.halls[id].site);  // what holds it may be something else now
  state.looks.erase(state.looks.begin(), std::upper_bound(state.looks.begin(), state.looks.end(), world.now));
  const Hour next = next_look(world.scenario.halls[id], state, holding, world.now, world.scenario.calendars);
  if (next != sim::never) look_later(world, id, next);
}

// Those of which the halls must know though they came, or began, before the horizon.
bool acts_on_building(const DatedEvent& event) {
  return event.target == TargetKind::task || event.target == TargetKind::gear ||
         (event.target == TargetKind::hall && (event.effect == EffectKind::slip || event.effect == EffectKind::cancel));
}

void apply_past_event(World& world, EventId id, bool begins) {
  const DatedEvent& event = world.scenario.events[id];
  const HallId hall{event.entity};
  if (event.effect == EffectKind::outage) return act_on_task(world, id, begins);
  if (event.effect == EffectKind::cancel) return cancel_hall(world, hall, id);
  if (event.target == TargetKind::hall) slip_hall(world, hall, event.slip);
  if (event.target == TargetKind::task) slip_task(world, hall, event.task, event.slip);
  if (event.target == TargetKind::gear) slip_gear(world, GearId{event.entity}, event.slip);
}

// The hours before the horizon in which something happens, each as in the run: dated events, gear, halls.
void play_past(World& world) {
  std::map<Hour, std::vector<std::pair<bool, EventId>>> dated;  // whether it ends, and which
  for (EventId id : world.scenario.events.ids()) {
    const DatedEvent& event = world.scenario.events[id];
    if (event.at >= 0 || !acts_on_building(event)) continue;
    dated[event.at].emplace_back(false, id);
    if (event.until < 0) dated[event.until].emplace_back(true, id);
  }
  while (!world.past.empty() || !dated.empty()) {
    const auto first_hour = [](const auto& by_hour) { return by_hour.empty() ? sim::never : by_hour.begin()->first; };
    world.now = std::min(first_hour(world.past), first_hour(dated));
    if (auto events = dated.extract(world.now); !events.empty()) {
      std::sort(events.mapped().begin(), events.mapped().end());
      for (const auto& [ends, id] : events.mapped()) apply_past_event(world, id, !ends);
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

// How long a task will take; plans count on its duration.
Hour draw_length(World& world, const Task& task) {
  if (!task.risk) return next_length(task.duration, world.state.streams);
  return task.risk->strikes ? next_length(task.risk->delay, world.state.streams) : 0;
}

// Whether nothing that happens now makes the hall ready another day.
bool is_settled_for_good(const HallState& hall) { return hall.ready_at != sim::never || hall.cancelled_by.exists(); }

}  // namespace

void schedule_readiness(World& world) {
  const Scenario& scenario = world.scenario;
  schedule_gear(world);
  for (HallId id : scenario.halls.ids()) {
    HallState& state = world.state.halls[id];
    const auto& tasks = scenario.halls[id].tasks;
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      state.tasks[t].length = draw_length(world, tasks[t]);
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
  if (is_settled(state)) return;
  std::vector<HallId> halls, touched;
  while (!is_settled(state)) {
    state.dirty_halls.take(halls);
    for (HallId id : halls) advance_tasks(world, id);
    touched.insert(touched.end(), halls.begin(), halls.end());
    hand_out_gear(world);
    if (state.dirty_halls.empty() && state.crews_changed) give_out_crews(world);
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (HallId id : touched) look_ahead(world, id);
}

void slip_hall(World& world, HallId id, Hour slip) {
  HallState& state = world.state.halls[id];
  if (is_settled_for_good(state)) return;
  state.slip += slip;
  expect(world, id, world.now - 1);
  world.state.dirty_halls.add(id);
}

void slip_task(World& world, HallId id, std::uint32_t t, Hour slip) {
  HallState& state = world.state.halls[id];
  TaskState& task = state.tasks[t];
  if (is_settled_for_good(state) || task.progress == Progress::finished) return;
  task.slip += slip;
  if (task.progress == Progress::active) {
    task.not_before = world.now;
    if (task.outages.empty())
      task.due =
          end_of(world.scenario.halls[id].tasks[t], task, task.dates.start, task.length, world.scenario.calendars);
  }
  expect(world, id, world.now - 1);
  world.state.dirty_halls.add(id);
}

void cancel_hall(World& world, HallId id, EventId event) {
  HallState& state = world.state.halls[id];
  if (is_settled_for_good(state)) return;
  state.cancelled_by = event;
  state.expected_ready = sim::never;
  state.held_by = {HeldBy::Kind::cancelled, event.index};
  for (std::uint32_t t = 0; t < state.tasks.size(); ++t) {
    if (state.tasks[t].progress == Progress::active) give_back_crews(world, {id, t});
    std::erase(world.state.waiting_stages, StageRef{id, t});
  }
  give_up_claims(world, id);
  touch_waiting_providers(world, world.scenario.halls[id].site);
}

void act_on_task(World& world, EventId event, bool begins) {
  const DatedEvent& e = world.scenario.events[event];
  const HallId id{e.entity};
  const Task& task = world.scenario.halls[id].tasks[e.task];
  TaskState& state = world.state.halls[id].tasks[e.task];
  const bool was_out = !state.outages.empty();
  state.outages.set(event, begins);
  state.resumes = state.outages.until(world.scenario.events);
  if (world.state.halls[id].cancelled_by.exists()) return;
  world.state.dirty_halls.add(id);
  if (state.progress != Progress::active || was_out != state.outages.empty()) return;
  if (begins) {
    state.done += work_between(task, state.work_from, world.now, world.scenario.calendars);
    // Where the work is done and only a slip goes on, that rests, too.
    if (state.done >= state.length) state.slip = std::max<Hour>(state.due - world.now, 0);
    state.due = sim::never;
  } else {
    state.work_from = world.now;
    state.due = end_of(task, state, state.dates.start, state.length, world.scenario.calendars);
  }
}

}  // namespace models
