#pragma once
// Pauses of shipments and of receipts: what is made on a line stays with its maker, what arrives at a site stays at its
// gate, until no pause acts any more. (A pause of orders moves order dates when the scenario is resolved; one of
// transit is among the outages of its lane.) Hours from the scenario's start; a pause acts in [from, until). Methods:
// pauses.

#include <span>

#include "models/world.hpp"

namespace models {

// The event that pauses at `hour`: the first by name, none where nothing does. Pure.
EventId paused_by(std::span<const Pause> pauses, Hour hour);

// The first hour from `hour` on in which no pause acts. Pure.
Hour end_of_pauses(std::span<const Pause> pauses, Hour hour);

// Units of a group are made; they stay where they are if their line's shipments are paused. Returns whether they do.
bool hold_shipment(World& world, GroupId group, Units units);

// Units of a group arrive from their lane; they stay at the gate if their site's receipts are paused. Returns whether
// they do.
bool hold_receipt(World& world, GroupId group, Stage from, Units units);

// A pause of shipments or receipts began or ended: what is held for several is held for another of them now.
void note_pause(World& world, EventId event);

}  // namespace models
