#pragma once
// Who uses what is supplied. The demands of a customer share what its needed tranches are granted, those of a channel
// what that has; what is asked for beyond the pool is unmet, what nobody uses is idle. Methods: utilization, channels.
//
// All in accelerators x whole hours; the splits are whole numbers by largest remainder, so rows sum to the pool's
// totals.

#include <map>
#include <utility>
#include <vector>

#include "models/contract/ledger.hpp"
#include "models/market/demand_pools.hpp"
#include "models/scenario.hpp"

namespace models {

class Utilization {
 public:
  Utilization(const Scenario& scenario, const Channels& channels);

  // Adds up the customer of `tranche`, a channel, or all to `now` with what they had until now.
  void settle(const Ledger& ledger, TrancheId tranche, Hour now);
  void settle(const Ledger& ledger, ChannelId channel, Hour now);
  void settle_all(const Ledger& ledger, Hour now);
  void begin_period();

  struct Row {
    PartyId provider;  // none: demand that met nothing that fits it
    SiteId site;
    PartyId customer;
    DemandId demand;  // none: supplied to a customer of whom no demand can use it
    std::int64_t available = 0;
    std::int64_t demanded = 0;
    std::int64_t used = 0;
  };
  // The sums of the period, by provider, site, customer, demand.
  const std::vector<Row>& period() const { return rows_; }
  // Accelerator-hours of a provider that a customer used of what it was supplied, from the first hour to the last one
  // settled.
  std::int64_t used(PartyId provider, PartyId customer) const;

  // What was used through channels, at rental prices.
  struct Sold {
    std::int64_t accelerator_hours = 0;
    std::int64_t micro_usd = 0;
  };
  const std::map<std::pair<ChannelId, PartyId>, Sold>& sold() const { return sold_; }   // by customer, of the run
  const std::map<SystemId, Sold>& sold_of_systems() const { return sold_of_systems_; }  // of the period

 private:
  void settle_pool(const Ledger& ledger, DemandPoolId id, Hour now);
  void add_hours(DemandPoolId id, Hour hour, Hour hours);
  void add(const PoolPlace* place, PartyId customer, const DemandUse& use, Hour hours);
  void sell(ChannelId channel, const DemandUse& use, Hour hour, Hour hours);

  const Scenario& scenario_;
  DemandPools pools_;
  sim::Table<DemandPool, Hour> since_;
  std::vector<Row> rows_;
  std::map<std::pair<PartyId, PartyId>, std::int64_t> used_;  // by provider, customer
  std::map<std::pair<ChannelId, PartyId>, Sold> sold_;
  std::map<SystemId, Sold> sold_of_systems_;
  DemandPool pool_;              // scratch
  std::vector<DemandUse> uses_;  // scratch
};

}  // namespace models
