#include "models/site/work_calendar.hpp"

#include <algorithm>
#include <bit>

namespace models {

namespace {

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t day_of(const WorkCalendar& calendar, Hour hour) { return floor_divide(hour - calendar.monday, 24); }
Hour begin_of(const WorkCalendar& calendar, std::int64_t day) { return calendar.monday + 24 * day; }

}  // namespace

bool WorkCalendar::is_worked(Hour hour) const {
  const std::int64_t day = day_of(*this, hour);
  return days_worked_before(day + 1) > days_worked_before(day);
}

Hour WorkCalendar::next_worked(Hour hour) const {
  if (is_worked(hour)) return hour;
  const std::int64_t day = day_of(*this, hour);
  return begin_of(*this, nth_worked(days_worked_before(day) + 1) - 1);
}

// Whole weeks from `monday` on, the days of this week, less the holidays among them.
std::int64_t WorkCalendar::days_worked_before(std::int64_t day) const {
  const std::int64_t week = floor_divide(day, 7);
  const auto of_week = static_cast<unsigned>(days) & ((1U << static_cast<unsigned>(day - 7 * week)) - 1U);
  const auto before = std::lower_bound(holidays.begin(), holidays.end(), day) - holidays.begin();
  return week * std::popcount(days) + std::popcount(of_week) - before;
}

std::int64_t WorkCalendar::nth_worked(std::int64_t count) const {
  // Holidays can only make it later: it lies within as many weeks more as they take.
  std::int64_t low = 7 * floor_divide(count, std::popcount(days)) - 7, high = low + 21;
  while (days_worked_before(high) < count) high += 7 * (count - days_worked_before(high)) + 7;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (days_worked_before(middle) < count ? low : high) = middle;
  }
  return high;
}

Hour WorkCalendar::worked_between(Hour from, Hour to) const {
  const auto worked_before = [&](Hour hour) {
    const std::int64_t day = day_of(*this, hour);
    return 24 * days_worked_before(day) + (is_worked(hour) ? hour - begin_of(*this, day) : 0);
  };
  return worked_before(to) - worked_before(from);
}

Hour WorkCalendar::end_of_work(Hour start, Hour work) const {
  if (work <= 0) return start;
  const Hour first = next_worked(start);
  const std::int64_t day = day_of(*this, first);
  const Hour from_midnight = first - begin_of(*this, day) + work;  // of this day and those after it
  const std::int64_t whole_days = (from_midnight + 23) / 24 - 1;   // before the day on which it ends
  const std::int64_t last = nth_worked(days_worked_before(day) + whole_days + 1) - 1;
  return begin_of(*this, last) + from_midnight - 24 * whole_days;
}

Hour WorkCalendar::start_of_work(Hour end, Hour work) const {
  if (work <= 0) return end;
  // The last hour worked before `end`, and from there back.
  std::int64_t day = day_of(*this, end - 1);
  Hour until = end;
  if (!is_worked(end - 1)) {
    day = nth_worked(days_worked_before(day)) - 1;
    until = begin_of(*this, day) + 24;
  }
  const Hour to_midnight = begin_of(*this, day) + 24 - until + work;  // of this day and those before it
  const std::int64_t whole_days = (to_midnight + 23) / 24 - 1;
  const std::int64_t first = nth_worked(days_worked_before(day + 1) - whole_days) - 1;
  return begin_of(*this, first) + 24 - (to_midnight - 24 * whole_days);
}

}  // namespace models
