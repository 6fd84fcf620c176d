#include "models/supply/bill_of_materials.hpp"

#include <algorithm>

#include "models/rounding.hpp"
#include "models/supply/rework.hpp"

namespace models {

namespace {

void add_inputs(const Scenario& scenario, const UnitYield& units, std::vector<Tier>& tiers, std::uint32_t parent,
                const std::vector<PartNeed>& bom) {
  for (const PartNeed& need : bom) {
    const Part& part = scenario.parts[need.part];
    Tier tier;
    tier.part = need.part;
    tier.line = part.line;
    tier.parent = parent;
    tier.depth = tiers[parent].depth + 1;
    // Of units a part of one may be started for each good one; of parts whole ones are.
    tier.quantity =
        parent == 0 ? started_for(need.quantity, units.yield, units.rework) : tiers[parent].started * need.quantity;
    tier.started = started_for(tier.quantity, part.yield, part.rework);
    tier.reworked = reworked_of(tier.started, part.yield, part.rework);
    const double millionths = static_cast<double>(whole_work) / part.per_input;
    tier.work = rounded_up(static_cast<double>(tier.started + tier.reworked) * millionths);
    const auto index = static_cast<std::uint32_t>(tiers.size());
    tiers[parent].inputs.push_back(index);
    tiers.push_back(std::move(tier));
    add_inputs(scenario, units, tiers, index, part.bom);
  }
}

}  // namespace

std::vector<Tier> explode(const Scenario& scenario, LineId line, const std::vector<PartNeed>& bom,
                          const UnitYield& units) {
  std::vector<Tier> tiers(1);
  tiers.front().line = line;
  tiers.front().work = rounded_up(static_cast<double>(whole_work) / units.yield);
  add_inputs(scenario, units, tiers, 0, bom);
  return tiers;
}

Hour nominal_lead(const Scenario& scenario, const std::vector<Tier>& tiers, std::uint32_t index) {
  const Tier& tier = tiers[index];
  Hour lead = 0;
  for (std::uint32_t input : tier.inputs) lead = std::max(lead, nominal_lead(scenario, tiers, input));
  const bool takes_time = tier.part.exists() && !scenario.parts[tier.part].to_stock && tier.line.exists();
  return lead + (takes_time ? scenario.lines[tier.line].cycle_time.point : 0);
}

Hour nominal_lead(const Scenario& scenario, const System& system, std::uint32_t index) {
  return nominal_lead(scenario, system.tiers, index);
}

namespace {

void add_jobs(Scenario& scenario, LotId id, LineId line) {
  const auto& tiers = scenario.tiers_of(id);
  for (std::uint32_t t = 0; t < tiers.size(); ++t) {
    scenario.jobs.push_back({id, t, t == 0 ? line : tiers[t].line, tiers[t].work});
  }
}

}  // namespace

void plan_jobs(Scenario& scenario) {
  for (GearId id : scenario.gear.ids()) {
    Gear& gear = scenario.gear[id];
    if (!gear.line.exists()) continue;
    Lot lot;
    lot.gear = id;
    lot.units = gear.quantity;
    lot.ordered = lot.requested = lot.release = gear.ordered;
    gear.lot = scenario.lots.push_back(lot);
  }
  for (LotId id : scenario.lots.ids()) {
    Lot& lot = scenario.lots[id];
    lot.first_job = static_cast<std::uint32_t>(scenario.jobs.size());
    if (lot.opening) continue;
    add_jobs(scenario, id, lot.gear.exists() ? scenario.gear[lot.gear].line : scenario.orders[lot.order].line);
  }
}

}  // namespace models
