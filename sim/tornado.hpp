#pragma once
// A tornado chart: what each input does to a result on its own, from a low to a high value, the widest first. Pure.
// Methods: sensitivity.

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

struct TornadoBar {
  std::size_t input = 0;
  double low = 0;   // the result at the input's low value, all others at their base
  double high = 0;  // and at its high value
};

// How far the results at the low value, the high value and the base lie apart; 0 where all are infinite.
double tornado_width(const TornadoBar& bar, double base);

// By width, and of equal widths by input. Results may be infinite.
std::vector<TornadoBar> tornado(double base, std::span<const double> low, std::span<const double> high);

}  // namespace sim
