#include "sim/law.hpp"

#include <algorithm>

#include "sim/law_form.hpp"

namespace sim {

namespace {
constexpr double smallest_draw = 0x1p-53;
// Of a law without an upper bound: where fewer cases than this lie above, a double cannot tell how many.
constexpr double smallest_tail = 0x1p-30;

class FixedForm : public LawForm {
 public:
  explicit FixedForm(double value) : value_(value) {}

  double quantile(double) const override { return value_; }
  double cdf(double x) const override { return x >= value_ ? 1 : 0; }
  double below(double x) const override { return x > value_ ? 1 : 0; }
  double mean() const override { return value_; }
  void add_knots(std::vector<double>& knots) const override { knots.push_back(value_); }
  bool is_fixed() const override { return true; }

 private:
  double value_;
};
}  // namespace

Law::Law() : Law(fixed(0)) {}

Law Law::fixed(double value) { return Law(std::make_shared<FixedForm>(value)); }

double Law::quantile(double u) const { return form_->quantile(std::clamp(u, smallest_draw, 1 - smallest_draw)); }
double Law::mean() const { return form_->mean(); }
double Law::cdf(double x) const { return form_->cdf(x); }
double Law::below(double x) const { return form_->below(x); }

double Law::quantile_above(double known, double u) const {
  return std::max(known, form_->quantile_above(known, std::clamp(u, smallest_draw, 1 - smallest_draw)));
}

double LawForm::quantile_above(double known, double u) const {
  const double passed = cdf(known);
  if (passed <= 1 - smallest_tail) return quantile(passed + u * (1 - passed));
  if (is_bounded()) return passed < 1 ? quantile(passed + u * (1 - passed)) : known;
  return known + quantile(1 - smallest_tail * (1 - u)) - quantile(1 - smallest_tail);
}

bool LawForm::is_bounded() const {
  std::vector<double> values;
  add_knots(values);
  return !values.empty() && cdf(*std::max_element(values.begin(), values.end())) > 1 - 1e-8;  // shares may sum to less
}

bool Law::is_bounded() const { return form_->is_bounded(); }
bool Law::is_fixed() const { return form_->is_fixed(); }

std::vector<double> Law::knots() const {
  std::vector<double> knots;
  form_->add_knots(knots);
  std::sort(knots.begin(), knots.end());
  knots.erase(std::unique(knots.begin(), knots.end()), knots.end());
  return knots;
}

}  // namespace sim
