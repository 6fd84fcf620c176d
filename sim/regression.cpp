#include "sim/regression.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/check.hpp"

namespace sim {

namespace {
// What is left of a column, of length 1, when those before it are taken off: below this it is nothing but rounding.
constexpr double least_rest = 1e-9;

// Less its mean, and of length 1; nothing but zeros where it is constant.
Eigen::VectorXd standardized(const Eigen::VectorXd& values) {
  const double size = values.cwiseAbs().maxCoeff();
  Eigen::VectorXd rest = values.array() - values.mean();
  rest.array() -= rest.mean();
  const double length = rest.norm();
  if (length <= 1e-14 * size * std::sqrt(static_cast<double>(values.size())))
    return Eigen::VectorXd::Zero(values.size());
  return rest / length;
}

// The columns that are no linear function of those before them.
std::vector<Eigen::Index> independent_columns(const Eigen::MatrixXd& columns) {
  std::vector<Eigen::Index> kept;
  Eigen::MatrixXd basis(columns.rows(), columns.cols());
  for (Eigen::Index j = 0; j < columns.cols(); ++j) {
    const auto count = static_cast<Eigen::Index>(kept.size());
    if (count + 2 >= columns.rows()) break;
    Eigen::VectorXd rest = columns.col(j);
    for (int pass = 0; pass < 2; ++pass) {  // twice is enough (Giraud and others 2005)
      rest -= basis.leftCols(count) * (basis.leftCols(count).transpose() * rest);
    }
    if (rest.norm() <= least_rest) continue;
    basis.col(count) = rest.normalized();
    kept.push_back(j);
  }
  return kept;
}

Eigen::VectorXd as_vector(std::span<const double> values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}
}  // namespace

Regression regression(const Matrix& inputs, std::span<const double> results) {
  const std::size_t runs = inputs.rows();
  EXPECTS(runs >= 3 && results.size() == runs);
  EXPECTS(std::all_of(results.begin(), results.end(), [](double y) { return std::isfinite(y); }));
  Eigen::MatrixXd columns(runs, inputs.columns());
  std::vector<double> column(runs);
  for (std::size_t j = 0; j < inputs.columns(); ++j) {
    for (std::size_t i = 0; i < runs; ++i) column[i] = inputs(i, j);
    columns.col(static_cast<Eigen::Index>(j)) = standardized(as_vector(column));
  }
  EXPECTS(columns.allFinite());
  const Eigen::VectorXd y = standardized(as_vector(results));
  const std::vector<Eigen::Index> kept = independent_columns(columns);

  Regression fit;
  fit.inputs.resize(inputs.columns());
  for (Regression::Input& input : fit.inputs) input.is_left_out = true;
  fit.freedom = static_cast<double>(runs - kept.size() - 1);
  if (kept.empty()) return fit;
  const Eigen::MatrixXd x = columns(Eigen::all, kept);
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(x);
  const Eigen::VectorXd slopes = qr.solve(y);
  const Eigen::Index count = x.cols();
  const Eigen::MatrixXd inverse = qr.matrixQR()
                                      .topLeftCorner(count, count)
                                      .triangularView<Eigen::Upper>()
                                      .solve(Eigen::MatrixXd::Identity(count, count));
  double unexplained = (y - x * slopes).squaredNorm();
  if (unexplained < 1e-24) unexplained = 0;  // rounding: the fit is exact
  for (Eigen::Index k = 0; k < count; ++k) {
    const double slope = slopes[k], variance = inverse.row(k).squaredNorm() * unexplained;
    Regression::Input& input = fit.inputs[static_cast<std::size_t>(kept[static_cast<std::size_t>(k)])];
    input.is_left_out = false;
    input.standardized = {slope, std::sqrt(variance / fit.freedom)};
    input.partial = slope == 0 ? 0 : slope / std::sqrt(slope * slope + variance);
  }
  if (y.squaredNorm() > 0) fit.r2 = 1 - unexplained;
  return fit;
}

std::vector<double> mean_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    EXPECTS(end > begin);  // a NaN equals nothing
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = static_cast<double>(begin + 1 + end) / 2;
  }
  return ranks;
}

Regression rank_regression(const Matrix& inputs, std::span<const double> results) {
  Matrix ranks(inputs.rows(), inputs.columns());
  std::vector<double> column(inputs.rows());
  for (std::size_t j = 0; j < inputs.columns(); ++j) {
    for (std::size_t i = 0; i < inputs.rows(); ++i) column[i] = inputs(i, j);
    const std::vector<double> of_column = mean_ranks(column);
    for (std::size_t i = 0; i < inputs.rows(); ++i) ranks(i, j) = of_column[i];
  }
  return regression(ranks, mean_ranks(results));
}

}  // namespace sim
