#include "sim/elementary_effects.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/support/child_process.hpp"

using sim::Matrix;

namespace {
sim::RandomStream stream() { return sim::RandomSource{4, 0}.stream("trajectories"); }

template <class Function>
std::vector<double> results_at(const Matrix& points, Function function) {
  std::vector<double> results;
  for (std::size_t i = 0; i < points.rows(); ++i) results.push_back(function(points.row(i)));
  return results;
}
}  // namespace

TEST_CASE("elementary effects of two trajectories by hand", "[elementary_effects]") {
  // y = x1 x2, four levels 1/8, 3/8, 5/8, 7/8, steps of 1/2. From (1/8, 1/8) x1 then x2 rises: 1/64, 5/64, 25/64, so
  // the effects are 1/8 and 5/8. From (7/8, 3/8) x2 rises, x1 falls: 21/64, 49/64, 21/64, so 7/8 of x2, and of x1 7/8.
  Matrix points(6, 2);
  const std::vector<double> values = {1, 1, 5, 1, 5, 5, 7, 3, 7, 7, 3, 7};
  for (std::size_t i = 0; i < 12; ++i) points(i / 2, i % 2) = values[i] / 8;
  const auto effects = sim::elementary_effects(points, results_at(points, [](auto x) { return x[0] * x[1]; }));
  CHECK(effects[0].mean.value == 0.5);
  CHECK(effects[1].mean.value == 0.75);
  CHECK(effects[0].deviation == Approx(0.75 / std::sqrt(2.0)));
  CHECK(effects[1].deviation == Approx(0.25 / std::sqrt(2.0)));
  CHECK(effects[0].mean.error == Approx(0.375));  // 0.75 / sqrt 2 / sqrt 2
  CHECK(effects[1].mean_size.value == 0.75);
}

TEST_CASE("a trajectory moves each input once, by half of its span", "[elementary_effects]") {
  for (std::size_t levels : {2, 4, 8}) {
    const Matrix points = sim::morris_points(6, 50, levels, stream());
    REQUIRE(points.rows() == 350);
    for (std::size_t run = 0; run < points.rows(); ++run) {
      for (double u : points.row(run)) {
        const double level = u * static_cast<double>(levels) - 0.5;
        REQUIRE(level == std::floor(level));
        REQUIRE((u > 0 && u < 1));
      }
    }
    for (std::size_t t = 0; t < 50; ++t) {
      for (std::size_t i = 0; i < 6; ++i) {
        int moves = 0;
        for (std::size_t step = 1; step <= 6; ++step) {
          const double change = points(t * 7 + step, i) - points(t * 7 + step - 1, i);
          if (change != 0) {
            ++moves;
            REQUIRE(std::abs(change) == 0.5);
          }
        }
        REQUIRE(moves == 1);
      }
    }
  }
}

TEST_CASE("more trajectories leave the first as they are", "[elementary_effects]") {
  const Matrix few = sim::morris_points(3, 5, 4, stream()), more = sim::morris_points(3, 8, 4, stream());
  CHECK(std::equal(few.values().begin(), few.values().end(), more.values().begin()));
}

TEST_CASE("elementary effects tell linear, interacting and idle inputs apart", "[elementary_effects]") {
  const Matrix points = sim::morris_points(4, 200, 4, stream());
  const auto effects = sim::elementary_effects(
      points, results_at(points, [](auto x) { return 3 * x[0] + 8 * (x[1] - 0.5) * (x[2] - 0.5); }));
  CHECK(effects[0].mean.value == Approx(3));
  CHECK(effects[0].deviation == Approx(0).margin(1e-12));
  // 8 (x2 - 1/2) is -3, -1, 1 or 3 at the four levels: mean 0, mean size 2, sd sqrt 5.
  CHECK(std::abs(effects[1].mean.value) < 4.5 * effects[1].mean.error);
  CHECK(effects[1].mean_size.value == Approx(2).margin(4.5 * effects[1].mean_size.error));
  CHECK(effects[1].deviation == Approx(std::sqrt(5.0)).epsilon(0.1));
  CHECK(effects[3].mean_size.value == 0);
  CHECK(effects[3].mean_size.error == 0);
}

TEST_CASE("points that are no trajectories are refused", "[elementary_effects]") {
  Matrix points(3, 2);
  points(1, 0) = 0.5;
  points(2, 0) = 0.5;
  CHECK(tests::fails_a_check([&] { sim::elementary_effects(points, std::vector<double>(3)); }));
  points(2, 1) = 0.5;
  CHECK_FALSE(tests::fails_a_check([&] { sim::elementary_effects(points, std::vector<double>(3)); }));
  CHECK(sim::elementary_effects(points, std::vector<double>{0, 1, 3})[1].mean.value == 4);
  CHECK(sim::elementary_effects(points, std::vector<double>{0, 1, 3})[1].mean.error == INFINITY);
  CHECK(tests::fails_a_check([] { sim::morris_points(2, 1, 5, stream()); }));
}
