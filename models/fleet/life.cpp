#include "models/fleet/life.hpp"

#include <algorithm>

namespace models {

Hour hours_of_life(const FailureLaw& law, Hour age, double u) {
  if (!law.life.varies) return std::min(law.life.point, longest_life);
  const sim::Drawn& drawn = law.life.drawn;
  const bool is_old = law.after_repair == AfterRepair::as_old && age > 0;
  const auto reached = static_cast<double>(age);
  const double hours = is_old ? drawn.above(reached, u) - reached : drawn.at(u);
  return std::clamp<Hour>(whole_hours(std::min(hours, static_cast<double>(longest_life))), 1, longest_life);
}

}  // namespace models
