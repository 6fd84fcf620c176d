#include "models/market/utilization.hpp"

#include <algorithm>
#include <tuple>

namespace models {

Utilization::Utilization(const Scenario& scenario, const Channels& channels)
    : scenario_(scenario), pools_(scenario, channels), since_(pools_.size(), 0) {}

void Utilization::settle(const Ledger& ledger, TrancheId tranche, Hour now) {
  settle_pool(ledger, DemandPools::of(scenario_.contracts[scenario_.tranches[tranche].contract].customer), now);
}

void Utilization::settle(const Ledger& ledger, ChannelId channel, Hour now) {
  settle_pool(ledger, pools_.of(channel), now);
}

void Utilization::settle_all(const Ledger& ledger, Hour now) {
  for (DemandPoolId id : pools_.ids()) settle_pool(ledger, id, now);
}

void Utilization::begin_period() {
  rows_.clear();
  sold_of_systems_.clear();
}

void Utilization::settle_pool(const Ledger& ledger, DemandPoolId id, Hour now) {
  if (since_[id] >= now || !pools_.is_of_use(id)) return;
  pools_.gather(ledger, id, pool_);
  for (Hour hour = since_[id]; hour < now;) {
    const Hour until = std::min(now, pools_.next_change(id, hour));
    add_hours(id, hour, until - hour);
    hour = until;
  }
  since_[id] = now;
}

void Utilization::add_hours(DemandPoolId id, Hour hour, Hour hours) {
  const PartyId customer = pools_.customer_of(id);
  if (pools_.demands(id).empty()) {
    for (const PoolPlace& place : pool_.places) add(&place, customer, {&place, {}, 0, place.accelerators, 0}, hours);
    return;
  }
  pools_.share(pool_, id, hour, uses_);
  const ChannelId channel = pools_.channel_of(id);
  for (const DemandUse& use : uses_) {
    if (use.demand.exists()) {
      add(use.place, scenario_.demands[use.demand].customer, use, hours);
      if (channel.exists() && use.used > 0) sell(channel, use, hour, hours);
    } else if (customer.exists()) {
      add(use.place, customer, use, hours);
    }
  }
}

void Utilization::add(const PoolPlace* place, PartyId customer, const DemandUse& use, Hour hours) {
  if (use.used + use.idle + use.unmet == 0) return;
  const PartyId provider = place == nullptr ? PartyId{} : place->sources.front().provider;
  const SiteId site = place == nullptr ? SiteId{} : place->sources.front().site;
  const auto key = std::tuple(provider, site, customer, use.demand);
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), key, [](const Row& r, const auto& k) {
    return std::tuple(r.provider, r.site, r.customer, r.demand) < k;
  });
  const bool exists = at != rows_.end() && std::tuple(at->provider, at->site, at->customer, at->demand) == key;
  Row& row = exists ? *at : *rows_.insert(at, {provider, site, customer, use.demand});
  row.available += (use.used + use.idle) * hours;
  row.demanded += (use.used + use.unmet) * hours;
  row.used += use.used * hours;
  const bool is_of_channel = use.demand.exists() && scenario_.demands[use.demand].channel.exists();
  if (provider.exists() && !is_of_channel) used_[{provider, customer}] += use.used * hours;
}

void Utilization::sell(ChannelId channel, const DemandUse& use, Hour hour, Hour hours) {
  const auto used = over_sources(*use.place, use.used);
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i] == 0) continue;
    const SystemId system = use.place->sources[i].system;
    const MicroUsd price = scenario_.rental_prices.empty() ? 0 : level_at(scenario_.rental_prices[system], hour);
    for (Sold* sold : {&sold_[{channel, scenario_.demands[use.demand].customer}], &sold_of_systems_[system]}) {
      sold->accelerator_hours += used[i] * hours;
      sold->micro_usd += used[i] * hours * price;
    }
  }
}

std::int64_t Utilization::used(PartyId provider, PartyId customer) const {
  const auto at = used_.find({provider, customer});
  return at == used_.end() ? 0 : at->second;
}

}  // namespace models
