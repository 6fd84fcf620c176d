#pragma once
// The cash graph: who pays whom over the whole run, and which part of a seller's sales to a customer comes out of what
// the seller itself has invested in it (circular funding). Methods: circular_funding.

#include <map>
#include <utility>

#include "models/money/journal.hpp"

namespace models {

struct CashEdge {
  Cents paid = 0;      // payer to payee, for whatever
  Cents sales = 0;     // of this for what was bought, less what came back
  Cents invested = 0;  // by the payee in the payer, by the end of the horizon
  Cents funded = 0;    // of the sales, out of that investment
};

// By payer and payee; pairs between which nothing was paid in this direction have no edge. Pure.
std::map<std::pair<PartyId, PartyId>, CashEdge> circular_funding(const Scenario& scenario, const Journal& journal);

}  // namespace models
