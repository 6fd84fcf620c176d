#pragma once
// What a site settles in the allocation phase of an hour, most advanced units first, by rank:
//
//   1. where a limit of power or cooling fell below what operates, the lowest ranks stop (whole units)
//   2. failed units start their repair as far as crews are free (models/fleet/failures.hpp)
//   3. stopped and repaired units come back as far as the limits allow
//   4. installed units are given power, then cooling, and begin their powered steps
//   5. waiting units start the next step of bring-up for which crews (and, from the dock, a position in a ready hall)
//   are free; units outside a full dock go in
//
// Steps of zero length are done at once, so the round is repeated until nothing moves.

#include "models/world.hpp"

namespace models {

void settle_site(World& world, SiteId site);

// Live units fail; they come back after `repair` hours.
void fail_units(World& world, GroupId group, Units units, Hour repair);
void repair_units(World& world, GroupId group);

}  // namespace models
