#pragma once
// Dated events that hit the units of an order: failures of live units, and cancellation of what is not shipped yet.

#include "models/world.hpp"

namespace models {

// Live units of the order fail (as many as are live, at the most), groups by name, and are repaired after the event's
// time.
void fail_order_units(World& world, EventId event);

// Units not yet shipped are cancelled, the youngest lots first: those that wait for a line, then those in production,
// then those that are made and held. What is made for a contender and not picked up yet, and what is on a lane or
// further, stays.
void cancel_order_units(World& world, EventId event);

// The same of all orders of a buyer; and of a lot that a buyer who is insolvent orders later.
void cancel_orders_of(World& world, PartyId buyer, EventId event);
void cancel_if_insolvent(World& world, LotId lot);

// A lot has come too late for its order (cancel_if_late): what of it could be cancelled by an event is cancelled.
void give_up_lot(World& world, LotId lot);

}  // namespace models
