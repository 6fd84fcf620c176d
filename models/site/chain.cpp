#include "models/site/chain.hpp"

namespace models {

StepRef step_of(const Site& site, Stage work) {
  if (is_powered_bring_up(work)) {
    const int k = (static_cast<int>(work) - static_cast<int>(Stage::powered_work)) / 2;
    const bool is_last = k + 1 == static_cast<int>(site.powered_steps.size());
    return {&site.powered_steps[static_cast<std::size_t>(k)], work, is_last ? Stage::live : powered_queue(k + 1)};
  }
  const int k = (static_cast<int>(work) - static_cast<int>(Stage::unpowered_work)) / 2;
  const bool is_last = k + 1 == static_cast<int>(site.unpowered_steps.size());
  return {&site.unpowered_steps[static_cast<std::size_t>(k)], work,
          is_last ? Stage::waiting_power : unpowered_queue(k + 1)};
}

}  // namespace models
