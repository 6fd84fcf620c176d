#include "models/money/cash_graph.hpp"

#include <algorithm>
#include <vector>

namespace models {

namespace {

using Pair = std::pair<PartyId, PartyId>;  // payer, payee

// Sales by pair and month, less what came back.
std::map<Pair, std::vector<Cents>> sales_by_month(const Journal& journal) {
  std::map<Pair, std::vector<Cents>> sales;
  for (const auto& [key, cents] : journal.entries()) {
    const InTrade trade = info_of(key.account).in_trade;
    if (trade == InTrade::no) continue;
    const bool is_sale = trade == InTrade::sale;
    auto& months = sales[is_sale ? Pair{key.payer, key.payee} : Pair{key.payee, key.payer}];
    months.resize(journal.months().size());
    months[key.month] += is_sale ? cents : -cents;
  }
  return sales;
}

// What the investor gets back month by month while its money lasts.
Cents funded_of(const Scenario& scenario, const Journal& journal, const Pair& pair, const std::vector<Cents>& sales) {
  Cents funded = 0;
  for (std::size_t month = 0; month + 1 < journal.months().size(); ++month) {
    Cents there = -funded;
    for (const Investment& investment : scenario.investments) {
      const bool is_between = investment.investor == pair.second && investment.investee == pair.first;
      if (is_between && investment.at < journal.months()[month + 1]) there += investment.spent_there;
    }
    funded += std::max<Cents>(std::min(there, sales[month]), 0);
  }
  return funded;
}

}  // namespace

std::map<Pair, CashEdge> circular_funding(const Scenario& scenario, const Journal& journal) {
  std::map<Pair, CashEdge> edges;
  for (const auto& [key, cents] : journal.entries()) {
    if (key.payer != key.payee) edges[{key.payer, key.payee}].paid += cents;
  }
  for (const auto& [pair, sales] : sales_by_month(journal)) {
    const auto edge = edges.find(pair);
    if (edge == edges.end()) continue;
    for (const Cents cents : sales) edge->second.sales += cents;
    edge->second.funded = std::min(funded_of(scenario, journal, pair, sales), std::max<Cents>(edge->second.sales, 0));
  }
  for (const Investment& investment : scenario.investments) {
    const auto edge = edges.find({investment.investee, investment.investor});
    if (edge != edges.end() && investment.at < scenario.end) edge->second.invested += investment.amount;
  }
  return edges;
}

}  // namespace models
