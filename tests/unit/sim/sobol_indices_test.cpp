#include "sim/sobol_indices.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "sim/random_stream.hpp"
#include "sim/sobol_points.hpp"
#include "tests/support/child_process.hpp"

using sim::SobolIndices;
using Function = std::function<double(std::span<const double>)>;

namespace {
double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  const double sine = std::sin(x(1));
  return std::sin(x(0)) + 7 * sine * sine + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

std::vector<double> results_at(const Function& function, std::size_t inputs, std::size_t base,
                               const std::function<void(std::size_t, std::span<double>)>& point) {
  std::vector<double> results, both(2 * inputs), u(inputs);
  for (std::size_t j = 0; j < base; ++j) {
    point(j, both);
    for (std::size_t run = 0; run < sim::sobol_runs(inputs); ++run) {
      sim::sobol_run_point(run, both, u);
      results.push_back(function(u));
    }
  }
  return results;
}

std::vector<double> results_at_sobol_points(const Function& function, std::size_t inputs, std::size_t base,
                                            std::uint32_t replicate) {
  std::vector<sim::RandomStream> streams;
  for (std::size_t i = 0; i < 2 * inputs; ++i) streams.push_back(sim::RandomSource{90, replicate}.numbered(i));
  const sim::SobolPoints points(streams);
  return results_at(function, inputs, base, [&](std::size_t j, std::span<double> both) { points.point(j, both); });
}

std::vector<double> results_at_random_points(const Function& function, std::size_t inputs, std::size_t base,
                                             std::uint32_t replicate) {
  sim::RandomStream stream = sim::RandomSource{90, replicate}.stream("base");
  return results_at(function, inputs, base, [&](std::size_t, std::span<double> both) {
    for (double& u : both) u = stream.next();
  });
}

const std::vector<double> ishigami_first = {0.313905191148, 0.44241114479, 0.0};
const std::vector<double> ishigami_total = {0.55758885521, 0.44241114479, 0.243683664062};

double worst_error(const SobolIndices& indices) {
  double worst = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    worst = std::max(worst, std::abs(indices.inputs[i].first.value - ishigami_first[i]));
    worst = std::max(worst, std::abs(indices.inputs[i].total.value - ishigami_total[i]));
  }
  return worst;
}
}  // namespace

TEST_CASE("V090: Ishigami function", "[sobol_indices]") {
  // sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi): with a = 7 and b = 0.1 the mean is a / 2, the variance a^2 / 8
  // + b pi^4 / 5 + b^2 pi^8 / 18 + 1 / 2; V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225.
  const SobolIndices indices = sim::sobol_indices(results_at_sobol_points(ishigami, 3, 1 << 16, 0), 3);
  CHECK(indices.mean == Approx(3.5).margin(0.01));
  CHECK(indices.variance == Approx(13.8445879407).margin(0.01));
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(indices.inputs[i].first.value == Approx(ishigami_first[i]).margin(0.01));
    CHECK(indices.inputs[i].total.value == Approx(ishigami_total[i]).margin(0.01));
  }
  // From 2^10 to 2^14 base samples, four times twice as many: N^-1/2 is a quarter. Root mean squares of eight shifts.
  const auto error_at = [](std::size_t base) {
    double squares = 0;
    for (std::uint32_t shift = 1; shift <= 8; ++shift) {
      const double error = worst_error(sim::sobol_indices(results_at_sobol_points(ishigami, 3, base, shift), 3));
      squares += error * error / 8;
    }
    return std::sqrt(squares);
  };
  CHECK(error_at(1 << 14) <= error_at(1 << 10) / 4);
}

