#include "sim/sample_quantile.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/law.hpp"
#include "sim/random_stream.hpp"
#include "tests/support/child_process.hpp"

using sim::SampleQuantile;

namespace {
const double never = INFINITY;

std::vector<double> one_to(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}
}  // namespace

TEST_CASE("V096: what a percentile means", "[sample_quantile]") {
  // Type 7 of ten values 1 .. 10: rank (10 - 1) 0.9 + 1 = 9.1, between 9 and 10; (10 - 1) 0.5 + 1 = 5.5.
  CHECK(sim::quantile(one_to(10), 0.9) == 9.1);
  CHECK(sim::quantile(one_to(10), 0.5) == 5.5);
  CHECK(sim::quantile(one_to(10), 0) == 1);
  CHECK(sim::quantile(one_to(10), 1) == 10);
  CHECK(sim::quantile(std::vector<double>{7}, 0.3) == 7);
  CHECK(sim::quantile(std::vector<double>{1, 2, 4, 8}, 0.25) == 1.75);  // rank 1.75
  CHECK(sim::quantile(std::vector<double>{1, 2, 4, 8}, 0.75) == 5);     // rank 3.25: 4 + 0.25 x 4
}

TEST_CASE("a quantile next to what never came never comes", "[sample_quantile]") {
  const std::vector<double> values = {10, 20, 30, never, never};
  CHECK(sim::quantile(values, 0.5) == 30);  // rank 3, a value of its own
  CHECK(sim::quantile(values, 0.51) == never);
  CHECK(sim::quantile(values, 0.49) == Approx(29.6));
  CHECK(sim::quantile(values, 1) == never);
  CHECK(sim::quantile(std::vector<double>{never, never}, 0.5) == never);
}

TEST_CASE("a rank that is whole but for rounding takes nothing from the next value", "[sample_quantile]") {
  // 100 x 0.07 is 7.000000000000001 in binary, 100 x 0.29 is 28.999999999999996.
  for (int percent = 1; percent < 100; ++percent) {
    std::vector<double> values = one_to(101);
    for (std::size_t i = static_cast<std::size_t>(percent) + 1; i < values.size(); ++i) values[i] = never;
    INFO(percent);
    CHECK(sim::quantile(values, percent / 100.0) == percent + 1);
  }
}

TEST_CASE("the error of a quantile is that of its binomial ranks", "[sample_quantile]") {
  // The median of ten: P(B < 2) = (1 + 10) / 1024 = 1.07 % and P(B < 3) = 56 / 1024 = 5.5 %, so l = 2 and, mirrored, u
  // =
  // 9. Of the values 1 .. 10: (9 - 2) / (2 x 1.959964) = 1.785747.
  const SampleQuantile median(10, 0.5);
  CHECK(median.interval(one_to(10)).low == 2);
  CHECK(median.interval(one_to(10)).high == 9);
  CHECK(median.error(one_to(10)) == Approx(1.785747).margin(5e-7));
  // The median of five lies beyond all five in 1 / 32 = 3.1 % of the samples, that of six in 1 / 64 = 1.6 %.
  CHECK(SampleQuantile(5, 0.5).error(one_to(5)) == never);
  CHECK(SampleQuantile(6, 0.5).error(one_to(6)) == Approx(5 / (2 * sim::normal_95)));
  // P90 needs 36: 0.9^35 = 2.503 %, 0.9^36 = 2.253 %.
  CHECK(SampleQuantile(35, 0.9).interval(one_to(35)).high == never);
  CHECK(SampleQuantile(36, 0.9).interval(one_to(36)).high == 36);
  CHECK(SampleQuantile(36, 0.1).interval(one_to(36)).low == 1);
  CHECK(SampleQuantile(1, 0.5).error(std::vector<double>{3}) == never);
  CHECK(SampleQuantile(1000, 0).error(one_to(1000)) == never);
  CHECK(SampleQuantile(1000, 1).error(one_to(1000)) == never);
}

TEST_CASE("the error of a quantile knows what never came", "[sample_quantile]") {
  std::vector<double> values = one_to(10);
  values[9] = never;
  CHECK(SampleQuantile(10, 0.5).error(values) == Approx(1.785747).margin(5e-7));  // ranks 2 and 9 are finite
  values[8] = never;
  CHECK(SampleQuantile(10, 0.5).error(values) == never);
  CHECK(SampleQuantile(10, 0.5).value(values) == 5.5);
  std::fill(values.begin() + 1, values.end(), never);
  CHECK(SampleQuantile(10, 0.5).value(values) == never);
  CHECK(SampleQuantile(10, 0.5).error(values) == 0);  // all of the interval never comes: so much is known
}

TEST_CASE("the errors of quantiles are as large as quantiles scatter", "[sample_quantile]") {
  // 1,000 samples of 400: the root mean square of the stated errors against the spread of the quantiles themselves. The
  // rank interval is a little too wide by its whole ranks, never much too narrow.
  sim::RandomStream stream = sim::RandomSource{5, 0}.stream("scatter");
  const sim::Law law = sim::Law::lognormal(12, 0.5);
  for (double share : {0.1, 0.5, 0.8, 0.9}) {
    const SampleQuantile quantile(400, share);
    std::vector<double> found;
    double squares = 0;
    int covered = 0;
    for (int sample = 0; sample < 1000; ++sample) {
      std::vector<double> values;
      for (int i = 0; i < 400; ++i) values.push_back(law.quantile(stream.next()));
      std::sort(values.begin(), values.end());
      found.push_back(quantile.value(values));
      squares += quantile.error(values) * quantile.error(values) / 1000;
      const sim::Interval interval = quantile.interval(values);
      covered += interval.low <= law.quantile(share) && law.quantile(share) <= interval.high ? 1 : 0;
    }
    INFO(share);
    const double ratio = std::sqrt(squares) / sim::standard_deviation(found);
    CHECK(ratio > 0.95);
    CHECK(ratio < 1.25);
    CHECK(covered >= 930);  // 95 % less three standard errors of 1,000
    // V096 and beyond: the quantiles are centered where they belong, to 4.5 standard errors and the bias of order 1 /
    // n.
    CHECK(std::abs(sim::mean_estimate(found).value - law.quantile(share)) <
          4.5 * sim::mean_estimate(found).error + 0.05);
  }
}

TEST_CASE("many quantiles of one sample in any order", "[sample_quantile]") {
  std::vector<double> values = one_to(10);
  std::reverse(values.begin(), values.end());
  const std::vector<double> shares = {0.9, 0.5};
  const auto estimates = sim::quantile_estimates(values, shares);
  CHECK(estimates[0].value == 9.1);
  CHECK(estimates[0].error == never);
  CHECK(estimates[1].value == 5.5);
}

TEST_CASE("a share beyond 0 and 1 and a sample of another size are refused", "[sample_quantile]") {
  CHECK(tests::fails_a_check([] { SampleQuantile(10, 50); }));
  CHECK(tests::fails_a_check([] { SampleQuantile(10, NAN); }));
  CHECK(tests::fails_a_check([] { SampleQuantile(0, 0.5); }));
  CHECK(tests::fails_a_check([] { SampleQuantile(9, 0.5).value(one_to(10)); }));
  CHECK(tests::fails_a_check([] { sim::quantile(std::vector<double>{-never, 1}, 0.5); }));
}
