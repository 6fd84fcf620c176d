#include "models/market/utilization.hpp"

#include <algorithm>
#include <tuple>

#include "models/rounding.hpp"

namespace models {

Utilization::Utilization(const Scenario& scenario)
    : scenario_(scenario), customers_(scenario), own_use_(scenario), since_(scenario.parties.size(), 0) {}

void Utilization::settle(const Ledger& ledger, TrancheId tranche, Hour now) {
  settle_customer(ledger, scenario_.contracts[scenario_.tranches[tranche].contract].customer, now);
}

void Utilization::settle_all(const Ledger& ledger, Hour now) {
  for (PartyId customer : scenario_.parties.ids()) settle_customer(ledger, customer, now);
}

void Utilization::begin_period() { rows_.clear(); }

void Utilization::settle_customer(const Ledger& ledger, PartyId customer, Hour now) {
  const auto& demands = customers_.demands[customer];
  if (since_[customer] >= now) return;
  if (customers_.tranches[customer].empty() && demands.empty()) return;
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
  for (TrancheId id : customers_.tranches[customer]) {
    const PartyId provider = scenario_.contracts[scenario_.tranches[id].contract].provider;
    own_use_.for_each_site(ledger, id, [&](const Supply& s) {
      pool_.push_back({provider, s.site, s.accelerators});
      pool_size_ += s.accelerators;
    });
  }
  const auto key = [](const Source& s) { return std::tuple(s.provider, s.site); };
  std::sort(pool_.begin(), pool_.end(), [&](const Source& a, const Source& b) { return key(a) < key(b); });
  std::size_t sites = 0;  // one source for each, whatever the tranche
  for (const Source& s : pool_) {
    if (sites > 0 && key(pool_[sites - 1]) == key(s)) {
      pool_[sites - 1].accelerators += s.accelerators;
    } else {
      pool_[sites++] = s;
    }
  }
  pool_.resize(sites);
}

void Utilization::add_hours(PartyId customer, Hour hour, Hour hours) {
  const auto& demands = customers_.demands[customer];
  if (demands.empty()) {
    for (const Source& s : pool_) add(s.provider, s.site, customer, DemandId{}, s.accelerators * hours, 0, 0);
    return;
  }
  std::vector<std::int64_t> asked, at_source;
  for (DemandId d : demands) asked.push_back(level_at(scenario_.demands[d].need, hour));
  for (const Source& s : pool_) at_source.push_back(s.accelerators);
  const auto shares = share_among_demands(pool_size_, asked);
  for (std::size_t i = 0; i < demands.size(); ++i) {
    if (pool_size_ == 0) {
      add(PartyId{}, SiteId{}, customer, demands[i], 0, asked[i] * hours, 0);
      continue;
    }
    // What is used is split over the sources, then what is idle or unmet: split one by one, the larger of the two could
    // give a source less than the smaller one does (the Alabama paradox), and less would be used than could be.
    const auto used = split_by_largest_remainder(shares[i].used, at_source);
    const auto idle = split_by_largest_remainder(shares[i].part - shares[i].used, at_source);
    const auto unmet = split_by_largest_remainder(asked[i] - shares[i].used, at_source);
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
  if (provider.exists()) used_[{provider, customer}] += used;
}

std::int64_t Utilization::used(PartyId provider, PartyId customer) const {
  const auto at = used_.find({provider, customer});
  return at == used_.end() ? 0 : at->second;
}

}  // namespace models
