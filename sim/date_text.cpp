#include "sim/date_text.hpp"

#include <fmt/core.h>

#include <array>

#include "sim/number_text.hpp"

namespace sim {

namespace {
using std::chrono::days;
using std::chrono::hours;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int first_year = 1900, last_year = 2199;
const std::string forms = "dates are written 2026-05-01, 2026-05, 2026-W19, 2026-Q2, 2026-H1, 2026 or 2026-05-01T06:00";

constexpr std::array<const char*, 12> month_names = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

PeriodText refused(std::string problem, std::string hint = "") {
  PeriodText result;
  result.problem = std::move(problem);
  result.hint = std::move(hint);
  return result;
}

PeriodText spanning(sys_days begin, sys_days end) {
  PeriodText result;
  result.period = {begin, end};
  return result;
}

// True when `text` has the form of `pattern`, in which `9` is any digit.
bool has_form(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = pattern[i] == '9' ? text[i] >= '0' && text[i] <= '9' : text[i] == pattern[i];
    if (!fits) return false;
  }
  return true;
}

int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) value = value * 10 + (text[i] - '0');
  return value;
}

sys_days first_of(int y, int m) {
  return sys_days(year_month_day(year(y), month(static_cast<unsigned>(m)), std::chrono::day(1)));
}

PeriodText months(int y, int first, int count) {
  const int next = first + count;
  return spanning(first_of(y, first), next > 12 ? first_of(y + 1, next - 12) : first_of(y, next));
}

// Monday of ISO week 1: the week with 4 January.
sys_days first_week(int y) {
  const sys_days fourth = first_of(y, 1) + days(3);
  return fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
}

PeriodText week(int y, int number) {
  const sys_days begin = first_week(y) + days(7 * (number - 1));
  const sys_days next_year = first_week(y + 1);
  if (number < 1 || begin >= next_year) {
    return refused(fmt::format("week {} does not exist: {} has weeks 1 to {}", number, y,
                               (next_year - first_week(y)).count() / 7));
  }
  return spanning(begin, begin + days(7));
}

PeriodText day(int y, int m, int d) {
  if (m < 1 || m > 12) return refused(fmt::format("month {} does not exist", m));
  const std::chrono::year_month_day_last end(year(y), std::chrono::month_day_last(month(static_cast<unsigned>(m))));
  const int count = static_cast<int>(static_cast<unsigned>(end.day()));
  if (d < 1 || d > count) {
    return refused(fmt::format("day {} does not exist: {} {} has {} days", d,
                               month_names[static_cast<std::size_t>(m - 1)], y, count));
  }
  const sys_days begin = first_of(y, m) + days(d - 1);
  return spanning(begin, begin + days(1));
}

PeriodText hour_of_day(std::string_view text) {
  PeriodText whole_day = day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  if (!whole_day.ok()) return whole_day;
  const int h = digits(text, 11, 2), minute = digits(text, 14, 2);
  if (h > 23) return refused(fmt::format("hour {} does not exist: a day has hours 00 to 23", h));
  if (minute != 0) return refused("is not a whole hour", "time is counted in whole hours");
  PeriodText result;
  result.period.begin = whole_day.period.begin + hours(h);
  result.period.end = result.period.begin + hours(1);
  return result;
}

// Why a text of no known form is none.
PeriodText explain(std::string_view text) {
  const std::string foreign = first_foreign_character(text);
  if (!foreign.empty()) return refused("has the character " + foreign + ", which no date has", forms);
  if (has_form(text, "99999999")) {
    return refused("is not a date",
                   fmt::format("write {}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
  }
  if (has_form(text, "9999Q9") || has_form(text, "9999W99") || has_form(text, "9999H9")) {
    return refused("is not a date", fmt::format("write {}-{}", text.substr(0, 4), text.substr(4)));
  }
  if (has_form(text, "9999-999")) return refused("is a day of the year, which is no form here", forms);
  const std::size_t clock = text.find('T');
  if (clock == 10) {
    const std::string_view rest = text.substr(11);
    if (has_form(text.substr(0, 10), "9999-99-99") &&
        (rest.find('+') != std::string_view::npos || rest.find('-') != std::string_view::npos)) {
      return refused("has a time zone", "all times are UTC: convert it");
    }
    return refused("is not a date and hour", "an hour is written 2026-05-01T06:00");
  }
  return refused("is not a date", forms);
}
}  // namespace

PeriodText read_period(std::string_view text) {
  std::string_view form = text;
  const bool dated = form.size() >= 4 && has_form(form.substr(0, 4), "9999");
  if (!dated) return explain(text);
  const int y = digits(form, 0, 4);
  const bool plain = form.size() == 4 || form[4] == '-';
  if (plain && (y < first_year || y > last_year)) {
    return refused(fmt::format("year {} is out of range", y),
                   fmt::format("years {} to {} are supported", first_year, last_year));
  }
  if (has_form(form, "9999")) return months(y, 1, 12);
  if (has_form(form, "9999-99")) {
    const int m = digits(form, 5, 2);
    return m >= 1 && m <= 12 ? months(y, m, 1) : refused(fmt::format("month {} does not exist", m));
  }
  if (has_form(form, "9999-99-99")) return day(y, digits(form, 5, 2), digits(form, 8, 2));
  if (has_form(form, "9999-W99")) return week(y, digits(form, 6, 2));
  if (has_form(form, "9999-Q9")) {
    const int q = digits(form, 6, 1);
    return q >= 1 && q <= 4 ? months(y, 3 * q - 2, 3) : refused(fmt::format("quarter {} does not exist", q));
  }
  if (has_form(form, "9999-H9")) {
    const int half = digits(form, 6, 1);
    return half == 1 || half == 2 ? months(y, 6 * half - 5, 6)
                                  : refused(fmt::format("half-year {} does not exist", half));
  }
  if (has_form(form, "9999-99-99T99:99") || has_form(form, "9999-99-99T99:99Z")) return hour_of_day(form);
  return explain(text);
}

std::string date_text(Timestamp when) {
  const sys_days date = std::chrono::floor<days>(when);
  const year_month_day ymd(date);
  std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                                 static_cast<unsigned>(ymd.day()));
  const auto clock = (when - date).count();
  if (clock != 0) text += fmt::format("T{:02}:00", clock);
  return text;
}

std::string duration_text(std::int64_t length) {
  return length % 24 == 0 ? fmt::format("{} d", length / 24) : fmt::format("{} h", length);
}

}  // namespace sim
