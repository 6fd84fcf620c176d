#include "models/time_law.hpp"

#include <algorithm>
#include <cmath>

namespace models {

Hour whole_hours(double hours) { return std::max<Hour>(0, static_cast<Hour>(std::floor(hours + 0.5))); }

double next_hours(const TimeLaw& law, std::span<sim::RandomStream> streams) {
  return law.varies ? law.drawn.at(streams[law.stream].next()) : static_cast<double>(law.point);
}

Hour next_length(const TimeLaw& law, std::span<sim::RandomStream> streams) {
  return law.varies ? whole_hours(next_hours(law, streams)) : law.point;
}

}  // namespace models
