#include "models/contract/chain.hpp"

#include <algorithm>
#include <tuple>

namespace models {

Links::Links(const Scenario& scenario)
    : below(scenario.tranches.size()), metal(scenario.tranches.size()), members(scenario.tranches.size()) {
  for (TrancheId id : scenario.tranches.ids()) {
    const TrancheId upstream = scenario.tranches[id].upstream;
    if (upstream.exists()) below[upstream].push_back(id);
    metal[id] = id;
    while (scenario.tranches[metal[id]].upstream.exists()) metal[id] = scenario.tranches[metal[id]].upstream;
    members[metal[id]].push_back(id);
  }
  const auto rank = [&](TrancheId id) {
    const Tranche& t = scenario.tranches[id];
    return std::tuple(scenario.contracts[t.contract].priority, t.due, t.contract, id);
  };
  for (auto& tranches : below) {
    std::sort(tranches.begin(), tranches.end(), [&](TrancheId a, TrancheId b) { return rank(a) < rank(b); });
  }
}

namespace {

template <class Item>
std::vector<Item> take(std::vector<Item>& items, std::int64_t& wanted) {
  std::vector<Item> taken;
  for (Item& item : items) {
    if (wanted == 0) break;
    Item part = item;
    part.accelerators = std::min(item.accelerators, wanted);
    if (part.accelerators == 0) continue;
    item.accelerators -= part.accelerators;
    wanted -= part.accelerators;
    taken.push_back(part);
  }
  return taken;
}

}  // namespace

Passing take_from(Passing& rest, std::int64_t accelerators) {
  Passing taken;
  taken.supplied = take(rest.supplied, accelerators);
  taken.missing = take(rest.missing, accelerators);
  return taken;
}

Chains::Chains(const Scenario& scenario, const CauseTable& causes)
    : scenario_(scenario), causes_(causes), links_(scenario), is_stale_(scenario.tranches.size(), false) {
  for (TrancheId id : scenario.tranches.ids()) {
    if (!links_.below[id].empty()) upstreams_.push_back(id);
  }
  std::stable_sort(upstreams_.begin(), upstreams_.end(),
                   [&](TrancheId a, TrancheId b) { return scenario.tranches[a].depth < scenario.tranches[b].depth; });
}

void Chains::note_change(TrancheId id) {
  is_stale_[id] = true;
  const TrancheId upstream = scenario_.tranches[id].upstream;
  if (upstream.exists()) is_stale_[upstream] = true;
}

// What an upstream has is of use once it is due: until then its live units are the upstream's, and so is the cause.
Passing Chains::passed_on(const State& state, const Ledger& ledger, TrancheId id) const {
  Passing passing;
  const CauseId upstream = causes_.upstream(id);
  if (!state.tranches[id].is_signed) {
    passing.missing.push_back({upstream, SiteId{}, SystemId{}, scenario_.tranches[id].accelerators});
    return passing;
  }
  passing.supplied.assign(ledger.supplied(id).begin(), ledger.supplied(id).end());
  std::sort(passing.supplied.begin(), passing.supplied.end(), [](const Supply& a, const Supply& b) {
    return std::tuple(a.site, a.system) < std::tuple(b.site, b.system);
  });
  passing.missing.assign(ledger.missing(id).begin(), ledger.missing(id).end());
  const auto key = [&](const Booking& b) { return std::tuple(causes_.distance(b.cause), b.cause, b.site, b.system); };
  std::sort(passing.missing.begin(), passing.missing.end(),
            [&](const Booking& a, const Booking& b) { return key(a) < key(b); });
  if (ledger.is_needed(id)) return passing;
  std::vector<Booking> live;
  for (const Supply& s : passing.supplied) {
    if (!live.empty() && live.back().site == s.site) {
      live.back().accelerators += s.accelerators;
    } else {
      live.push_back({upstream, s.site, SystemId{}, s.accelerators});
    }
  }
  passing.missing.insert(passing.missing.begin(), live.begin(), live.end());
  passing.supplied.clear();
  return passing;
}

void Chains::settle(State& state, const Ledger& ledger, Hour now, const Assignment::Sink& sink) {
  for (TrancheId upstream : upstreams_) {
    if (!is_stale_[upstream]) continue;
    is_stale_[upstream] = false;
    Passing rest = passed_on(state, ledger, upstream);
    std::int64_t accepted = state.tranches[upstream].accepted;
    for (TrancheId id : links_.below[upstream]) {
      TrancheState& tranche = state.tranches[id];
      if (!tranche.is_signed) continue;
      const std::int64_t quantity = scenario_.tranches[id].accelerators;
      Passing part;
      const CauseId held_back = causes_.held_back(tranche), withheld = causes_.withheld(scenario_, state, id);
      if (held_back.exists()) {
        part.missing.push_back({held_back, SiteId{}, SystemId{}, quantity});
      } else {
        part = take_from(rest, quantity);
      }
      if (withheld.exists()) {
        for (const Supply& s : part.supplied) part.missing.push_back({withheld, s.site, SystemId{}, s.accelerators});
        part.supplied.clear();
      }
      std::int64_t open = quantity;
      for (const Supply& s : part.supplied) open -= s.accelerators;
      for (const Booking& b : part.missing) open -= b.accelerators;
      if (open > 0) part.missing.push_back({causes_.of(CauseKind::not_ordered), SiteId{}, SystemId{}, open});
      tranche.accepted = held_back.exists() ? 0 : std::min(accepted, quantity);
      accepted -= tranche.accepted;
      const bool is_out = !state.parties[scenario_.contracts[scenario_.tranches[id].contract].provider].outages.empty();
      if (tranche.accepted == quantity && !is_out) tranche.complete_at = std::min(tranche.complete_at, now);
      const auto has = ledger.supplied(id);
      const bool is_new = !std::equal(has.begin(), has.end(), part.supplied.begin(), part.supplied.end());
      if (is_new || !ledger.lacks(id, part.missing)) is_stale_[id] = !links_.below[id].empty();
      sink(id, {part.missing, part.supplied, is_new});
    }
  }
}

}  // namespace models
