#pragma once
// Co-design: hardware and software made for each other draw less, deliver more and are brought up faster from a date
// on. Methods: co_design.

#include "models/state.hpp"
#include "models/world.hpp"

namespace models {

// What a unit of a system draws in an hour [W]: its typical power and its power in use by class, times what events
// multiply them by, rounded to whole watts; idle as written, and no more than typical, or the same where it is. Pure.
SystemDraw draw_at(const System& system, Hour hour);

// An event on a system began or ended: its live units draw something else from now on.
void follow_design(World& world, SystemId system);

}  // namespace models
