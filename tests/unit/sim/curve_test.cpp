#include "sim/curve.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using sim::Curve;
using sim::Timestamp;

namespace {
Timestamp at(const char* date) { return sim::read_period(date).period.begin; }
sim::Period period(const char* text) { return sim::read_period(text).period; }
}  // namespace

TEST_CASE("a constant has the same mean everywhere", "[curve]") {
  CHECK(Curve::constant(3).mean(at("2026-01-01"), at("2027-01-01")) == 3);
  CHECK(Curve().mean(at("2026-01-01"), at("2026-01-02")) == 0);
}

TEST_CASE("steps hold until the next, and are 0 before the first", "[curve]") {
  const Curve curve = Curve::steps({{at("2026-01-02"), 10}, {at("2026-01-03"), 30}});
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-02")) == 0);
  CHECK(curve.mean(at("2026-01-02"), at("2026-01-04")) == 20);  // (24 x 10 + 24 x 30) / 48
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-04")) == Approx(40.0 / 3));
  CHECK(curve.mean(at("2030-01-01"), at("2030-01-02")) == 30);
  CHECK(curve.hourly(at("2026-01-01"), 96) == std::vector<Curve::Step>{{0, 0}, {24, 10}, {48, 30}});
}

TEST_CASE("a line has the mean of its middle, and its end values outside", "[curve]") {
  const Curve curve = Curve::linear({{at("2026-01-01"), 0}, {at("2026-01-02"), 24}, {at("2026-01-03"), 24}});
  CHECK(curve.mean(at("2026-01-01T06:00"), at("2026-01-01T07:00")) == Approx(6.5));
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-02")) == Approx(12));
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-03")) == Approx(18));
  CHECK(curve.mean(at("2025-12-31"), at("2026-01-01")) == 0);
  CHECK(curve.mean(at("2025-12-31T12:00"), at("2026-01-01T12:00")) == Approx(3));  // (12 x 0 + 12 x 6) / 24
  CHECK(curve.mean(at("2027-01-01"), at("2027-02-01")) == 24);
}

TEST_CASE("totals spread their amount over their period and keep its sum", "[curve]") {
  const Curve curve = Curve::totals({{period("2026-Q1"), 2160}, {period("2026-05"), 744}});
  // The first quarter of 2026 has 90 d = 2160 h, May has 744 h.
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-02")) == 1);
  CHECK(curve.mean(at("2026-04-01"), at("2026-05-01")) == 0);
  CHECK(curve.sum(at("2026-01-01"), at("2027-01-01")) == Approx(2160 + 744));
  CHECK(curve.hourly(at("2026-01-01"), 2161) == std::vector<Curve::Step>{{0, 1}, {2160, 0}});
}

TEST_CASE("the sum over hours is the sum over the whole, for every form", "[curve]") {
  const Curve curves[] = {Curve::constant(2),
                          Curve::steps({{at("2026-01-01T05:00"), 3}, {at("2026-01-02"), 7}}),
                          Curve::linear({{at("2026-01-01T05:00"), 3}, {at("2026-01-03"), 50}}),
                          Curve::totals({{period("2026-01-02"), 100}}),
                          Curve::of(sim::Logistic{3, 50, at("2026-01-02T07:00"), 9, at("2026-01-01T20:00")}),
                          Curve::of(sim::Growth{30, {{at("2026-01-01T05:00"), 0.03}, {at("2026-01-03"), -0.05}}}),
                          Curve::of(sim::Bass{80, at("2026-01-01T05:00"), 0.01, 0.1})};
  for (const Curve& curve : curves) {
    double sum = 0;
    for (int h = 0; h < 96; ++h) {
      sum += curve.mean(at("2026-01-01") + std::chrono::hours(h), at("2026-01-01") + std::chrono::hours(h + 1));
    }
    CHECK(sum == Approx(curve.sum(at("2026-01-01"), at("2026-01-05"))));
  }
}

TEST_CASE("a curve is positive at some time or never", "[curve]") {
  CHECK(Curve::steps({{at("2026"), 0}, {at("2027"), 5}}).is_ever_positive());
  CHECK(!Curve::linear({{at("2026"), 0}, {at("2027"), 0}}).is_ever_positive());
  CHECK(!Curve::constant(0).is_ever_positive());
  CHECK(Curve::totals({{period("2026"), 1}}).is_ever_positive());
  CHECK(Curve::of(sim::Logistic{0, 5, at("2026"), 1, {}}).is_ever_positive());
  CHECK(!Curve::of(sim::Growth{0, {{at("2026"), 0.1}}}).is_ever_positive());
  CHECK(Curve::of(sim::Bass{9, at("2026"), 1, 0}).is_ever_positive());
}

