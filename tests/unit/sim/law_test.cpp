#include "sim/law.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/random_stream.hpp"

using sim::Law;

namespace {
struct Example {
  std::string name;
  Law law;
  bool jumps;
};

// One or more of each family.
std::vector<Example> examples() {
  return {
      {"fixed", Law::fixed(7), true},
      {"uniform", Law::uniform(48, 96), false},
      {"log_uniform", Law::log_uniform(10, 1000), false},
      {"triangular", Law::triangular(1, 2, 6), false},
      {"triangular with its mode at the low end", Law::triangular(1, 1, 6), false},
      {"triangular with its mode at the high end", Law::triangular(1, 6, 6), false},
      {"pert", Law::pert(1, 2, 6), false},
      {"pert with its mode at the low end", Law::pert(1, 1, 6), false},
      {"beta", Law::beta(10, 20, 0.5, 3), false},
      {"normal", Law::normal(-3, 10), false},
      {"lognormal", Law::lognormal(12, 0.5), false},
      {"exponential", Law::exponential(703), false},
      {"weibull", Law::weibull(2, 1000), false},
      {"weibull of early failures", Law::weibull(0.7, 1000), false},
      {"gamma", Law::gamma(2.5, 3), false},
      {"gamma below shape 1", Law::gamma(0.3, 3), false},
      {"poisson", Law::poisson(3), true},
      {"poisson of a large mean", Law::poisson(12345.6), true},
      {"discrete", Law::discrete({{5, 0.25}, {-1, 0.5}, {9, 0.25}}), true},
      {"empirical", Law::empirical({3, 1, 4, 1, 5, 9, 2, 6}), true},
      {"mixture of a point and a law",
       Law::mixture({{0.55, Law::fixed(0)}, {0.45, Law::lognormal_through({0.5, 137}, {0.9, 396})}}), true},
      {"mixture of laws that overlap", Law::mixture({{0.5, Law::normal(0, 1)}, {0.5, Law::uniform(-1, 4)}}), false},
      {"mixture of a mixture",
       Law::mixture({{0.5, Law::mixture({{0.5, Law::uniform(0, 1)}, {0.5, Law::fixed(3)}})}, {0.5, Law::poisson(2)}}),
       true}};
}

// Standard deviation, from the quantiles.
double deviation(const Law& law) {
  const int count = 200000;
  double squares = 0;
  for (int i = 0; i < count; ++i) {
    const double x = law.quantile((i + 0.5) / count) - law.mean();
    squares += x * x;
  }
  return std::sqrt(squares / count);
}
}  // namespace

TEST_CASE("quantiles rise with u, and the cdf takes them back to u", "[law]") {
  for (const Example& example : examples()) {
    INFO(example.name);
    double last = -1e300;
    for (int i = 1; i < 2000; ++i) {
      const double u = i / 2000.0, x = example.law.quantile(u);
      INFO(u);
      REQUIRE(x >= last);
      last = x;
      if (example.jumps) {
        REQUIRE(example.law.below(x) <= u + 1e-12);
        REQUIRE(example.law.cdf(x) >= u - 1e-12);
      } else {
        REQUIRE(std::abs(example.law.cdf(x) - u) < 1e-9);
        REQUIRE(example.law.below(x) == example.law.cdf(x));
      }
    }
  }
}

TEST_CASE("the mean is the mean of the quantiles", "[law]") {
  for (const Example& example : examples()) {
    INFO(example.name);
    const int count = 200000;
    double sum = 0;
    for (int i = 0; i < count; ++i) sum += example.law.quantile((i + 0.5) / count);
    CHECK(sum / count == Approx(example.law.mean()).epsilon(2e-4).margin(2e-4));
  }
}

TEST_CASE("every draw is finite, at the ends of a stream and beyond them", "[law]") {
  for (const Example& example : examples()) {
    INFO(example.name);
    CHECK(std::isfinite(example.law.quantile(0x1p-53)));
    CHECK(std::isfinite(example.law.quantile(1 - 0x1p-53)));
    CHECK(example.law.quantile(0) == example.law.quantile(0x1p-53));
    CHECK(example.law.quantile(1) == example.law.quantile(1 - 0x1p-53));
    CHECK(example.law.quantile(0) <= example.law.median());
    CHECK(example.law.quantile(1) >= example.law.median());
  }
  CHECK(Law::normal(0, 1).quantile(0) == Approx(-8.2095361516));        // 2^-53 of a normal law
  CHECK(Law::exponential(1).quantile(1) == Approx(53 * std::log(2.)));  // -ln 2^-53
  CHECK(Law::pert(1, 2, 6).quantile(0) >= 1);
  CHECK(Law::pert(1, 2, 6).quantile(1) <= 6);
  CHECK(Law::log_uniform(1, 3).quantile(1) <= 3);
}

