#pragma once
// A quantity of which we may know only a law: what a described value is that may be written as { pert: [..] } or the
// like. Numbers are in the base unit of the value that was described (h, W, cents, one; hours since 1970 for a date),
// not rounded: whoever keeps whole numbers rounds half up.

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "sim/draws.hpp"
#include "sim/law.hpp"

namespace sim {

struct Drawn {
  Law law;                          // a point mass where a plain value is written
  std::optional<double> value;      // the point value, where one is written beside the law or with its evidence
  std::optional<double> low, high;  // of the evidence
  bool each = false;                // drawn anew for each case, else once a run
  std::string stream;               // the key of the stream it draws from: the path, where none is written
  int which = 0;                    // of an Amount or a Rate: the index of its unit

  // The range of the described value. What a law without bounds draws beyond it counts as its end.
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();

  Shift shift;  // what drivers do to every number of it

  bool is_certain() const { return law.is_fixed() && !each; }

  // What a plain run takes for it: the value, else the median; in a replicate, what was drawn for it.
  double point() const { return within_range(shift.of(value ? *value : law.median())); }

  // The draw for u in (0, 1).
  double at(double u) const { return within_range(shift.of(law.quantile(u))); }

  // The same where what is drawn adds up before it is rounded, so that draws below the least keep the mean right.
  double unbounded_at(double u) const { return shift.of(law.quantile(u)); }

  // The draw of the cases that are more than `known`.
  double above(double known, double u) const {
    return within_range(shift.of(law.quantile_above((known - shift.addend) / shift.factor, u)));
  }

  double within_range(double draw) const { return std::max(least, std::min(most, draw)); }
};

}  // namespace sim
