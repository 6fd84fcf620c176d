#pragma once
// Failures and repairs of units that are followed one by one. A life that ends in an hour ends in its phase `failure`:
// the unit gives up its grant, keeps its position and its place under every limit, and asks for what its repair needs.
// Parts are taken first, then resources, when its site is settled: by the best rank first, before any step of bring-up
// starts. A repair ends in the phase `failure`, too, and the unit is live in the same hour where the limits allow.

#include "models/world.hpp"

namespace models {

// Lives and repairs that end now.
void end_lives_and_repairs(World& world);

// Units that wait for parts take them where all of theirs are on hand; then units that wait for their repair begin it
// as far as the resources of the site go; a repair of no length needs them only to be free, and is over at once.
void start_repairs(World& world, SiteId site);

// Live units of a followed group fail by a dated event, the best first, and are back after `repair` hours, whatever
// their repairs else need. As new, they begin a new life then; as old, the rest of the one that was interrupted.
void fail_by_event(World& world, GroupId group, Units units, Hour repair);

}  // namespace models