TEST_CASE("draws follow their law", "[law]") {
  // V099: a Kolmogorov distance of 2.69/sqrt(N) is exceeded once in 10^6 tries.
  const int count = 20000;
  for (const Example& example : examples()) {
    INFO(example.name);
    sim::RandomStream stream = sim::RandomSource{1, 0}.stream(example.name);
    std::vector<double> draws;
    for (int i = 0; i < count; ++i) draws.push_back(example.law.quantile(stream.next()));
    for (int i = 1; i < 40; ++i) {
      const double x = example.law.quantile(i / 40.0);
      int below = 0;
      for (double draw : draws) below += draw <= x ? 1 : 0;
      REQUIRE(std::abs(below / double{count} - example.law.cdf(x)) < 2.69 / std::sqrt(double{count}));
    }
  }
}

TEST_CASE("three-point laws have the moments and quantiles of V094", "[law]") {
  const Law pert = Law::pert(1, 2, 6), triangular = Law::triangular(1, 2, 6);
  CHECK(pert.mean() == Approx(2.5).epsilon(1e-12));  // (1 + 4 x 2 + 6) / 6
  CHECK(deviation(pert) == Approx(0.866025403784).epsilon(1e-6));
  CHECK(pert.quantile(0.1) == Approx(1.4495106523).epsilon(1e-9));
  CHECK(pert.quantile(0.5) == Approx(2.38336129696).epsilon(1e-9));
  CHECK(pert.quantile(0.9) == Approx(3.72667025217).epsilon(1e-9));
  CHECK(triangular.mean() == Approx(3).epsilon(1e-12));  // (1 + 2 + 6) / 3
  CHECK(deviation(triangular) == Approx(1.08012344973).epsilon(1e-6));
  CHECK(triangular.quantile(0.1) == Approx(1.70710678119).epsilon(1e-11));  // 1 + sqrt(0.1 x 5 x 1)
  CHECK(triangular.quantile(0.5) == Approx(2.83772233983).epsilon(1e-11));  // 6 - sqrt(0.5 x 5 x 4)
  CHECK(triangular.quantile(0.9) == Approx(4.58578643763).epsilon(1e-11));  // 6 - sqrt(0.1 x 5 x 4)
}

TEST_CASE("a lognormal law goes through its quantiles, V095", "[law]") {
  const Law law = Law::lognormal_through({0.1, 6}, {0.9, 24});
  CHECK(law.median() == Approx(12).epsilon(1e-12));  // sqrt(6 x 24)
  CHECK(law.quantile(0.1) == Approx(6).epsilon(1e-12));
  CHECK(law.quantile(0.9) == Approx(24).epsilon(1e-12));
  CHECK(law.mean() == Approx(13.8900736427).epsilon(1e-11));
  // ln 24/6 / (2 x 1.28155) = 0.540865618829, and one sigma above the median stands at a share of 0.841344746.
  CHECK(law.quantile(0.841344746068543) == Approx(12 * std::exp(0.540865618829)).epsilon(1e-11));
  const Law repair = Law::lognormal_through({0.5, 4}, {0.9, 24});
  CHECK(repair.median() == 4);
  CHECK(repair.quantile(0.9) == Approx(24).epsilon(1e-12));
}

TEST_CASE("lognormal, normal and gamma laws have the mean and deviation they were made with", "[law]") {
  // A mean of 10 and sd of 5: sigma^2 = ln(1 + 0.25) and median 10 / sqrt(1.25) = 8.94427191.
  CHECK(Law::lognormal_with_mean(10, 5).mean() == Approx(10).epsilon(1e-12));
  CHECK(Law::lognormal_with_mean(10, 5).median() == Approx(8.94427191).epsilon(1e-9));
  CHECK(deviation(Law::lognormal_with_mean(10, 5)) == Approx(5).epsilon(1e-3));
  CHECK(deviation(Law::normal(3, 2)) == Approx(2).epsilon(1e-3));
  CHECK(Law::normal(3, 2).quantile(0.975) == Approx(3 + 2 * 1.959963984540054).epsilon(1e-12));
  CHECK(Law::normal_through({0.5, 3}, {0.9, 5}).quantile(0.9) == Approx(5).epsilon(1e-12));
  CHECK(Law::gamma_with_mean(10, 5).mean() == Approx(10).epsilon(1e-12));
  CHECK(deviation(Law::gamma_with_mean(10, 5)) == Approx(5).epsilon(1e-3));
}

TEST_CASE("Weibull lives have the survival and means of V062", "[law]") {
  const Law law = Law::weibull(2, 1000);
  CHECK(1 - law.cdf(500) == Approx(0.778800783071).epsilon(1e-11));  // exp(-0.25)
  CHECK(law.mean() == Approx(886.226925453).epsilon(1e-11));         // 1000 x Gamma(1.5)
  CHECK(law.quantile(1 - std::exp(-1)) == Approx(1000).epsilon(1e-12));
  CHECK(Law::weibull(0.7, 1000).mean() == Approx(1265.82350606).epsilon(1e-11));
  CHECK(Law::weibull(1, 703).quantile(0.3) == Approx(Law::exponential(703).quantile(0.3)).epsilon(1e-14));
}

