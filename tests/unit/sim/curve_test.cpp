#include "sim/curve.hpp"

#include <catch2/catch.hpp>

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
  const Curve curves[] = {Curve::constant(2), Curve::steps({{at("2026-01-01T05:00"), 3}, {at("2026-01-02"), 7}}),
                          Curve::linear({{at("2026-01-01T05:00"), 3}, {at("2026-01-03"), 50}}),
                          Curve::totals({{period("2026-01-02"), 100}})};
  for (const Curve& curve : curves) {
    double sum = 0;
    for (int h = 0; h < 96; ++h) {
      sum += curve.mean(at("2026-01-01") + std::chrono::hours(h), at("2026-01-01") + std::chrono::hours(h + 1));
    }
    CHECK(sum == Approx(curve.sum(at("2026-01-01"), at("2026-01-05"))));
  }
}

TEST_CASE("smallest and largest count the zero outside steps and totals", "[curve]") {
  CHECK(Curve::steps({{at("2026"), 5}}).smallest() == 0);
  CHECK(Curve::linear({{at("2026"), 5}, {at("2027"), 9}}).smallest() == 5);
  CHECK(Curve::linear({{at("2026"), 5}, {at("2027"), 9}}).largest() == 9);
  CHECK(Curve::constant(-1).smallest() == -1);
}
