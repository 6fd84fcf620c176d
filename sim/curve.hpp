#pragma once
// A value over time, as a scenario writes it, and what an hour has of it: the exact mean over that hour.
//
//   constant  one value, always
//   steps     each value holds from its date until the next; before the first date the value is 0
//   linear    straight lines between the points; before the first and after the last point their values hold
//   totals    an amount spread evenly over its period; 0 outside the periods
//   formulas  an S-curve, compound growth, Bass's diffusion: sim/curve_formula.hpp
//
// Values are per hour, or levels, in whatever unit the reader of the curve chose; nothing here knows it.

#include <cstdint>
#include <limits>
#include <variant>
#include <vector>

#include "sim/curve_formula.hpp"
#include "sim/date_text.hpp"
#include "sim/draws.hpp"
#include "sim/time.hpp"

namespace sim {

class Curve {
 public:
  struct Point {
    Timestamp at;
    double value = 0;
    friend bool operator==(const Point&, const Point&) = default;
  };
  struct Total {
    Period period;
    double amount = 0;
    friend bool operator==(const Total&, const Total&) = default;
  };
  enum class Form { constant, steps, linear, totals, formula };
  using Formula = std::variant<Logistic, Growth, Bass>;

  Curve() = default;  // constant 0
  static Curve constant(double value);
  static Curve steps(std::vector<Point> points);    // at least one; dates ascend strictly
  static Curve linear(std::vector<Point> points);   // at least one; dates ascend strictly
  static Curve totals(std::vector<Total> amounts);  // at least one; periods ascend and do not overlap
  static Curve of(Formula formula);

  // The same with every value v as factor x v + addend, but not below `least`.
  Curve shifted(const Shift& shift, double least) const;

  Form form() const { return form_; }
  int which = 0;  // of a rate that may be of several nouns: the index of its noun

  bool is_constant() const { return form_ == Form::constant; }
  const std::vector<Point>& points() const { return points_; }  // of steps and linear; one point for a constant
  const std::vector<Total>& amounts() const { return totals_; }

  // The integral over [from, until): value x hours; exact up to rounding.
  double sum(Timestamp from, Timestamp until) const;

  // The mean over [from, until); `until` after `from`.
  double mean(Timestamp from, Timestamp until) const;

  // More than 0 at some time, which need not be within a horizon.
  bool is_ever_positive() const;

  // The hourly means from `start` (hour 0) on for `hours` hours, as a step function without equal neighbors.
  struct Step {
    Hour from = 0;
    double value = 0;
    friend bool operator==(const Step&, const Step&) = default;
  };
  std::vector<Step> hourly(Timestamp start, Hour hours) const;

 private:
  Form form_ = Form::constant;
  std::vector<Point> points_ = {Point()};
  std::vector<Total> totals_;
  Formula formula_;
  Shift shift_;
  double least_ = -std::numeric_limits<double>::infinity();

  double sum_as_written(Timestamp from, Timestamp until) const;
};

}  // namespace sim
