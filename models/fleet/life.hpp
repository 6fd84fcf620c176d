#pragma once
// How long a unit lives. Lengths are whole hours, rounded half up, at least 1: a unit that goes live is live for an
// hour.
//
//   as new   life = Q(u)
//   as old   the unit failed at age a and was repaired as it was: life = Q(F(a) + u (1 - F(a))) - a
//
// Q is the quantile function and F the distribution function of the law, a is counted in hours live. As old, the
// failures of a unit are a Poisson process whose mean number up to age t is -ln(1 - F(t)) (R. Barlow and L. Hunter
// 1960, "Optimum preventive maintenance policies").

#include "models/scenario.hpp"

namespace models {

// Longer lives and repairs count as so many hours, which no horizon reaches.
inline constexpr Hour longest_life = 1'000'000'000;

// Hours until a unit fails that is new (age 0) or was repaired at `age` hours live; u in (0, 1), not looked at where
// the law does not vary. Pure.
Hour hours_of_life(const FailureLaw& law, Hour age, double u);

}  // namespace models
