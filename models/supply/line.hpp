#pragma once
// Production lines. Each contender for a line (a buyer, an order or gear of a site, or a maker) has one work on the
// engine for all that it has open; every pickup the whole units, or kits of parts for one unit, finished since the last
// one leave its queue as a cohort, first come first, and spend the cycle time of the line in production. Nothing
// arrives before its requested date: units made early are held.
//
// Amounts on the engine are real numbers of what the line's capacity counts (units, wafers, Gb); a unit counts as made
// when less than 1e-6 of it is missing. Pickups fall on multiples of the line's pickup step [h], before the releases of
// the same hour. Methods: line_sharing, line_pickups, allocation_loss.

#include "models/world.hpp"

namespace models {

// Declares every line to the engine. Before the run.
void declare_lines(World& world);

// The whole units and kits finished since the last pickup leave the queue; what was made for stock goes there.
void pick_up(World& world, LineId line);

// A contender's work is done: its share is free for the others.
void complete_share(World& world, LineId line, std::uint32_t share);

// Sets weights and turns after the contenders of a line changed.
void share_line(World& world, LineId line);

// Units, or kits, of a job queue up at its line, which exists.
void join_line(World& world, JobId job, Units units);

// Up to `units` of a job that wait for the line leave its queue, also those made and not picked up yet: what was made
// then goes to the next in the contender's queue. Returns how many.
Units leave_line(World& world, JobId job, Units units);

// Units that a capacity lets pass in [from, until); nothing before its first step, its last step holds for good. 0
// where `until` is not after `from`. Pure.
double capacity_between(std::span<const sim::CapacityStep> steps, Hour from, Hour until);

// The name of a contender: a buyer, an order or gear of a site.
const std::string& contender_name(const Scenario& scenario, LineId line, std::uint32_t share);

}  // namespace models
