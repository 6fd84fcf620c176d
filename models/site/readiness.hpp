#pragma once
// When a hall is ready for service: on its written date, or when the last of its stages is finished; slips move either.
//
// A stage starts in the hour in which its predecessors and their lags are over, and ends when its work is done: how
// long that takes is drawn for each stage of each hall, while plans count on the point of its law. What lies before the
// horizon is played before the run, hour by hour, with the events of that time.

#include <string_view>

#include "models/world.hpp"

namespace models {

// The cause `site:<task>` of a hall without stages.
inline constexpr std::string_view ready_for_service = "rfs";

// Draws what is drawn once a run, plays what came before the horizon and puts the rest on the calendar. Before the run.
void schedule_readiness(World& world);

// Stages of the halls that were touched in this hour start and end, and halls become ready.
void settle_halls(World& world);

// A hall, or one of its stages, comes so much later. What was ready, or finished, before the hour of the event does not
// slip any more; in that very hour it does, since dated events come first in an hour.
void slip_hall(World& world, HallId hall, Hour slip);
void slip_task(World& world, HallId hall, std::uint32_t task, Hour slip);

// A hall that is not ready is given up: its stages stop, and what they held or were to get is free for others. What
// stands at its dock stays there, and what it was promised to stays missing. A hall that is ready goes on.
void cancel_hall(World& world, HallId hall, EventId event);

// An outage of a stage begins, or ends: meanwhile it makes no progress, and does not start.
void act_on_task(World& world, EventId event, bool begins);

}  // namespace models
