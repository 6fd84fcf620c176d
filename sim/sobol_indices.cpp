#include "sim/sobol_indices.hpp"

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"

namespace sim {

void sobol_run_point(std::size_t run, std::span<const double> both, std::span<double> u) {
  EXPECTS(both.size() == 2 * u.size() && run < sobol_runs(u.size()));
  const bool is_b = run == u.size() + 1;
  const auto from = is_b ? both.subspan(u.size()) : both.first(u.size());
  std::copy(from.begin(), from.end(), u.begin());
  if (run > 0 && !is_b) u[run - 1] = both[u.size() + run - 1];
}

namespace {
// mean(terms) / mean(scales), and its standard error: that of the mean of terms - ratio x scales, over mean(scales).
Estimate ratio_of_means(std::span<const double> terms, std::span<const double> scales) {
  const double scale = mean_estimate(scales).value, ratio = mean_estimate(terms).value / scale;
  std::vector<double> rest(terms.size());
  for (std::size_t j = 0; j < rest.size(); ++j) rest[j] = terms[j] - ratio * scales[j];
  return {ratio, mean_estimate(rest).error / scale};
}
}  // namespace

SobolIndices sobol_indices(std::span<const double> results, std::size_t inputs) {
  const std::size_t runs = sobol_runs(inputs), base = results.size() / runs;
  EXPECTS(base >= 2 && base * runs == results.size());
  EXPECTS(std::all_of(results.begin(), results.end(), [](double y) { return std::isfinite(y); }));

  std::vector<double> ends;  // the results at A and B
  for (std::size_t j = 0; j < base; ++j) {
    ends.push_back(results[j * runs]);
    ends.push_back(results[j * runs + runs - 1]);
  }
  SobolIndices indices;
  indices.inputs.resize(inputs);
  indices.mean = mean_estimate(ends).value;
  std::vector<double> squares(base), first(base), total(base);
  for (std::size_t j = 0; j < base; ++j) {
    const double a = ends[2 * j] - indices.mean, b = ends[2 * j + 1] - indices.mean;
    squares[j] = (a * a + b * b) / 2;
  }
  indices.variance = mean_estimate(squares).value;
  if (indices.variance == 0) return indices;
  for (std::size_t input = 0; input < inputs; ++input) {
    for (std::size_t j = 0; j < base; ++j) {
      const double a = ends[2 * j], b = ends[2 * j + 1], mixed = results[j * runs + 1 + input];
      first[j] = (b - indices.mean) * (mixed - a);
      total[j] = (a - mixed) * (a - mixed) / 2;
    }
    indices.inputs[input] = {ratio_of_means(first, squares), ratio_of_means(total, squares)};
  }
  return indices;
}

}  // namespace sim
