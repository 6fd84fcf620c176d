#pragma once
// Working calendars: which days are worked, whole days UTC. Work on a day that is not worked makes no progress; a
// working day has 24 hours of it. Pure; hours from the scenario's start, which may be negative.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/id.hpp"
#include "sim/time.hpp"

namespace models {

using sim::Hour;

struct WorkCalendar {
  std::string id;
  std::uint8_t days = 127;             // of the week that are worked: bit 0 is Monday; at least one
  std::vector<std::int64_t> holidays;  // days that would be worked and are not, counted from `monday`; ascending
  Hour monday = 0;                     // the first hour of some Monday
  // Calendars whose common days these are; empty: it is written.
  std::vector<sim::Id<WorkCalendar>> common_to = {};

  bool is_worked(Hour hour) const;
  // The first hour from `hour` on that is worked.
  Hour next_worked(Hour hour) const;
  // Hours worked in [from, to); negative where `to` comes first.
  Hour worked_between(Hour from, Hour to) const;
  // The first hour at which `work` hours have been worked since `start`: `start` itself for none.
  Hour end_of_work(Hour start, Hour work) const;
  // The last hour from which on `work` hours are worked until `end`: `end` itself for none.
  Hour start_of_work(Hour end, Hour work) const;

 private:
  std::int64_t days_worked_before(std::int64_t day) const;  // of all days before, but for a constant
  std::int64_t nth_worked(std::int64_t count) const;        // the first day before which so many were worked
};

using CalendarId = sim::Id<WorkCalendar>;
using Calendars = sim::Table<WorkCalendar, WorkCalendar>;

}  // namespace models
