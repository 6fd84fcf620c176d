#pragma once
// Where the energy of a site comes from. What is drawn, with what storage takes less what it gives, is drawn from the
// other blocks in proportion to what each kind of them gives. Methods: energy.

#include <array>

#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

inline constexpr std::array<std::string_view, 3> source_names{"grid", "onsite", "bridging"};  // by BlockKind

// `kwh` in proportion to `available` [W]; all 0 where none of them is available. Pure.
std::array<double, source_names.size()> by_source(const std::array<Watts, source_names.size()>& available, double kwh);

// Settles what a site drew until `now`, and what its stores gave and took, and attributes it to the kinds of its
// blocks. Before what they give changes, or PUE does, and at the end of a period.
void attribute_energy(const Scenario& scenario, State& state, SiteId site, Hour now);

}  // namespace models
