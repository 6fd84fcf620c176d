#pragma once
// Effective compute: what software makes of the same metal by date, and the part of the time in which what runs makes
// progress. Methods: effective_compute.

#include "models/scenario.hpp"

namespace models {

// Of the peak rate of live accelerators of a system, the part that they deliver in an hour (>= 0, may be more than 1):
// effective compute x goodput x what events multiply it by. 1 where nothing is written.
double effective_part(const Scenario& scenario, SystemId system, Hour hour);

// Whether anything is said of what a system delivers.
bool says_what_it_delivers(const System& system);

// Whether a scenario says anything of it: of a system, by an event, or by what a cluster is worth below its minimum.
bool has_effective_compute(const Scenario& scenario);

}  // namespace models
