#pragma once
// Which class of workload is served first, by hour of the day (UTC). Methods: workload_order.

#include "models/scenario.hpp"

namespace models {

// The order that holds in `hour`.
const ClassRanks& ranks_at(const Scenario& scenario, Hour hour);
// The first hour after `hour` in which another holds; never where there is no night.
Hour next_order_change(const Scenario& scenario, Hour hour);

}  // namespace models
