#include "models/market/demand_pools.hpp"

#include <algorithm>
#include <tuple>

#include "models/market/workload_order.hpp"
#include "models/rounding.hpp"

namespace models {

namespace {

bool fits(const Demand& demand, SiteId site, SystemId system) {
  return (demand.fits_system.empty() || demand.fits_system[system.index]) &&
         (demand.fits_site.empty() || demand.fits_site[site.index]);
}

auto key(const PoolSource& s) { return std::tuple(s.provider, s.site, s.system); }

// One source for each, whatever the tranche.
void merge(std::vector<PoolSource>& sources) {
  std::sort(sources.begin(), sources.end(), [](const PoolSource& a, const PoolSource& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (const PoolSource& source : sources) {
    if (kept > 0 && key(sources[kept - 1]) == key(source)) {
      sources[kept - 1].accelerators += source.accelerators;
    } else {
      sources[kept++] = source;
    }
  }
  sources.resize(kept);
}

// `accelerators` over the places that `takes`, in proportion to what they have; 0 for the others.
template <class Takes>
std::vector<std::int64_t> over_places(const DemandPool& pool, std::int64_t accelerators, Takes takes) {
  std::vector<std::int64_t> weights;
  for (const PoolPlace& place : pool.places) weights.push_back(takes(place) ? place.accelerators : 0);
  return split_by_largest_remainder(accelerators, weights);
}

}  // namespace

DemandPools::DemandPools(const Scenario& scenario, const Channels& channels)
    : scenario_(scenario),
      channels_(channels),
      own_use_(scenario),
      parties_(static_cast<std::uint32_t>(scenario.parties.size())),
      tranches_(scenario.parties.size() + scenario.channels.size()),
      demands_(tranches_.size()),
      has_rules_(tranches_.size(), false) {
  for (TrancheId id : scenario.tranches.ids()) {
    if (scenario.is_capacity(id)) continue;  // no accelerators are supplied
    tranches_[of(scenario.contracts[scenario.tranches[id].contract].customer)].push_back(id);
  }
  for (DemandId id : scenario.demands.ids()) {
    const Demand& demand = scenario.demands[id];
    const DemandPoolId pool = demand.channel.exists() ? of(demand.channel) : of(demand.customer);
    demands_[pool].push_back(id);
    if (!demand.fits_system.empty() || !demand.fits_site.empty()) has_rules_[pool] = true;
  }
}

void DemandPools::gather(const Ledger& ledger, DemandPoolId id, DemandPool& pool) const {
  pool.sources.clear();
  for (TrancheId tranche : tranches_[id]) {
    const PartyId provider = scenario_.contracts[scenario_.tranches[tranche].contract].provider;
    own_use_.for_each_source(ledger, tranche, [&](const Supply& s) {
      pool.sources.push_back({provider, s.site, s.system, s.accelerators});
    });
  }
  if (const ChannelId channel = channel_of(id); channel.exists()) {
    for (const ChannelSource& s : channels_.sources(channel)) {
      pool.sources.push_back({scenario_.channels[channel].provider, s.site, s.system, s.accelerators});
    }
  }
  merge(pool.sources);
  divide_into_parts(id, pool);
  pool.places.clear();
  for (std::size_t first = 0; first < pool.sources.size();) {
    const auto place_of = [&](const PoolSource& s) { return std::tuple(s.part, s.provider, s.site); };
    PoolPlace place{pool.sources[first].part, {}, 0};
    std::size_t last = first;
    for (; last < pool.sources.size() && place_of(pool.sources[last]) == place_of(pool.sources[first]); ++last) {
      place.accelerators += pool.sources[last].accelerators;
    }
    place.sources = std::span(pool.sources).subspan(first, last - first);
    pool.parts[place.part].accelerators += place.accelerators;
    pool.places.push_back(place);
    first = last;
  }
}

// Sources that the same demands fit are a part; where nothing is required all of them are one.
void DemandPools::divide_into_parts(DemandPoolId id, DemandPool& pool) const {
  const auto& demands = demands_[id];
  if (!has_rules_[id]) {
    pool.parts.assign(1, {0, std::vector<bool>(demands.size(), true)});
    return;
  }
  const auto fitting = [&](const PoolSource& source) {
    std::vector<bool> fit;
    for (DemandId d : demands) fit.push_back(fits(scenario_.demands[d], source.site, source.system));
    return fit;
  };
  pool.parts.clear();
  for (const PoolSource& source : pool.sources) pool.parts.push_back({0, fitting(source)});
  const auto less = [](const PoolPart& a, const PoolPart& b) { return a.fits < b.fits; };
  std::sort(pool.parts.begin(), pool.parts.end(), less);
  const auto same = [](const PoolPart& a, const PoolPart& b) { return a.fits == b.fits; };
  pool.parts.erase(std::unique(pool.parts.begin(), pool.parts.end(), same), pool.parts.end());
  for (PoolSource& source : pool.sources) {
    const auto at = std::lower_bound(pool.parts.begin(), pool.parts.end(), PoolPart{0, fitting(source)}, less);
    source.part = static_cast<std::size_t>(at - pool.parts.begin());
  }
  std::stable_sort(pool.sources.begin(), pool.sources.end(),
                   [](const PoolSource& a, const PoolSource& b) { return a.part < b.part; });
}

void DemandPools::share(const DemandPool& pool, DemandPoolId id, Hour hour, std::vector<DemandUse>& uses) const {
  uses.clear();
  const auto& demands = demands_[id];
  const ClassRanks& ranks = ranks_at(scenario_, hour);
  std::vector<Asked> asked;
  for (DemandId d : demands) {
    const Demand& demand = scenario_.demands[d];
    asked.push_back({level_at(demand.need, hour), ranks[static_cast<std::size_t>(demand.workload)]});
  }
  const auto shares = share_among_demands(pool.parts, asked);
  for (std::size_t i = 0; i < demands.size(); ++i) {
    // What is used is split over the places, then what is idle or unmet: split one by one, the larger of the two could
    // give a place less than the smaller one does (the Alabama paradox), and less would be used than could be.
    std::vector<DemandUse> at(pool.places.size());
    std::int64_t unmet = asked[i].accelerators, fitting = 0;
    for (std::size_t p = 0; p < pool.parts.size(); ++p) {
      if (!pool.parts[p].fits[i]) continue;
      const auto here = [&](const PoolPlace& place) { return place.part == p; };
      const auto used = over_places(pool, shares[p][i].used, here);
      const auto idle = over_places(pool, shares[p][i].idle, here);
      for (std::size_t k = 0; k < at.size(); ++k) {
        at[k].used += used[k];
        at[k].idle += idle[k];
      }
      unmet -= shares[p][i].used;
      fitting += pool.parts[p].accelerators;
    }
    if (fitting == 0) {
      uses.push_back({nullptr, demands[i], 0, 0, unmet});
      continue;
    }
    const auto lacking =
        over_places(pool, unmet, [&](const PoolPlace& place) { return pool.parts[place.part].fits[i]; });
    for (std::size_t k = 0; k < at.size(); ++k) {
      if (pool.parts[pool.places[k].part].fits[i]) {
        uses.push_back({&pool.places[k], demands[i], at[k].used, at[k].idle, lacking[k]});
      }
    }
  }
  for (const PoolPlace& place : pool.places) {
    const auto& fitting = pool.parts[place.part].fits;
    if (std::find(fitting.begin(), fitting.end(), true) == fitting.end()) {
      uses.push_back({&place, DemandId{}, 0, place.accelerators, 0});
    }
  }
}

Hour DemandPools::next_change(DemandPoolId id, Hour hour) const {
  Hour next = demands_[id].empty() ? sim::never : next_order_change(scenario_, hour);
  for (DemandId d : demands_[id]) next = std::min(next, models::next_change(scenario_.demands[d].need, hour));
  if (!channel_of(id).exists()) return next;
  for (const auto& price : scenario_.rental_prices) next = std::min(next, models::next_change(price, hour));
  return next;
}

std::vector<std::int64_t> over_sources(const PoolPlace& place, std::int64_t accelerators) {
  std::vector<std::int64_t> weights;
  for (const PoolSource& source : place.sources) weights.push_back(source.accelerators);
  return split_by_largest_remainder(accelerators, weights);
}

}  // namespace models
