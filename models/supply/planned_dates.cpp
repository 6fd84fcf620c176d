#include "models/supply/planned_dates.hpp"

#include <algorithm>

namespace models {

PlannedDates planned_dates(Hour ordered, std::optional<Hour> requested, const NominalLeads& leads) {
  PlannedDates dates;
  dates.release = requested ? std::max(ordered, *requested - leads.release_to_dock) : ordered;
  dates.live = std::max(ordered + leads.order_to_dock, requested.value_or(ordered)) + leads.bring_up;
  return dates;
}

}  // namespace models
