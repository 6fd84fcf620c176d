#pragma once
// Work on a bring-up step: which units can start, what they hold, and what becomes of both when it ends.

#include "models/site/chain.hpp"
#include "models/world.hpp"

namespace models {

// Starts as many of `wanted` units as the pools of the site allow: they wait in stage `queue` of `from` and go on as
// units of `to` (another group where they take a position). Returns how many started.
Units start_step(World& world, const StepRef& ref, GroupId from, Stage queue, GroupId to, Units wanted);

// Units of a group finish a bring-up step now.
void finish_step(World& world, GroupId group, Stage stage);

// Units in a stage of bring-up are to wait for power (or cooling) again: what they do is undone, what they hold is
// free.
void send_back(World& world, GroupId group, Stage stage, Stage to, Units units);

}  // namespace models
