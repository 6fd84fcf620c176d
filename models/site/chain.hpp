#pragma once
// The chain of bring-up steps of a site as stages: which step a unit is in, and where it goes after it.

#include "models/scenario.hpp"
#include "models/stage.hpp"

namespace models {

struct StepRef {
  const BringUpStep* step = nullptr;
  Stage work{};
  Stage next{};  // the stage after the step
};

// The step that units in the stage `work` (see is_work) are in.
StepRef step_of(const Site& site, Stage work);

}  // namespace models
