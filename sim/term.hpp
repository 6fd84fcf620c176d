#pragma once
// A length of time on the calendar: so many months from a date on, whatever their days.

#include <algorithm>

#include "sim/time.hpp"

namespace sim {

// Whole months, or hours; never both. A year is twelve months.
struct Term {
  std::int64_t months = 0;
  Hour hours = 0;
  friend bool operator==(const Term&, const Term&) = default;
  bool is_none() const { return months == 0 && hours == 0; }
};

// `when` and the term after it. Months keep the day of the month and the hour; where the month has no such day it is
// its last one: 2026-01-31 and one month is 2026-02-28.
constexpr Timestamp after(Timestamp when, Term term) {
  using namespace std::chrono;
  const sys_days day = floor<days>(when);
  const hours of_day = when - day;
  const year_month_day date{day};
  const year_month month = year_month{date.year(), date.month()} + std::chrono::months{term.months};
  const year_month_day_last last{month.year(), month_day_last{month.month()}};
  const year_month_day moved{month.year(), month.month(), std::min(date.day(), last.day())};
  return sys_days{moved} + of_day + hours{term.hours};
}

}  // namespace sim
