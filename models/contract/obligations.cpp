#include "models/contract/obligations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "models/money/accounting.hpp"
#include "models/site/energy_sources.hpp"

namespace models {

namespace {

constexpr std::array<std::string_view, 3> obligation_names{"clean_energy", "pue", "water"};

bool has_obligation(const Clauses& clauses) { return clauses.clean_energy || clauses.efficiency; }

double share(double part, double of) { return of > 0 ? part / of : 0; }

Cents cents_of(double megawatt_hours, MicroUsd price) {
  const double cents = megawatt_hours * static_cast<double>(price) / static_cast<double>(micro_per_cent);
  return static_cast<Cents>(std::floor(cents + 0.5));
}

// A share that is a sum of parts misses what it should be by a rounding error at most.
constexpr double rounding = 1e-9;

}  // namespace

std::string_view name_of(Obligation obligation) { return obligation_names[static_cast<std::size_t>(obligation)]; }

SiteMonth weighted(std::span<const SiteMonth> sites, std::span<const std::int64_t> watt_hours) {
  const auto sum = static_cast<double>(std::accumulate(watt_hours.begin(), watt_hours.end(), std::int64_t{0}));
  SiteMonth mean{0, 0, 0};
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double weight = static_cast<double>(watt_hours[i]) / sum;
    mean.clean_share += weight * sites[i].clean_share;
    mean.pue += weight * sites[i].pue;
    mean.water += weight * sites[i].water;
  }
  return mean;
}

Cents penalty_for(const CleanEnergy& clause, double attained, std::int64_t watt_hours) {
  const double missing = clause.share - attained;
  return missing > rounding ? cents_of(static_cast<double>(watt_hours) / 1e6 * missing, clause.penalty) : 0;
}

Cents penalty_for(const Efficiency& clause, bool is_met, std::int64_t watt_hours) {
  return is_met ? 0 : cents_of(static_cast<double>(watt_hours) / 1e6, clause.penalty);
}

Obligations::Obligations(const Scenario& scenario, Journal& journal)
    : scenario_(scenario),
      journal_(journal),
      tranches_(scenario.tranches.size()),
      watt_hours_(scenario.contracts.size()) {
  for (ContractId id : scenario.contracts.ids()) {
    if (!has_obligation(scenario.contracts[id].clauses)) continue;
    watt_hours_[id].assign(scenario.sites.size(), 0);
    next_month_ = journal.month_end_after(0);
  }
  for (TrancheId id : scenario.tranches.ids()) {
    tranches_[id].is_tracked = !watt_hours_[scenario.tranches[id].contract].empty();
  }
  meters_ = sim::Table<Site, Meter>(scenario.sites.size());
}

void Obligations::note_change(TrancheId id) {
  Tracked& tranche = tranches_[id];
  if (!tranche.is_tracked || tranche.is_stale) return;
  tranche.is_stale = true;
  stale_.push_back(id);
}

void Obligations::settle(const State& state, const Ledger& ledger, Hour now) {
  for (TrancheId id : stale_) {
    add_up(id, now);
    tranches_[id].draws = draws_of(state, ledger, id);
    tranches_[id].is_stale = false;
  }
  stale_.clear();
}

void Obligations::add_up(TrancheId id, Hour now) {
  Tracked& tranche = tranches_[id];
  for (const Draw& draw : tranche.draws) {
    watt_hours_[scenario_.tranches[id].contract][draw.site.index] += draw.watts * (now - tranche.since);
  }
  tranche.since = now;
}

std::vector<Obligations::Draw> Obligations::draws_of(const State& state, const Ledger& ledger, TrancheId id) const {
  std::vector<Draw> draws;
  if (!ledger.is_needed(id) || ledger.supplied(id).empty()) return draws;
  std::int64_t left = scenario_.tranches[id].accelerators;
  for (const Held& held : state.tranches[id].granted) {
    const System& system = scenario_.system_of(held.group);
    const std::int64_t n = std::min(left, held.units * system.accelerators);
    left -= n;
    draws.push_back({scenario_.groups[held.group].site, system.typical * n / system.accelerators});
  }
  return draws;
}

