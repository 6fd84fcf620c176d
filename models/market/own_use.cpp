#include "models/market/own_use.hpp"

#include <algorithm>

namespace models {

OwnUse::OwnUse(const Scenario& scenario) : scenario_(scenario), links_(scenario) {}

std::vector<Supply> OwnUse::less_what_is_passed_on(const Ledger& ledger, TrancheId id) const {
  std::vector<Supply> own(ledger.supplied(id).begin(), ledger.supplied(id).end());
  for (TrancheId below : links_.below[id]) {
    if (!ledger.is_needed(below)) continue;
    for (const Supply& passed : ledger.supplied(below)) {
      const auto at = std::find_if(own.begin(), own.end(), [&](const Supply& s) { return s.site == passed.site; });
      at->accelerators -= passed.accelerators;
    }
  }
  return own;
}

std::vector<OwnUse::OfSystem> OwnUse::by_system(const State& state, const Ledger& ledger, TrancheId id) const {
  const TrancheId metal = links_.metal[id];
  std::vector<OfSystem> uses;
  for_each_site(ledger, id, [&](Supply own) {
    std::int64_t before = 0;  // what those of the chain that come first take at this site
    for (TrancheId other : links_.members[metal]) {
      if (other == id) break;
      for_each_site(ledger, other, [&](const Supply& s) { before += s.site == own.site ? s.accelerators : 0; });
    }
    for (const Held& held : state.tranches[metal].granted) {
      if (own.accelerators == 0) break;
      if (scenario_.groups[held.group].site != own.site) continue;
      const GroupState& group = state.groups[held.group];
      const std::int64_t has = held.units * group.accelerators, passed = std::min(before, has);
      const std::int64_t n = std::min(own.accelerators, has - passed);
      before -= passed;
      own.accelerators -= n;
      if (n > 0) uses.push_back({own.site, group.system, n});
    }
  });
  return uses;
}

}  // namespace models
