#include "sim/date_text.hpp"

#include <catch2/catch.hpp>

namespace {
std::string span(const char* text) {
  const sim::PeriodText period = sim::read_period(text);
  INFO(text << ": " << period.problem);
  REQUIRE(period.ok());
  return sim::date_text(period.period.begin) + " to " + sim::date_text(period.period.end);
}
std::string problem(const char* text) { return sim::read_period(text).problem; }
std::string hint(const char* text) { return sim::read_period(text).hint; }
}  // namespace

TEST_CASE("every form of date is a period", "[dates]") {
  CHECK(span("2026-05-01T06:00") == "2026-05-01T06:00 to 2026-05-01T07:00");
  CHECK(span("2026-05-01T23:00Z") == "2026-05-01T23:00 to 2026-05-02");
  CHECK(span("2026-05-01") == "2026-05-01 to 2026-05-02");
  CHECK(span("2026-05") == "2026-05-01 to 2026-06-01");
  CHECK(span("2026-12") == "2026-12-01 to 2027-01-01");
  CHECK(span("2026-Q2") == "2026-04-01 to 2026-07-01");
  CHECK(span("2026-Q4") == "2026-10-01 to 2027-01-01");
  CHECK(span("2026-H1") == "2026-01-01 to 2026-07-01");
  CHECK(span("2026-H2") == "2026-07-01 to 2027-01-01");
  CHECK(span("2026") == "2026-01-01 to 2027-01-01");
}

TEST_CASE("ISO weeks begin on Monday, and week 1 has the year's first Thursday", "[dates]") {
  CHECK(span("2026-W19") == "2026-05-04 to 2026-05-11");
  CHECK(span("2026-W01") == "2025-12-29 to 2026-01-05");
  CHECK(span("2026-W53") == "2026-12-28 to 2027-01-04");  // 2026 begins on a Thursday
  CHECK(problem("2025-W53") == "week 53 does not exist: 2025 has weeks 1 to 52");
  CHECK_FALSE(problem("2026-W00").empty());
}

TEST_CASE("days that do not exist are refused, those that do are read", "[dates]") {
  CHECK(problem("2026-02-29") == "day 29 does not exist: February 2026 has 28 days");
  CHECK(problem("2100-02-29") == "day 29 does not exist: February 2100 has 28 days");
  CHECK(problem("2026-04-31") == "day 31 does not exist: April 2026 has 30 days");
  CHECK(problem("2026-13-01") == "month 13 does not exist");
  CHECK(problem("2026-13") == "month 13 does not exist");
  CHECK(problem("2026-00-10") == "month 0 does not exist");
  CHECK(problem("2026-01-00") == "day 0 does not exist: January 2026 has 31 days");
  CHECK(problem("2026-Q5") == "quarter 5 does not exist");
  CHECK(problem("2026-H3") == "half-year 3 does not exist");
  CHECK(span("2028-02-29") == "2028-02-29 to 2028-03-01");
  CHECK(span("2000-02-29") == "2000-02-29 to 2000-03-01");
}

TEST_CASE("other ways to write dates are refused with the ISO form", "[dates]") {
  for (const char* text :
       {"03/04/2026", "26-1-1", "2026-1-1", "Jan 2026", "Q3 2026", "2026-366", "2026Q3", "", "today"}) {
    INFO(text);
    CHECK_FALSE(problem(text).empty());
    CHECK_FALSE(hint(text).empty());
  }
  CHECK(hint("20260101") == "write 2026-01-01");
  CHECK(hint("2026Q3") == "write 2026-Q3");
  CHECK(problem("2026-05-01T06:00-05:00") == "has a time zone");
  CHECK(problem("2026-05-01T06:00+99:00") == "has a time zone");
  CHECK(problem("2026-05-01T24:00") == "hour 24 does not exist: a day has hours 00 to 23");
  CHECK(problem("2026-05-01T06:30") == "is not a whole hour");
  CHECK_FALSE(problem("2026-05-01T23:59:60").empty());
}

TEST_CASE("years outside 1900 to 2199 are refused", "[dates]") {
  CHECK(problem("0000") == "year 0 is out of range");
  CHECK(problem("1582-10-10") == "year 1582 is out of range");
  CHECK(problem("9999") == "year 9999 is out of range");
  CHECK_FALSE(problem("10000").empty());
  CHECK_FALSE(problem("-0001").empty());
  CHECK(span("1969-12-31") == "1969-12-31 to 1970-01-01");
  CHECK(span("2038-01-20") == "2038-01-20 to 2038-01-21");
  CHECK(span("2199-12-31") == "2199-12-31 to 2200-01-01");
}

TEST_CASE("durations are written in days where they are whole days", "[dates]") {
  CHECK(sim::duration_text(72) == "3 d");
  CHECK(sim::duration_text(19) == "19 h");
  CHECK(sim::duration_text(0) == "0 d");
  CHECK(sim::duration_text(-48) == "-2 d");
}
