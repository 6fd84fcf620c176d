#include "sim/curve.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace sim {

namespace {
double hours_from(Timestamp from, Timestamp until) { return static_cast<double>((until - from).count()); }

// Integral over [from, until) of the straight line through a and b.
double line_sum(const Curve::Point& a, const Curve::Point& b, Timestamp from, Timestamp until) {
  const double middle = (hours_from(a.at, from) + hours_from(a.at, until)) / 2;
  const double mean = a.value + (b.value - a.value) * middle / hours_from(a.at, b.at);
  return mean * hours_from(from, until);
}

bool ascend(const std::vector<Curve::Point>& points) {
  return std::adjacent_find(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.at >= b.at; }) ==
         points.end();
}
}  // namespace

Curve Curve::constant(double value) {
  Curve curve;
  curve.points_ = {Point{Timestamp(), value}};
  return curve;
}

Curve Curve::steps(std::vector<Point> points) {
  EXPECTS(!points.empty() && ascend(points));
  Curve curve;
  curve.form_ = Form::steps;
  curve.points_ = std::move(points);
  return curve;
}

Curve Curve::linear(std::vector<Point> points) {
  Curve curve = steps(std::move(points));
  curve.form_ = Form::linear;
  return curve;
}

Curve Curve::totals(std::vector<Total> amounts) {
  EXPECTS(!amounts.empty());
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    EXPECTS(amounts[i].period.begin < amounts[i].period.end);
    EXPECTS(i == 0 || amounts[i - 1].period.end <= amounts[i].period.begin);
  }
  Curve curve;
  curve.form_ = Form::totals;
  curve.points_.clear();
  curve.totals_ = std::move(amounts);
  return curve;
}

Curve Curve::of(Formula formula) {
  Curve curve;
  curve.form_ = Form::formula;
  curve.points_.clear();
  curve.formula_ = std::move(formula);
  return curve;
}

Curve Curve::shifted(const Shift& shift, double least) const {
  Curve curve = *this;
  curve.shift_ = shift;
  curve.least_ = least;
  return curve;
}

double Curve::sum(Timestamp from, Timestamp until) const {
  const double hours = hours_from(from, until);
  if (hours == 0) return 0;
  return std::max(least_ * hours, shift_.factor * sum_as_written(from, until) + shift_.addend * hours);
}

double Curve::sum_as_written(Timestamp from, Timestamp until) const {
  EXPECTS(from <= until);
  if (form_ == Form::formula) return std::visit([&](const auto& f) { return sim::sum(f, from, until); }, formula_);
  if (form_ == Form::constant) return points_[0].value * hours_from(from, until);
  double total = 0;
  if (form_ == Form::totals) {
    for (const Total& t : totals_) {
      const Timestamp begin = std::max(from, t.period.begin), end = std::min(until, t.period.end);
      if (begin < end) total += t.amount * hours_from(begin, end) / hours_from(t.period.begin, t.period.end);
    }
    return total;
  }
  const bool joins = form_ == Form::linear;
  if (joins && from < points_[0].at) total += points_[0].value * hours_from(from, std::min(until, points_[0].at));
  const auto after = std::upper_bound(points_.begin(), points_.end(), from,
                                      [](Timestamp at, const Point& point) { return at < point.at; });
  std::size_t i = after == points_.begin() ? 0 : static_cast<std::size_t>(after - points_.begin()) - 1;
  for (; i < points_.size() && points_[i].at < until; ++i) {
    const bool last = i + 1 == points_.size();
    const Timestamp begin = std::max(from, points_[i].at), end = last ? until : std::min(until, points_[i + 1].at);
    if (begin >= end) continue;
    total +=
        joins && !last ? line_sum(points_[i], points_[i + 1], begin, end) : points_[i].value * hours_from(begin, end);
  }
  return total;
}

double Curve::mean(Timestamp from, Timestamp until) const {
  EXPECTS(from < until);
  if (form_ == Form::constant) return std::max(least_, shift_.of(points_[0].value));
  return sum(from, until) / hours_from(from, until);
}

bool Curve::is_ever_positive() const {
  if (shift_.addend > 0) return true;
  if (form_ == Form::formula) return std::visit([](const auto& f) { return sim::is_ever_positive(f); }, formula_);
  return std::any_of(points_.begin(), points_.end(), [](const Point& point) { return point.value > 0; }) ||
         std::any_of(totals_.begin(), totals_.end(), [](const Total& total) { return total.amount > 0; });
}

std::vector<Curve::Step> Curve::hourly(Timestamp start, Hour hours) const {
  std::vector<Step> steps;
  for (Hour h = 0; h < hours; ++h) {
    const Timestamp from = start + std::chrono::hours(h);
    const double value = mean(from, from + std::chrono::hours(1));
    if (steps.empty() || steps.back().value != value) steps.push_back({h, value});
  }
  return steps;
}

}  // namespace sim
