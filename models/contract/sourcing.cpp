#include "models/contract/sourcing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace models {

PartyId first_provider(const Scenario& scenario, PartyId customer) {
  PartyId first;
  Hour due = sim::never;
  for (const Tranche& tranche : scenario.tranches) {
    const Contract& contract = scenario.contracts[tranche.contract];
    if (contract.customer != customer || contract.provider == customer || tranche.instead_of.exists()) continue;
    if (contract.is_capacity()) continue;  // power is no accelerators
    if (first.exists() && std::tuple(tranche.due, contract.provider) >= std::tuple(due, first)) continue;
    first = contract.provider;
    due = tranche.due;
  }
  return first;
}

Cents coordination_cost(Cents a_year, std::int64_t providers, Hour hours) {
  if (providers < 2) return 0;
  const double years = static_cast<double>(hours) / static_cast<double>(sim::hours_per_year);
  return static_cast<Cents>(std::floor(static_cast<double>(a_year * (providers - 1)) * years + 0.5));
}

double concentration(std::span<const std::int64_t> amounts) {
  double sum = 0, squares = 0;
  for (const std::int64_t amount : amounts) sum += static_cast<double>(amount);
  for (const std::int64_t amount : amounts) squares += static_cast<double>(amount) * static_cast<double>(amount);
  return sum > 0 ? squares / (sum * sum) : 0;
}

Sourcing::Sourcing(const Scenario& scenario, Ledger& ledger, Journal& journal)
    : scenario_(scenario), ledger_(ledger), journal_(journal) {
  for (PartyId customer : scenario.parties.ids()) {
    const Party& party = scenario.parties[customer];
    if (party.multi_sourcing == 0 && party.porting == 0) continue;
    if (party.multi_sourcing > 0) next_month_ = journal.month_end_after(0);
    const PartyId first = first_provider(scenario, customer);
    for (TrancheId id : scenario.tranches.ids()) {
      const Contract& contract = scenario.contracts[scenario.tranches[id].contract];
      if (contract.customer != customer || contract.provider == customer || contract.is_capacity()) continue;
      auto pair = std::find_if(pairs_.begin(), pairs_.end(), [&](const Pair& p) {
        return p.customer == customer && p.provider == contract.provider;
      });
      if (pair == pairs_.end()) {
        pairs_.push_back({customer, contract.provider, {}, party.porting == 0 || contract.provider == first, 0});
        pair = std::prev(pairs_.end());
      }
      pair->tranches.push_back(id);
    }
  }
  if (pairs_.empty()) return;
  pair_ = sim::Table<Tranche, std::uint32_t>(scenario.tranches.size(), static_cast<std::uint32_t>(pairs_.size()));
  for (std::uint32_t i = 0; i < pairs_.size(); ++i) {
    for (TrancheId id : pairs_[i].tranches) {
      pair_[id] = i;
      ledger.set_usable(id, pairs_[i].is_ported_to);
    }
  }
}

void Sourcing::note_supply(World& world, TrancheId id) {
  if (pairs_.empty() || pair_[id] == pairs_.size() || pairs_[pair_[id]].is_ported_to) return;
  Pair& pair = pairs_[pair_[id]];
  pair.is_ported_to = true;
  world.record(EventKind::porting_began, id.index, scenario_.tranches[id].accelerators);
  world.schedule(world.now + scenario_.parties[pair.customer].porting, EventKind::porting_ended, id.index);
}

std::span<const TrancheId> Sourcing::ported_with(TrancheId id) const { return pairs_[pair_[id]].tranches; }

void Sourcing::end_porting(World& world, TrancheId id) {
  for (TrancheId of : ported_with(id)) ledger_.set_usable(of, true);
  world.record(EventKind::porting_ended, id.index, scenario_.tranches[id].accelerators);
}

void Sourcing::write_month(Hour hour) {
  if (hour < next_month_) return;
  std::vector<std::int64_t> serving(scenario_.parties.size(), 0);  // providers in this month, by customer
  for (Pair& pair : pairs_) {
    std::int64_t supplied = 0;
    for (TrancheId id : pair.tranches) {
      ledger_.settle(id, hour);
      supplied += ledger_.totals(id).supplied;
    }
    serving[pair.customer.index] += supplied > pair.supplied_before ? 1 : 0;
    pair.supplied_before = supplied;
  }
  for (PartyId customer : scenario_.parties.ids()) {
    const Cents cents =
        coordination_cost(scenario_.parties[customer].multi_sourcing, serving[customer.index], hour - month_begin_);
    journal_.post(hour - 1, customer, PartyId{}, Account::multi_sourcing, ContractId{}, cents);
  }
  month_begin_ = hour;
  next_month_ = journal_.month_end_after(hour);
}

}  // namespace models
