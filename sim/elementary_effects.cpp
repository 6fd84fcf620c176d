#include "sim/elementary_effects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/check.hpp"

namespace sim {

Matrix morris_points(std::size_t inputs, std::size_t trajectories, std::size_t levels, RandomStream stream) {
  EXPECTS(levels >= 2 && levels % 2 == 0);
  Matrix points(trajectories * (inputs + 1), inputs);
  const auto draw_below = [&](std::size_t bound) {
    return std::min(static_cast<std::size_t>(stream.next() * static_cast<double>(bound)), bound - 1);
  };
  std::vector<std::size_t> level(inputs), order(inputs);
  for (std::size_t t = 0; t < trajectories; ++t) {
    for (std::size_t& at : level) at = draw_below(levels);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t last = inputs; last-- > 1;) std::swap(order[last], order[draw_below(last + 1)]);
    for (std::size_t step = 0; step <= inputs; ++step) {
      if (step > 0) {  // half of the span lies in one direction only
        std::size_t& at = level[order[step - 1]];
        at = at < levels / 2 ? at + levels / 2 : at - levels / 2;
      }
      const auto row = points.row(t * (inputs + 1) + step);
      for (std::size_t i = 0; i < inputs; ++i) {
        row[i] = (static_cast<double>(level[i]) + 0.5) / static_cast<double>(levels);
      }
    }
  }
  return points;
}

namespace {
std::size_t moved_input(std::span<const double> before, std::span<const double> after) {
  std::size_t moved = before.size();
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == after[i]) continue;
    EXPECTS(moved == before.size());
    moved = i;
  }
  EXPECTS(moved < before.size());
  return moved;
}
}  // namespace

std::vector<ElementaryEffects> elementary_effects(const Matrix& points, std::span<const double> results) {
  const std::size_t inputs = points.columns(), trajectories = points.rows() / (inputs + 1);
  EXPECTS(inputs >= 1 && trajectories >= 1 && points.rows() == trajectories * (inputs + 1));
  EXPECTS(results.size() == points.rows());
  EXPECTS(std::all_of(results.begin(), results.end(), [](double y) { return std::isfinite(y); }));
  std::vector<std::vector<double>> effects(inputs);
  for (std::size_t run = 0; run < points.rows(); ++run) {
    if (run % (inputs + 1) == 0) continue;
    const std::size_t i = moved_input(points.row(run - 1), points.row(run));
    effects[i].push_back((results[run] - results[run - 1]) / (points(run, i) - points(run - 1, i)));
  }
  std::vector<ElementaryEffects> all;
  for (const std::vector<double>& of_input : effects) {
    EXPECTS(of_input.size() == trajectories);
    std::vector<double> sizes;
    for (double effect : of_input) sizes.push_back(std::abs(effect));
    all.push_back(
        {mean_estimate(of_input), mean_estimate(sizes), of_input.size() == 1 ? 0 : standard_deviation(of_input)});
  }
  return all;
}

}  // namespace sim
