#include "models/site/cooling.hpp"

#include <cmath>

#include "sim/check.hpp"

namespace models {

Flow unit_flow(Watts heat, double returned, double supply) {
  EXPECTS(returned > supply);
  constexpr double milliliters_per_liter = 1000, seconds_per_minute = 60;
  const double liters_per_second = static_cast<double>(heat) / (water_heat * (returned - supply));
  return static_cast<Flow>(std::floor(liters_per_second * milliliters_per_liter * seconds_per_minute + 0.5));
}

}  // namespace models
