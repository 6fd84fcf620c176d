#pragma once
// Planned maintenance of units that are followed one by one. A unit whose date has come goes on until what its
// maintenance needs is free at its site, then it is out for the length of the work: it gives up its grant, draws
// nothing and keeps its position and its place under every limit. Needs are handed out when the site is settled, after
// repairs and before any step of bring-up: the one first that has been due longest. A unit that has failed is passed
// over.

#include "models/world.hpp"

namespace models {

// The date of a unit has come: it is due if it is live or switched off.
void note_due(World& world, GroupId group, std::uint32_t unit);

// Its maintenance ends now; it is live when its site is settled, as far as the limits allow.
void end_maintenance(World& world, GroupId group, std::uint32_t unit);

// Units that are due begin as far as the resources of the site go.
void start_maintenance(World& world, SiteId site);

}  // namespace models
