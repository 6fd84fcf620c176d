#include "models/market/co_design.hpp"

#include <algorithm>
#include <cmath>

namespace models {

SystemDraw draw_at(const System& system, Hour hour) {
  const double part = product_at(system.more_power, hour);
  const auto scaled = [&](Watts watts) {
    return static_cast<Watts>(std::floor(static_cast<double>(watts) * part + 0.5));
  };
  SystemDraw draw;
  draw.typical = scaled(system.typical);
  draw.idle = system.idle == system.typical ? draw.typical : std::min(system.idle, draw.typical);
  std::transform(system.in_use.begin(), system.in_use.end(), draw.in_use.begin(), scaled);
  return draw;
}

void follow_design(World& world, SystemId system) {
  change_draw(world.scenario, world.state, system, draw_at(world.scenario.systems[system], world.now));
}

}  // namespace models
