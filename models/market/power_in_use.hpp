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
#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

// What `accelerators` of a system draw in use beside what they draw when idle [W], rounded to whole watts. Pure.
Watts beside_idle(const System& system, Watts in_use, std::int64_t accelerators);

class PowerInUse {
 public:
  explicit PowerInUse(const Scenario& scenario);

  // Grants, needs or demands are others from now on.
  void note_change() { is_stale_ = true; }
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
  void gather(const State& state, const Ledger& ledger, PartyId customer);
  void use(PartyId customer, Hour now);
  void draw(std::span<const Source> of_site, std::int64_t accelerators, const Demand* demand);

  const Scenario& scenario_;
  bool acts_ = false;
  bool is_stale_ = true;
  Hour next_hour_ = sim::never;
  std::vector<Source> pool_;
  std::vector<Watts> by_site_;
};

}  // namespace models
