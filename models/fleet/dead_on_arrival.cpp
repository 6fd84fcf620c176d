#include "models/fleet/dead_on_arrival.hpp"

#include <algorithm>

#include "models/site/queue_limit.hpp"
#include "sim/random_stream.hpp"

namespace models {

namespace {

double draw(const World& world, std::uint64_t stream, std::uint64_t n) {
  return world.scenario.random.numbered(stream).uniform(n);
}

// Of the unit that came to the site as number n of its system.
Hour rework_hours(const World& world, const TimeLaw& law, std::uint64_t stream, std::uint64_t n) {
  return law.varies ? whole_hours(std::min(law.drawn.at(draw(world, stream, n)), 1e15)) : law.point;
}

}  // namespace

Units set_dead_aside(World& world, GroupId group, Stage from, Units units) {
  const SystemId system = world.state.groups[group].system;
  const auto& law = world.scenario.systems[system].dead_on_arrival;
  if (!law) return 0;
  const SiteId site = world.scenario.groups[group].site;
  const ArrivalStreams& streams = world.scenario.sites[site].arrival_streams[system.index];
  std::uint32_t& received = world.state.sites[site].received[system.index];
  const std::uint32_t first = received;
  received += static_cast<std::uint32_t>(units);
  Units dead = 0;
  for (std::uint32_t n = first; n < received; ++n) {
    if (draw(world, streams.share, n) >= law->share) continue;
    ++dead;
    const Hour hours = rework_hours(world, law->rework, streams.rework, n);
    move_units(world.scenario, world.state, group, from,
               hours == 0 ? stage_of_arrival(world.scenario.sites[site]) : Stage::in_rework, 1);
    if (hours > 0) start_batch(world, group, Stage::in_rework, 1, world.now + hours, EventKind::units_reworked);
  }
  if (dead > 0) world.record_units(EventKind::units_dead, group, dead);
  return dead;
}

void finish_rework(World& world, GroupId group) {
  const Units units = take_due(world, group, Stage::in_rework);
  if (units == 0) return;
  world.record_units(EventKind::units_reworked, group, units);
  const Stage to = stage_of_arrival(world.scenario.sites[world.scenario.groups[group].site]);
  move_units(world.scenario, world.state, group, Stage::in_rework, to, units);
  world.state.dirty_sites.add(world.scenario.groups[group].site);
}

}  // namespace models
