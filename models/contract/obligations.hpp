#pragma once
// Obligations of contracts beside accelerators: how clean the energy is that these use, and how efficient the sites are
// that supply them, month by month. What a contract is measured by is the IT energy of the accelerators that it is
// supplied, at their typical draw; where several sites supply it, each counts with its part of that energy. Methods:
// obligations.

#include <string_view>
#include <vector>

#include "models/contract/ledger.hpp"
#include "models/money/journal.hpp"
#include "models/state.hpp"

namespace models {

enum class Obligation : std::uint8_t { clean_energy, pue, water };
std::string_view name_of(Obligation obligation);

// What a site was like in a month.
struct SiteMonth {
  double clean_share = 0;
  double pue = 1;
  double water = 0;  // [L/kWh]
};
// The same of several sites, each by the energy [Wh] that it gave. At least one of them gave some.
SiteMonth weighted(std::span<const SiteMonth> sites, std::span<const std::int64_t> watt_hours);

// What is owed for a month [cents] in which so many watt-hours were used.
Cents penalty_for(const CleanEnergy& clause, double attained, std::int64_t watt_hours);
Cents penalty_for(const Efficiency& clause, bool is_met, std::int64_t watt_hours);

class Obligations {
 public:
  Obligations(const Scenario& scenario, Journal& journal);

  // What a tranche is supplied, or whether it is needed, is about to change.
  void note_change(TrancheId tranche);
  void settle(const State& state, const Ledger& ledger, Hour now);

  // When the next month is written; never where no contract has an obligation.
  Hour next_month() const { return next_month_; }
  // Writes the month that ends at `hour`, or with the run, if one does.
  void write_month(State& state, Hour hour);

  struct Row {
    Hour month = 0;  // its first hour, or that of the run
    ContractId contract;
    Obligation obligation{};
    double required = 0;
    double attained = 0;
    std::int64_t watt_hours = 0;
    bool is_met = false;
    Cents penalty = 0;
  };
  // Of months in which the contract used some energy.
  const std::vector<Row>& rows() const { return rows_; }

 private:
  struct Draw {
    SiteId site;
    Watts watts = 0;
  };
  struct Tracked {
    bool is_tracked = false;
    bool is_stale = false;
    std::vector<Draw> draws;
    Hour since = 0;
  };
  // Sums since the horizon's begin, when the month began.
  struct Meter {
    double source_kwh = 0, clean_kwh = 0, used_kwh = 0, it_kwh = 0;
  };
  void add_up(TrancheId id, Hour now);
  std::vector<Draw> draws_of(const State& state, const Ledger& ledger, TrancheId id) const;
  void write_contract(ContractId id, Hour month, Hour hour, bool is_solvent);
  Meter read_meter(State& state, SiteId site, Hour hour) const;

  const Scenario& scenario_;
  Journal& journal_;
  sim::Table<Tranche, Tracked> tranches_;
  std::vector<TrancheId> stale_;
  sim::Table<Contract, std::vector<std::int64_t>> watt_hours_;  // of the month, by SiteId; empty: it has no obligation
  sim::Table<Site, Meter> meters_;
  std::vector<SiteMonth> months_;  // by SiteId, of the month that is written
  std::vector<Row> rows_;
  Hour month_begin_ = 0;
  Hour next_month_ = sim::never;
};

}  // namespace models
