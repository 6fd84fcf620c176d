#pragma once
// Elementary effects (Morris 1991): which of many inputs matter at all, from few runs. Pure.
// Methods: sensitivity.
//
// A trajectory has one run more than there are inputs, each run differing from the one before in one input alone, by
// half of its span. The change of the result over that of the input is an elementary effect. Inputs stand at the
// middles of `levels` cells of (0, 1), (k + 1/2) / levels, not at its ends, where laws without a bound have none.

#include <cstddef>
#include <span>
#include <vector>

#include "sim/estimate.hpp"
#include "sim/matrix.hpp"
#include "sim/random_stream.hpp"

namespace sim {

// The points of all trajectories, a row each, one trajectory after the other. `levels` is even, 4 as a rule.
Matrix morris_points(std::size_t inputs, std::size_t trajectories, std::size_t levels, RandomStream stream);

struct ElementaryEffects {
  Estimate mean;         // mu: opposite effects cancel
  Estimate mean_size;    // mu*, of absolute values: 0 only where the input never matters (Campolongo and others 2007)
  double deviation = 0;  // sigma: how the effect differs from place to place, by curvature or interactions
};

// Of each input, from points in trajectories (any step, each input once) and the results there, all finite. Of one
// trajectory errors are infinite and the deviation is 0.
std::vector<ElementaryEffects> elementary_effects(const Matrix& points, std::span<const double> results);

}  // namespace sim
