#include "sim/estimate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/law.hpp"
#include "sim/random_stream.hpp"
#include "tests/support/child_process.hpp"

TEST_CASE("a mean comes with the standard error of its sample", "[estimate]") {
  // 2 4 4 4 5 5 7 9: mean 40 / 8 = 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; sd = sqrt(32 / 7) = 2.138090;
  // error = sqrt(32 / 7 / 8) = sqrt(4 / 7) = 0.755929.
  const std::vector<double> values = {2, 4, 4, 4, 5, 5, 7, 9};
  CHECK(sim::mean_estimate(values).value == 5);
  CHECK(sim::standard_deviation(values) == Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));
  CHECK(sim::mean_estimate(values).error == Approx(std::sqrt(4.0 / 7)).epsilon(1e-15));
}

TEST_CASE("a mean far from zero keeps its digits", "[estimate]") {
  // 10^9 + (4, 7, 13, 16): mean 10^9 + 10, squares 36 + 9 + 9 + 36 = 90, over 3: 30. Sums of squares lose all of it.
  const std::vector<double> values = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
  CHECK(sim::mean_estimate(values).value == 1e9 + 10);
  CHECK(sim::standard_deviation(values) == Approx(std::sqrt(30.0)).epsilon(1e-14));
  std::vector<double> thirds(100000, 1.0 / 3);
  CHECK(sim::mean_estimate(thirds).value == 1.0 / 3);
  CHECK(sim::mean_estimate(thirds).error == 0);
}

TEST_CASE("one value, or one that never came, leaves the error of a mean unknown", "[estimate]") {
  const double never = INFINITY;
  CHECK(sim::mean_estimate(std::vector<double>{7}).value == 7);
  CHECK(sim::mean_estimate(std::vector<double>{7}).error == never);
  CHECK(sim::mean_estimate(std::vector<double>{7, never, 8}).value == never);
  CHECK(sim::mean_estimate(std::vector<double>{7, never, 8}).error == never);
  CHECK(tests::fails_a_check([] { sim::mean_estimate({}); }));
  CHECK(tests::fails_a_check([] { sim::mean_estimate(std::vector<double>{1, NAN}); }));
}

TEST_CASE("a share has an interval after Wilson, and a width where all cases agree", "[estimate]") {
  // 8 of 10, z^2 = 3.841459: middle (0.8 + 0.192073) / 1.384146 = 0.716740; half of the width
  // 1.959964 sqrt(0.016 + 0.009604) / 1.384146 = 0.226578. So 0.490162 to 0.943318, and the error is 0.115603.
  const sim::Interval interval = sim::wilson_interval(8, 10);
  CHECK(interval.low == Approx(0.490162).margin(5e-7));
  CHECK(interval.high == Approx(0.943318).margin(5e-7));
  CHECK(sim::share_estimate(8, 10).value == 0.8);
  CHECK(sim::share_estimate(8, 10).error == Approx(0.115603).margin(5e-7));
  // None of 10: z^2 / (10 + z^2) = 0.277533 at most.
  CHECK(sim::wilson_interval(0, 10).low == 0);
  CHECK(sim::wilson_interval(0, 10).high == Approx(3.841458820694 / 13.841458820694).epsilon(1e-12));
  CHECK(sim::wilson_interval(10, 10).high == 1);
  CHECK(sim::wilson_interval(10, 10).low == Approx(10 / 13.841458820694).epsilon(1e-12));
  CHECK(sim::share_estimate(0, 10).value == 0);
  CHECK(sim::share_estimate(0, 10).error > 0.07);
}

TEST_CASE("Wilson's interval contains the share in about 95 % of all samples", "[estimate]") {
  // The exact coverage, summed over the binomial law, lies between 0.92 and 0.98 away from the ends (Brown, Cai and
  // DasGupta 2001).
  for (double p : {0.05, 0.2, 0.5, 0.8, 0.95}) {
    const int n = 200;
    double covered = 0;
    for (int k = 0; k <= n; ++k) {
      const double log_choose = std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
      const sim::Interval interval = sim::wilson_interval(static_cast<std::uint64_t>(k), n);
      if (interval.low <= p && p <= interval.high)
        covered += std::exp(log_choose + k * std::log(p) + (n - k) * std::log1p(-p));
    }
    INFO(p);
    CHECK(covered > 0.92);
    CHECK(covered < 0.98);
  }
}
