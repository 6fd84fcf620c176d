// The laws that jump: Poisson, and those of listed values.

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"
#include "sim/law.hpp"
#include "sim/law_form.hpp"
#include "sim/special_functions.hpp"

namespace sim {

namespace {
class PoissonForm : public LawForm {
 public:
  explicit PoissonForm(double mean) : mean_(mean), root_(std::sqrt(mean)) {}

  // From a guess that is right within a few counts (Cornish and Fisher), to the smallest count whose cdf reaches u.
  double quantile(double u) const override {
    const double z = normal_quantile(u);
    double count = std::max(0.0, std::floor(mean_ + root_ * z + (z * z - 1) / 6));
    while (cdf(count) < u) ++count;
    while (count > 0 && cdf(count - 1) >= u) --count;
    return count;
  }
  double cdf(double x) const override { return poisson_cdf(mean_, std::floor(x)); }
  double below(double x) const override { return poisson_cdf(mean_, std::ceil(x) - 1); }
  double mean() const override { return mean_; }
  void add_knots(std::vector<double>& knots) const override { knots.push_back(0); }

 private:
  double mean_, root_;
};

class ListedForm : public LawForm {
 public:
  struct Step {
    double value, share;  // share: of the cases at or below the value
  };
  explicit ListedForm(std::vector<Step> steps, double mean) : steps_(std::move(steps)), mean_(mean) {}

  double quantile(double u) const override {
    return std::lower_bound(steps_.begin(), steps_.end() - 1, u,
                            [](const Step& step, double share) { return step.share < share; })
        ->value;
  }
  double cdf(double x) const override {
    return share_before(std::upper_bound(steps_.begin(), steps_.end(), x,
                                         [](double value, const Step& step) { return value < step.value; }));
  }
  double below(double x) const override {
    return share_before(std::lower_bound(steps_.begin(), steps_.end(), x,
                                         [](const Step& step, double value) { return step.value < value; }));
  }
  double mean() const override { return mean_; }
  void add_knots(std::vector<double>& knots) const override {
    for (const Step& step : steps_) knots.push_back(step.value);
  }

 private:
  double share_before(std::vector<Step>::const_iterator step) const {
    return step == steps_.begin() ? 0 : step[-1].share;
  }

  std::vector<Step> steps_;
  double mean_;
};

// Of sorted steps; equal values become one.
Law listed(std::vector<ListedForm::Step> steps, double mean) {
  std::vector<ListedForm::Step> distinct;
  for (const ListedForm::Step& step : steps) {
    if (!distinct.empty() && distinct.back().value == step.value) {
      distinct.back() = step;
    } else if (step.share > (distinct.empty() ? 0 : distinct.back().share)) {
      distinct.push_back(step);
    }
  }
  EXPECTS(!distinct.empty());
  distinct.back().share = 1;
  if (distinct.size() == 1) return Law::fixed(distinct[0].value);
  return Law(std::make_shared<ListedForm>(std::move(distinct), mean));
}
}  // namespace

Law Law::poisson(double mean) {
  EXPECTS(mean >= 0);
  return mean == 0 ? fixed(0) : Law(std::make_shared<PoissonForm>(mean));
}

Law Law::discrete(std::vector<std::pair<double, double>> values) {
  std::sort(values.begin(), values.end());
  std::vector<ListedForm::Step> steps;
  double share = 0, mean = 0;
  for (const auto& [value, probability] : values) {
    EXPECTS(probability >= 0);
    share += probability;
    mean += probability * value;
    steps.push_back({value, share});
  }
  EXPECTS(std::abs(share - 1) <= 1e-9);
  return listed(std::move(steps), mean);
}

Law Law::empirical(std::vector<double> cases) {
  EXPECTS(!cases.empty());
  std::sort(cases.begin(), cases.end());
  const auto count = static_cast<double>(cases.size());
  std::vector<ListedForm::Step> steps;
  double sum = 0;
  for (double value : cases) {
    sum += value;
    steps.push_back({value, static_cast<double>(steps.size() + 1) / count});
  }
  return listed(std::move(steps), sum / count);
}

}  // namespace sim
