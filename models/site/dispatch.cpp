#include "models/site/dispatch.hpp"

#include <algorithm>

#include "models/contract/grants.hpp"
#include "models/fleet/failures.hpp"
#include "models/fleet/maintenance.hpp"
#include "models/rounding.hpp"
#include "models/site/chain.hpp"
#include "models/site/power.hpp"
#include "models/site/queue_limit.hpp"
#include "models/site/room.hpp"
#include "models/site/step_work.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

Units units_in(const State& state, GroupId group, Stage stage) {
  return state.groups[group].units[static_cast<std::size_t>(stage)];
}

// Whole units of a rating that fit under a limit, all in W or in mL/min.
Units fitting(std::int64_t limit, std::int64_t used, std::int64_t rating) {
  if (limit >= no_limit || rating == 0) return no_limit;
  return std::max<std::int64_t>(limit - used, 0) / rating;
}

// One site in one settling round.
class SiteDispatch {
 public:
  SiteDispatch(World& world, SiteId site)
      : world_(world), scenario_(world.scenario), state_(world.state), id_(site), site_(world.scenario.sites[site]) {}

  void run() {
    shed();
    start_repairs(world_, id_);
    start_maintenance(world_, id_);
    restore();
    for (bool moved = true; moved;) {
      moved = admit();
      moved |= start_waiting();
    }
    turn_away(world_, id_);
    note_queues();
  }

 private:
  SiteState& site_state() { return state_.sites[id_]; }
  const Book& book() { return state_.site_books[id_]; }
  Watts site_limit() { return site_.limited_by_power && scenario_.power_acts ? site_state().it_limit : no_limit; }
  Watts operating_limit() {
    return site_.storage.empty() || site_limit() == no_limit ? site_limit() : site_state().operating_limit;
  }
  Watts hall_power(HallId hall) { return scenario_.power_acts ? hall_limit(scenario_, state_, hall) : no_limit; }
  Watts liquid_limit(HallId hall) { return scenario_.cooling_acts ? state_.halls[hall].liquid_limit : no_limit; }
  Watts air_limit(HallId hall) { return scenario_.cooling_acts ? state_.halls[hall].air_limit : no_limit; }
  Flow flow_limit(HallId hall) { return scenario_.cooling_acts ? state_.halls[hall].flow_limit : no_limit; }

  // Whole units that the loops of a hall can still take, beside what is placed there, or operates.
  Units more_cooling(HallId hall, SystemId system, std::int64_t Load::*used) {
    const HallState& h = state_.halls[hall];
    const System& s = scenario_.systems[system];
    return std::min({fitting(liquid_limit(hall), h.liquid.*used, s.liquid),
                     fitting(air_limit(hall), h.air.*used, s.air()),
                     fitting(flow_limit(hall), h.flow.*used, scenario_.halls[hall].flow_of(system))});
  }

  // ---- 1. Limits that fell

  void shed() {
    for (HallId hall : site_.halls) {
      const HallState& h = state_.halls[hall];
      shed_excess([&] { return h.it.operating - hall_power(hall); }, hall, Stage::curtailed_power,
                  [&](SystemId s) { return scenario_.systems[s].nominal; });
      shed_excess([&] { return h.liquid.operating - liquid_limit(hall); }, hall, Stage::curtailed_cooling,
                  [&](SystemId s) { return scenario_.systems[s].liquid; });
      shed_excess([&] { return h.air.operating - air_limit(hall); }, hall, Stage::curtailed_cooling,
                  [&](SystemId s) { return scenario_.systems[s].air(); });
      shed_excess([&] { return h.flow.operating - flow_limit(hall); }, hall, Stage::curtailed_cooling,
                  [&](SystemId s) { return scenario_.halls[hall].flow_of(s); });
    }
    shed_excess([&] { return site_state().it.operating - operating_limit(); }, HallId{}, Stage::curtailed_power,
                [&](SystemId s) { return scenario_.systems[s].nominal; });
  }

