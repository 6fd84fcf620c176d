#pragma once
// Money that flows beside contracts: rents, loans and investments.

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
struct Loan {
  std::string id;
  PartyId lender;  // none: nobody who is simulated
  PartyId borrower;
  std::vector<Draw> draws;   // by date
  Hour repaid = sim::never;  // all of it
  double interest = 0;       // a year of 8,760 h
};

}  // namespace models
