#pragma once
// How a result depends on inputs that were all drawn at once: by a linear fit, of values or of ranks. Pure.
// Methods: sensitivity.

#include <cstddef>
#include <span>
#include <vector>

#include "sim/estimate.hpp"
#include "sim/matrix.hpp"

namespace sim {

struct Regression {
  struct Input {
    Estimate
        standardized;    // by how many of its standard deviations the result rises per standard deviation of the input
    double partial = 0;  // correlation with the result of what the other inputs leave unexplained of both
    bool is_left_out = false;  // constant, or a linear function of inputs before it: its figures are 0
  };
  std::vector<Input> inputs;
  double r2 = 0;       // share of the result's variance that the fit explains; 0 where the result is constant
  double freedom = 0;  // runs less inputs that are in the fit, less 1
};

// Least squares with an intercept, by a QR decomposition. A row of `inputs` per run, all finite, results too. Where the
// runs are no more than the inputs, those beyond runs - 2 are left out as well.
Regression regression(const Matrix& inputs, std::span<const double> results);

// The same of ranks: `partial` is then the partial rank correlation (Iman and Helton 1988), which holds for any
// monotone dependence. Equal values have the mean of their ranks; results may be infinite.
Regression rank_regression(const Matrix& inputs, std::span<const double> results);

// 1 for the least value; NaN has none.
std::vector<double> mean_ranks(std::span<const double> values);

}  // namespace sim
