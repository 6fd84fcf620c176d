#pragma once
// Power drawn follows use. A live unit draws `idle`; one that is in use draws what its system draws for that class of
// workload, and its typical power where nobody says what it is used for:
//
//   P = sum over live units of idle + sum over accelerators in use of (P_class - idle) / accelerators per unit    [W]
//
// What is in use is what utilization says: by pool, demand, provider and site, and there over the systems in
// proportion to what each supplies, in whole accelerators. Methods: power_in_use.

#include <vector>

#include "models/contract/ledger.hpp"
#include "models/dirty_set.hpp"
#include "models/market/demand_pools.hpp"
#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

// What `accelerators` of a system draw in use beside what they draw when idle [W], rounded to whole watts: `more` [W] a
// unit of `per_unit` of them. Pure.
Watts beside_idle(Watts more, std::int64_t per_unit, std::int64_t accelerators);

class PowerInUse {
 public:
  PowerInUse(const Scenario& scenario, const Channels& channels);

  // What a customer is granted, or needs, or a channel has, is something else from now on.
  void note_change(PartyId customer) { stale_.add(DemandPools::of(customer)); }
  void note_change(ChannelId channel) { stale_.add(pools_.of(channel)); }
  // Units draw something else from now on, whoever uses them.
  void note_other_draw();
  // After grants are settled: what each site draws from now on.
  void settle(State& state, const Ledger& ledger, Hour now);
  // The first hour after the last one settled in which a demand changes; never where power does not follow use.
  Hour next_hour() const { return next_hour_; }

 private:
  struct DrawAtSite {
    SiteId site;
    Watts watts = 0;
  };
  void settle_pool(const State& state, const Ledger& ledger, DemandPoolId id, Hour now);
  void draw(const State& state, DemandPoolId id, const PoolPlace& place, std::int64_t accelerators,
            const Demand* demand);

  const Scenario& scenario_;
  DemandPools pools_;
  bool acts_ = false;
  DirtySet<DemandPool> stale_;
  sim::Table<DemandPool, Hour> next_change_;               // of what is asked of a pool
  sim::Table<DemandPool, std::vector<DrawAtSite>> draws_;  // by pool, as settled last
  sim::Table<Site, Watts> by_site_;                        // their sums
  Hour next_hour_ = sim::never;
  std::vector<DemandPoolId> settling_;  // scratch
  DemandPool pool_;                     // scratch
  std::vector<DemandUse> uses_;         // scratch
};

}  // namespace models
