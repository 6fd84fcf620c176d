#include "models/fleet/life.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace models;

namespace {

FailureLaw drawn(sim::Law law, AfterRepair after_repair) {
  FailureLaw failures;
  failures.life.varies = true;
  failures.life.drawn.law = std::move(law);
  failures.after_repair = after_repair;
  return failures;
}

}  // namespace

TEST_CASE("a life as new is drawn from its law, whatever the age; as old from what is left of it", "[life]") {
  // Weibull, shape 2, scale 1000 h: F(t) = 1 - exp(-(t / 1000)^2). New, u = 1 - e^(-1/4): 1000 sqrt(1/4) = 500 h. At an
  // age of 500 h and u = 1 - e^(-1): 1000 sqrt(1/4 + 1) = 1118.03, 618 h more.
  const FailureLaw as_new = drawn(sim::Law::weibull(2, 1000), AfterRepair::as_new);
  const FailureLaw as_old = drawn(sim::Law::weibull(2, 1000), AfterRepair::as_old);
  const double quarter = 1 - std::exp(-0.25), one = 1 - std::exp(-1);

  CHECK(hours_of_life(as_new, 0, quarter) == 500);
  CHECK(hours_of_life(as_old, 0, quarter) == 500);
  CHECK(hours_of_life(as_new, 500, one) == 1000);
  CHECK(hours_of_life(as_old, 500, one) == 618);
}

TEST_CASE("an exponential life is as long at any age", "[life]") {
  const FailureLaw law = drawn(sim::Law::exponential(703), AfterRepair::as_old);
  CHECK(hours_of_life(law, 0, 0.5) == 487);  // 703 ln 2 = 487.28
  CHECK(hours_of_life(law, 100'000, 0.5) == 487);
}

TEST_CASE("a life has at least one whole hour, and no more than any horizon", "[life]") {
  CHECK(hours_of_life(drawn(sim::Law::exponential(703), AfterRepair::as_new), 0, 1e-9) == 1);
  CHECK(hours_of_life(drawn(sim::Law::exponential(1e15), AfterRepair::as_new), 0, 0.5) == longest_life);
  FailureLaw fixed;
  fixed.life = 100;
  CHECK(hours_of_life(fixed, 100, 0.9) == 100);
}
