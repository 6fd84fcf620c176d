#pragma once
// Accounting of what is not in contracts: systems are paid for when they come to the dock, and written off from then
// on; power, rent, interest and what is used through channels are paid at the end of each calendar month and of the
// run; loans are drawn and repaid, and investments made, on their dates. Events only count units: all cents are found
// once a month. Methods: capital, running_costs, channels.

#include <map>
#include <utility>
#include <vector>

#include "models/market/utilization.hpp"
#include "models/money/journal.hpp"
#include "models/state.hpp"

namespace models {

class Accounting {
 public:
  Accounting(const Scenario& scenario, const State& state, Journal& journal);

  // When the next month is written; never where nothing costs anything.
  Hour next_month() const { return next_month_; }
  // Writes the month that ends at `hour`, or with the run, if one does.
  void write_month(State& state, const Ledger& ledger, Utilization& utilization, Hour hour);

  // `cents` of a loan are drawn.
  void note_draw(std::uint32_t loan, Hour hour, Cents cents);

  // What was written off, by month of the journal and party. No cash.
  struct Charge {
    std::uint32_t month = 0;
    PartyId party;
    friend auto operator<=>(const Charge&, const Charge&) = default;
  };
  const std::map<Charge, Cents>& depreciation() const { return depreciation_; }

 private:
  // What units of one system, of one owner, that came in one month cost.
  struct Assets {
    PartyId owner;
    std::int64_t life = 0;  // months
    std::uint32_t month = 0;
    Cents cost = 0;
    Cents written_off = 0;
  };
  void post_dated_flows();
  void write_purchases(State& state, Hour hour);
  void write_depreciation();
  void write_power(State& state, Hour hour);
  void write_rents(const State& state, Hour hour);
  void write_sales(const Utilization& utilization, Hour hour);
  void write_repayments(const State& state, Hour hour);
  void write_interest(const State& state, Hour hour);
  // Cash, unless the two are one.
  void pay(Hour hour, PartyId payer, PartyId payee, Account account, Cents cents);

  const Scenario& scenario_;
  Journal& journal_;
  std::vector<Units> paid_for_;  // by unit row of the state
  std::vector<Assets> assets_;   // that are not written off yet
  std::map<Charge, Cents> depreciation_;
  sim::Table<Site, Cents> power_paid_, rent_paid_;
  std::map<std::pair<ChannelId, PartyId>, Cents> sales_paid_, fees_paid_;  // by customer
  std::vector<Cents> interest_paid_;                                       // by loan
  std::uint32_t month_ = 0;  // of the journal's months: the one that is written next
  Hour next_month_ = sim::never;
};

// Energy that a site drew since the horizon's begin [kWh]: from its blocks where these are known, else for its units
// and what cools them. Settled by attribute_energy.
double energy_drawn(const Scenario& scenario, const State& state, SiteId site);

}  // namespace models
