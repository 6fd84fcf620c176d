#include "models/site/stage_floats.hpp"

#include <algorithm>

namespace models {

namespace {

// Lowers the latest finishes of what a hall's stages follow; whether that changed any.
bool go_back(const Scenario& scenario, const State& state, std::vector<StageDates>& all, HallId id) {
  const auto& tasks = scenario.halls[id].tasks;
  bool changed = false;
  if (state.halls[id].cancelled_by.exists()) return false;  // nobody waits for it
  for (auto t = static_cast<std::uint32_t>(tasks.size()); t-- > 0;) {
    const Hour latest_start =
        latest_start_of(tasks[t], all[id.index].dates[t], all[id.index].latest[t], scenario.calendars);
    const auto lower = [&](const StageRef& before, Hour latest) {
      Hour& known = all[before.hall.index].latest[before.task];
      changed = changed || latest < known;
      known = std::min(known, latest);
    };
    for (const Predecessor& p : tasks[t].after) lower({id, p.task}, latest_start - p.lag);
    for (const StageRef& before : state.halls[id].tasks[t].after_crews_of) lower(before, latest_start);
  }
  return changed;
}

}  // namespace

std::vector<StageDates> dates_of_stages(const Scenario& scenario, const State& state, Hour now) {
  std::vector<StageDates> all;
  for (HallId id : scenario.halls.ids()) {
    const auto& tasks = scenario.halls[id].tasks;
    StageDates hall{forward_pass(tasks, state.halls[id].tasks, now, scenario.calendars), {}};
    hall.latest.assign(tasks.size(), end_of_network(hall.dates));
    all.push_back(std::move(hall));
  }
  // Without crews that went from hall to hall the second round finds nothing.
  for (bool changed = true; changed;) {
    changed = false;
    for (HallId id : scenario.halls.ids()) changed = go_back(scenario, state, all, id) || changed;
  }
  return all;
}

}  // namespace models
