#pragma once
// Simulated time: whole hours, UTC, counted from the scenario's start.
//
// `Timestamp` is a point on the civil calendar (hours since 1970, as the standard library counts them). `Hour` is the
// same point seen from the scenario's start: 0 is its first hour, negative values lie before it. Lengths of time are
// hours too. Nothing here is a floating-point number, so a date never drifts.

#include <chrono>
#include <cstdint>
#include <limits>

namespace sim {

using Timestamp = std::chrono::sys_time<std::chrono::hours>;

using Hour = std::int64_t;

inline constexpr Hour never = std::numeric_limits<Hour>::max();
inline constexpr Hour hours_per_day = 24;
inline constexpr Hour hours_per_year = 8760;  // in rates: USD_M/MW-yr, %/yr
inline constexpr Hour hours_per_month = 730;  // in rates: wafers/mo

// The hour `when` as counted from `start` [h].
constexpr Hour hours_between(Timestamp start, Timestamp when) { return (when - start).count(); }

}  // namespace sim
