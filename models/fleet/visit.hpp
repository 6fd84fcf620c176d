#pragma once
// When a unit is due for planned maintenance for the first time, so that units of a hall, and halls of a site, are not
// all due at once. Number n of a hall, in the order in which its units of a system went live, and hall k of its site,
// by name, both from 0:
//
//   first = max(1, floor(every x frac(b2(n + 1) + b3(k)) + 1/2)) hours after it went live, by the clock of the
//   maintenance
//
// b is the radical inverse: the digits of a number behind the point, in reverse. b2 of 1, 2, 3, 4 is 1/2, 1/4, 3/4, 1/8
// and b3 of 0, 1, 2, 3 is 0, 1/3, 2/3, 1/9: however many there are, they are spread over the interval (J. van der
// Corput 1935, "Verteilungsfunktionen"; J. Halton 1960).

#include <cstdint>

#include "models/scenario.hpp"

namespace models {

// In [1, every]; `every` at least 1. Pure.
Hour first_visit(Hour every, std::uint32_t unit, std::uint32_t hall);

}  // namespace models
