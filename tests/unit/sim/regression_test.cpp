#include "sim/regression.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/support/child_process.hpp"

using sim::Matrix;

namespace {
Matrix matrix(const std::vector<std::vector<double>>& rows) {
  Matrix result(rows.size(), rows[0].size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) result(i, j) = rows[i][j];
  }
  return result;
}

Matrix random_inputs(std::size_t runs, std::size_t inputs, std::uint32_t replicate = 0) {
  sim::RandomStream stream = sim::RandomSource{6, replicate}.stream("inputs");
  Matrix result(runs, inputs);
  for (std::size_t i = 0; i < runs; ++i) {
    for (double& x : result.row(i)) x = stream.next();
  }
  return result;
}
}  // namespace

TEST_CASE("standardized coefficients of four runs by hand", "[regression]") {
  // (x1, x2): (-1, -1), (1, -1), (-1, 1), (1, 1), y = 1, 3, 2, 8. Slopes (-1 + 3 - 2 + 8) / 4 = 2 and (-1 - 3 + 2 + 8)
  // / 4 = 1.5; squares of y about 3.5: 29, of each x: 4. Standardized 2 sqrt(4 / 29) = 0.742781 and 0.557086. What is
  // left is the interaction of (1 - 3 - 2 + 8) / 4 = 1, squares 4: R2 = 25 / 29 = 0.862069. With 4 - 2 - 1 = 1 degree
  // of freedom each slope has error sqrt(4 / 1 / 4) = 1, standardized 0.371391. Partial correlation of x1: 2 / sqrt(2^2
  // + 1 x 1^2) = 0.894427.
  const auto fit = sim::regression(matrix({{-1, -1}, {1, -1}, {-1, 1}, {1, 1}}), std::vector<double>{1, 3, 2, 8});
  CHECK(fit.inputs[0].standardized.value == Approx(0.742781).margin(5e-7));
  CHECK(fit.inputs[1].standardized.value == Approx(0.557086).margin(5e-7));
  CHECK(fit.inputs[0].standardized.error == Approx(0.371391).margin(5e-7));
  CHECK(fit.inputs[0].partial == Approx(0.894427).margin(5e-7));
  CHECK(fit.r2 == Approx(0.862069).margin(5e-7));
  CHECK(fit.freedom == 1);
}

TEST_CASE("the coefficient of one input is its correlation", "[regression]") {
  // x = 1 2 3 4, y = 2 4 5 8: 9.5 / sqrt(5 x 18.75) = 0.981156.
  const auto fit = sim::regression(matrix({{1}, {2}, {3}, {4}}), std::vector<double>{2, 4, 5, 8});
  CHECK(fit.inputs[0].standardized.value == Approx(0.981156).margin(5e-7));
  CHECK(fit.inputs[0].partial == Approx(0.981156).margin(5e-7));
  CHECK(fit.r2 == Approx(0.981156 * 0.981156).margin(5e-6));
  // Ranks are 1 2 3 4 for both.
  const auto of_ranks = sim::rank_regression(matrix({{1}, {2}, {3}, {4}}), std::vector<double>{2, 4, 5, INFINITY});
  CHECK(of_ranks.inputs[0].partial == Approx(1));
  CHECK(of_ranks.r2 == Approx(1));
}

TEST_CASE("equal values share the mean of their ranks", "[regression]") {
  CHECK(sim::mean_ranks(std::vector<double>{5, 1, 5, INFINITY, 5}) == std::vector<double>{3, 1, 3, 5, 3});
  CHECK(sim::mean_ranks({}).empty());
  CHECK(tests::fails_a_check([] { sim::mean_ranks(std::vector<double>{1, NAN}); }));
}

