#pragma once
// Being served by several providers: what coordinating them costs, and what it takes to move work to a further one. The
// first provider of a customer is the one whose first tranche is due first, by name where two are; the others are
// further ones. What a further provider supplies is supplied, and billed, from the beginning; its customer can use it
// `porting` hours after the first of it was granted. Methods: multi_sourcing.

#include <span>
#include <vector>

#include "models/contract/ledger.hpp"
#include "models/money/journal.hpp"
#include "models/world.hpp"

namespace models {

// The first provider of a customer, but for itself; none where nobody serves it.
PartyId first_provider(const Scenario& scenario, PartyId customer);

// What a customer that so many providers served in a month of so many hours pays for that [cents], at `a_year` [cents
// per 8,760 h] for each beyond the first.
Cents coordination_cost(Cents a_year, std::int64_t providers, Hour hours);

// The Herfindahl-Hirschman index: the sum of squared shares of amounts (>= 0), in (0, 1]; 0 where there is nothing.
double concentration(std::span<const std::int64_t> amounts);

class Sourcing {
 public:
  Sourcing(const Scenario& scenario, Ledger& ledger, Journal& journal);

  // A tranche was granted something.
  void note_supply(World& world, TrancheId tranche);
  // The tranches of the same customer and provider; from now on they can be used.
  std::span<const TrancheId> ported_with(TrancheId tranche) const;
  void end_porting(World& world, TrancheId tranche);

  // When the next month is written; never where being served by several costs nothing.
  Hour next_month() const { return next_month_; }
  // Writes the month that ends at `hour`, or with the run, if one does.
  void write_month(Hour hour);

 private:
  // A customer and one of its providers.
  struct Pair {
    PartyId customer, provider;
    std::vector<TrancheId> tranches;
    bool is_ported_to = false;         // it is no further provider, or porting has begun
    std::int64_t supplied_before = 0;  // accelerator-hours, up to the month
  };
  const Scenario& scenario_;
  Ledger& ledger_;
  Journal& journal_;
  std::vector<Pair> pairs_;                  // by customer, provider; of customers that say something
  sim::Table<Tranche, std::uint32_t> pair_;  // their number: none
  Hour month_begin_ = 0;
  Hour next_month_ = sim::never;
};

}  // namespace models
