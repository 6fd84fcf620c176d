#pragma once
// What a customer has of a tranche for itself: what it is supplied, less what it passes on under contracts of its own.
// So an accelerator is in use once, at the end of its chain. Methods: chains, utilization.

#include <vector>

#include "models/contract/chain.hpp"
#include "models/contract/ledger.hpp"
#include "models/state.hpp"

namespace models {

class OwnUse {
 public:
  explicit OwnUse(const Scenario& scenario);

  // Calls visit(supply) for each site; for none while the tranche is not needed.
  template <class Visit>
  void for_each_site(const Ledger& ledger, TrancheId id, Visit visit) const {
    if (!ledger.is_needed(id)) return;
    if (links_.below[id].empty()) {  // most are: nothing is allocated for them
      for (const Supply& supply : ledger.supplied(id)) visit(supply);
    } else {
      for (const Supply& supply : less_what_is_passed_on(ledger, id)) visit(supply);
    }
  }

  struct OfSystem {
    SiteId site;
    SystemId system;
    std::int64_t accelerators = 0;
  };
  // The same by site and system: the tranches of a chain take the units that its metal was granted one after the other.
  std::vector<OfSystem> by_system(const State& state, const Ledger& ledger, TrancheId id) const;

 private:
  std::vector<Supply> less_what_is_passed_on(const Ledger& ledger, TrancheId id) const;

  const Scenario& scenario_;
  Links links_;
};

}  // namespace models
