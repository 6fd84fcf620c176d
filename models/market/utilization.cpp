#include "models/market/utilization.hpp"

#include <algorithm>
#include <tuple>

#include "models/rounding.hpp"

namespace models {

std::int64_t level_at(std::span<const LevelStep> steps, Hour hour) {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), hour, [](Hour h, const LevelStep& s) { return h < s.from; });
  return after == steps.begin() ? 0 : (after - 1)->level;
}

Hour next_change(std::span<const LevelStep> steps, Hour hour) {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), hour, [](Hour h, const LevelStep& s) { return h < s.from; });
  return after == steps.end() ? sim::never : after->from;
}

Utilization::Utilization(const Scenario& scenario)
    : scenario_(scenario),
      since_(scenario.parties.size(), 0),
      tranches_of_(scenario.parties.size()),
      demands_of_(scenario.parties.size()) {
  for (TrancheId id : scenario.tranches.ids()) {
    tranches_of_[scenario.contracts[scenario.tranches[id].contract].customer].push_back(id);
  }
  for (DemandId id : scenario.demands.ids()) demands_of_[scenario.demands[id].customer].push_back(id);
}

void Utilization::settle(const Ledger& ledger, TrancheId tranche, Hour now) {
  settle_customer(ledger, scenario_.contracts[scenario_.tranches[tranche].contract].customer, now);
}

void Utilization::settle_all(const Ledger& ledger, Hour now) {
  for (PartyId customer : scenario_.parties.ids()) settle_customer(ledger, customer, now);
}

void Utilization::begin_period() { rows_.clear(); }

void Utilization::settle_customer(const Ledger& ledger, PartyId customer, Hour now) {
  const auto& demands = demands_of_[customer];
  if (since_[customer] >= now) return;
  if (tranches_of_[customer].empty() && demands.empty()) return;
  gather(ledger, customer);
  for (Hour hour = since_[customer]; hour < now;) {
    Hour until = now;
    for (DemandId d : demands) until = std::min(until, next_change(scenario_.demands[d].need, hour));
    add_hours(customer, hour, until - hour);
    hour = until;
  }
  since_[customer] = now;
}

void Utilization::gather(const Ledger& ledger, PartyId customer) {
  pool_.clear();
  pool_size_ = 0;
  for (TrancheId id : tranches_of_[customer]) {
    if (!ledger.is_needed(id)) continue;
    const PartyId provider = scenario_.contracts[scenario_.tranches[id].contract].provider;
    for (const Supply& s : ledger.supplied(id)) {
      pool_.push_back({provider, s.site, s.accelerators});
      pool_size_ += s.accelerators;
    }
  }
  const auto key = [](const Source& s) { return std::tuple(s.provider, s.site); };
  std::sort(pool_.begin(), pool_.end(), [&](const Source& a, const Source& b) { return key(a) < key(b); });
}

void Utilization::add_hours(PartyId customer, Hour hour, Hour hours) {
  const auto& demands = demands_of_[customer];
  if (demands.empty()) {
    for (const Source& s : pool_) add(s.provider, s.site, customer, DemandId{}, s.accelerators * hours, 0, 0);
    return;
  }
  std::vector<std::int64_t> asked, at_source;
  for (DemandId d : demands) asked.push_back(level_at(scenario_.demands[d].need, hour));
  for (const Source& s : pool_) at_source.push_back(s.accelerators);
  // Where nobody asks for anything the pool is nobody's; it is divided evenly, and idle.
  const bool any_asked = std::any_of(asked.begin(), asked.end(), [](std::int64_t n) { return n > 0; });
  const auto parts =
      split_by_largest_remainder(pool_size_, any_asked ? asked : std::vector<std::int64_t>(demands.size(), 1));
  for (std::size_t i = 0; i < demands.size(); ++i) {
    if (pool_size_ == 0) {
      add(PartyId{}, SiteId{}, customer, demands[i], 0, asked[i] * hours, 0);
      continue;
    }
    // What is used is split over the sources, then what is idle or unmet: split one by one, the larger of the two could
    // give a source less than the smaller one does (the Alabama paradox), and less would be used than could be.
    const std::int64_t in_use = std::min(parts[i], asked[i]);
    const auto used = split_by_largest_remainder(in_use, at_source);
    const auto idle = split_by_largest_remainder(parts[i] - in_use, at_source);
    const auto unmet = split_by_largest_remainder(asked[i] - in_use, at_source);
    for (std::size_t k = 0; k < pool_.size(); ++k) {
      add(pool_[k].provider, pool_[k].site, customer, demands[i], (used[k] + idle[k]) * hours,
          (used[k] + unmet[k]) * hours, used[k] * hours);
    }
  }
}

void Utilization::add(PartyId provider, SiteId site, PartyId customer, DemandId demand, std::int64_t available,
                      std::int64_t demanded, std::int64_t used) {
  if (available == 0 && demanded == 0) return;
  const auto key = std::tuple(provider, site, customer, demand);
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), key, [](const Row& r, const auto& k) {
    return std::tuple(r.provider, r.site, r.customer, r.demand) < k;
  });
  const bool exists = at != rows_.end() && std::tuple(at->provider, at->site, at->customer, at->demand) == key;
  Row& row = exists ? *at : *rows_.insert(at, {provider, site, customer, demand});
  row.available += available;
  row.demanded += demanded;
  row.used += used;
}

}  // namespace models
