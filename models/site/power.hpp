#pragma once
// What power and cooling a site has. A block gives, from its energization on (a date, or when stages are finished),
// what its load ramp has reached (never more than it is rated for), of that the part that redundancy leaves to use,
// times the factors in force, and nothing while it is out or curtailed; it leaves at its end, or when the block that
// replaces it has reached the end of its ramp. A site's critical IT limit is the sum over its blocks divided by PUE (on
// the design day, where that is written), rounded down to the watt.

#include "models/world.hpp"

namespace models {

// Facility watts of a block at `now`, outages and factors aside. Pure.
Watts ramped(const PowerBlock& block, Hour energization, Hour now);

// Facility watts that the blocks of a site can give at the very most: what is rated, less what redundancy keeps back,
// and of each block not more than each grid node that it passes; without those that others replace.
Watts usable_rating(const Scenario& scenario, const Site& site);

// Critical IT watts that `facility` watts can feed at `pue` (>= 1). Pure.
Watts it_limit(Watts facility, double pue);

// Puts the energization and ramp of every block, and the months of every PUE, on the calendar. Before the run.
void schedule_power(World& world);

// Looks again at what a block gives; tells its site if that changed. What passes a grid node is shared in the
// allocation phase (models/site/grid.hpp).
void refresh_block(World& world, BlockId block);
// The same of a block whose energization or ramp changed, and of those that leave when it comes.
void change_block(World& world, BlockId block);
void set_available(World& world, BlockId block, Watts watts);

// Facility watts drawn at a site: IT power drawn x PUE in force.
double facility_drawn(const SiteState& site);

// A month began in which a site's PUE is another.
void follow_month(World& world, SiteId site);

// A stage that a block follows is finished: if it was the last, the block is energized now or after the lag.
void energize_after_stages(World& world, BlockId block);

// A block that was energized before the hour `dated` does not slip any more; in that very hour it does.
void slip_block(World& world, BlockId block, Hour slip, Hour dated);

// The watts that may operate and be placed in a hall now.
Watts hall_limit(const Scenario& scenario, const State& state, HallId hall);

// The first by name of the outages in force that take power, or cooling, from a hall or a site; none where there is
// none.
EventId power_outage(const Scenario& scenario, const State& state, HallId hall);
EventId power_outage(const Scenario& scenario, const State& state, SiteId site);
EventId cooling_outage(const Scenario& scenario, const State& state, HallId hall);

// An outage or a factor begins (or, with `begins` false, ends) to act on a block, a hall or a cooling loop.
void act_on_block(World& world, EventId event, bool begins);
void act_on_hall(World& world, EventId event, bool begins);
void act_on_cooling(World& world, EventId event, bool begins);

}  // namespace models
