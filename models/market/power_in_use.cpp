#include "models/market/power_in_use.hpp"

#include <algorithm>

namespace models {

Watts beside_idle(Watts more, std::int64_t per_unit, std::int64_t accelerators) {
  const Watts of_all = more * accelerators;
  const Watts half = per_unit / 2;
  return of_all >= 0 ? (of_all + half) / per_unit : -((-of_all + half) / per_unit);
}

PowerInUse::PowerInUse(const Scenario& scenario, const Channels& channels)
    : scenario_(scenario),
      pools_(scenario, channels),
      stale_(pools_.size()),
      next_change_(pools_.size(), sim::never),
      draws_(pools_.size()),
      by_site_(scenario.sites.size(), 0) {
  acts_ =
      std::any_of(scenario.systems.begin(), scenario.systems.end(), [](const System& s) { return s.follows_use(); });
}

void PowerInUse::note_other_draw() {
  for (DemandPoolId id : draws_.ids()) stale_.add(id);
}

void PowerInUse::settle(State& state, const Ledger& ledger, Hour now) {
  if (!acts_) return;
  if (next_hour_ <= now) {
    for (DemandPoolId id : pools_.ids()) {
      if (next_change_[id] <= now) stale_.add(id);
    }
  }
  stale_.take(settling_);
  if (settling_.empty()) return;
  for (DemandPoolId id : settling_) settle_pool(state, ledger, id, now);
  next_hour_ = *std::min_element(next_change_.begin(), next_change_.end());
  if (next_hour_ >= scenario_.end) next_hour_ = sim::never;  // the hour after the last one is not looked at
  for (SiteId id : scenario_.sites.ids()) set_drawn_in_use(state.sites[id], by_site_[id], now);
}

void PowerInUse::settle_pool(const State& state, const Ledger& ledger, DemandPoolId id, Hour now) {
  for (const DrawAtSite& d : draws_[id]) by_site_[d.site] -= d.watts;
  draws_[id].clear();
  pools_.gather(ledger, id, pool_);
  if (pools_.demands(id).empty()) {
    // Of what a customer does with it nothing is known; what nobody buys of a channel is idle.
    const bool is_in_use = pools_.customer_of(id).exists();
    for (const PoolPlace& place : pool_.places) draw(state, id, place, is_in_use ? place.accelerators : 0, nullptr);
  } else {
    pools_.share(pool_, id, now, uses_);
    for (const DemandUse& use : uses_) {
      if (use.used > 0) draw(state, id, *use.place, use.used, &scenario_.demands[use.demand]);
    }
  }
  for (const DrawAtSite& d : draws_[id]) by_site_[d.site] += d.watts;
  next_change_[id] = pools_.next_change(id, now);
}

void PowerInUse::draw(const State& state, DemandPoolId id, const PoolPlace& place, std::int64_t accelerators,
                      const Demand* demand) {
  const auto used = over_sources(place, accelerators);
  for (std::size_t i = 0; i < used.size(); ++i) {
    const SystemDraw& of = state.draw[place.sources[i].system];
    const Watts in_use = demand == nullptr ? of.typical : of.in_use[static_cast<std::size_t>(demand->workload)];
    const std::int64_t per_unit = scenario_.systems[place.sources[i].system].accelerators;
    draws_[id].push_back({place.sources[i].site, beside_idle(in_use - of.idle, per_unit, used[i])});
  }
}

}  // namespace models