Obligations::Meter Obligations::read_meter(State& state, SiteId id, Hour hour) const {
  attribute_energy(scenario_, state, id, hour);
  const SiteState& site = state.sites[id];
  Meter meter;
  meter.source_kwh = std::accumulate(site.source_kwh.begin(), site.source_kwh.end(), site.source_kwh_before);
  meter.clean_kwh = site.clean_kwh;
  meter.used_kwh = site.used_kwh_before + static_cast<double>(site.it_watt_hours) / 1000 + overhead_kwh(site);
  meter.it_kwh = static_cast<double>(site.it_watt_hours_before + site.it_watt_hours) / 1000;
  return meter;
}

void Obligations::write_month(State& state, Hour hour) {
  if (hour < next_month_) return;
  for (TrancheId id : scenario_.tranches.ids()) {
    if (tranches_[id].is_tracked) add_up(id, hour);
  }
  months_.clear();
  for (SiteId id : scenario_.sites.ids()) {
    const Meter now = read_meter(state, id, hour);
    const Meter& then = meters_[id];
    const double it = now.it_kwh - then.it_kwh;
    months_.push_back({share(now.clean_kwh - then.clean_kwh, now.source_kwh - then.source_kwh),
                       it > 0 ? (now.used_kwh - then.used_kwh) / it : scenario_.sites[id].pue,
                       scenario_.sites[id].water});
    meters_[id] = now;
  }
  for (ContractId id : scenario_.contracts.ids()) {
    if (watt_hours_[id].empty()) continue;
    const PartyId provider = scenario_.contracts[id].provider;
    write_contract(id, month_begin_, hour, !state.parties[provider].insolvent_through.exists());
    std::fill(watt_hours_[id].begin(), watt_hours_[id].end(), 0);
  }
  month_begin_ = hour;
  next_month_ = journal_.month_end_after(hour);
}

// The penalty of a month is paid with its bill, by who can.
void Obligations::write_contract(ContractId id, Hour month, Hour hour, bool is_solvent) {
  const Contract& contract = scenario_.contracts[id];
  const std::int64_t energy = std::accumulate(watt_hours_[id].begin(), watt_hours_[id].end(), std::int64_t{0});
  if (energy == 0) return;
  const SiteMonth attained = weighted(months_, watt_hours_[id]);
  const auto write = [&](Obligation obligation, double required, double value, bool is_met, Cents penalty) {
    rows_.push_back({month, id, obligation, required, value, energy, is_met, is_solvent ? penalty : 0});
    if (is_solvent)
      journal_.post(hour - 1, contract.provider, contract.customer, Account::obligation_penalty, id, penalty);
  };
  if (const auto& clean = contract.clauses.clean_energy; clean && month >= clean->from) {
    write(Obligation::clean_energy, clean->share, attained.clean_share, attained.clean_share >= clean->share - rounding,
          penalty_for(*clean, attained.clean_share, energy));
  }
  const auto& efficiency = contract.clauses.efficiency;
  if (!efficiency || month < efficiency->from) return;
  const bool keeps_pue = !efficiency->pue || attained.pue <= *efficiency->pue + rounding;
  const bool keeps_water = !efficiency->water || attained.water <= *efficiency->water + rounding;
  // One penalty for both, with the first that is missed.
  if (efficiency->pue) {
    write(Obligation::pue, *efficiency->pue, attained.pue, keeps_pue, penalty_for(*efficiency, keeps_pue, energy));
  }
  if (efficiency->water) {
    write(Obligation::water, *efficiency->water, attained.water, keeps_water,
          penalty_for(*efficiency, keeps_water || !keeps_pue, energy));
  }
}

}  // namespace models
