#pragma once
// The bill of materials of a system, exploded: what one unit takes of each line, tier by tier (material requirements
// planning; Orlicky 1975). Methods: bill_of_materials.

#include "models/scenario.hpp"

namespace models {

// What units lose on their own line: see models/supply/rework.hpp.
struct UnitYield {
  double yield = 1;
  double rework = 0;
};

// The tiers of one unit: itself, on the line of the system (or on none), then the parts that go into it, each before
// its own inputs. The parts of a scenario must not run in a circle. Pure.
std::vector<Tier> explode(const Scenario& scenario, LineId line, const std::vector<PartNeed>& bom,
                          const UnitYield& units = {});

// Nominal time from the release of a lot until what one tier makes is there [h]: its cycle time after the longest way
// through its inputs. Parts made to stock take no time of their own. For tier 0 without the cycle time of the units'
// own line, which the order may name: the time until all parts are there. Of a system, or of the tiers of gear. Pure.
Hour nominal_lead(const Scenario& scenario, const System& system, std::uint32_t tier);
Hour nominal_lead(const Scenario& scenario, const std::vector<Tier>& tiers, std::uint32_t tier);

// Adds a lot for each gear that a line makes, and fills Scenario::jobs: one for each tier of each lot that is ordered.
void plan_jobs(Scenario& scenario);

}  // namespace models
