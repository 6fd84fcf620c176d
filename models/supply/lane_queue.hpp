#pragma once
// The limited part of a freight lane: units pass it one after the other, in the order in which they were shipped.
//
// Each lane of limited capacity has one work on the engine for all units that wait, over its own capacity and all
// gateways that it passes, which lanes share max-min; whole units that passed leave at whole hours as cohorts and begin
// their transit. Those shipped in one hour pass in the order of their planned live
// hour, then of their order's name, then of their place. Amounts on the engine are units as real numbers; a unit has
// passed when less than 1e-6 of it is missing.
//
// No hour is looked at in which nothing can have passed: the next look is when the next unit would be through if the
// lane had all capacities for itself. Methods: freight_lanes, gateways.

#include "models/world.hpp"

namespace models {

// The first whole hour after `from` by which a capacity lets `amount` (> 0) pass that begins at `from`; `never` if it
// does not. An hour counts if at most 2e-6 h of it are missing (more than the tolerance of the engine). Pure.
Hour first_hour_through(std::span<const sim::CapacityStep> steps, Hour from, double amount);

// Declares lanes of limited capacity and gateways to the engine. Before the run.
void declare_lanes(World& world);

// Units of a group that ship now wait for the limited part of the lane of their order.
void join_lane(World& world, GroupId group, Units units);

// The whole units that passed by now travel on.
void pass_lane(World& world, LaneId lane);

// A lane's work is done: all units that wait have passed, in this hour.
void complete_lane(World& world, LaneId lane);

// Sets the engine to work for what waits, after that changed.
void carry_lane(World& world, LaneId lane);

}  // namespace models
