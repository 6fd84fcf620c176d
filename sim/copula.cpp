#include "sim/copula.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "sim/check.hpp"
#include "sim/special_functions.hpp"

namespace sim {

namespace {
// What is left of an input's variance, given those before it, has to exceed this: below, it is one of them again.
constexpr double least_pivot = 1e-9;

double into_open_unit(double u) { return std::clamp(u, 0x1p-53, 1 - 0x1p-53); }

// Fills row k of the root of a matrix whose rows before k have theirs, from its entries `row`, and returns the pivot:
// the variance of input k that is left when those before it are known.
double fill_root(Matrix& root, std::size_t k, std::span<const double> row) {
  double pivot = 1;
  for (std::size_t j = 0; j < k; ++j) {
    double sum = row[j];
    for (std::size_t i = 0; i < j; ++i) sum -= root(k, i) * root(j, i);
    root(k, j) = sum / root(j, j);
    pivot -= root(k, j) * root(k, j);
  }
  root(k, k) = pivot > 0 ? std::sqrt(pivot) : 0;
  return pivot;
}

// The pivot of row k is a concave parabola in each of its entries, so three values of an entry tell where it is
// positive.
Interval possible_entry(Matrix& root, std::size_t k, std::size_t column, std::vector<double> row) {
  const auto pivot_at = [&](double entry) {
    row[column] = entry;
    return fill_root(root, k, row);
  };
  const double at_zero = pivot_at(0), above = pivot_at(1), below = pivot_at(-1);
  const double a = at_zero - (above + below) / 2, b = (above - below) / 2;  // pivot = at_zero + b r - a r^2, a > 0
  const double root_of = b * b + 4 * a * at_zero;
  if (root_of <= 0) return {1, -1};
  return {(b - std::sqrt(root_of)) / (2 * a), (b + std::sqrt(root_of)) / (2 * a)};
}

CorrelationFault pivot_fault(const Matrix& correlation, Matrix& root, std::size_t k) {
  const std::vector<double> row(correlation.row(k).begin(), correlation.row(k).end());
  CorrelationFault fault{CorrelationFault::Kind::not_positive_definite, k, 0, row[0], {1, -1}};
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t j = 0; j < k; ++j) {
    const Interval possible = possible_entry(root, k, j, row);
    if (possible.low >= possible.high) continue;
    const double change = std::max(possible.low - row[j], row[j] - possible.high);
    if (change >= least) continue;
    least = change;
    fault.column = j;
    fault.value = row[j];
    fault.possible = possible;
  }
  return fault;
}

std::optional<CorrelationFault> entry_fault(const Matrix& correlation) {
  using Kind = CorrelationFault::Kind;
  for (std::size_t i = 0; i < correlation.rows(); ++i) {
    for (std::size_t j = 0; j < correlation.columns(); ++j) {
      const double value = correlation(i, j);
      if (i == j && value != 1) return CorrelationFault{Kind::diagonal, i, j, value, {1, 1}};
      if (!(std::abs(value) <= 1)) return CorrelationFault{Kind::range, i, j, value, {-1, 1}};
      if (j < i && value != correlation(j, i)) return CorrelationFault{Kind::asymmetric, i, j, value, {-1, 1}};
    }
  }
  return {};
}
}  // namespace

std::optional<CorrelationFault> correlation_fault(const Matrix& correlation) {
  EXPECTS(correlation.rows() == correlation.columns());
  if (const auto fault = entry_fault(correlation)) return fault;
  Matrix root(correlation.rows(), correlation.rows());
  for (std::size_t k = 0; k < correlation.rows(); ++k) {
    if (fill_root(root, k, correlation.row(k)) <= least_pivot) return pivot_fault(correlation, root, k);
  }
  return {};
}

Matrix equicorrelation(std::size_t inputs, double rho) {
  Matrix correlation(inputs, inputs);
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t j = 0; j < inputs; ++j) correlation(i, j) = i == j ? 1 : rho;
  }
  return correlation;
}

