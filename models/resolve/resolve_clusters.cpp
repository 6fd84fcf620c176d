#include <fmt/core.h>

#include "models/resolve/binder.hpp"

namespace models {

void resolve_clusters(Binder& binder) {
  auto& halls = binder.scenario.halls;
  for (const auto& [id, text] : binder.text.clusters) {
    const ComputeClusterId cluster = binder.scenario.compute_clusters.push_back({id, text.minimum, text.value_below});
    for (const std::string& name : text.halls) {
      const HallId hall = binder.hall(name);
      if (!hall.exists()) continue;
      if (const ComputeClusterId other = halls[hall].cluster; other.exists()) {
        binder.errors.error("clusters." + id + ".halls",
                            other == cluster ? "names a hall twice"
                                             : fmt::format("names a hall that is in clusters.{}.halls, too",
                                                           binder.scenario.compute_clusters[other].id),
                            name, "halls that are in no other cluster");
        continue;
      }
      halls[hall].cluster = cluster;
    }
  }
  if (binder.acts(Mechanism::clusters)) return;
  for (Hall& hall : halls) hall.cluster = {};
  binder.scenario.compute_clusters = {};
}

}  // namespace models
