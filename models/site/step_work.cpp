#include "models/site/step_work.hpp"

#include <algorithm>

#include "models/site/learning.hpp"
#include "models/site/new_generation.hpp"
#include "models/site/pools.hpp"
#include "models/site/queue_limit.hpp"

namespace models {

namespace {

Units fitting_step(const SiteState& site, const BringUpStep& step, Hour length) {
  const Units n = fitting_pools(site, step.needs);
  // A step that takes no time gives its needs back at once: where one unit fits, all pass, one after the other.
  return length == 0 && n > 0 ? no_limit : n;
}

// One step of one site, with what its queues hold.
class StepWork {
 public:
  StepWork(World& world, SiteId site)
      : world_(world), site_(world.scenario.sites[site]), state_(world.state.sites[site]) {}

  Units start(const StepRef& ref, GroupId from, Stage queue, GroupId to, Units wanted) {
    const TimeLaw& law = law_of(*ref.step, to);
    if (state_.queues.empty() && !law.varies && ref.step->learning == 1) {
      return start_together(ref, law, from, queue, to, wanted);
    }
    Units started = 0;
    while (started < wanted && fits_one(ref, queue)) {
      start_one(ref, law, from, queue, to);
      ++started;
    }
    return started;
  }

  void end(const StepRef& ref, GroupId group, Units units) {
    Units held = 0;
    if (const int next = awaited_step(site_, ref.next); !state_.queues.empty() && next > 0) {
      QueueState& queue = state_.queues[static_cast<std::size_t>(next)];
      held = held_back(step_at(site_, next).queue_limit, queue.waiting + units, units);
      queue.held += held;
    }
    give_back(*ref.step, units - held);
    move_units(world_.scenario, world_.state, group, ref.work, ref.next, units);
  }

  void send_back(GroupId group, Stage stage, Stage to, Units units) {
    if (is_work(stage)) {
      abandon_last(world_, group, stage, units);
      give_back(*step_of(site_, stage).step, units);
    }
    move_units(world_.scenario, world_.state, group, stage, to, units);
    free_held(awaited_step(site_, stage));
  }

 private:
  // How long the step takes now for units of a group.
  const TimeLaw& law_of(const BringUpStep& step, GroupId group) const {
    if (!step.new_generation) return step.duration;
    const System& system = world_.scenario.systems[world_.state.groups[group].system];
    const bool is_new = is_new_generation(system.available, step.new_generation->lasts, world_.now);
    return is_new ? step.new_generation->duration : step.duration;
  }

  // Units that are all alike and hold nothing from before.
  Units start_together(const StepRef& ref, const TimeLaw& law, GroupId from, Stage queue, GroupId to, Units wanted) {
    const Hour length = ref.step->more_time.empty() ? law.point : whole_hours(changed(ref, law.point));
    const Units units = std::min(wanted, fitting_step(state_, *ref.step, length));
    if (units == 0) return 0;
    transfer_units(world_.scenario, world_.state, from, queue, to, length == 0 ? ref.next : ref.work, units);
    if (length == 0) return units;
    take(*ref.step, units);
    start_batch(world_, to, ref.work, units, world_.now + length, EventKind::step_finished);
    return units;
  }

  void start_one(const StepRef& ref, const TimeLaw& law, GroupId from, Stage queue, GroupId to) {
    const Hour length = length_of_next(ref, law);
    transfer_units(world_.scenario, world_.state, from, queue, to, ref.work, 1);
    free_held(awaited_step(site_, queue));
    take(*ref.step, 1);
    if (length > 0) {
      start_batch(world_, to, ref.work, 1, world_.now + length, EventKind::step_finished);
      return;
    }
    if (law.varies) world_.record_units(EventKind::step_finished, to, 1, static_cast<std::uint8_t>(ref.work));
    end(ref, to, 1);
  }

  Hour length_of_next(const StepRef& ref, const TimeLaw& law) {
    const double hours = changed(ref, next_hours(law, world_.state.streams));
    if (ref.step->learning == 1) return whole_hours(hours);
    const Units n = ++state_.begun[static_cast<std::size_t>(ref.number)];
    return learned_length(hours, ref.step->learning, n);
  }

  // What events have made of the time of a step that begins now.
  double changed(const StepRef& ref, double hours) const { return hours * product_at(ref.step->more_time, world_.now); }
  double changed(const StepRef& ref, Hour hours) const { return changed(ref, static_cast<double>(hours)); }

  bool fits_one(const StepRef& ref, Stage queue) const {
    const int awaited = awaited_step(site_, queue);
    const bool frees_one = awaited > 0 && held_after_leaving(awaited, 1) < held(awaited);
    return std::all_of(ref.step->needs.begin(), ref.step->needs.end(), [&](const NeedOfPool& need) {
      Units free = state_.pool_free[need.pool];
      if (frees_one) free += need_of(step_at(site_, awaited - 1), need.pool);
      return free >= need.count;
    });
  }

  static Units need_of(const BringUpStep& step, std::uint32_t pool) {
    for (const NeedOfPool& need : step.needs) {
      if (need.pool == pool) return need.count;
    }
    return 0;
  }

  Units held(int step) const { return state_.queues.empty() ? 0 : state_.queues[static_cast<std::size_t>(step)].held; }
  Units held_after_leaving(int step, Units leaving) const {
    if (state_.queues.empty()) return 0;
    const QueueState& queue = state_.queues[static_cast<std::size_t>(step)];
    return still_held(step_at(site_, step).queue_limit, queue.waiting - leaving, queue.held);
  }

  // Units left a queue: those for which there is room now give back what the step before needed.
  void free_held(int step) {
    if (step <= 0 || held(step) == 0) return;
    QueueState& queue = state_.queues[static_cast<std::size_t>(step)];
    const Units keep = held_after_leaving(step, 0);
    if (keep == queue.held) return;
    give_back(step_at(site_, step - 1), queue.held - keep);
    queue.held = keep;
  }

  // Stages look again: what they wait for is free, or another of their crews is taken now.
  void take(const BringUpStep& step, Units units) {
    use_pools(site_, state_, step.needs, units);
    world_.state.crews_changed = true;
  }
  void give_back(const BringUpStep& step, Units units) { take(step, -units); }

  World& world_;
  const Site& site_;
  SiteState& state_;
};

}  // namespace

Units start_step(World& world, const StepRef& ref, GroupId from, Stage queue, GroupId to, Units wanted) {
  return StepWork(world, world.scenario.groups[to].site).start(ref, from, queue, to, wanted);
}

void finish_step(World& world, GroupId group, Stage stage) {
  const Units units = take_due(world, group, stage);
  if (units == 0) return;
  const SiteId site = world.scenario.groups[group].site;
  world.record_units(EventKind::step_finished, group, units, static_cast<std::uint8_t>(stage));
  StepWork(world, site).end(step_of(world.scenario.sites[site], stage), group, units);
  world.state.dirty_sites.add(site);
}

void send_back(World& world, GroupId group, Stage stage, Stage to, Units units) {
  StepWork(world, world.scenario.groups[group].site).send_back(group, stage, to, units);
}

}  // namespace models
