#pragma once
// Power of a site that no unit draws, and what keeps it from being used: nobody ordered units for it, whole units do
// not divide it, or something else runs out first. Methods: stranded_power.

#include <array>

#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

enum class StrandedBy { no_units, fragment, positions, lineup, cdu, liquid, air, flow, density, water, hall };
inline constexpr std::array<std::string_view, 11> stranded_by_names{
    "no_units", "fragment", "positions", "lineup", "cdu", "liquid", "air", "flow", "density", "water", "hall"};

// What is left in a hall for units of one system; no_limit where nothing limits.
struct HallRoom {
  Watts power = 0;
  Units positions = no_limit;
  Units lineup = no_limit;
  Units cdu = no_limit;
  Watts liquid = no_limit;
  Watts air = no_limit;
  Flow flow = no_limit;
};

struct Stranding {
  Units more = 0;                                    // units that still fit
  std::array<Watts, stranded_by_names.size()> by{};  // critical IT power; sums to the power left
};

// What is left when whole units of `system`, each taking `flow` of water, fill the room: what they would use (no_units:
// they are not there), what whole units do not divide, then, limit after limit in the order of StrandedBy, what each
// takes that those before it left. Pure.
Stranding strand(const HallRoom& room, const System& system, Flow flow);

// What is left now in a hall for units of a system, by what is placed there; the power is that of the hall alone.
HallRoom room_left(const Scenario& scenario, const State& state, HallId hall, SystemId system);

// Power of one hall, or (`hall` is none) of no hall, that one thing strands.
struct StrandedPower {
  HallId hall;
  SystemId system;  // whose units were tried; none where none was
  StrandedBy by = StrandedBy::hall;
  Watts watts = 0;
};

// The power of a site that is neither used nor reserved now, each watt once: ready halls take by name what they could
// use, each with units of the system that uses most of it, of those ordered to the site; then they are charged, by
// name, with what they were designed for and cannot use; what is left then is beyond what ready halls are designed for.
// Nothing where power is not limited.
std::vector<StrandedPower> stranded_at(const Scenario& scenario, const State& state, SiteId site);

// What stands by for a failure: rated less usable power of the blocks that are energized [W, facility].
Watts kept_back(const Scenario& scenario, const State& state, SiteId site);

}  // namespace models
