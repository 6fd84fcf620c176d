#pragma once
// Long-lead gear of a site: units of a kind come one by one, each after its own lead time or as a line makes them, and
// stages of halls take what they need of those that are there. A stage that is ready for its gear takes that of all
// kinds at once and uses it up. Where several could, the one that needs it first by the plan of its hall goes first,
// then by the names of hall and stage; nothing is kept for a stage that is not ready for it yet.

#include <vector>

#include "models/site/stage_network.hpp"
#include "models/world.hpp"

namespace models {

// Fills in what stages claim of gear: by nominal start, hall and stage. The last step of making a scenario.
void rank_claims(Scenario& scenario);

// Draws when each unit comes that no line makes, and puts that, or the order, on the calendar. Before the run.
void schedule_gear(World& world);

// Units left the queue of their line: they come after `cycle_time` and the slips so far, when no pause holds them.
void start_gear(World& world, GearId gear, Units units, Hour cycle_time);

// Units that are due come to their site.
void receive_gear(World& world, GearId gear);

// What has not come yet comes so much later (or sooner, but not before now), also what a line has still to make.
void slip_gear(World& world, GearId gear, Hour slip);

// A hall is given up: others may have what its stages had not taken.
void give_up_claims(World& world, HallId hall);

// Stages that are ready take their gear, where something came or somebody asked: their halls have to look again.
void hand_out_gear(World& world);

// What a waiting task of a hall lacks, kind by kind.
std::vector<AwaitedGear> awaited_gear(const Scenario& scenario, const State& state, HallId hall, std::uint32_t task);

}  // namespace models
