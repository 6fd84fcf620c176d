#include "sim/sobol_points.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/estimate.hpp"
#include "tests/support/child_process.hpp"

using sim::SobolPoints;

namespace {
std::vector<sim::RandomStream> streams(std::size_t count, std::uint32_t replicate = 0) {
  std::vector<sim::RandomStream> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(sim::RandomSource{11, replicate}.numbered(100 + i));
  return result;
}

std::vector<double> point(const SobolPoints& points, std::uint64_t n) {
  std::vector<double> u(points.inputs());
  points.point(n, u);
  return u;
}
}  // namespace

TEST_CASE("the first Sobol points", "[sobol_points]") {
  // Direction numbers of the first input 1/2, 1/4, 1/8, 1/16; of the second (x + 1; m 1) .1, .11, .101, .1111 in
  // binary; of the third (x^2 + x + 1; m 1, 3) .1, .11, .011, .1001. A point is the exclusive or of those at the ones
  // of its number's Gray code: of point 8, 1100, it is .001 ^ .0001, .101 ^ .1111 and .011 ^ .1001.
  const std::vector<std::vector<double>> expected = {{0, 0, 0},
                                                     {0.5, 0.5, 0.5},
                                                     {0.75, 0.25, 0.25},
                                                     {0.25, 0.75, 0.75},
                                                     {0.375, 0.375, 0.625},
                                                     {0.875, 0.875, 0.125},
                                                     {0.625, 0.125, 0.875},
                                                     {0.125, 0.625, 0.375},
                                                     {0.1875, 0.3125, 0.9375},
                                                     {0.6875, 0.8125, 0.4375}};
  const SobolPoints points(3);
  for (std::size_t n = 0; n < expected.size(); ++n) {
    for (std::size_t i = 0; i < 3; ++i) {
      INFO(n << " " << i);
      CHECK(point(points, n)[i] == expected[n][i] + 0x1p-53);
    }
  }
}

TEST_CASE("each block of 2^m Sobol points has one in each cell of each input, shifted or not", "[sobol_points]") {
  const SobolPoints plain(40), shifted(streams(40));
  for (const SobolPoints* points : {&plain, &shifted}) {
    for (std::uint64_t first : {0, 256, 4096}) {
      std::vector<std::vector<int>> seen(40, std::vector<int>(256));
      for (std::uint64_t n = first; n < first + 256; ++n) {
        const std::vector<double> u = point(*points, n);
        for (std::size_t i = 0; i < 40; ++i) ++seen[i][static_cast<std::size_t>(u[i] * 256)];
      }
      for (const auto& cells : seen)
        CHECK(std::all_of(cells.begin(), cells.end(), [](int count) { return count == 1; }));
    }
  }
}

TEST_CASE("the first two inputs have one Sobol point in each box of 2^-m, whatever its shape", "[sobol_points]") {
  const SobolPoints points(streams(2));
  for (int wide = 0; wide <= 8; ++wide) {
    const int columns = 1 << wide, rows = 256 / columns;
    std::vector<int> seen(256);
    for (std::uint64_t n = 0; n < 256; ++n) {
      const std::vector<double> u = point(points, n);
      ++seen[static_cast<std::size_t>(static_cast<int>(u[0] * columns) * rows + static_cast<int>(u[1] * rows))];
    }
    CHECK(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; }));
  }
}

TEST_CASE("means over shifted Sobol points scatter less than random ones, about the truth", "[sobol_points]") {
  // x y + z over 1,024 points: mean 3/4, variance 7/144 + 1/12; the sd of a random mean is 0.0113.
  std::vector<double> means;
  for (std::uint32_t replicate = 0; replicate < 100; ++replicate) {
    const SobolPoints points(streams(3, replicate));
    double sum = 0;
    for (std::uint64_t n = 0; n < 1024; ++n) {
      const std::vector<double> u = point(points, n);
      sum += u[0] * u[1] + u[2];
    }
    means.push_back(sum / 1024);
  }
  CHECK(sim::mean_estimate(means).value == Approx(0.75).margin(4.5 * sim::mean_estimate(means).error));
  CHECK(sim::standard_deviation(means) < 0.0113 / 20);
}

TEST_CASE("Sobol points lie inside (0, 1) up to the last input and the last point", "[sobol_points]") {
  const SobolPoints points(SobolPoints::most_inputs);
  for (std::uint64_t n : {std::uint64_t{0}, std::uint64_t{1}, SobolPoints::most_points - 1}) {
    for (double u : point(points, n)) REQUIRE((u > 0 && u < 1));
  }
  CHECK(tests::fails_a_check([] { SobolPoints(SobolPoints::most_inputs + 1); }));
  CHECK(tests::fails_a_check([&] { point(SobolPoints(1), SobolPoints::most_points); }));
}
