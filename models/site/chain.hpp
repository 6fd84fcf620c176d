#pragma once
// The chain of bring-up steps of a site as stages: which step a unit is in or waits for, and where it goes after it.
// Steps are numbered along the chain, those without power first.

#include "models/scenario.hpp"
#include "models/stage.hpp"

namespace models {

struct StepRef {
  const BringUpStep* step = nullptr;
  Stage work{};
  Stage next{};  // the stage after the step
  int number = 0;
};

// The step that units in the stage `work` (see is_work) are in.
StepRef step_of(const Site& site, Stage work);

const BringUpStep& step_at(const Site& site, int number);
int step_count(const Site& site);

// The step that units in a stage wait for, with or without power; none where they wait for none.
inline constexpr int no_step = -1;
int awaited_step(const Site& site, Stage stage);

}  // namespace models
