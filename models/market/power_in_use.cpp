#include "models/market/power_in_use.hpp"

#include <algorithm>
#include <tuple>

#include "models/rounding.hpp"

namespace models {

Watts beside_idle(const System& system, Watts in_use, std::int64_t accelerators) {
  const Watts more = (in_use - system.idle) * accelerators;
  const Watts half = system.accelerators / 2;
  return more >= 0 ? (more + half) / system.accelerators : -((-more + half) / system.accelerators);
}

PowerInUse::PowerInUse(const Scenario& scenario)
    : scenario_(scenario),
      customers_(scenario),
      own_use_(scenario),
      stale_(scenario.parties.size()),
      next_change_(scenario.parties.size(), sim::never),
      draws_(scenario.parties.size()),
      by_site_(scenario.sites.size(), 0) {
  acts_ =
      std::any_of(scenario.systems.begin(), scenario.systems.end(), [](const System& s) { return s.follows_use(); });
}

void PowerInUse::settle(State& state, const Ledger& ledger, Hour now) {
  if (!acts_) return;
  if (next_hour_ <= now) {
    for (PartyId customer : scenario_.parties.ids()) {
      if (next_change_[customer] <= now) stale_.add(customer);
    }
  }
  stale_.take(settling_);
  if (settling_.empty()) return;
  for (PartyId customer : settling_) settle_customer(state, ledger, customer, now);
  next_hour_ = *std::min_element(next_change_.begin(), next_change_.end());
  for (SiteId id : scenario_.sites.ids()) set_drawn_in_use(state.sites[id], by_site_[id], now);
}

void PowerInUse::settle_customer(const State& state, const Ledger& ledger, PartyId customer, Hour now) {
  for (const DrawAtSite& d : draws_[customer]) by_site_[d.site] -= d.watts;
  draws_[customer].clear();
  gather(state, ledger, customer);
  use(customer, now);
  for (const DrawAtSite& d : draws_[customer]) by_site_[d.site] += d.watts;
  next_change_[customer] = sim::never;
  for (DemandId id : customers_.demands[customer]) {
    next_change_[customer] = std::min(next_change_[customer], next_change(scenario_.demands[id].need, now));
  }
}

void PowerInUse::gather(const State& state, const Ledger& ledger, PartyId customer) {
  pool_.clear();
  for (TrancheId id : customers_.tranches[customer]) {
    const PartyId provider = scenario_.contracts[scenario_.tranches[id].contract].provider;
    for (const OwnUse::OfSystem& own : own_use_.by_system(state, ledger, id)) {
      pool_.push_back({provider, own.site, own.system, own.accelerators});
    }
  }
  const auto key = [](const Source& s) { return std::tuple(s.provider, s.site, s.system); };
  std::sort(pool_.begin(), pool_.end(), [&](const Source& a, const Source& b) { return key(a) < key(b); });
}

// As utilization has it: demands share the pool, and each takes of every provider and site what these supply of it.
void PowerInUse::use(PartyId customer, Hour now) {
  std::vector<std::span<const Source>> sites;
  std::vector<std::int64_t> supplied;
  for (std::size_t first = 0; first < pool_.size();) {
    std::size_t last = first;
    std::int64_t sum = 0;
    while (last < pool_.size() && pool_[last].provider == pool_[first].provider &&
           pool_[last].site == pool_[first].site)
      sum += pool_[last++].accelerators;
    sites.emplace_back(pool_.data() + first, last - first);
    supplied.push_back(sum);
    first = last;
  }
  std::int64_t pool = 0;
  for (const std::int64_t n : supplied) pool += n;

  const auto& demands = customers_.demands[customer];
  if (demands.empty()) {
    for (std::size_t k = 0; k < sites.size(); ++k) draw(customer, sites[k], supplied[k], nullptr);
    return;
  }
  std::vector<std::int64_t> asked;
  for (DemandId id : demands) asked.push_back(level_at(scenario_.demands[id].need, now));
  const auto shares = share_among_demands(pool, asked);
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const auto used = split_by_largest_remainder(shares[i].used, supplied);
    for (std::size_t k = 0; k < sites.size(); ++k) draw(customer, sites[k], used[k], &scenario_.demands[demands[i]]);
  }
}

void PowerInUse::draw(PartyId customer, std::span<const Source> of_site, std::int64_t accelerators,
                      const Demand* demand) {
  std::vector<std::int64_t> weights;
  for (const Source& source : of_site) weights.push_back(source.accelerators);
  const auto used = split_by_largest_remainder(accelerators, weights);
  for (std::size_t i = 0; i < of_site.size(); ++i) {
    const System& system = scenario_.systems[of_site[i].system];
    const Watts in_use = demand == nullptr ? system.typical : system.in_use[static_cast<std::size_t>(demand->workload)];
    draws_[customer].push_back({of_site[i].site, beside_idle(system, in_use, used[i])});
  }
}

}  // namespace models
