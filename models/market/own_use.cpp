#include "models/market/own_use.hpp"

#include <algorithm>

namespace models {

std::vector<Supply> OwnUse::less_what_is_passed_on(const Ledger& ledger, TrancheId id) const {
  std::vector<Supply> own(ledger.supplied(id).begin(), ledger.supplied(id).end());
  for (TrancheId below : links_.below[id]) {
    if (!ledger.is_needed(below)) continue;
    for (const Supply& passed : ledger.supplied(below)) {
      const auto at = std::find_if(own.begin(), own.end(),
                                   [&](const Supply& s) { return s.site == passed.site && s.system == passed.system; });
      at->accelerators -= passed.accelerators;
    }
  }
  return own;
}

}  // namespace models
