#pragma once
// Power drawn follows use. A live unit draws `idle`; one that is in use draws what its system draws for that class of
// workload, and its typical power where nobody says what it is used for:
//
//   P = sum over live units of idle + sum over accelerators in use of (P_class - idle) / accelerators per unit    [W]
//
// What is in use is what utilization says: by customer, demand, provider and site, and there over the systems in
// proportion to what each supplies, in whole accelerators. Methods: power_in_use.

#include <vector>

#include "models/contract/ledger.hpp"
#include "models/dirty_set.hpp"
#include "models/market/demand.hpp"
#include "models/market/own_use.hpp"
#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

// What `accelerators` of a system draw in use beside what they draw when idle [W], rounded to whole watts. Pure.
Watts beside_idle(const System& system, Watts in_use, std::int64_t accelerators);

class PowerInUse {
 public:
  explicit PowerInUse(const Scenario& scenario);

  // What a customer is granted, or needs, is something else from now on.
  void note_change(PartyId customer) { stale_.add(customer); }
  // After grants are settled: what each site draws from now on.
  void settle(State& state, const Ledger& ledger, Hour now);
  // The first hour after the last one settled in which a demand changes; never where power does not follow use.
  Hour next_hour() const { return next_hour_; }

 private:
  // What a customer is granted of one system, at one site of one provider.
  struct Source {
    PartyId provider;
    SiteId site;
    SystemId system;
    std::int64_t accelerators = 0;
  };
  struct DrawAtSite {
    SiteId site;
    Watts watts = 0;
  };
  void settle_customer(const State& state, const Ledger& ledger, PartyId customer, Hour now);
  void gather(const State& state, const Ledger& ledger, PartyId customer);
  void use(PartyId customer, Hour now);
  void draw(PartyId customer, std::span<const Source> of_site, std::int64_t accelerators, const Demand* demand);

  const Scenario& scenario_;
  Customers customers_;
  OwnUse own_use_;
  bool acts_ = false;
  DirtySet<Party> stale_;
  sim::Table<Party, Hour> next_change_;               // of what a customer asks for
  sim::Table<Party, std::vector<DrawAtSite>> draws_;  // by customer, as settled last
  sim::Table<Site, Watts> by_site_;                   // their sums
  Hour next_hour_ = sim::never;
  std::vector<PartyId> settling_;  // scratch
  std::vector<Source> pool_;       // scratch: of one customer
};

}  // namespace models
