// A law of which each case follows one of several laws.

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/check.hpp"
#include "sim/law.hpp"
#include "sim/law_form.hpp"

namespace sim {

namespace {
class MixtureForm : public LawForm {
 public:
  explicit MixtureForm(std::vector<Law::Part> parts) : parts_(std::move(parts)) {
    add_knots(knots_);
    std::sort(knots_.begin(), knots_.end());
    knots_.erase(std::unique(knots_.begin(), knots_.end()), knots_.end());
  }

  // At a jump, the jump's value. Between two knots where only one part has cases, that part's own quantile; where
  // several have, the cdf is halved in until neighboring doubles remain, which is exact and rises with u.
  double quantile(double u) const override {
    const auto above = std::partition_point(knots_.begin(), knots_.end(), [&](double knot) { return cdf(knot) < u; });
    if (above != knots_.end() && below(*above) < u) return *above;
    const double low = above == knots_.begin() ? -infinity : above[-1];
    const double high = above == knots_.end() ? infinity : *above;
    const Law::Part* only = nullptr;
    double others = 0;
    for (const Law::Part& part : parts_) {
      const double passed = low == -infinity ? 0 : part.law.cdf(low);
      const bool has_cases = (high == infinity ? 1 : part.law.below(high)) > passed;
      if (has_cases && only) return halved(u, low, high);
      if (has_cases) {
        only = &part;
      } else {
        others += part.share * passed;
      }
    }
    return only ? std::clamp(only->law.quantile((u - others) / only->share), low, high) : low;
  }
  double cdf(double x) const override {
    return sum([x](const Law& law) { return law.cdf(x); });
  }
  double below(double x) const override {
    return sum([x](const Law& law) { return law.below(x); });
  }
  double mean() const override {
    return sum([](const Law& law) { return law.mean(); });
  }
  void add_knots(std::vector<double>& knots) const override {
    for (const Law::Part& part : parts_) {
      const std::vector<double> own = part.law.knots();
      knots.insert(knots.end(), own.begin(), own.end());
    }
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  template <class Of>
  double sum(Of of) const {
    double total = 0;
    for (const Law::Part& part : parts_) total += part.share * of(part.law);
    return total;
  }

  // The quantile lies between the smallest and the largest of the parts' quantiles.
  double halved(double u, double low, double high) const {
    double least = infinity, most = -infinity;
    for (const Law::Part& part : parts_) {
      const double own = part.law.quantile(u);
      least = std::min(least, own);
      most = std::max(most, own);
    }
    low = std::max(low, least);
    high = std::min(high, most);
    if (cdf(low) >= u) return low;
    for (int i = 0; i < most_halvings; ++i) {
      const double middle = low + 0.5 * (high - low);
      if (middle <= low || middle >= high) break;
      (cdf(middle) >= u ? high : low) = middle;
    }
    return high;
  }
  static constexpr int most_halvings = 200;  // 64 are enough, but for quantiles at 0 between values below and above it

  std::vector<Law::Part> parts_;
  std::vector<double> knots_;
};
}  // namespace

Law Law::mixture(std::vector<Part> parts) {
  double total = 0;
  for (const Part& part : parts) {
    EXPECTS(part.share >= 0);
    total += part.share;
  }
  EXPECTS(std::abs(total - 1) <= 1e-9);
  parts.erase(std::remove_if(parts.begin(), parts.end(), [](const Part& part) { return part.share == 0; }),
              parts.end());
  if (parts.size() == 1) return parts[0].law;
  return Law(std::make_shared<MixtureForm>(std::move(parts)));
}

}  // namespace sim