TEST_CASE("quantiles are those of the closed forms", "[law]") {
  CHECK(Law::uniform(48, 96).quantile(0.25) == 60);
  CHECK(Law::log_uniform(10, 1000).quantile(0.5) == Approx(100).epsilon(1e-13));
  CHECK(Law::log_uniform(10, 1000).mean() == Approx(990 / std::log(100.)).epsilon(1e-13));
  CHECK(Law::exponential(703).median() == Approx(703 * std::log(2.)).epsilon(1e-14));
  CHECK(Law::gamma(1, 5).quantile(0.9) == Approx(5 * std::log(10.)).epsilon(1e-12));
  CHECK(Law::gamma(2, 1).cdf(3) == Approx(1 - 4 * std::exp(-3.)).epsilon(1e-12));  // 1 - (1 + x) exp(-x)
  CHECK(Law::beta(0, 1, 2, 2).cdf(0.25) == Approx(0.15625).epsilon(1e-13));        // 3/16 - 2/64
  const double sine = std::sin(3.14159265358979 * 0.3 / 2);
  CHECK(Law::beta(0, 1, 0.5, 0.5).quantile(0.3) == Approx(sine * sine).epsilon(1e-9));  // the arcsine law
  CHECK(Law::beta(10, 20, 1, 1).quantile(0.3) == Approx(13).epsilon(1e-12));
  // The median of beta(a, 1) is 0.5^(1/a), and of beta(1, b) 1 - 0.5^(1/b), however small or large the shape.
  for (double shape : {0.05, 0.3, 4.0, 100.0, 30000.0}) {
    INFO(shape);
    CHECK(Law::beta(0, 1, shape, 1).quantile(0.5) == Approx(std::pow(0.5, 1 / shape)).epsilon(1e-7));
    CHECK(Law::beta(0, 1, 1, shape).quantile(0.5) == Approx(-std::expm1(std::log(0.5) / shape)).epsilon(1e-7));
  }
}

TEST_CASE("Poisson counts are the smallest that reach u", "[law]") {
  const Law law = Law::poisson(3);
  const double none = std::exp(-3.0);  // 0.0498; then 4, 8.5 and 13 times that: 0.1991, 0.4232, 0.6472
  CHECK(law.cdf(2.9) == Approx(8.5 * none).epsilon(1e-13));
  CHECK(law.below(2) == Approx(4 * none).epsilon(1e-13));
  CHECK(law.cdf(-1) == 0);
  CHECK(law.quantile(0.04) == 0);
  CHECK(law.quantile(0.19) == 1);
  CHECK(law.quantile(0.2) == 2);
  CHECK(law.median() == 3);
  CHECK(law.quantile(0.65) == 4);
}

TEST_CASE("listed values come as often as they should, and nothing else comes", "[law]") {
  const Law law = Law::discrete({{20, 0.6}, {10, 0.4}, {15, 0}});
  CHECK(law.quantile(0.4) == 10);
  CHECK(law.quantile(0.4000001) == 20);
  CHECK(law.median() == 20);
  CHECK(law.mean() == Approx(16));  // 0.4 x 10 + 0.6 x 20
  CHECK(law.cdf(15) == 0.4);
  CHECK(law.knots() == std::vector<double>{10, 20});
  const Law cases = Law::empirical({4, 1, 1, 2});
  CHECK(cases.quantile(0.5) == 1);
  CHECK(cases.quantile(0.51) == 2);
  CHECK(cases.quantile(0.76) == 4);
  CHECK(cases.mean() == 2);
}

TEST_CASE("a mixture is its parts, each for its share", "[law]") {
  const Law slip = Law::mixture({{0.45, Law::exponential(100)}, {0.55, Law::fixed(0)}});
  CHECK(slip.median() == 0);
  CHECK(slip.quantile(0.55) == 0);
  CHECK(slip.quantile(0.775) == Approx(100 * std::log(2.)).epsilon(1e-12));  // (0.775 - 0.55) / 0.45 = 0.5
  CHECK(slip.mean() == Approx(45));
  CHECK(slip.cdf(0) == Approx(0.55));
  CHECK(slip.below(0) == 0);
  // Apart: the upper half of u belongs to the upper part, from its low end on.
  const Law apart = Law::mixture({{0.5, Law::uniform(0, 1)}, {0.5, Law::uniform(10, 12)}});
  CHECK(apart.quantile(0.25) == Approx(0.5).epsilon(1e-13));
  CHECK(apart.median() == Approx(1).epsilon(1e-13));
  CHECK(apart.quantile(0.75) == Approx(11).epsilon(1e-13));
  // Overlapping: cdf 0.5 x/1 + 0.5 x/2 = 0.75 x up to 1.
  const Law overlapping = Law::mixture({{0.5, Law::uniform(0, 1)}, {0.5, Law::uniform(0, 2)}});
  CHECK(overlapping.quantile(0.3) == Approx(0.4).epsilon(1e-14));
  CHECK(Law::mixture({{1, Law::uniform(0, 1)}, {0, Law::fixed(9)}}).quantile(0.5) == 0.5);
}

