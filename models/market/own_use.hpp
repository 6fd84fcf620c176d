#pragma once
// What a customer has of a tranche for itself: what it is supplied, less what it passes on under contracts of its own.
// So an accelerator is in use once, at the end of its chain. Methods: chains, utilization.

#include <vector>

#include "models/contract/chain.hpp"
#include "models/contract/ledger.hpp"

namespace models {

class OwnUse {
 public:
  explicit OwnUse(const Scenario& scenario) : links_(scenario) {}

  // Calls visit(supply) for each site and system; for none while the tranche is not needed, or its
  // customer cannot use it yet.
  template <class Visit>
  void for_each_source(const Ledger& ledger, TrancheId id, Visit visit) const {
    if (!ledger.is_needed(id) || !ledger.is_usable(id)) return;
    if (links_.below[id].empty()) {  // most are: nothing is allocated for them
      for (const Supply& supply : ledger.supplied(id)) visit(supply);
    } else {
      for (const Supply& supply : less_what_is_passed_on(ledger, id)) visit(supply);
    }
  }

 private:
  std::vector<Supply> less_what_is_passed_on(const Ledger& ledger, TrancheId id) const;

  Links links_;
};

}  // namespace models