TEST_CASE("Sobol indices of four base samples by hand", "[sobol_indices]") {
  // y = x1 + 2 x2. (A; B): (0 0; 0 0), (0 1; 1 1), (1 1; 0 0), (1 0; 1 1). Results at A, B's x1, B's x2, B:
  //   0 0 0 0    2 3 2 3    3 2 1 0    1 1 3 3
  // Mean of A and B (0 + 2 + 3 + 1 + 0 + 3 + 0 + 3) / 8 = 1.5; variance (2 x 0.25 + 6 x 2.25) / 8 = 1.75.
  // First of x1: (-1.5 x 0 + 1.5 x 1 - 1.5 x -1 + 1.5 x 0) / 4 = 0.75, over 1.75 0.428571; of x2: (0 + 0 + 3 + 3) / 4
  // = 1.5, 0.857143. Total of x1: (0 + 1 + 1 + 0) / 8 = 0.25, 0.142857; of x2: (0 + 0 + 4 + 4) / 8 = 1, 0.571429.
  const std::vector<std::vector<double>> both = {{0, 0, 0, 0}, {0, 1, 1, 1}, {1, 1, 0, 0}, {1, 0, 1, 1}};
  const auto results =
      results_at([](std::span<const double> x) { return x[0] + 2 * x[1]; }, 2, 4,
                 [&](std::size_t j, std::span<double> u) { std::copy(both[j].begin(), both[j].end(), u.begin()); });
  CHECK(results == std::vector<double>{0, 0, 0, 0, 2, 3, 2, 3, 3, 2, 1, 0, 1, 1, 3, 3});
  const SobolIndices indices = sim::sobol_indices(results, 2);
  CHECK(indices.mean == 1.5);
  CHECK(indices.variance == 1.75);
  CHECK(indices.inputs[0].first.value == Approx(0.428571).margin(5e-7));
  CHECK(indices.inputs[1].first.value == Approx(0.857143).margin(5e-7));
  CHECK(indices.inputs[0].total.value == Approx(0.142857).margin(5e-7));
  CHECK(indices.inputs[1].total.value == Approx(0.571429).margin(5e-7));
  // Error of the first: terms 0, 1.5, 1.5, 0 less 3/7 of the squares 2.25, 1.25, 2.25, 1.25 are -0.964286, 0.964286,
  // 0.535714 and -0.535714, whose mean has the error sqrt(2.433673 / 3 / 4) = 0.450340; over 1.75.
  CHECK(indices.inputs[0].first.error == Approx(0.257337).margin(5e-7));
}

TEST_CASE("Sobol indices do not change where a constant is added to the result", "[sobol_indices]") {
  std::vector<double> results = results_at_random_points(ishigami, 3, 50, 0);
  const SobolIndices before = sim::sobol_indices(results, 3);
  for (double& result : results) result += 1e6;
  const SobolIndices after = sim::sobol_indices(results, 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(after.inputs[i].first.value == Approx(before.inputs[i].first.value).margin(1e-7));
    CHECK(after.inputs[i].first.error == Approx(before.inputs[i].first.error).margin(1e-7));
    CHECK(after.inputs[i].total.value == Approx(before.inputs[i].total.value).margin(1e-7));
  }
}

TEST_CASE("errors of Sobol indices are as large as the indices scatter over random base samples", "[sobol_indices]") {
  // x1 + 2 x2 + x1 x3 less means: V1 = 1/12 (1 + 1/2)^2, V2 = 4/12, V3 = 1/12 / 4, V13 = 1/144. 400 studies of 200.
  const auto function = [](std::span<const double> u) { return u[0] + 2 * u[1] + u[0] * u[2]; };
  const double v1 = 2.25 / 12, v2 = 4.0 / 12, v3 = 0.25 / 12, v13 = 1.0 / 144, v = v1 + v2 + v3 + v13;
  const std::vector<double> first = {v1 / v, v2 / v, v3 / v}, total = {(v1 + v13) / v, v2 / v, (v3 + v13) / v};
  std::vector<std::vector<double>> values(6);
  std::vector<double> squares(6);
  for (std::uint32_t replicate = 0; replicate < 400; ++replicate) {
    const SobolIndices indices = sim::sobol_indices(results_at_random_points(function, 3, 200, replicate), 3);
    for (std::size_t i = 0; i < 3; ++i) {
      values[i].push_back(indices.inputs[i].first.value);
      values[3 + i].push_back(indices.inputs[i].total.value);
      squares[i] += std::pow(indices.inputs[i].first.error, 2) / 400;
      squares[3 + i] += std::pow(indices.inputs[i].total.error, 2) / 400;
    }
  }
  for (std::size_t k = 0; k < 6; ++k) {
    INFO(k);
    const double truth = k < 3 ? first[k] : total[k - 3], spread = sim::standard_deviation(values[k]);
    CHECK(std::sqrt(squares[k]) / spread == Approx(1).margin(0.2));
    CHECK(std::abs(sim::mean_estimate(values[k]).value - truth) <
          4.5 * spread / 20 + 0.01);  // and a bias of order 1 / N
  }
}

TEST_CASE("a constant result has no Sobol indices but 0", "[sobol_indices]") {
  const SobolIndices indices = sim::sobol_indices(std::vector<double>(8, 3.0), 2);
  CHECK(indices.mean == 3);
  CHECK(indices.variance == 0);
  CHECK(indices.inputs[1].total.value == 0);
  CHECK(indices.inputs[1].total.error == 0);
}

TEST_CASE("Sobol indices want whole base samples of finite results", "[sobol_indices]") {
  CHECK(tests::fails_a_check([] { sim::sobol_indices(std::vector<double>(7, 1.0), 2); }));
  CHECK(tests::fails_a_check([] { sim::sobol_indices(std::vector<double>(4, 1.0), 2); }));
  CHECK(tests::fails_a_check([] { sim::sobol_indices(std::vector<double>{1, 2, 3, 4, 5, 6, 7, INFINITY}, 2); }));
}
