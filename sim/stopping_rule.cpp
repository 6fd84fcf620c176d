#include "sim/stopping_rule.hpp"

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"

namespace sim {

namespace {
void expect_valid(const StoppingRule& rule) {
  EXPECTS(rule.at_least >= 1 && rule.at_least <= rule.at_most && rule.batch >= 1);
}

bool is_met(const Precision& precision) { return precision.estimate.error <= precision.target; }

// The first boundary at or after `count`.
std::uint64_t boundary_from(const StoppingRule& rule, std::uint64_t count) {
  if (count <= rule.at_least) return rule.at_least;
  if (count >= rule.at_most) return rule.at_most;
  const std::uint64_t batches = (count - rule.at_least - 1) / rule.batch + 1;
  if (batches > (rule.at_most - rule.at_least) / rule.batch) return rule.at_most;
  return rule.at_least + batches * rule.batch;
}
}  // namespace

std::uint64_t StoppingRule::next_boundary(std::uint64_t done) const {
  expect_valid(*this);
  return done >= at_most ? done : boundary_from(*this, done + 1);
}

Verdict verdict(const StoppingRule& rule, std::uint64_t done, std::span<const Precision> precisions) {
  expect_valid(rule);
  EXPECTS(done == boundary_from(rule, done));
  if (std::all_of(precisions.begin(), precisions.end(), is_met)) return Verdict::precise;
  return done == rule.at_most ? Verdict::exhausted : Verdict::go_on;
}

std::uint64_t expected_end(const StoppingRule& rule, std::uint64_t done, std::span<const Precision> precisions) {
  expect_valid(rule);
  EXPECTS(done >= 1);
  double factor = 1;
  for (const Precision& precision : precisions) {
    if (is_met(precision)) continue;
    const double ratio = precision.estimate.error / precision.target;
    if (!std::isfinite(ratio)) return rule.at_most;
    factor = std::max(factor, ratio * ratio);
  }
  const double needed = std::ceil(static_cast<double>(done) * factor);
  if (!(needed < static_cast<double>(rule.at_most))) return rule.at_most;
  return boundary_from(rule, static_cast<std::uint64_t>(needed));
}

}  // namespace sim
