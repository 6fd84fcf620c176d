#include "sim/design.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "sim/estimate.hpp"
#include "tests/support/child_process.hpp"

using sim::DesignPoint;

namespace {
std::vector<sim::RandomStream> streams(std::size_t count, std::uint32_t replicate = 0) {
  std::vector<sim::RandomStream> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(sim::RandomSource{11, replicate}.numbered(100 + i));
  return result;
}
}  // namespace

TEST_CASE("a grid has all combinations, and its last axis turns fastest", "[design]") {
  const std::vector<std::size_t> sizes = {2, 3};
  CHECK(sim::grid_count(sizes) == 6u);
  const std::vector<DesignPoint> expected = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}};
  for (std::uint64_t point = 0; point < 6; ++point) CHECK(sim::grid_point(sizes, point) == expected[point]);
  CHECK(sim::grid_count({}) == 1u);
  CHECK(sim::grid_point({}, 0).empty());
  CHECK(tests::fails_a_check([&] { sim::grid_point(sizes, 6); }));
  CHECK(tests::fails_a_check([] { sim::grid_count(std::vector<std::size_t>{2, 0}); }));
}

TEST_CASE("a grid that no number can count is known before it is made", "[design]") {
  CHECK(sim::grid_count(std::vector<std::size_t>(19, 10)) == 10000000000000000000u);
  CHECK_FALSE(sim::grid_count(std::vector<std::size_t>(20, 10)));
  CHECK(sim::grid_count(std::vector<std::size_t>(63, 2)) == 9223372036854775808u);
  CHECK_FALSE(sim::grid_count(std::vector<std::size_t>(64, 2)));
}

TEST_CASE("one at a time: the base, then each other value of each axis", "[design]") {
  // Axes of 3, 1 and 2 values with the base at 1, 0, 1: 1 + 2 + 0 + 1 = 4 points.
  const std::vector<std::size_t> sizes = {3, 1, 2}, base = {1, 0, 1};
  CHECK(sim::one_at_a_time_count(sizes) == 4);
  const std::vector<DesignPoint> expected = {{1, 0, 1}, {0, 0, 1}, {2, 0, 1}, {1, 0, 0}};
  for (std::uint64_t point = 0; point < 4; ++point) {
    CHECK(sim::one_at_a_time_point(sizes, base, point) == expected[point]);
  }
  CHECK(tests::fails_a_check([&] { sim::one_at_a_time_point(sizes, base, 4); }));
}

TEST_CASE("a list goes through all axes side by side", "[design]") {
  const std::vector<std::size_t> sizes = {3, 1, 3};
  CHECK(sim::list_count(sizes) == 3u);
  CHECK(sim::list_point(sizes, 2) == DesignPoint{2, 0, 2});
  CHECK_FALSE(sim::list_count(std::vector<std::size_t>{3, 2}));
  CHECK(sim::list_count(std::vector<std::size_t>{1, 1}) == 1u);
  CHECK(tests::fails_a_check([&] { sim::list_point(sizes, 3); }));
}

TEST_CASE("a Latin hypercube has one point in each cell of each input", "[design]") {
  for (const sim::InCell place : {sim::InCell::middle, sim::InCell::anywhere}) {
    const sim::Matrix points = sim::latin_hypercube(100, streams(5), place);
    for (std::size_t input = 0; input < 5; ++input) {
      std::set<int> cells;
      for (std::size_t point = 0; point < 100; ++point) {
        const double u = points(point, input);
        REQUIRE((u > 0 && u < 1));
        cells.insert(static_cast<int>(u * 100));
        if (place == sim::InCell::middle) REQUIRE(u * 100 - std::floor(u * 100) == Approx(0.5));
      }
      CHECK(cells.size() == 100);
    }
  }
  CHECK(sim::latin_hypercube(1, streams(2), sim::InCell::middle)(0, 1) == 0.5);
}

TEST_CASE("another input moves no point of a Latin hypercube", "[design]") {
  const sim::Matrix few = sim::latin_hypercube(50, streams(2), sim::InCell::anywhere);
  const sim::Matrix more = sim::latin_hypercube(50, streams(3), sim::InCell::anywhere);
  for (std::size_t point = 0; point < 50; ++point) {
    CHECK(few(point, 0) == more(point, 0));
    CHECK(few(point, 1) == more(point, 1));
  }
}

TEST_CASE("the cells of a Latin hypercube are shuffled evenly", "[design]") {
  // Where the first of four cells goes: each place in 2,000 of 8,000 shuffles, 4.5 standard errors are 174.
  std::vector<int> seen(4);
  for (std::uint32_t replicate = 0; replicate < 8000; ++replicate) {
    const sim::Matrix points = sim::latin_hypercube(4, streams(1, replicate), sim::InCell::middle);
    for (std::size_t point = 0; point < 4; ++point) seen[point] += points(point, 0) < 0.25 ? 1 : 0;
  }
  for (int count : seen) CHECK(std::abs(count - 2000) < 174);
}

TEST_CASE("means over a Latin hypercube of a sum are far closer than random ones", "[design]") {
  // x + y over 100 points: the sd of a random mean is sqrt(2 / 12 / 100) = 0.0408, that of the hypercube, where only
  // the place within a cell is random, a hundredth of it.
  std::vector<double> means;
  for (std::uint32_t replicate = 0; replicate < 200; ++replicate) {
    const sim::Matrix points = sim::latin_hypercube(100, streams(2, replicate), sim::InCell::anywhere);
    means.push_back(sim::mean_estimate(points.values()).value * 2);
  }
  CHECK(sim::mean_estimate(means).value == Approx(1).margin(4.5 * sim::mean_estimate(means).error));
  CHECK(sim::standard_deviation(means) < 0.0006);
}