// A line ramps from 0 to 100 a day; 10 % to 90 % take 2 ln 9 = 4.394 days: the scale is a day.
TEST_CASE("an S-curve: half of the way at its midpoint, 10 % to 90 % over its width", "[curve]") {
  CHECK(sim::logistic_scale(2 * std::log(9.0) * 24) == Approx(24));
  const sim::Logistic ramp{0, 100, at("2026-01-11"), 24, {}};
  const Curve curve = Curve::of(ramp);
  const auto around = [&](const char* when) {  // two hours, the mean of which is the value in the middle, nearly
    return curve.mean(at(when) - std::chrono::hours(1), at(when) + std::chrono::hours(1));
  };
  CHECK(around("2026-01-11") == Approx(50).epsilon(1e-12));                         // the curve is odd around it
  CHECK(around("2026-01-12") == Approx(100 / (1 + std::exp(-1.0))).epsilon(1e-4));  // one scale later: 73.1
  CHECK(around("2026-01-13") == Approx(100 / (1 + std::exp(-2.0))).epsilon(1e-3));  // two: 88.1
  // From far before to two scales after the midpoint: ln(1 + e^2) = 2.126928 scales at 100 a day.
  CHECK(curve.sum(at("2025-01-01"), at("2026-01-13")) == Approx(100 * 24 * 2.1269280110429727).epsilon(1e-12));
  // The far tail keeps its digits: e^-10 of the way, 10 scales before.
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-01T01:00")) == Approx(100 * std::exp(-10 + 0.5 / 24)).epsilon(2e-4));
  // Downwards, and not before a date.
  sim::Logistic down{100, 20, at("2026-01-11"), 24, at("2026-01-11")};
  CHECK(Curve::of(down).mean(at("2026-01-10"), at("2026-01-11")) == 100);
  CHECK(Curve::of(down).sum(at("2026-01-10"), at("2026-01-12")) ==
        Approx(100 * 48 - 80 * 24 * (std::log1p(std::exp(1.0)) - std::log(2.0))).epsilon(1e-12));
}

// 40,000 in January, 6 % a month (730 h) for two months, then 3 % a month.
TEST_CASE("compound growth changes its regime without a jump", "[curve]") {
  const auto month = [](int n) { return at("2026-01-01") + std::chrono::hours(730 * n); };
  const double six = std::log(1.06) / 730, three = std::log(1.03) / 730;
  const Curve curve = Curve::of(sim::Growth{40000, {{month(0), six}, {month(2), three}}});
  CHECK(curve.mean(at("2025-01-01"), at("2025-02-01")) == 40000);
  // Over a month of growth g the mean is start x g / ln(1 + g): 40000 x 0.06 / 0.0582689 = 41188.4.
  CHECK(curve.mean(month(0), month(1)) == Approx(40000 * 0.06 / std::log(1.06)).epsilon(1e-12));
  CHECK(curve.mean(month(1), month(2)) == Approx(42400 * 0.06 / std::log(1.06)).epsilon(1e-12));
  CHECK(curve.mean(month(2), month(3)) == Approx(44944 * 0.03 / std::log(1.03)).epsilon(1e-12));
  CHECK(curve.mean(month(12), month(13)) == Approx(44944 * std::pow(1.03, 10) * 0.03 / std::log(1.03)).epsilon(1e-12));
  const Curve still = Curve::of(sim::Growth{7, {{month(0), 0}}});
  CHECK(still.mean(month(3), month(4)) == 7);
}

// Bass 1969: p = 0.03 and q = 0.38 a year, a market of 100.
TEST_CASE("diffusion: the share of the market by Bass's formula", "[curve]") {
  const double p = 0.03 / 8760, q = 0.38 / 8760;
  const Curve curve = Curve::of(sim::Bass{100, at("2026-01-01"), p, q});
  const auto share = [&](double years) {
    const double u = std::exp(-0.41 * years);
    return 100 * (1 - u) / (1 + 0.38 / 0.03 * u);
  };
  CHECK(curve.mean(at("2025-01-01"), at("2026-01-01")) == 0);
  for (int year : {1, 5, 10, 20}) {  // F(5) = 29.45 %, F(10) = 81.18 % of the market
    const auto when = at("2026-01-01") + std::chrono::hours(8760 * year);
    CHECK(curve.mean(when - std::chrono::hours(1), when + std::chrono::hours(1)) == Approx(share(year)).epsilon(1e-7));
  }
  // Half of the peak's adopters: sales are largest at ln(q / p) / (p + q) = 6.192 years, when F = 1/2 - p / 2q.
  const auto peak = at("2026-01-01") + std::chrono::hours(54247);
  CHECK(curve.mean(peak, peak + std::chrono::hours(1)) == Approx(100 * (0.5 - 0.03 / 0.76)).epsilon(1e-4));
  // The first hour keeps its digits: p / 2 of the market.
  CHECK(curve.mean(at("2026-01-01"), at("2026-01-01T01:00")) == Approx(100 * p / 2).epsilon(1e-4));
  const Curve external = Curve::of(sim::Bass{100, at("2026-01-01"), p, 0});
  CHECK(external.mean(peak, peak + std::chrono::hours(1)) == Approx(100 * (1 - std::exp(-p * 54247.5))).epsilon(1e-9));
}
