#include "models/contract/ledger.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "sim/check.hpp"

namespace models {

Ledger::Ledger(const Scenario& scenario) : scenario_(scenario), books_(scenario.tranches.size()) {
  for (TrancheId id : books_.ids()) books_[id].quantity = scenario.tranches[id].accelerators;
}

void Ledger::settle(TrancheId id, Hour now) {
  Book& book = books_[id];
  const Hour hours = now - book.since;
  EXPECTS_WITH(hours >= 0, fmt::format("{} hours", hours));
  book.since = now;
  if (hours == 0 || !book.is_needed) return;

  Period& period = book.period;
  period.needed += book.quantity * hours;
  period.supplied += book.supplied_now * hours;
  book.totals.needed += book.quantity * hours;
  book.totals.supplied += book.supplied_now * hours;
  std::int64_t lacking = 0;
  for (const Booking& b : book.missing) {
    const auto key = std::tuple(b.cause, b.site, b.system);
    const auto at = std::lower_bound(
        period.shortfall.begin(), period.shortfall.end(), key,
        [](const auto& row, const auto& k) { return std::tuple(row.cause, row.site, row.system) < k; });
    if (at != period.shortfall.end() && std::tuple(at->cause, at->site, at->system) == key) {
      at->accelerator_hours += b.accelerators * hours;
    } else {
      period.shortfall.insert(at, {b.cause, b.site, b.system, b.accelerators * hours});
    }
    if (book.totals.by_cause.size() <= b.cause.index) book.totals.by_cause.resize(b.cause.index + 1, 0);
    book.totals.by_cause[b.cause.index] += b.accelerators * hours;
    lacking += b.accelerators;
  }
  for (const Supply& s : book.supplied) {
    const auto at = std::lower_bound(period.supplied_at.begin(), period.supplied_at.end(), s.site,
                                     [](const auto& row, SiteId site) { return row.first < site; });
    if (at != period.supplied_at.end() && at->first == s.site) {
      at->second += s.accelerators * hours;
    } else {
      period.supplied_at.insert(at, {s.site, s.accelerators * hours});
    }
  }
  EXPECTS_WITH(book.quantity == book.supplied_now + lacking,
               fmt::format("tranche {}.{}: needed {}, supplied {}, causes sum to {}",
                           scenario_.contracts[scenario_.tranches[id].contract].id, scenario_.tranches[id].id,
                           book.quantity, book.supplied_now, lacking));
}

void Ledger::settle_all(Hour now) {
  for (TrancheId id : books_.ids()) settle(id, now);
}

bool Ledger::lacks(TrancheId id, std::span<const Booking> missing) const {
  return std::equal(missing.begin(), missing.end(), books_[id].missing.begin(), books_[id].missing.end());
}

void Ledger::set_missing(TrancheId id, std::span<const Booking> missing) {
  books_[id].missing.assign(missing.begin(), missing.end());
}

void Ledger::set_supplied(TrancheId id, std::span<const Supply> supplied) {
  Book& book = books_[id];
  book.supplied.assign(supplied.begin(), supplied.end());
  book.supplied_now = 0;
  for (const Supply& s : supplied) book.supplied_now += s.accelerators;
}

void Ledger::set_needed(TrancheId id, bool is_needed) { books_[id].is_needed = is_needed; }

void Ledger::begin_period() {
  for (Book& book : books_) {
    book.period.needed = 0;
    book.period.supplied = 0;
    book.period.shortfall.clear();
    book.period.supplied_at.clear();
  }
}

}  // namespace models
