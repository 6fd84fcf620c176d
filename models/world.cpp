#include "models/world.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace models {

void start_batch(World& world, GroupId group, Stage stage, Units units, Hour due, EventKind kind) {
  auto& batches = world.state.batches_of(group, stage);
  EXPECTS(due > world.now);
  const auto at =
      std::lower_bound(batches.begin(), batches.end(), due, [](const Batch& b, Hour d) { return b.due < d; });
  if (at != batches.end() && at->due == due) {
    at->units += units;
    return;
  }
  batches.insert(at, {due, units});
  world.schedule(due, kind, group.index, static_cast<std::uint8_t>(stage));
}

Units take_due(World& world, GroupId group, Stage stage) {
  auto& batches = world.state.batches_of(group, stage);
  Units units = 0;
  while (!batches.empty() && batches.front().due <= world.now) {
    units += batches.front().units;
    batches.pop_front();
  }
  return units;
}

void abandon_last(World& world, GroupId group, Stage stage, Units units) {
  auto& batches = world.state.batches_of(group, stage);
  // An emptied batch stays in the queue until its event comes and takes nothing: the calendar is not searched.
  for (auto batch = batches.rbegin(); units > 0; ++batch) {
    EXPECTS(batch != batches.rend());
    const Units here = std::min(units, batch->units);
    batch->units -= here;
    units -= here;
  }
}

}  // namespace models
