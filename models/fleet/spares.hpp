#pragma once
// Stocks of parts at sites. Repairs and consumption ask for parts and wait until they are on hand; repairs are served
// first, by rank. Orders follow the policy of the stock and arrive after its lead time. Nothing gets lost: on hand + on
// order + used = opening stock + ordered.

#include "models/world.hpp"

namespace models {

// Puts the first look of every policy, in the horizon's first hour, and the first consumption on the calendar. Before
// the run.
void schedule_stocks(World& world);

// A repair asks for a part; and takes it, where one is on hand.
void ask_for_spare(World& world, StockId stock);
void use_spare(World& world, StockId stock);

// Orders of a stock arrive now; what waits for them is served when the site is settled.
void receive_parts(World& world, StockId stock);

// Parts are consumed that no repair asked for, or asked for where there are none; consumption that waits takes what
// repairs left.
void consume_parts(World& world, StockId stock);
void serve_consumption(World& world, SiteId site);

// A policy looks at its stock: once at the horizon's begin, and from review to review where it has any.
void review_stock(World& world, StockId stock);

}  // namespace models
