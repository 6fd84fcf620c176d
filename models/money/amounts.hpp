#pragma once
// What things cost over time, in whole cents rounded half up. Each is of all time since the beginning: what is booked
// in a month is the difference to what was booked before, so that months add up to the whole exactly. Methods: capital,
// running_costs.

#include <span>

#include "models/scenario.hpp"

namespace models {

// Depreciation, straight line over `life` months by the mid-month convention (as in IRS Publication 946): what comes in
// a month comes in its middle. `cost` (below 0: of what was sent back) is written off for
//   cost x min(2 months + 1, 2 life) / (2 life)
// at the end of the month that is so many `months` (>= 0) after the one in which it came.
Cents written_off(Cents cost, std::int64_t months, std::int64_t life);

// `kwh` at a price [1e-6 USD/MWh].
Cents power_cost(double kwh, MicroUsd per_megawatt_hour);

// What was sold through a channel, of 1e-6 USD (>= 0), and the part of it that is its operator's.
Cents cents_of(std::int64_t micro_usd);
Cents operators_part(Cents sales, double fee);

// Rent of `watt_hours`: critical IT watts x hours let. A year has 8,760 h.
Cents rent(std::int64_t watt_hours, Cents per_megawatt_year);

// What a loan owes in interest by the hour `until` since the horizon's begin; simple, on what is drawn and not repaid.
Cents interest(const Loan& loan, std::span<const Draw> drawn, Hour until);

}  // namespace models
