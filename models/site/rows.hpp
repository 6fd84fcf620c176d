#pragma once
// Rows of a hall: what stands before several units at once and serves units of one system. Groups of coolant
// distribution units (CDUs) take the heat of their water: at most so many units, none denser than the group allows, and
// no more than the CDUs that are counted on can take; units that need no water need none. Power line-ups feed whole
// units: none hangs on two. Methods: rows.

#include <span>

#include "models/scenario.hpp"

namespace models {

// Units of a system that one group of CDUs serves; no_limit where they need none. Pure.
Units units_per_cdu_group(const CduGroups& cdus, const System& system);

// Units of a system that one line-up of `limit` [W] feeds. Pure.
Units units_per_lineup(Watts limit, const System& system);

// Rows that `placed` [by SystemId] units take. Pure.
std::int64_t rows_taken(const Rows& rows, std::span<const Units> placed);

// How many more units of `system` find a row, beside `placed` units; no_limit where they need none. Pure.
Units room_in_rows(const Rows& rows, std::span<const Units> placed, SystemId system);

}  // namespace models
