#pragma once
// Chains: a tranche that is supplied by another contract's. The physical pool is pegged once, by the tranche that is
// supplied by metal; each tranche further down takes what its upstream has, best rank first: what is supplied before
// what is missing, site by site and system by system, and of that first what is nearest to being live, by its cause.
// The cause of what is missing stays that of the unit. Beyond the quantity of the upstream nothing was ordered; while
// the upstream is not due or is over, it is the cause itself. Methods: chains.

#include <span>
#include <vector>

#include "models/contract/grants.hpp"
#include "models/contract/ledger.hpp"

namespace models {

// Which tranches hang together.
struct Links {
  explicit Links(const Scenario& scenario);
  sim::Table<Tranche, std::vector<TrancheId>> below;    // that a tranche supplies, best rank first
  sim::Table<Tranche, TrancheId> metal;                 // at the head of its chain, which units supply
  sim::Table<Tranche, std::vector<TrancheId>> members;  // of a tranche that units supply: itself and all further down
};

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
  std::span<const TrancheId> members(TrancheId id) const { return links_.members[links_.metal[id]]; }

 private:
  Passing passed_on(const State& state, const Ledger& ledger, TrancheId id) const;

  const Scenario& scenario_;
  const CauseTable& causes_;
  Links links_;
  std::vector<TrancheId> upstreams_;  // by depth
  sim::Table<Tranche, bool> is_stale_;
};

}  // namespace models
