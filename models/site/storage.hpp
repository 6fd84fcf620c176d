#pragma once
// Storage: batteries behind the meter. While the other blocks of a site cannot feed what is placed there, a store
// bridges the difference until it is empty; afterwards it is filled from power that nobody uses. It holds what is
// placed and admits nothing new. Whole watts over whole hours, so whole watt-hours. Methods: storage.

#include "models/world.hpp"

namespace models {

// Content of a store [Wh] that was full when it was energized: what was put in since, less what the way in and out
// loses of it (rounded down), less what was taken. Pure.
std::int64_t stored(const PowerBlock& store, const BlockState& state);

// Of so much energy put in [Wh] since the horizon's begin, what can be taken out again, rounded down. Pure.
std::int64_t kept_of_charge(const PowerBlock& store, std::int64_t charged);

// Power that a store can hold for the coming hour [W]: what it may give, and never more than it has. Pure.
Watts bridging_power(const PowerBlock& store, const BlockState& state);

// The hours [h, >= 1] for which a store can give `watts` (> 0, no more than its bridging power) before it can give less
// than `offered` [W], the power of its machines: the last of them may be the last at all. Pure.
Hour hours_at_full_power(std::int64_t content, Watts offered, Watts watts);

// Energy [Wh] that has to be put into a store until it is full. Pure.
std::int64_t charge_to_fill(const PowerBlock& store, const BlockState& state);

// Adds up what a store gave or took until `now`.
void account_storage(const Scenario& scenario, State& state, BlockId store, Hour now);

// The same for all stores of a site; and a new period begins for the table of energy.
void settle_storage(const Scenario& scenario, State& state, SiteId site, Hour now);
void forget_storage(const Scenario& scenario, State& state, SiteId site);

// Before a site is settled: what its stores can bridge in this hour. Tells the site where that changed its limit.
void look_at_storage(World& world, SiteId site);

// After it is settled: what they give or take from now on, and when that ends.
void run_storage(World& world, SiteId site);

// What the stores of a site take now, or (negative) give [W].
Watts storage_draw(const Scenario& scenario, const State& state, SiteId site);

}  // namespace models
