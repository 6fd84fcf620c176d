// The beta law and PERT. Their quantile has no closed form and takes 10 us and more, so it is tabulated once per shape.

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

#include "sim/check.hpp"
#include "sim/law.hpp"
#include "sim/law_form.hpp"
#include "sim/special_functions.hpp"

namespace sim {

namespace {
double log_odds(double share) { return std::log(share) - std::log1p(-share); }

// The quantile on [0, 1]. With both sides as log-odds, t = ln(u / (1 - u)) and z = ln(x / (1 - x)), the curve z(t) is
// smooth and straight at both ends (slopes 1/a and 1/b), whatever the shape; between nodes it is a cubic that has the
// curve's own slopes. The error of x is below 1e-9 of the span.
class BetaTable {
 public:
  BetaTable(double a, double b) {
    const double low = std::max(-longest, log_odds(beta_quantile(a, b, last_share)));
    const double high = std::min(longest, -log_odds(beta_quantile(b, a, last_share)));
    // The bend between the straight ends lies near 0, so nodes are dense there and ever wider apart beyond.
    const double first = std::asinh(low / dense), last = std::asinh(high / dense);
    for (int i = 0; i <= steps; ++i) add_node(a, b, dense * std::sinh(first + (last - first) * i / steps));
    // A cubic between two nodes rises throughout where neither slope exceeds three times that of the straight line.
    for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) {
      const double most = 3 * (nodes_[i + 1].z - nodes_[i].z) / (nodes_[i + 1].t - nodes_[i].t);
      nodes_[i].slope = std::min(nodes_[i].slope, most);
      nodes_[i + 1].slope = std::min(nodes_[i + 1].slope, most);
    }
  }

  double quantile(double u) const {
    const double t = log_odds(u);
    const auto above = std::upper_bound(nodes_.begin() + 1, nodes_.end() - 1, t,
                                        [](double value, const Node& node) { return value < node.t; });
    const Node &left = above[-1], &right = above[0];
    return 1 / (1 + std::exp(-between(left, right, std::clamp(t, left.t, right.t))));
  }

 private:
  struct Node {
    double t, z, slope;  // slope: dz/dt
  };
  static constexpr int steps = 768;
  static constexpr double dense = 4;
  static constexpr double last_share = 0x1p-54;  // half the smallest draw
  static constexpr double longest = 600;         // x down to 1e-260, where a or b is very small

  void add_node(double a, double b, double z) {
    const double x = 1 / (1 + std::exp(-z)), rest = 1 / (1 + std::exp(z));
    double below = beta_cdf(a, b, x), above = 1 - below;
    if (below > 0.5) {  // the smaller side is the one with all its digits
      above = beta_cdf(b, a, rest);
      below = 1 - above;
    }
    const double density = x < 0.5 ? beta_density(a, b, x) : beta_density(b, a, rest);
    const double t = std::log(below) - std::log(above), slope = below * above / (density * x * rest);
    const bool rises = nodes_.empty() || t > nodes_.back().t;
    if (rises && std::isfinite(t) && std::isfinite(slope)) nodes_.push_back({t, z, slope});
  }

  static double between(const Node& left, const Node& right, double t) {
    const double width = right.t - left.t, s = (t - left.t) / width, r = 1 - s;
    return r * r * ((1 + 2 * s) * left.z + s * width * left.slope) +
           s * s * ((1 + 2 * r) * right.z - r * width * right.slope);
  }

  std::vector<Node> nodes_;
};

// Many places copy one default, and all of its copies have one shape.
std::shared_ptr<const BetaTable> table_of(double a, double b) {
  static std::mutex mutex;
  static std::map<std::pair<double, double>, std::weak_ptr<const BetaTable>> tables;
  const std::lock_guard<std::mutex> lock(mutex);
  std::weak_ptr<const BetaTable>& known = tables[{a, b}];
  std::shared_ptr<const BetaTable> table = known.lock();
  if (!table) known = table = std::make_shared<BetaTable>(a, b);
  return table;
}

class BetaForm : public LawForm {
 public:
  BetaForm(double low, double high, double a, double b)
      : low_(low), high_(high), a_(a), b_(b), table_(table_of(a, b)) {}

  double quantile(double u) const override { return low_ + (high_ - low_) * table_->quantile(u); }
  double cdf(double x) const override {
    if (x <= low_) return 0;
    return x >= high_ ? 1 : beta_cdf(a_, b_, (x - low_) / (high_ - low_));
  }
  double mean() const override { return low_ + (high_ - low_) * a_ / (a_ + b_); }
  void add_knots(std::vector<double>& knots) const override { knots.insert(knots.end(), {low_, high_}); }

 private:
  double low_, high_, a_, b_;
  std::shared_ptr<const BetaTable> table_;
};
}  // namespace

Law Law::beta(double low, double high, double a, double b) {
  EXPECTS(low <= high && a > 0 && b > 0);
  return low == high ? fixed(low) : Law(std::make_shared<BetaForm>(low, high, a, b));
}

Law Law::pert(double low, double mode, double high) {
  EXPECTS(low <= mode && mode <= high);
  if (low == high) return fixed(low);
  return beta(low, high, 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low));
}

}  // namespace sim
