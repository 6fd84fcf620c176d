#pragma once
// Units that do not work when they come. Each unit of a system that arrives at a site is dead with the probability
// `share`, by a draw of its own: the n-th of its system there has the n-th draw, whoever ordered it. It stands whole at
// the dock when its rework is over, and is not dead again.

#include "models/world.hpp"

namespace models {

// Of units of a group that arrive now, out of the stage `from`, the dead ones go into rework. Returns how many did.
Units set_dead_aside(World& world, GroupId group, Stage from, Units units);

// Units whose rework ends now come to the dock.
void finish_rework(World& world, GroupId group);

}  // namespace models