  // Stops units, lowest rank first, until excess() is not positive. `hall`: only there; none: anywhere on the site.
  template <class Excess, class Rating>
  void shed_excess(Excess excess, HallId hall, Stage to, Rating rating) {
    if (excess() <= 0) return;
    for (int s = static_cast<int>(Stage::powered_queue); s <= static_cast<int>(Stage::live); ++s) {
      const auto stage = static_cast<Stage>(s);
      if (!is_powered_bring_up(stage) && stage != Stage::live) continue;
      book().descending(stage, [&](std::uint32_t rank) {
        const GroupId group = book().group(rank);
        const std::int64_t each = rating(state_.groups[group].system);
        if (each > 0 && (!hall.exists() || scenario_.groups[group].hall == hall)) {
          stop(group, stage, std::min(units_in(state_, group, stage), divide_rounding_up(excess(), each)), to);
        }
        return excess() > 0;
      });
      if (excess() <= 0) return;
    }
  }

  // A live unit is curtailed; one in bring-up goes back to waiting and starts its powered steps anew.
  void stop(GroupId group, Stage stage, Units units, Stage curtailed) {
    if (stage == Stage::live) {
      release_grants(world_, group, units);
      move_units(scenario_, state_, group, stage, curtailed, units);
      return;
    }
    send_back(world_, group, stage, curtailed == Stage::curtailed_power ? Stage::waiting_power : Stage::waiting_cooling,
              units);
  }

  // ---- 3. Stopped units come back. Power is asked first, of each unit: those that stay are held by power only where
  // there is none for one more.

  void restore() {
    for (Stage stage : {Stage::curtailed_cooling, Stage::curtailed_power}) {
      book().ascending(stage, [&](std::uint32_t rank) {
        restore_group(book().group(rank), stage);
        return true;
      });
    }
  }

  void restore_group(GroupId group, Stage stage) {
    const HallId hall = scenario_.groups[group].hall;
    const HallState& h = state_.halls[hall];
    const System& system = scenario_.system_of(group);
    const auto more_power = [&] {
      return std::min(fitting(operating_limit(), site_state().it.operating, system.nominal),
                      fitting(hall_power(hall), h.it.operating, system.nominal));
    };
    const Units back = std::min({units_in(state_, group, stage), more_power(),
                                 more_cooling(hall, state_.groups[group].system, &Load::operating)});
    if (back > 0) move_units(scenario_, state_, group, stage, Stage::live, back);
    change_stage(group, stage, more_power() > 0 ? Stage::curtailed_cooling : Stage::curtailed_power,
                 units_in(state_, group, stage));
  }

  void change_stage(GroupId group, Stage from, Stage to, Units units) {
    if (from != to && units > 0) move_units(scenario_, state_, group, from, to, units);
  }

  // ---- 4. Power, then cooling

  bool admit() {
    bool moved = false;
    for (Stage stage : {Stage::waiting_cooling, Stage::waiting_power}) {
      book().ascending(stage, [&](std::uint32_t rank) {
        moved |= admit_group(book().group(rank), stage);
        return true;
      });
    }
    return moved;
  }

  bool admit_group(GroupId group, Stage stage) {
    const HallId hall = scenario_.groups[group].hall;
    const HallState& h = state_.halls[hall];
    const System& system = scenario_.system_of(group);
    const auto more_power = [&] {
      return std::min(fitting(site_limit(), site_state().it.placed, system.nominal),
                      fitting(hall_power(hall), h.it.placed, system.nominal));
    };
    const Units admitted = std::min(
        {units_in(state_, group, stage), more_power(), more_cooling(hall, state_.groups[group].system, &Load::placed)});
    if (admitted > 0) {
      const Stage next = site_.powered_steps.empty() ? Stage::live : powered_queue(0);
      move_units(scenario_, state_, group, stage, next, admitted);
    }
    change_stage(group, stage, more_power() > 0 ? Stage::waiting_cooling : Stage::waiting_power,
                 units_in(state_, group, stage));
    return admitted > 0;
  }

