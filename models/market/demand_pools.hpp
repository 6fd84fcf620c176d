#pragma once
// The pools of accelerators that demands share: for each customer what it is supplied under its contracts and does not
// pass on, and for each channel what that has. Methods: utilization, channels.

#include <vector>

#include "models/contract/ledger.hpp"
#include "models/market/channels.hpp"
#include "models/market/demand.hpp"
#include "models/market/own_use.hpp"
#include "models/scenario.hpp"

namespace models {

using DemandPoolId = sim::Id<struct DemandPool>;

// What one provider has of one system in a pool, at one site.
struct PoolSource {
  PartyId provider;
  SiteId site;
  SystemId system;
  std::int64_t accelerators = 0;
  std::size_t part = 0;  // of the pool
};

// Sources at one site of one provider that the same demands can use.
struct PoolPlace {
  std::size_t part = 0;
  std::span<const PoolSource> sources;
  std::int64_t accelerators = 0;
};

// A pool as it is now.
struct DemandPool {
  std::vector<PoolSource> sources;  // by part, provider, site, system
  std::vector<PoolPlace> places;
  std::vector<PoolPart> parts;
};

// What a demand has at a place, or lacks; without a demand: what no demand fits. Without a place: what nothing fits.
struct DemandUse {
  const PoolPlace* place = nullptr;
  DemandId demand;
  std::int64_t used = 0;
  std::int64_t idle = 0;
  std::int64_t unmet = 0;
};

class DemandPools {
 public:
  DemandPools(const Scenario& scenario, const Channels& channels);

  std::size_t size() const { return demands_.size(); }
  sim::Table<DemandPool, std::vector<DemandId>>::Ids ids() const { return demands_.ids(); }
  static DemandPoolId of(PartyId customer) { return {customer.index}; }
  DemandPoolId of(ChannelId channel) const { return {parties_ + channel.index}; }
  // None: it is a customer's.
  ChannelId channel_of(DemandPoolId id) const {
    return id.index < parties_ ? ChannelId{} : ChannelId{id.index - parties_};
  }
  PartyId customer_of(DemandPoolId id) const { return id.index < parties_ ? PartyId{id.index} : PartyId{}; }

  std::span<const DemandId> demands(DemandPoolId id) const { return demands_[id]; }
  // Whether it can ever have anything, or be asked for it.
  bool is_of_use(DemandPoolId id) const { return !demands_[id].empty() || !tranches_[id].empty(); }

  void gather(const Ledger& ledger, DemandPoolId id, DemandPool& pool) const;
  // What each of its demands has in `hour`, by place. A pool without demands is not asked.
  void share(const DemandPool& pool, DemandPoolId id, Hour hour, std::vector<DemandUse>& uses) const;
  // The first hour after `hour` in which they share, or what is used costs, something else.
  Hour next_change(DemandPoolId id, Hour hour) const;

 private:
  void divide_into_parts(DemandPoolId id, DemandPool& pool) const;

  const Scenario& scenario_;
  const Channels& channels_;
  OwnUse own_use_;
  std::uint32_t parties_ = 0;
  sim::Table<DemandPool, std::vector<TrancheId>> tranches_;
  sim::Table<DemandPool, std::vector<DemandId>> demands_;
  sim::Table<DemandPool, bool> has_rules_;  // of what fits a demand
};

// `accelerators` at a place, split over its sources.
std::vector<std::int64_t> over_sources(const PoolPlace& place, std::int64_t accelerators);

}  // namespace models
