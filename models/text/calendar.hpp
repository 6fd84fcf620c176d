#pragma once
// Working calendars: days of the week and holidays.

#include <vector>

#include "sim/describe.hpp"

namespace models {

enum class Weekday { mon, tue, wed, thu, fri, sat, sun };

struct CalendarText {
  std::vector<Weekday> days;
  std::vector<sim::Period> holidays;
};

const sim::StructType<CalendarText>& calendar_type();

}  // namespace models
