#pragma once
// What a family of laws must be able to do; the families themselves are known only where they are made.

#include <vector>

namespace sim {

class LawForm {
 public:
  virtual ~LawForm() = default;

  virtual double quantile(double u) const = 0;  // u lies in [2^-53, 1 - 2^-53]
  virtual double cdf(double x) const = 0;       // the share at or below x
  virtual double below(double x) const { return cdf(x); }
  virtual double mean() const = 0;

  // The quantile at u of the cases above `known`. Written anew by laws that lose nothing where cdf(known) is almost 1.
  virtual double quantile_above(double known, double u) const;

  // Adds the values where the law jumps, starts or ends: between neighboring ones its cdf rises steadily or not at all.
  virtual void add_knots(std::vector<double>&) const {}

  bool is_bounded() const;  // no case lies above some value

  virtual bool is_fixed() const { return false; }
};

}  // namespace sim
