#pragma once
// Room at a site, as seen by those who want to come: for routing, and for the reason why units wait at a dock.

#include "models/supply/lane.hpp"
#include "models/world.hpp"

namespace models {

RoutingCandidate routing_candidate(const World& world, SiteId site);

// More units of a system that find a place in a hall: a position, a power line-up and, for what gives heat to the
// water, a group of CDUs.
Units room_in(const Scenario& scenario, const State& state, HallId hall, SystemId system);

// Units are on their way to a site, or will be (a negative number takes them back).
void note_routed(World& world, SiteId site, const System& system, Units units);

// Providers with units at the dock of a site, or switched off there, are to look again at what holds these: that may be
// the units of another provider, or an event.
void touch_waiting_providers(World& world, SiteId site);

// What holds units of a group that stand at the dock.
struct DockGate {
  enum class Kind { crew, hall, cdu, lineup, positions } kind = Kind::crew;  // of several halls the first of these
  HallId hall;                                                               // Kind::hall: the one that they wait for
};
DockGate dock_gate(const Scenario& scenario, const State& state, GroupId group);

}  // namespace models
