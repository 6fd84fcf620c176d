#pragma once
// Export licences: units of a controlled system that are bound for a jurisdiction which some licence names leave under
// a licence only. What is made meanwhile stays with its maker. Hours from the scenario's start; a suspension acts in
// [from, until). Methods: licences.

#include <utility>
#include <vector>

#include "models/world.hpp"

namespace models {

// Whether units may leave under a licence at an hour: granted by then, and not suspended. Pure.
bool is_in_force(const Licence& licence, Hour hour);

// Whole units of a system that may still leave under a licence of which `used` (>= 0, in what it counts) is used. Pure.
Units room_under(const Licence& licence, std::int64_t used, const System& system);

// The licence for want of which units of a group do not leave at `now`: of those for their system and site the first by
// name that is not used up, else the first, else the first to the same jurisdiction. None where one lets them leave, or
// they need none. Pure.
LicenceId licence_that_holds(const Scenario& scenario, const State& state, GroupId group, Hour now);

// Units of a group are ready to leave for its site: those that no licence lets leave stay, and wait for one. Returns
// how many leave.
Units leave_under_licence(World& world, GroupId group, Stage from, Units units);

// Dates on which held units may leave.
void schedule_licences(World& world);

// A licence is suspended: what a pause holds is held by the licence now.
void note_suspension(World& world);

// A licence was granted or is in force again, or a pause of a line is over: the held units that leave under it now,
// first those whose planned live hour is first, then by order.
std::vector<std::pair<GroupId, Units>> take_licensed(World& world, LicenceId licence);

}  // namespace models
