#pragma once
// Float of stages over all halls of a scenario, as they were built or are expected: by how much a stage may end later
// without making a hall later. Beside the networks of the halls a stage follows those whose crews it took. Pure.

#include <vector>

#include "models/site/stage_network.hpp"

namespace models {

struct StageDates {
  std::vector<TaskDates> dates;  // by task
  std::vector<Hour> latest;      // finish
};

// By hall; what is to come is as expected at `now`.
std::vector<StageDates> dates_of_stages(const Scenario& scenario, const State& state, Hour now);

}  // namespace models
