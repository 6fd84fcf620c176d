#pragma once
// Scenario discovery: boxes of inputs that isolate the bad cases, by the patient rule induction method (Friedman and
// Fisher 1999; Bryant and Lempert 2010). Pure.
// Methods: scenario_discovery.
//
// Peeling cuts thin slices off the box of all cases, each time that on the side of the input which gains most density
// per case that is lost. Each box on the way is a compromise: the later, the purer and the smaller. Pasting gives a
// chosen box back what was cut off too much.

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "sim/estimate.hpp"
#include "sim/matrix.hpp"

namespace sim {

struct PrimBox {
  // Of each input, both ends inclusive; infinite where it is not cut. An end is the value of a case inside.
  std::vector<Interval> limits;
  std::size_t cases = 0;  // inside
  std::size_t bad = 0;    // of these
  double mass = 0;        // share of all cases that is inside
  double density = 0;     // share of the inside that is bad
  double coverage = 0;    // share of the bad that is inside; 0 where there are none
};

struct PrimSettings {
  double peel = 0.05;  // share of the box that a slice takes, in (0, 1); one case at least, and all equal to the last
  double least_mass = 0.05;  // of a box; in [0, 1]
};

// The boxes of peeling, the first that of all cases. It ends where a box has only bad cases, or none, or would have
// less than the least mass. A row of `inputs` per case, finite. Of equal gains: the first input, and its low end first.
std::vector<PrimBox> peel(const Matrix& inputs, const std::vector<bool>& is_bad, const PrimSettings& settings);

// The box, widened slice by slice, each time where the density becomes highest, as long as it does not fall.
PrimBox paste(const Matrix& inputs, const std::vector<bool>& is_bad, const PrimBox& box, const PrimSettings& settings);

// Index of the box with the highest harmonic mean of density and coverage; of equal ones the widest.
std::size_t balanced_box(std::span<const PrimBox> boxes);

struct PrimRestriction {
  std::size_t input = 0;
  Interval limits;
  // Without this input's limits, the others as they are, how likely as many bad cases as here would be among as many
  // drawn at random (binomial): near 0 the restriction matters. Quasi, as the box was chosen with the same cases.
  double quasi_p = 1;
};

// The inputs that the box restricts, the most significant first, of equal ones by input.
std::vector<PrimRestriction> restrictions(const Matrix& inputs, const std::vector<bool>& is_bad, const PrimBox& box);

}  // namespace sim
