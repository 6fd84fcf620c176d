#pragma once
// Limited queues of bring-up: how many units may wait for a step of a site. `waiting` counts those that wait for it,
// for its crew or for power, units sent back for want of power among them.
//
//   block       units beyond the limit keep what the step before needed (its crew), one set each, until there is room.
//               Units are alike and the best rank starts first, so it is their number that counts:
//                   held after n have come = min(n, max(0, waiting - limit)), at most max(0, waiting - limit) later on
//   the dock    is the queue of the first step. What comes to a full dock stands outside, still on its truck, or is
//               turned away for good where the site says so; the best ranks go in first
//
// Source: product rule; with fixed times and a crew per step, a flow line with blocking after service.

#include "models/scenario.hpp"
#include "models/world.hpp"

namespace models {

// Of `came` units, just come to a queue in which `waiting` wait with them, how many keep the crew of the step before.
Units held_back(Units limit, Units waiting, Units came);

// How many of `held` units still keep it when `waiting` are left.
Units still_held(Units limit, Units waiting, Units held);

// Where units go that come to a site: into the dock, or before it where its room is limited.
Stage stage_of_arrival(const Site& site);

// Units that stand before the dock go in as far as there is room. Whether any did.
bool open_gate(World& world, SiteId site);

// At the end of the hour: what still stands before the dock is sent back, where the site turns units away.
void turn_away(World& world, SiteId site);

}  // namespace models
