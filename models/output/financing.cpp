// financing.csv: the pots of money that orders are paid out of.

#include "models/money/financing.hpp"

#include "models/money/journal.hpp"
#include "models/output/result_table.hpp"

namespace models {

namespace {

class FinancingTable : public ResultTable {
 public:
  explicit FinancingTable(const Scenario& scenario) : scenario_(scenario), before_(scenario.pots.size()) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"financing.csv",
            "Money that orders are paid out of",
            "Loans, and prepayments that orders name, at the end of each period in which something is other than "
            "before.",
            {"date", "pot"},
            {period_column(scenario_),
             {"pot", text, "", "a loan, or contract.prepayment"},
             {"party", text, "", "whose money it is"},
             {"came_in", integer, "cents", "drawn, or prepaid and not paid back, so far"},
             {"taken", integer, "cents", "by orders, so far: when their work was released, not when they were paid"},
             {"balance", integer, "cents", "what is in it for orders; 0 once a loan is repaid"},
             {"suspended", integer, "cents", "of draws that are due what a covenant keeps back"},
             {"covenant", text, "", "met or not_met at the end of the period; empty where there is none"},
             {"waiting_units", integer, "unit", "of orders that name it and wait for money"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (PotId id : scenario_.pots.ids()) {
      const Row row = row_of(simulation.state(), id);
      if (row == before_[id]) continue;
      before_[id] = row;
      const MoneyPot& pot = scenario_.pots[id];
      const PartyId owner =
          pot.contract.exists() ? scenario_.contracts[pot.contract].provider : scenario_.loans[pot.loan].borrower;
      csv.period(timestamp(scenario_, period.begin)).text(pot.id).text(party_name(scenario_, owner));
      csv.integer(row.state.came_in).integer(row.state.taken).integer(row.balance).integer(row.suspended);
      csv.text(row.covenant).integer(row.waiting).end_row();
    }
  }

 private:
  struct Row {
    PotState state;
    Cents balance = 0;
    Cents suspended = 0;
    std::string_view covenant;
    Units waiting = 0;
    friend bool operator==(const Row&, const Row&) = default;
  };

  Row row_of(const State& state, PotId id) const {
    Row row;
    row.state = state.pots[id];
    row.balance = balance_of(scenario_, state, id, state.now);
    const MoneyPot& pot = scenario_.pots[id];
    if (!pot.contract.exists()) {
      const Loan& loan = scenario_.loans[pot.loan];
      row.suspended = state.loans[pot.loan].suspended;
      if (loan.covenant) row.covenant = is_met(scenario_, state, loan) ? "met" : "not_met";
    }
    for (LotId lot : state.awaiting_money) {
      const auto& pots = scenario_.order_of(lot).paid_by;
      if (std::find(pots.begin(), pots.end(), id) == pots.end()) continue;
      row.waiting += state.groups[scenario_.lots[lot].source].units[static_cast<std::size_t>(Stage::ordered)];
    }
    return row;
  }

  const Scenario& scenario_;
  sim::Table<MoneyPot, Row> before_;  // at the last report
};

}  // namespace

std::unique_ptr<ResultTable> make_financing_table(const Scenario& s) { return std::make_unique<FinancingTable>(s); }

}  // namespace models
