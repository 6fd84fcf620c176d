#pragma once
// The shortfall ledger: for each tranche and report period the accelerator-hours needed, supplied and missing, the
// missing ones by cause, place and system. What is supplied comes from grants, what is missing from pegs; the two are
// added up apart and must agree after every change, or the run stops.
//
// The state after the last phase of an hour holds until the next change, so a tranche is added up only when its picture
// changes and at the end of a period: integers times whole hours, exact. Methods: ledger.

#include <functional>
#include <span>
#include <vector>

#include "models/contract/grants.hpp"
#include "models/scenario.hpp"

namespace models {

struct ShortfallRow {
  CauseId cause;
  SiteId site;
  SystemId system;
  std::int64_t accelerator_hours = 0;
};

class Ledger {
 public:
  explicit Ledger(const Scenario& scenario);

  // Adds up `tranche` to `now` with the picture that held until now.
  void settle(TrancheId tranche, Hour now);
  void settle_all(Hour now);

  // Whether `tranche` lacks just that now.
  bool lacks(TrancheId tranche, std::span<const Booking> missing) const;
  // From now on `tranche` lacks `missing`, or has `supplied`. Call settle() first.
  void set_missing(TrancheId tranche, std::span<const Booking> missing);
  void set_supplied(TrancheId tranche, std::span<const Supply> supplied);
  // From now on `tranche` is needed, or not. Call settle() first.
  void set_needed(TrancheId tranche, bool is_needed);
  // Whether its customer can use what it is supplied; it is supplied all the same.
  void set_usable(TrancheId tranche, bool is_usable) { books_[tranche].is_usable = is_usable; }

  // The sums of the period so far, up to the last settle_all().
  struct Period {
    std::int64_t needed = 0;
    std::int64_t supplied = 0;
    std::vector<ShortfallRow> shortfall;                       // in order of cause, site, system
    std::vector<std::pair<SiteId, std::int64_t>> supplied_at;  // by site
  };
  const Period& period(TrancheId tranche) const { return books_[tranche].period; }
  // Starts a new period; the totals of the run go on.
  void begin_period();

  struct Totals {
    std::int64_t needed = 0;
    std::int64_t supplied = 0;
    std::vector<std::int64_t> by_cause;  // by CauseId, sized as needed
  };
  const Totals& totals(TrancheId tranche) const { return books_[tranche].totals; }

  // The picture that holds now.
  std::span<const Booking> missing(TrancheId tranche) const { return books_[tranche].missing; }
  std::span<const Supply> supplied(TrancheId tranche) const { return books_[tranche].supplied; }
  bool is_needed(TrancheId tranche) const { return books_[tranche].is_needed; }
  bool is_usable(TrancheId tranche) const { return books_[tranche].is_usable; }

 private:
  struct Book {
    Hour since = 0;
    bool is_needed = false;
    bool is_usable = true;
    std::int64_t quantity = 0;
    std::int64_t supplied_now = 0;
    std::vector<Booking> missing;
    std::vector<Supply> supplied;
    Period period;
    Totals totals;
  };

  const Scenario& scenario_;
  sim::Table<Tranche, Book> books_;
};

}  // namespace models
