#include "sim/curve_formula.hpp"

#include <algorithm>
#include <cmath>

namespace sim {

namespace {

double hours_from(Timestamp from, Timestamp until) { return static_cast<double>((until - from).count()); }

// softplus(x + step) - softplus(x), where softplus(x) = ln(1 + e^x): the integral of the S-curve between them. Each of
// the two forms keeps its digits where the other loses them.
double softplus_step(double x, double step) {
  const auto softplus = [](double at) { return std::max(at, 0.0) + std::log1p(std::exp(-std::abs(at))); };
  if (step > 1) return softplus(x + step) - softplus(x);
  return std::log1p(std::expm1(step) / (1 + std::exp(-x)));
}

// The integral of exp(growth t) over [0, hours).
double growth_sum(double growth, double hours) { return growth == 0 ? hours : std::expm1(growth * hours) / growth; }

}  // namespace

double logistic_scale(double width) { return width / (2 * std::log(9.0)); }

double sum(const Logistic& curve, Timestamp from, Timestamp until) {
  double total = curve.from * hours_from(from, until);
  if (curve.start) from = std::max(from, *curve.start);
  if (from >= until) return total;
  const double x = hours_from(curve.midpoint, from) / curve.scale, step = hours_from(from, until) / curve.scale;
  return total + (curve.to - curve.from) * curve.scale * softplus_step(x, step);
}

double sum(const Growth& curve, Timestamp from, Timestamp until) {
  const Timestamp first = curve.regimes.front().begin;
  double total = from < first ? curve.start * hours_from(from, std::min(until, first)) : 0;
  double value = curve.start;  // at the begin of the regime
  for (std::size_t i = 0; i < curve.regimes.size() && curve.regimes[i].begin < until; ++i) {
    const auto& [begin, growth] = curve.regimes[i];
    const bool is_last = i + 1 == curve.regimes.size();
    const Timestamp end = is_last ? until : curve.regimes[i + 1].begin;
    const Timestamp a = std::max(from, begin), b = std::min(until, end);
    if (a < b) total += value * std::exp(growth * hours_from(begin, a)) * growth_sum(growth, hours_from(a, b));
    value *= std::exp(growth * hours_from(begin, end));
  }
  return total;
}

// With s = p + q, a = q / p and u = e^-st: F = (1 - u) / (1 + a u), whose integral is t + ln(1 + a u) / q.
double sum(const Bass& curve, Timestamp from, Timestamp until) {
  from = std::max(from, curve.begin);
  if (from >= until) return 0;
  const double p = curve.innovation, q = curve.imitation, s = p + q;
  const double t = hours_from(curve.begin, from), hours = hours_from(from, until);
  const double u = std::exp(-s * t), fall = std::expm1(-s * hours);  // u falls by -u x fall
  const double missing = q == 0 ? -u * fall / s : -std::log1p(q / p * u * fall / (1 + q / p * u)) / q;
  return curve.market * (hours - missing);
}

bool is_ever_positive(const Logistic& curve) { return curve.from > 0 || curve.to > 0; }
bool is_ever_positive(const Growth& curve) { return curve.start > 0; }
bool is_ever_positive(const Bass& curve) { return curve.market > 0; }

}  // namespace sim
