#include "models/site/work_calendar.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random_numbers.hpp"

using namespace models;

namespace {

constexpr Hour day = 24;
constexpr std::uint8_t five_days = 0b0011111;  // Monday to Friday

// Hour 0 is Monday 00:00. The second Monday and the second Friday are holidays.
WorkCalendar with_holidays() { return {"five_days", five_days, {7, 11}, 0}; }

bool is_worked(const WorkCalendar& calendar, Hour hour) {
  std::int64_t of_calendar = (hour - calendar.monday) / day;
  if ((hour - calendar.monday) % day < 0) --of_calendar;
  const auto of_week = static_cast<unsigned>(((of_calendar % 7) + 7) % 7);
  const auto& holidays = calendar.holidays;
  return (calendar.days >> of_week & 1) != 0 && !std::binary_search(holidays.begin(), holidays.end(), of_calendar);
}

}  // namespace

TEST_CASE("work goes on over weekends and holidays, and starts and ends on days that are worked", "[calendar]") {
  const WorkCalendar c = with_holidays();

  // Five working days from Thursday of the first week: Thursday, Friday, then (Monday is a holiday) Tuesday to
  // Thursday.
  CHECK(c.end_of_work(3 * day, 5 * day) == 11 * day);
  // One day more: Friday is a holiday, so Monday of the third week.
  CHECK(c.end_of_work(3 * day, 6 * day) == 15 * day);
  // From Saturday noon nothing is done before Tuesday; 30 hours end on Wednesday at 06:00.
  CHECK(c.next_worked(5 * day + 12) == 8 * day);
  CHECK(c.end_of_work(5 * day + 12, 30) == 9 * day + 6);
  CHECK(c.end_of_work(5 * day + 12, 0) == 5 * day + 12);
  // Back from Monday of the third week, 00:00: Thursday, Wednesday and Tuesday, then Friday of the first week.
  CHECK(c.start_of_work(14 * day, 4 * day) == 4 * day);
  CHECK(c.worked_between(3 * day, 14 * day) == 5 * day);
  CHECK(c.worked_between(14 * day, 3 * day) == -5 * day);
}

TEST_CASE("the worked numbers of working days", "[calendar]") {
  // Hour 0 is Friday 25 December 2026; the Monday after it is day 3. Holidays are days -3 (this Friday) and 4 (Friday
  // 1 January) from that Monday on. With them the tenth day worked is Monday 11 January (day 17), which ends with day
  // 18; without, Thursday 7 January (day 13).
  const WorkCalendar with{"with", five_days, {-3, 4}, 3 * day}, without{"without", five_days, {}, 3 * day};
  CHECK(with.end_of_work(0, 10 * day) == 18 * day);
  CHECK(without.end_of_work(0, 10 * day) == 14 * day);

  // 2026 begins on a Thursday and has 365 days, 2028 on a Saturday and has 366.
  CHECK(WorkCalendar{"2026", five_days, {}, 4 * day}.worked_between(0, 365 * day) == 261 * day);
  CHECK(WorkCalendar{"2028", five_days, {}, 2 * day}.worked_between(0, 366 * day) == 260 * day);
}

TEST_CASE("a calendar agrees with counting hour by hour", "[calendar]") {
  tests::RandomNumbers random(5);
  for (int i = 0; i < 100; ++i) {
    WorkCalendar c{"random", static_cast<std::uint8_t>(random.between(1, 127)), {}, random.between(-200, 200)};
    for (std::int64_t d = -40; d < 40; ++d) {
      if (random.chance(20) && is_worked(c, c.monday + d * day)) c.holidays.push_back(d);
    }
    const Hour start = random.between(-900, 900), work = random.between(0, 400);
    Hour end = start, left = work;
    for (; left > 0; ++end) left -= is_worked(c, end) ? 1 : 0;
    Hour begin = start;
    for (left = work; left > 0;) left -= is_worked(c, --begin) ? 1 : 0;
    Hour next = start;
    while (!is_worked(c, next)) ++next;
    REQUIRE(c.is_worked(start) == is_worked(c, start));
    REQUIRE(c.end_of_work(start, work) == end);
    REQUIRE(c.start_of_work(start, work) == begin);
    REQUIRE(c.next_worked(start) == next);
    REQUIRE(c.worked_between(begin, end) == 2 * work);
  }
}