double lowest_equicorrelation(std::size_t inputs) { return inputs < 2 ? -1 : -1 / static_cast<double>(inputs - 1); }

Copula Copula::gaussian(const Matrix& correlation) {
  EXPECTS(!correlation_fault(correlation));
  Copula copula(Family::gaussian, correlation.rows(), 0);
  copula.root_ = Matrix(correlation.rows(), correlation.rows());
  for (std::size_t k = 0; k < correlation.rows(); ++k) {
    fill_root(copula.root_, k, correlation.row(k));
    const auto before = correlation.row(k).first(k);
    copula.stands_alone_.push_back(std::all_of(before.begin(), before.end(), [](double entry) { return entry == 0; }));
  }
  return copula;
}

Copula Copula::student(const Matrix& correlation, double freedom) {
  EXPECTS(freedom > 0 && std::isfinite(freedom));
  Copula copula = gaussian(correlation);
  copula.family_ = Family::student;
  copula.parameter_ = freedom;
  return copula;
}

Copula Copula::clayton(std::size_t inputs, double theta) {
  EXPECTS(theta > 0 && std::isfinite(theta));
  return Copula(Family::clayton, inputs, theta);
}

Copula Copula::gumbel(std::size_t inputs, double theta) {
  EXPECTS(theta >= 1 && std::isfinite(theta));
  return Copula(Family::gumbel, inputs, theta);
}

std::size_t Copula::common_draws() const {
  switch (family_) {
    case Family::gaussian:
      return 0;
    case Family::student:
    case Family::clayton:
      return 1;
    case Family::gumbel:
      return 2;
  }
  return 0;
}

namespace {
// Marshall and Olkin 1988: exponential times over a common random rate, whose law makes the copula.
void join_clayton(std::span<double> u, double theta, double common) {
  const double rate = gamma_quantile(1 / theta, common);
  for (double& value : u) value = into_open_unit(std::pow(1 - std::log(value) / rate, -1 / theta));
}

// The rate is positive stable with exponent 1 / theta (Kanter 1975), in logarithms, as it spans more than doubles do.
void join_gumbel(std::span<double> u, double theta, double angle_draw, double size_draw) {
  if (theta == 1) return;
  const double alpha = 1 / theta, angle = std::numbers::pi * angle_draw, log_size = std::log(-std::log(size_draw));
  const double log_rate = std::log(std::sin(alpha * angle)) - theta * std::log(std::sin(angle)) +
                          (theta - 1) * (std::log(std::sin((1 - alpha) * angle)) - log_size);
  for (double& value : u) {
    const double log_time = std::log(-std::log(value)) - log_rate;
    value = into_open_unit(std::exp(-std::exp(alpha * log_time)));
  }
}
}  // namespace

void Copula::join(std::span<double> u, std::span<const double> common) const {
  EXPECTS(u.size() == inputs_ && common.size() == common_draws());
  if (family_ == Family::clayton) return join_clayton(u, parameter_, common[0]);
  if (family_ == Family::gumbel) return join_gumbel(u, parameter_, common[0], common[1]);

  const bool is_student = family_ == Family::student;
  // A square of 0 would make a score of 0 times infinity.
  const double square =
      is_student ? std::max(2 * gamma_quantile(parameter_ / 2, common[0]), std::numeric_limits<double>::min()) : 1;
  const double scale = is_student ? std::sqrt(parameter_ / square) : 1;
  std::vector<double> scores(inputs_);
  for (std::size_t k = 0; k < inputs_; ++k) scores[k] = normal_quantile(u[k]);
  for (std::size_t k = 0; k < inputs_; ++k) {
    if (!is_student && stands_alone_[k]) continue;
    double score = 0;
    for (std::size_t j = 0; j <= k; ++j) score += root_(k, j) * scores[j];
    u[k] = into_open_unit(is_student ? student_cdf(parameter_, score * scale) : normal_cdf(score));
  }
}

}  // namespace sim
