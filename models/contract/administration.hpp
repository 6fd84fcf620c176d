#pragma once
// Administration of contracts: tranches are signed, become due and end; clauses fire on their dates; bills are written
// at the end of each calendar month and of the run.
//
// A clause that fires at an hour knows what has happened before it and acts from that hour on. What lies before the
// horizon is looked at after its first hour, when it is known what stands there. Methods: clauses, cash.

#include "models/contract/ledger.hpp"
#include "models/market/utilization.hpp"
#include "models/money/journal.hpp"
#include "models/world.hpp"

namespace models {

class Administration {
 public:
  Administration(const Scenario& scenario, Ledger& ledger, Utilization& utilization);

  const Journal& journal() const { return journal_; }
  Journal& journal() { return journal_; }

  // The tranches that an event of this one may change: those of its contract, and where a clause reaches further, all
  // of its customer.
  std::span<const TrancheId> touched_by(TrancheId tranche) const;

  // Signatures, due dates and ends, as they are known before the run.
  void schedule(World& world) const;
  // An event of a tranche. Its customer's utilization is settled to now.
  void apply(World& world, const Event& event);
  // A tranche was found to be complete in this hour.
  void complete(World& world, TrancheId id);

  // When the next bills are written; never where no contract has a price.
  Hour next_bill() const { return next_bill_; }
  // Writes the bills that are due at `hour`, for what lies before it.
  void write_bills(World& world, Hour hour);

 private:
  void plan(World& world, Hour hour, EventKind kind, TrancheId id) const;
  void sign(World& world, TrancheId id);
  void prepay(World& world, TrancheId id);
  void set_barred(World& world, TrancheId id, EventKind kind);
  void offer(World& world, TrancheId id);
  void answer(World& world, TrancheId id);
  void take_instead(World& world, TrancheId id);
  void become_due(World& world, TrancheId id);
  void end_grace(World& world, TrancheId id);
  void terminate_if_late(World& world, TrancheId id);
  void terminate(World& world, TrancheId id);
  void reach_end(World& world, TrancheId id);
  void close(World& world, TrancheId id);
  void switch_from(World& world, TrancheId id);
  void end_switching(World& world, TrancheId id);
  void refund(World& world, TrancheId id);
  void follow_due(World& world, TrancheId id) const;
  void note_bill(World& world, TrancheId id) const;
  void move_end(World& world, TrancheId id, Hour end) const;

  void write_bill(World& world, ContractId id, Hour hour);
  bool ends_settlement(Hour hour, std::int64_t months) const;
  void set_off(World& world, ContractId id, Hour hour, Cents fee);
  void credit_delay(World& world, TrancheId id, Hour hour);
  void credit_service(World& world, TrancheId id, Hour hour);
  void pay(Hour hour, TrancheId id, bool by_customer, Account account, Cents cents);

  const Contract& contract_of(TrancheId id) const { return scenario_.contracts[scenario_.tranches[id].contract]; }
  const Clauses& clauses_of(TrancheId id) const { return contract_of(id).clauses; }
  std::int64_t missing(TrancheId id) const;
  // Whether its provider is insolvent: it pays nothing back, and nothing is paid to it ahead.
  bool is_insolvent(const World& world, TrancheId id) const {
    return world.state.parties[contract_of(id).provider].insolvent_through.exists();
  }

  const Scenario& scenario_;
  Ledger& ledger_;
  Utilization& utilization_;
  Journal journal_;
  sim::Table<Contract, std::vector<TrancheId>> tranches_;
  sim::Table<Party, std::vector<TrancheId>> by_customer_;
  bool settles_use_ = false;  // some contract is take-or-pay
  Hour next_bill_ = sim::never;
};

}  // namespace models
