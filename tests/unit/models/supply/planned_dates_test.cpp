#include "models/supply/planned_dates.hpp"

#include <catch2/catch.hpp>

using models::Hour;
using models::planned_dates;

namespace {

constexpr Hour day = 24;

}  // namespace

TEST_CASE("work is released so that nominally it arrives when requested", "[order]") {
  // Ordered on day 0 for day 270 with a quoted lead of 30 weeks = 210 days and a bring-up of 22 days:
  // released on day 270 - 210 = 60, live on day max(0 + 210, 270) + 22 = 292.
  const auto planned = planned_dates(0, 270 * day, {210 * day, 210 * day, 22 * day});

  CHECK(planned.release == 60 * day);
  CHECK(planned.live == 292 * day);
}

TEST_CASE("an order placed too late is released at once and planned live when its lead allows", "[order]") {
  // Ordered on day 100 for day 200: released on day 100, live on day 100 + 210 + 22 = 332, not 222.
  const auto planned = planned_dates(100 * day, 200 * day, {210 * day, 210 * day, 22 * day});

  CHECK(planned.release == 100 * day);
  CHECK(planned.live == 332 * day);
}

TEST_CASE("an order without a requested date is released when ordered", "[order]") {
  const auto planned = planned_dates(-10 * day, std::nullopt, {3 * day, 5 * day, 2 * day});

  CHECK(planned.release == -10 * day);
  CHECK(planned.live == -3 * day);
}
