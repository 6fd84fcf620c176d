#pragma once
// Dates as text: ISO forms only, UTC only.
//
//   2026-05-01T06:00   one hour           2026-05   a month      2026-Q2  a quarter     2026  a year
//   2026-05-01         a day              2026-W19  an ISO week  2026-H1  half a year
//
// Every form is a period. Where something starts, its first hour counts; where something must be done, its end.

#include <string>
#include <string_view>

#include "sim/time.hpp"

namespace sim {

struct Period {
  Timestamp begin;
  Timestamp end;  // the first hour after it
  friend auto operator<=>(const Period&, const Period&) = default;
};

struct PeriodText {
  Period period;
  std::string problem;  // empty when the text is a period: "February 2026 has 28 days"
  std::string hint;

  bool ok() const { return problem.empty(); }
};

// Years 1900 to 2199.
PeriodText read_period(std::string_view text);

// The shortest form of a point in time: 2026-05-01, or 2026-05-01T06:00 when it is not midnight.
std::string date_text(Timestamp when);

// 3 d for 72, 19 h for 19; 0 d for 0.
std::string duration_text(std::int64_t hours);

}  // namespace sim
