#pragma once
// Parts on their way into units. A lot asks every tier of its bill of materials for a kit per unit: the parts that go
// into one unit. A kit comes out of stock, or from the line of its part once the kits of the tiers below it are there;
// a unit passes to its own line when the kits of all its inputs are. So the scarcest tier sets the pace, and a unit
// that waits knows which tier it waits for. Methods: bill_of_materials, parts_stock.

#include "models/world.hpp"

namespace models {

// A lot is released: stock is taken for it, from the top tier down, and what has its inputs goes to its line (or, where
// the system is made on no line, is shipped).
void release_lot(World& world, LotId lot);

// Gear that a line makes is ordered: the same for its units.
void release_gear(World& world, GearId gear);

// Kits of a job left the queue of its line; those made to order spend `cycle_time` in production.
void start_kits(World& world, JobId job, Units kits, Hour cycle_time);

// Kits whose cycle time ends now are there.
void finish_kits(World& world, JobId job);

// Up to `units` that wait for parts or for their line are taken back, those first that are farthest from being made;
// parts that were made for them go into stock. Returns how many; 0 for a lot that is not released yet.
Units take_back(World& world, LotId lot, Units units);

// `made`, in what the capacity of its line counts, has come off the line for stock in all: what of it is new is there.
void add_to_stock(World& world, StockShare& share, double made);

// How many units of a lot, counted from the first, have their kits of a tier, or need none because a tier above it came
// out of stock.
Units kits_there(const Scenario& scenario, const State& state, LotId lot, std::uint32_t tier);

// The number in its lot, counted from 1, of the first unit that the kits of a job at its line are for.
Units first_at_line(const Scenario& scenario, const State& state, JobId job);

}  // namespace models
