#include "models/simulation.hpp"

#include <catch2/catch.hpp>

#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::ScenarioBuilder;
using tests::week;

namespace {

// The periods of a horizon from a date, as the hours at which they end.
std::vector<Hour> ends(ReportStep step, Hour hours, sim::Timestamp start) {
  ScenarioBuilder b(hours);
  b->start = start;
  b->report_step = step;
  std::vector<Hour> result;
  Hour begin = 0;
  for (const ReportPeriod& period : report_periods(b.build())) {
    CHECK(period.begin == begin);  // without gaps
    begin = period.end;
    result.push_back(period.end);
  }
  return result;
}

const sim::Timestamp thursday = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
using Ends = std::vector<Hour>;

}  // namespace

TEST_CASE("report periods are days, cut at midnight and at the horizon", "[report]") {
  CHECK(ends(ReportStep::day, 60, thursday) == Ends{24, 48, 60});
  CHECK(ends(ReportStep::day, 30, thursday + std::chrono::hours(20)) == Ends{4, 28, 30});
}

TEST_CASE("report periods are weeks from Monday", "[report]") {
  // 2026-01-01 is a Thursday: four days to Monday the 5th, then weeks, then what is left.
  CHECK(ends(ReportStep::week, 20 * day, thursday) == Ends{4 * day, 4 * day + week, 4 * day + 2 * week, 20 * day});
  // From a Monday on the first week is whole.
  CHECK(ends(ReportStep::week, week, thursday + std::chrono::days(4)) == Ends{week});
}

TEST_CASE("report periods are calendar months, also of leap years", "[report]") {
  CHECK(ends(ReportStep::month, 100 * day, thursday) == Ends{31 * day, 59 * day, 90 * day, 100 * day});
  CHECK(ends(ReportStep::month, 40 * day, std::chrono::sys_days(std::chrono::year(2028) / 2 / 10)) ==
        Ends{20 * day, 40 * day});
}

TEST_CASE("report periods are hours", "[report]") { CHECK(ends(ReportStep::hour, 3, thursday) == Ends{1, 2, 3}); }
