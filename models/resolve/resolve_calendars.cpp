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

CalendarId Binder::calendar(std::string_view id) const {
  const auto& written = text.calendars;
  const auto at = std::find_if(written.begin(), written.end(), [&](const auto& c) { return c.id == id; });
  return at == written.end() ? CalendarId{} : CalendarId{static_cast<std::uint32_t>(at - written.begin())};
}

bool has_calendar(const Binder& binder, std::string_view site, std::string_view pool) {
  for (const auto& s : binder.text.sites) {
    if (s.id != site) continue;
    for (const auto& p : s.value.resources) {
      if (p.id == pool) return p.value.calendar.has_value();
    }
  }
  return false;
}

CalendarId common_calendar(Binder& binder, const std::string& path, std::vector<CalendarId> calendars) {
  std::sort(calendars.begin(), calendars.end());
  calendars.erase(std::unique(calendars.begin(), calendars.end()), calendars.end());
  if (calendars.empty()) return {};
  if (calendars.size() == 1) return calendars.front();
  auto& all = binder.scenario.calendars;
  for (CalendarId id : all.ids()) {
    if (all[id].common_to == calendars) return id;
  }
  WorkCalendar common = all[calendars.front()];
  common.common_to = calendars;
  for (CalendarId id : calendars) {
    const WorkCalendar& other = all[id];
    if (id != calendars.front()) common.id += " and " + other.id;
    common.days &= other.days;
    common.holidays.insert(common.holidays.end(), other.holidays.begin(), other.holidays.end());
  }
  if (common.days == 0) {
    binder.errors.error(path, "would never be worked on: calendars " + common.id + " have no day in common", "",
                        "calendars with a common day");
    return calendars.front();
  }
  std::erase_if(common.holidays, [&](std::int64_t day) {
    return (common.days >> static_cast<unsigned>(((day % 7) + 7) % 7) & 1U) == 0;
  });
  std::sort(common.holidays.begin(), common.holidays.end());
  common.holidays.erase(std::unique(common.holidays.begin(), common.holidays.end()), common.holidays.end());
  return all.push_back(std::move(common));
}

}  // namespace models
