#pragma once
// Money that flows beside contracts: rents, loans and investments.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"

namespace models {

// Of a site: rent of the critical IT load of its ready halls.
struct Lease {
  PartyId landlord;
  Cents per_megawatt_year = 0;
  Hour from = 0;  // may lie before the horizon; nothing before a hall is ready
};

struct Investment {
  std::string id;
  PartyId investor, investee;
  Cents amount = 0;
  Hour at = 0;            // may lie before the horizon
  Cents spent_there = 0;  // of the amount, what the investee spends with the investor
};

struct Draw {
  Hour at = 0;  // may lie before the horizon
  Cents amount = 0;
};

// What must be so for draws dated from `by` on: one that comes while it is not waits until it is.
struct Covenant {
  enum class Measure { live_accelerators, ready_watts } measure = Measure::live_accelerators;
  std::int64_t at_least = 0;  // of the borrower: live accelerators that it owns; critical IT of ready halls it operates
  Hour by = 0;
};

struct Loan {
  std::string id;
  PartyId lender;  // none: nobody who is simulated
  PartyId borrower;
  std::vector<Draw> draws;   // by date
  Hour repaid = sim::never;  // all of it
  double interest = 0;       // a year of 8,760 h
  std::optional<Covenant> covenant = {};
};

// What orders are paid out of: the draws of a loan, or what a customer prepays.
struct MoneyPot {
  std::string id;
  std::uint32_t loan = 0;  // index into Scenario::loans, where there is no contract
  ContractId contract;
};

}  // namespace models
