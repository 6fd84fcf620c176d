#pragma once
// What is promised.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/clauses.hpp"
#include "models/scenario/ids.hpp"
#include "models/scenario/outage.hpp"
#include "models/scenario/systems.hpp"

namespace models {

// Who is granted live units that are free.
enum class GrantPolicy { rank, first_come, equal, weighted, pro_rata, quota };

// What is promised: live accelerators, or critical IT power that is ready, powered and cooled, racks or not.
enum class ContractKind { compute, capacity };

struct Contract {
  std::string id;
  ContractKind kind = ContractKind::compute;
  PartyId provider;
  PartyId customer;
  std::int64_t priority = 1;
  double weight = 1;  // GrantPolicy::weighted
  double quota = 1;   // GrantPolicy::quota: part of the provider's live accelerators
  Hour signed_at = 0;
  MicroUsd price = 0;           // per accelerator-hour supplied; 0: it says nothing of money
  Cents per_megawatt_year = 0;  // capacity: the same of a MW supplied for 8,760 h
  Clauses clauses;

  bool is_capacity() const { return kind == ContractKind::capacity; }
  bool has_price() const { return price > 0 || per_megawatt_year > 0; }
};

struct Tranche {
  std::string id;  // within its contract
  ContractId contract;
  std::int64_t accelerators = 0;       // promised; of a capacity contract kW of critical IT
  Hour due = 0;                        // needed from here on: the end of the period written
  Hour end = sim::never;               // until here
  sim::Term term;                      // from due to end; none: the end is a date of its own
  std::optional<Hour> exercised = {};  // an option: promised from here on, not from signature
  TrancheId upstream;                  // that supplies it; none: units of the provider do
  std::uint32_t depth = 0;             // links between it and the metal
  std::vector<bool> allows_system;     // by SystemId
  std::vector<bool> allows_hall;       // by HallId
  // What the contract requires beyond: whether its provider can, and which systems and places do.
  bool has_capable_provider = true;
  std::vector<bool> fits_workloads;   // by SystemId
  std::vector<bool> in_jurisdiction;  // by HallId
  Hour clean_from = sim::never;       // from then on only these halls may serve it:
  std::vector<bool> is_clean = {};    // by HallId
  std::vector<Outage> barred = {};    // while its customer is bound to another provider alone; ascending
  // A right of first refusal: from its signature to `answered` this one is offered to another provider, which may serve
  // a tranche of its own instead.
  TrancheId offered_as;
  Hour answered = 0;
  TrancheId instead_of = {};  // of that tranche: the one whose place it takes, if it does
};

}  // namespace models
