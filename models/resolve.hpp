#pragma once
// From what the user wrote to the Scenario: names are bound, dates become hours, amounts become units, and everything
// that one field alone cannot tell is checked (what does not fit together is reported with both places).
//
// What has a probability happens, or not, by `draws`, whose source all random streams of the Scenario have. All
// problems are reported; the Scenario is to be used only where `errors` has none.

#include <span>

#include "models/scenario.hpp"
#include "models/scenario_text.hpp"
#include "sim/diagnostics.hpp"
#include "sim/draws.hpp"

namespace models {

Scenario resolve(const ScenarioText& text, std::span<const sim::Evidence> evidence, const sim::Draws& draws,
                 sim::Diagnostics& errors);

}  // namespace models
