#pragma once
// Counted resources that stages hold while they are in work: crews, agents, test benches, of their site or shared by
// all. Stages that lack some wait and are scanned in dispatch order; each that fits starts. A stage takes all that it
// needs at once and gives it back when it ends. In an hour stages come before the bring-up of units, which may need the
// same resources of the site.

#include <span>
#include <vector>

#include "models/world.hpp"

namespace models {

struct DispatchInfo {
  Dispatch dispatch;
  const char* name;
  const char* meaning;
};

// One row per rule, in the order of the enumeration.
std::span<const DispatchInfo> dispatch_rules();

// A task that could start waits for its crews, from now on; or asks again.
void ask_for_crews(World& world, const StageRef& stage);

// Those that wait, in the order in which they are scanned now; of equals who has waited longer, then by hall and task.
std::vector<StageRef> in_dispatch_order(const World& world);

// Whether all that a waiting task needs is free now; notes what it lacks: the same as before, as long as it does.
bool has_crews(World& world, const StageRef& stage);
// It takes them, and notes which stages had them last: these could not have ended later.
void take_crews(World& world, const StageRef& stage);
void give_back_crews(World& world, const StageRef& stage);

}  // namespace models
