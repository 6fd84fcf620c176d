#include "models/site/energy_sources.hpp"

#include <numeric>

#include "models/site/storage.hpp"

namespace models {

std::array<double, source_names.size()> by_source(const std::array<Watts, source_names.size()>& available, double kwh) {
  std::array<double, source_names.size()> parts{};
  const Watts sum = std::accumulate(available.begin(), available.end(), Watts{0});
  for (std::size_t i = 0; i < parts.size() && sum > 0; ++i) {
    parts[i] = kwh * (static_cast<double>(available[i]) / static_cast<double>(sum));
  }
  return parts;
}

void attribute_energy(const Scenario& scenario, State& state, SiteId id, Hour now) {
  SiteState& site = state.sites[id];
  settle_energy(site, now);
  settle_storage(scenario, state, id, now);
  if (!scenario.sites[id].limited_by_power || !scenario.power_acts) return;
  std::int64_t stored_net = 0;  // [Wh]
  for (BlockId store : scenario.sites[id].storage)
    stored_net += state.blocks[store].charged - state.blocks[store].discharged;
  const auto it = static_cast<double>(site.it_watt_hours - site.it_watt_hours_attributed) / 1000;
  const double kwh = it * site.pue + static_cast<double>(stored_net - site.storage_attributed) / 1000;
  site.it_watt_hours_attributed = site.it_watt_hours;
  site.storage_attributed = stored_net;
  if (site.facility_available == 0) {
    site.overhead_kwh_at_other_pue -= kwh;  // a store gives whole watts: what is beyond the draw is lost
    return;
  }
  const auto parts = by_source(site.available_by_kind, kwh);
  for (std::size_t i = 0; i < parts.size(); ++i) site.source_kwh[i] += parts[i];
  site.clean_kwh += kwh * (site.clean_watts / static_cast<double>(site.facility_available));
}

}  // namespace models
