#pragma once
// Interruptible power: which hours of a year a rule takes it away, and what happens to a block then. Rules look at each
// calendar year as it is expected, whole: what a run sees of it does not change which of its hours are taken, and heat
// waves do not either. Methods: interruptible_power.

#include <array>

#include "models/world.hpp"

namespace models {

// Hours of the day in months of the year that a rule may take.
struct CurtailmentWindow {
  std::array<bool, 12> months{};  // January first
  std::array<bool, 24> hours{};   // UTC
};

// The stretches of the horizon in which a rule takes power away: of each calendar year the `per_year` (>= 0) hottest
// hours that are expected at a site with an ambient, the earliest of equals first; an hour that would make a call
// longer than `call_max` (>= 1) hours is passed over, so there may be fewer. Ascending, not touching. Pure.
std::vector<Outage> hottest_hours(const Scenario& scenario, SiteId site, std::int64_t per_year,
                                  Hour call_max = sim::never);

// The same of a window: of its n hours in a year min(n, per_year), spread evenly: the i-th (from 0) is taken where
// floor((i + 1) per_year / n) exceeds floor(i per_year / n). Pure.
std::vector<Outage> window_hours(const Scenario& scenario, const CurtailmentWindow& window, std::int64_t per_year);

// Puts the hours of all rules on the calendar. Before the run.
void schedule_curtailment(World& world);

// A rule, the `index`-th of those of a block, takes the block's power away (begins), or gives it back.
void curtail_block(World& world, BlockId block, std::size_t index, bool begins);

// A dated curtailment of a block, or of the interruptible blocks of a site or that pass a grid node, begins or ends.
void act_on_interruptible(World& world, EventId event, bool begins);

// How an event on the calendar says which rule of a block begins or ends.
constexpr std::uint8_t curtailment_detail(std::size_t index, bool begins) {
  return static_cast<std::uint8_t>(index << 1 | (begins ? 1 : 0));
}
inline constexpr std::size_t most_curtailments = 100;  // of one block

}  // namespace models
