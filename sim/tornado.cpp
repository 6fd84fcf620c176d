#include "sim/tornado.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace sim {

double tornado_width(const TornadoBar& bar, double base) {
  const auto [least, most] = std::minmax({bar.low, bar.high, base});
  return least == most ? 0 : most - least;
}

std::vector<TornadoBar> tornado(double base, std::span<const double> low, std::span<const double> high) {
  EXPECTS(low.size() == high.size());
  std::vector<TornadoBar> bars;
  for (std::size_t input = 0; input < low.size(); ++input) bars.push_back({input, low[input], high[input]});
  std::stable_sort(bars.begin(), bars.end(), [&](const TornadoBar& a, const TornadoBar& b) {
    return tornado_width(a, base) > tornado_width(b, base);
  });
  return bars;
}

}  // namespace sim
