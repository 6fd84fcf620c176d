#pragma once
// Who uses what is supplied. A customer's pool is what its needed tranches are granted; its demands share the pool in
// proportion to what each asks for, and each uses the smaller of its part and its need. What is asked for beyond the
// pool is unmet, what nobody uses is idle; while nobody asks for anything the pool is divided evenly. Methods:
// utilization.
//
// All in accelerators x whole hours; the splits are whole numbers by largest remainder, so rows sum to the customer's
// totals.

#include <map>
#include <utility>
#include <vector>

#include "models/contract/ledger.hpp"
#include "models/market/demand.hpp"
#include "models/market/own_use.hpp"
#include "models/scenario.hpp"

namespace models {

class Utilization {
 public:
  explicit Utilization(const Scenario& scenario);

  // Adds up the customer of `tranche` (or all) to `now` with what the ledger's tranches were supplied until now.
  void settle(const Ledger& ledger, TrancheId tranche, Hour now);
  void settle_all(const Ledger& ledger, Hour now);
  void begin_period();

  struct Row {
    PartyId provider;  // none: demand that met no supply at all
    SiteId site;
    PartyId customer;
    DemandId demand;  // none: supplied to a customer without a demand curve
    std::int64_t available = 0;
    std::int64_t demanded = 0;
    std::int64_t used = 0;
  };
  // The sums of the period, by provider, site, customer, demand.
  const std::vector<Row>& period() const { return rows_; }
  // Accelerator-hours of a provider that a customer used, from the first hour to the last one settled.
  std::int64_t used(PartyId provider, PartyId customer) const;

 private:
  struct Source {
    PartyId provider;
    SiteId site;
    std::int64_t accelerators = 0;
  };
  void settle_customer(const Ledger& ledger, PartyId customer, Hour now);
  void gather(const Ledger& ledger, PartyId customer);
  void add_hours(PartyId customer, Hour hour, Hour hours);
  void add(PartyId provider, SiteId site, PartyId customer, DemandId demand, std::int64_t available,
           std::int64_t demanded, std::int64_t used);

  const Scenario& scenario_;
  Customers customers_;
  OwnUse own_use_;
  sim::Table<Party, Hour> since_;
  std::vector<Row> rows_;
  std::map<std::pair<PartyId, PartyId>, std::int64_t> used_;  // by provider, customer
  std::vector<Source> pool_;                                  // scratch: of one customer
  std::int64_t pool_size_ = 0;
};

}  // namespace models
