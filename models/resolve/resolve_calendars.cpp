// Working calendars: days of the week, and the holidays that take some of them.

#include <algorithm>

#include "models/resolve/binder.hpp"

namespace models {

void resolve_calendars(Binder& binder) {
  using namespace std::chrono;
  constexpr sys_days monday = year{1970} / January / 5;
  for (const auto& [id, text] : binder.text.calendars) {
    const std::string path = "calendars." + id;
    WorkCalendar calendar;
    calendar.id = id;
    calendar.monday = binder.hour(monday);
    calendar.days = 0;
    for (Weekday day : text.days) calendar.days |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(day));
    if (calendar.days == 0) {
      binder.errors.error(path + ".days", "has no day of the week: no work would ever be done", "", "at least one");
      calendar.days = 127;
    }
    for (std::size_t i = 0; i < text.holidays.size(); ++i) {
      const sim::Period& period = text.holidays[i];
      if (floor<days>(period.begin) != period.begin || floor<days>(period.end) != period.end) {
        binder.errors.error(path + ".holidays[" + std::to_string(i) + "]",
                            "is part of a day: calendars count whole days", "", "a date, or a longer period");
        continue;
      }
      for (sys_days day = floor<days>(period.begin); day < period.end; day += days{1}) {
        const std::int64_t number = (day - monday).count();
        const auto of_week = static_cast<unsigned>(((number % 7) + 7) % 7);
        if ((calendar.days >> of_week & 1U) != 0) calendar.holidays.push_back(number);
      }
    }
    auto& holidays = calendar.holidays;
    std::sort(holidays.begin(), holidays.end());
    holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
    binder.scenario.calendars.push_back(std::move(calendar));
  }
}

}  // namespace models
