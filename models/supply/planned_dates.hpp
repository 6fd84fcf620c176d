#pragma once
// The nominal dates of an order: when its work is released to the line, and when its units would be live if nothing
// went wrong. Pure; hours from the scenario's start, which may be negative (before the horizon).

#include <optional>

#include "models/scenario.hpp"

namespace models {

// Nominal times of an order [h], each >= 0.
struct NominalLeads {
  Hour release_to_dock = 0;  // from the release of the work to the dock: the line's and the lane's part
  Hour order_to_dock = 0;    // from the order date to the dock: the quoted lead time, or cycle time + transit
  Hour bring_up = 0;         // from the dock to live: the sum of the site's steps
};

struct PlannedDates {
  Hour release = 0;
  Hour live = 0;
};

// release = max(ordered, requested - release_to_dock): a line does not make years ahead what nobody wants yet. Without
// a requested date work is released when ordered. live = max(ordered + order_to_dock, requested) + bring_up.
PlannedDates planned_dates(Hour ordered, std::optional<Hour> requested, const NominalLeads& leads);

}  // namespace models