  // ---- 5. Bring-up steps

  bool start_waiting() {
    bool moved = false;
    for (int k = static_cast<int>(site_.powered_steps.size()); k-- > 0;) {
      moved |= start_queue(powered_queue(k), powered_work(k));
    }
    for (int k = static_cast<int>(site_.unpowered_steps.size()); k-- > 1;) {
      moved |= start_queue(unpowered_queue(k), unpowered_work(k));
    }
    for (Stage stage : {Stage::at_dock, Stage::before_dock}) {
      if (stage == Stage::before_dock && !passes_through_dock()) continue;
      book().ascending(stage, [&](std::uint32_t rank) {
        moved |= leave_dock(book().group(rank), stage);
        return true;
      });
    }
    return open_gate(world_, id_) || moved;
  }

  // A dock without room, in which nobody stands: units start from outside it, or not at all.
  bool passes_through_dock() const {
    return stage_of_arrival(site_) == Stage::before_dock && step_at(site_, 0).queue_limit == 0;
  }

  bool start_queue(Stage queue, Stage work) {
    bool moved = false;
    const StepRef ref = step_of(site_, work);
    book().ascending(queue, [&](std::uint32_t rank) {
      const GroupId group = book().group(rank);
      moved |= start_step(world_, ref, group, queue, group, units_in(state_, group, queue)) > 0;
      return true;
    });
    return moved;
  }

  // Units at the dock take positions in the first ready halls with room, as crews for the first step allow.
  bool leave_dock(GroupId group, Stage dock) {
    const Group& g = scenario_.groups[group];
    bool moved = false;
    const auto enter = [&](HallId hall, GroupId to) {
      if (!state_.halls[hall].is_ready) return true;
      const Units room = room_in(scenario_, state_, hall, state_.groups[group].system);
      Units units = std::min(units_in(state_, group, dock), room);
      if (site_.unpowered_steps.empty()) {
        if (units > 0) transfer_units(scenario_, state_, group, dock, to, Stage::waiting_power, units);
      } else {
        units = start_step(world_, step_of(site_, unpowered_work(0)), group, dock, to, units);
      }
      moved |= units > 0;
      return units_in(state_, group, dock) > 0;
    };
    if (g.hall.exists()) {
      enter(g.hall, group);
    } else {
      scenario_.for_each_hall_of(g.lot, g.site, enter);
    }
    return moved;
  }

  void note_queues() {
    for (QueueState& queue : site_state().queues) queue.peak = std::max(queue.peak, queue.waiting - queue.held);
  }

  World& world_;
  const Scenario& scenario_;
  State& state_;
  SiteId id_;
  const Site& site_;
};

}  // namespace

void settle_site(World& world, SiteId site) {
  SiteDispatch(world, site).run();
  touch_waiting_providers(world, site);
}

void fail_units(World& world, GroupId group, Units units, Hour repair) {
  const Group& g = world.scenario.groups[group];
  release_grants(world, group, units);
  world.record(EventKind::units_failed, g.hall.index, units);
  world.state.dirty_sites.add(g.site);  // what they drew may bring others back
  if (world.state.fleet.follows(group)) return fail_by_event(world, group, units, repair);
  move_units(world.scenario, world.state, group, Stage::live, Stage::failed, units);
  start_batch(world, group, Stage::failed, units, world.now + repair, EventKind::units_repaired);
}

// A repaired unit has kept its place; it runs again as soon as the limits allow, in this same hour where they do.
void repair_units(World& world, GroupId group) {
  const Units units = take_due(world, group, Stage::failed);
  if (units == 0) return;
  const Group& g = world.scenario.groups[group];
  world.record(EventKind::units_repaired, g.hall.index, units);
  move_units(world.scenario, world.state, group, Stage::failed, Stage::curtailed_power, units);
  world.state.dirty_sites.add(g.site);
}

}  // namespace models
