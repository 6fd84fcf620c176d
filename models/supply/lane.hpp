#pragma once
// From the line to the dock: the cycle time in production, holding to the requested date, routing to a site, the lane,
// and customs. Transit is a delay on the calendar, which begins when a unit has passed the limited part of its lane.
// While a lane is out, nothing on it moves.

#include <span>

#include "models/world.hpp"

namespace models {

// The hour at which something that departs on `lane` at `departure` arrives: `transit` hours in which the lane was
// open. An outage that begins in the hour of arrival comes too late to stop it; `never` where an outage without end
// does. Pure. Methods: freight_lanes.
Hour arrival_hour(const Lane& lane, Hour departure, Hour transit);

// Units of a lot leave the queue of their line: they are in production until cycle time and requested date have passed.
void start_production(World& world, LotId lot, Units units, Hour cycle_time);

// Units that left production now are routed and shipped, unless shipments are paused.
void ship_finished(World& world, GroupId group);
// Units held by a pause of shipments leave.
void ship_held(World& world, GroupId group);
// What a licence had held and lets go now is shipped.
void ship_licensed(World& world, LicenceId licence);

// Units on a lane whose limited part they have passed, if it has one, begin their transit now.
void travel(World& world, GroupId group, Units units);

// Time for which customs holds the shipment that comes off a lane now [h]: 0 where it does not. Draws from the streams
// of the lane, once for each shipment. Methods: customs.
Hour held_by_customs(World& world, LaneId lane);

// Units whose transit, or time in customs or at the gate (`from`), ends now are at the dock, unless customs holds them
// or receipts are paused.
void receive(World& world, GroupId group, Stage from);

// A candidate of a routing policy as it stands.
struct RoutingCandidate {
  SiteId site;
  bool is_ready = false;             // some hall is ready, with a position for one more
  Hour expected_ready = sim::never;  // the earliest hall with room; never: no room at all
  Watts headroom = no_limit;         // design critical IT less the rating of all routed so far
};

// The site that takes the next units: the first ready one (else the one that is expected first), or the one with most
// headroom. Ties go to the site written first. At least one candidate. Pure. Methods: routing.
SiteId choose_site(Routing routing, std::span<const RoutingCandidate> candidates);

}  // namespace models
