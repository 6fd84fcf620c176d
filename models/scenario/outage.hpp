#pragma once
// Stretches of time in which something does not work or is held up.

#include <vector>

#include "models/scenario/ids.hpp"

namespace models {

struct Outage {
  Hour from = 0;
  Hour until = sim::never;
};

// Outages in order, those that touch each other made one.
std::vector<Outage> merged(std::vector<Outage> outages);

// A pause of shipments or of receipts, and the event that makes it.
struct Pause {
  Hour from = 0;
  Hour until = 0;
  EventId event;
};

}  // namespace models
