#pragma once
// Chains: a tranche that is supplied by another contract's. The physical pool is pegged once, by the tranche that is
// supplied by metal; each tranche further down takes what its upstream has, best rank first: what is supplied before
// what is missing, site by site, and of that first what is nearest to being live, by its cause. The cause of what is
// missing stays that of the unit. Beyond the quantity of the upstream nothing was ordered; while the upstream is not
// due or is over, it is the cause itself. Methods: chains.

#include <span>
#include <vector>

#include "models/contract/grants.hpp"
#include "models/contract/ledger.hpp"

namespace models {

// The tranches that are supplied by each tranche, best rank first.
sim::Table<Tranche, std::vector<TrancheId>> downstream(const Scenario& scenario);
// The tranche at the head of the chain, which units supply.
TrancheId metal_of(const Scenario& scenario, TrancheId id);

// What a tranche passes on, in the order in which it is taken.
struct Passing {
  std::vector<Supply> supplied;
  std::vector<Booking> missing;
};

// Takes up to `accelerators` off the front of what is passed on; fewer where it is used up. Pure.
Passing take_from(Passing& rest, std::int64_t accelerators);

class Chains {
 public:
  Chains(const Scenario& scenario, const CauseTable& causes);

  // What a tranche has, or whether it is needed, is something else from now on.
  void note_change(TrancheId id);
  // Settles the tranches below those that changed; each that changes is told to `sink`.
  void settle(State& state, const Ledger& ledger, Hour now, const Assignment::Sink& sink);

  // The tranches that share metal with this one, itself among them.
  std::span<const TrancheId> members(TrancheId id) const { return members_[metal_[id]]; }

 private:
  Passing passed_on(const State& state, const Ledger& ledger, TrancheId id) const;

  const Scenario& scenario_;
  const CauseTable& causes_;
  sim::Table<Tranche, std::vector<TrancheId>> below_;
  sim::Table<Tranche, TrancheId> metal_;                 // the tranche that units supply
  sim::Table<Tranche, std::vector<TrancheId>> members_;  // of such a tranche
  std::vector<TrancheId> upstreams_;                     // by depth
  sim::Table<Tranche, bool> is_stale_;
};

}  // namespace models
