// cash.csv: who paid whom, for what, by quarter, in cents.

#include <fmt/core.h>

#include <map>

#include "models/output/result_table.hpp"

namespace models {

namespace {

class CashTable : public ResultTable {
 public:
  explicit CashTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    std::string meaning;
    for (const AccountInfo& account : accounts()) {
      meaning += fmt::format("{}{}: {}", meaning.empty() ? "" : "; ", account.name, account.meaning);
    }
    return {
        "cash.csv",
        "Who paid whom",
        "Payments between parties by calendar quarter. Each stands there twice, once for either side, so the rows of a "
        "quarter sum to 0.",
        {"quarter", "party", "counterparty", "account", "contract"},
        {{"quarter", date, "", "its first day"},
         {"party", text, "", "whose cash it is"},
         {"counterparty", text, "", "the other side"},
         {"account", text, "", meaning},
         {"contract", text, "", "under which it was paid"},
         {"cents", integer, "cents", "received; negative: paid"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    const Journal& journal = simulation.journal();
    using Row = std::tuple<sim::Timestamp, PartyId, PartyId, Account, ContractId>;
    std::map<Row, Cents> rows;
    for (const auto& [key, cents] : journal.entries()) {
      const sim::Timestamp quarter = quarter_of(timestamp(scenario_, journal.months()[key.month]));
      rows[{quarter, key.payee, key.payer, key.account, key.contract}] += cents;
      rows[{quarter, key.payer, key.payee, key.account, key.contract}] -= cents;
    }
    for (const auto& [key, cents] : rows) {
      const auto& [quarter, party, counterparty, account, contract] = key;
      csv.date(quarter).text(scenario_.parties[party].id).text(scenario_.parties[counterparty].id);
      csv.text(name_of(account)).text(scenario_.contracts[contract].id).integer(cents).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_cash_table(const Scenario& s) { return std::make_unique<CashTable>(s); }

}  // namespace models