TEST_CASE("an exact linear result is explained as a whole", "[regression]") {
  const Matrix inputs = random_inputs(500, 3);
  std::vector<double> results;
  for (std::size_t i = 0; i < 500; ++i) results.push_back(1e6 + 4 * inputs(i, 0) - 3 * inputs(i, 1));
  const auto fit = sim::regression(inputs, results);
  CHECK(fit.r2 == Approx(1));
  CHECK(fit.inputs[0].standardized.value == Approx(0.8).margin(0.05));
  CHECK(fit.inputs[1].standardized.value == Approx(-0.6).margin(0.05));
  CHECK(fit.inputs[0].partial == Approx(1));
  CHECK(fit.inputs[1].partial == Approx(-1));
  CHECK(fit.inputs[2].standardized.value == Approx(0).margin(1e-9));
}

TEST_CASE("ranks find a monotone dependence that a line does not", "[regression]") {
  const Matrix inputs = random_inputs(1000, 2);
  std::vector<double> results;
  for (std::size_t i = 0; i < 1000; ++i) results.push_back(std::exp(20 * inputs(i, 0)) * (1 + 0.1 * inputs(i, 1)));
  CHECK(sim::regression(inputs, results).inputs[0].partial < 0.6);
  CHECK(sim::rank_regression(inputs, results).inputs[0].partial > 0.99);
}

TEST_CASE("an input that others determine is left out, the last of them", "[regression]") {
  Matrix inputs = random_inputs(100, 4);
  std::vector<double> results;
  for (std::size_t i = 0; i < 100; ++i) {
    inputs(i, 1) = 7;                                        // constant
    inputs(i, 3) = 2 * inputs(i, 0) - 5 * inputs(i, 2) + 1;  // of the others
    results.push_back(inputs(i, 0) + inputs(i, 2));
  }
  const auto fit = sim::regression(inputs, results);
  CHECK_FALSE(fit.inputs[0].is_left_out);
  CHECK(fit.inputs[1].is_left_out);
  CHECK_FALSE(fit.inputs[2].is_left_out);
  CHECK(fit.inputs[3].is_left_out);
  CHECK(fit.inputs[3].standardized.value == 0);
  CHECK(fit.freedom == 97);
  CHECK(fit.r2 == Approx(1));
  const auto constant = sim::regression(inputs, std::vector<double>(100, 5.0));
  CHECK(constant.r2 == 0);
  CHECK(constant.inputs[0].standardized.value == 0);
  CHECK(constant.inputs[0].partial == 0);
}

TEST_CASE("with few runs as many inputs are left out as there are no runs for", "[regression]") {
  const auto fit = sim::regression(random_inputs(5, 10), std::vector<double>{1, 4, 2, 8, 5});
  CHECK_FALSE(fit.inputs[2].is_left_out);
  CHECK(fit.inputs[3].is_left_out);
  CHECK(fit.freedom == 1);
  CHECK(tests::fails_a_check([] { sim::regression(random_inputs(2, 1), std::vector<double>{1, 4}); }));
}

TEST_CASE("errors of standardized coefficients are as large as these scatter", "[regression]") {
  std::vector<double> values;
  double squares = 0;
  for (std::uint32_t replicate = 0; replicate < 400; ++replicate) {
    const Matrix inputs = random_inputs(100, 3, replicate);
    std::vector<double> results;
    for (std::size_t i = 0; i < 100; ++i) results.push_back(0.3 * inputs(i, 0) + inputs(i, 2));  // the third is noise
    Matrix first(100, 2);
    for (std::size_t i = 0; i < 100; ++i) first(i, 0) = inputs(i, 0), first(i, 1) = inputs(i, 1);
    const auto fit = sim::regression(first, results);
    values.push_back(fit.inputs[0].standardized.value);
    squares += std::pow(fit.inputs[0].standardized.error, 2) / 400;
  }
  CHECK(std::sqrt(squares) / sim::standard_deviation(values) == Approx(1).margin(0.15));
  // 0.3 / sqrt(0.3^2 + 1)
  CHECK(sim::mean_estimate(values).value == Approx(0.287348).margin(4.5 * sim::mean_estimate(values).error + 0.003));
}