TEST_CASE("a law without spread is a point, and needs no draw", "[law]") {
  const std::vector<Law> points = {Law::fixed(5),
                                   Law::uniform(5, 5),
                                   Law::log_uniform(5, 5),
                                   Law::triangular(5, 5, 5),
                                   Law::pert(5, 5, 5),
                                   Law::beta(5, 5, 2, 3),
                                   Law::normal(5, 0),
                                   Law::lognormal(5, 0),
                                   Law::lognormal_through({0.5, 5}, {0.9, 5}),
                                   Law::gamma_with_mean(5, 0),
                                   Law::discrete({{5, 1}}),
                                   Law::empirical({5, 5, 5})};
  for (const Law& point : points) {
    CHECK(point.is_fixed());
    CHECK(point.quantile(0.99) == 5);
    CHECK(point.mean() == 5);
    CHECK(point.cdf(5) == 1);
    CHECK(point.below(5) == 0);
  }
  for (const Law& zero : {Law(), Law::exponential(0), Law::weibull(2, 0), Law::gamma(2, 0), Law::poisson(0)}) {
    CHECK(zero.is_fixed());
    CHECK(zero.median() == 0);
  }
  CHECK_FALSE(Law::uniform(5, 6).is_fixed());
}

TEST_CASE("what has lasted longer than known is drawn from what is left", "[law]") {
  // An exponential law has no memory: after 100 h its median is again 703 ln 2 away.
  CHECK(Law::exponential(703).quantile_above(100, 0.5) == Approx(100 + 703 * std::log(2.)).epsilon(1e-12));
  CHECK(Law::uniform(0, 10).quantile_above(4, 0.5) == Approx(7));
  CHECK(Law::uniform(0, 10).quantile_above(-4, 0.5) == Approx(5));
  CHECK(Law::uniform(0, 10).quantile_above(12, 0.5) == 12);  // nothing lies above
  CHECK(Law::discrete({{1, 0.5}, {2, 0.25}, {3, 0.25}}).quantile_above(1, 0.4) == 2);
  CHECK(Law::poisson(3).quantile_above(2, 0x1p-53) == 3);
  for (const Example& example : examples()) {
    INFO(example.name);
    const double known = example.law.quantile(0.9);
    CHECK(example.law.quantile_above(known, 0x1p-53) >= known);
    CHECK(example.law.quantile_above(known, 1) >= known);
  }
}

TEST_CASE("what has lasted very long is drawn as precisely as what has just begun", "[law]") {
  // 100 means are past every double's 1 - F; an exponential law forgets them.
  CHECK(Law::exponential(703).quantile_above(70'300, 0.5) == Approx(70'300 + 703 * std::log(2.)).epsilon(1e-12));
  // Weibull of shape 2: the cumulative hazard (x / 1000)^2 grows from 100 by ln 2: x = 1000 sqrt(100 + ln 2).
  CHECK(Law::weibull(2, 1000).quantile_above(10'000, 0.5) ==
        Approx(1000 * std::sqrt(100 + std::log(2.))).epsilon(1e-12));
  // The last of these parts outlasts the other: what is left is exponential with mean 100.
  const Law early = Law::mixture({{0.2, Law::exponential(5)}, {0.8, Law::exponential(100)}});
  CHECK(early.quantile_above(10'000, 0.5) - 10'000 == Approx(100 * std::log(2.)).epsilon(1e-6));
}

TEST_CASE("a law is bounded when nothing lies above some value", "[law]") {
  for (const Law& law : {Law::fixed(5), Law::uniform(0, 1), Law::triangular(0, 1, 3), Law::pert(0, 1, 3),
                         Law::discrete({{1, 0.5}, {2, 0.5}}), Law::log_uniform(1, 2),
                         Law::mixture({{0.3, Law::fixed(1)}, {0.7, Law::uniform(0, 4)}})}) {
    CHECK(law.is_bounded());
  }
  for (const Law& law : {Law::exponential(5), Law::weibull(2, 5), Law::gamma(2, 5), Law::lognormal(5, 1),
                         Law::mixture({{0.3, Law::fixed(1)}, {0.7, Law::exponential(4)}})}) {
    CHECK_FALSE(law.is_bounded());
  }
}
