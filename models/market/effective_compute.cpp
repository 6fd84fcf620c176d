#include "models/market/effective_compute.hpp"

#include <algorithm>

namespace models {

namespace {

double level_in(const std::optional<sim::Curve>& curve, sim::Timestamp hour) {
  return curve ? curve->mean(hour, hour + std::chrono::hours{1}) : 1.0;
}

}  // namespace

double effective_part(const Scenario& scenario, SystemId id, Hour hour) {
  const System& system = scenario.systems[id];
  const sim::Timestamp at = scenario.start + std::chrono::hours{hour};
  return level_in(system.effective_compute, at) * level_in(system.goodput, at) * product_at(system.more_compute, hour);
}

bool says_what_it_delivers(const System& system) {
  return system.effective_compute || system.goodput || !system.more_compute.empty();
}

bool has_effective_compute(const Scenario& scenario) {
  const auto is_worth_something = [](const ComputeCluster& c) { return c.value_below > 0; };
  return std::any_of(scenario.systems.begin(), scenario.systems.end(), says_what_it_delivers) ||
         std::any_of(scenario.compute_clusters.begin(), scenario.compute_clusters.end(), is_worth_something);
}

}  // namespace models
