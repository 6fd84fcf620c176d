#include "models/site/heat_rejection.hpp"

#include <algorithm>

#include "models/rounding.hpp"
#include "models/site/weather.hpp"
#include "sim/check.hpp"

namespace models {

double derating(const HeatRejection& rejection, double ambient) {
  if (rejection.kind == RejectionKind::none || ambient <= rejection.design) return 1;
  const double left = rejection.kind == RejectionKind::chiller
                          ? 1 - rejection.per_degree * (ambient - rejection.design)
                          : (*rejection.returned - ambient) / (*rejection.returned - rejection.design);
  return std::clamp(left, 0.0, 1.0);
}

namespace {

const HeatRejection& rejection_of(const Hall& hall, Loop loop) {
  return loop == Loop::liquid ? hall.liquid_rejection : hall.air_rejection;
}

double& derating_of(HallState& hall, Loop loop) {
  return loop == Loop::liquid ? hall.liquid_derating : hall.air_derating;
}

// Puts the next hour from `from` on in which a loop takes another part of its limit than `now` on the calendar.
void schedule_next(World& world, HallId id, Loop loop, Hour from, double now) {
  const Hall& hall = world.scenario.halls[id];
  for (Hour hour = from; hour < world.scenario.end; ++hour) {
    if (derating(rejection_of(hall, loop), ambient_at(world.scenario, hall.site, hour)) == now) continue;
    world.schedule(hour, loop == Loop::liquid ? EventKind::liquid_derated : EventKind::air_derated, id.index);
    return;
  }
}

}  // namespace

void schedule_deratings(World& world) {
  if (!world.scenario.cooling_acts) return;
  for (HallId id : world.scenario.halls.ids()) {
    const Hall& hall = world.scenario.halls[id];
    const Site& site = world.scenario.sites[hall.site];
    for (Loop loop : {Loop::liquid, Loop::air}) {
      const HeatRejection& rejection = rejection_of(hall, loop);
      const bool never_hot = !site.ambient || hottest(site) <= rejection.design;
      if (rejection.kind != RejectionKind::none && !never_hot) schedule_next(world, id, loop, 0, 1);
    }
  }
}

void follow_weather(World& world, HallId id, Loop loop) {
  const Hall& hall = world.scenario.halls[id];
  HallState& state = world.state.halls[id];
  double& part = derating_of(state, loop);
  part = derating(rejection_of(hall, loop), ambient_at(world.scenario, hall.site, world.now));
  set_loop_limit(world, id, loop);
  const bool is_liquid = loop == Loop::liquid;
  world.record(is_liquid ? EventKind::liquid_derated : EventKind::air_derated, id.index,
               (is_liquid ? state.liquid_limit : state.air_limit) / 1000);
  world.state.dirty_sites.add(hall.site);
  schedule_next(world, id, loop, world.now + 1, part);
}

void set_loop_limit(World& world, HallId id, Loop loop) {
  const Hall& hall = world.scenario.halls[id];
  HallState& state = world.state.halls[id];
  const bool is_liquid = loop == Loop::liquid;
  const Watts full = is_liquid ? hall.liquid_limit : hall.air_limit;
  EXPECTS(full != no_limit);
  const ActiveEvents& active = is_liquid ? state.active_liquid : state.active_air;
  const double factor = active.product(world.scenario.events) * derating_of(state, loop);
  Watts& limit = is_liquid ? state.liquid_limit : state.air_limit;
  (is_liquid ? state.least_liquid : state.least_air).end(limit, world.now);
  limit = whole_part(static_cast<double>(full) * factor);
}

}  // namespace models
