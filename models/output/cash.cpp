// cash.csv, income.csv and cash_graph.csv: who paid whom, for what, by quarter, in cents; what of it is income; and who
// pays with whose money.

#include <fmt/core.h>

#include <map>

#include "models/money/cash_graph.hpp"
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
         {"party", text, "", "whose cash it is; `outside`: all who are not parties of the scenario"},
         {"counterparty", text, "", "the other side"},
         {"account", text, "", meaning},
         {"contract", text, "", "under which it was paid; empty where under none"},
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
      csv.date(quarter).text(party_name(scenario_, party)).text(party_name(scenario_, counterparty));
      csv.text(name_of(account));
      contract.exists() ? csv.text(scenario_.contracts[contract].id) : csv.empty();
      csv.integer(cents).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

constexpr std::string_view depreciation_name = "depreciation";

class IncomeTable : public ResultTable {
 public:
  explicit IncomeTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    std::string meaning = "depreciation: of systems, from the dock on, over their life";
    for (const AccountInfo& account : accounts()) {
      if (account.in_income == InIncome::no) continue;
      meaning += fmt::format("; {}: {}{}", account.name, account.meaning,
                             account.in_income == InIncome::payee ? " (only of the seller)" : "");
    }
    return {"income.csv",
            "Income and expense",
            "What a party earned and used up in a calendar quarter. This is not cash: what is bought is written off "
            "over its life, and what is prepaid, lent, invested or paid back is no income. cash.csv has what was paid.",
            {"quarter", "party", "account"},
            {{"quarter", date, "", "its first day"},
             {"party", text, "", "party of the scenario"},
             {"account", text, "", meaning},
             {"cents", integer, "cents", "income; negative: expense"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    const Journal& journal = simulation.journal();
    std::map<std::tuple<sim::Timestamp, PartyId, std::string_view>, Cents> rows;
    const auto add = [&](std::uint32_t month, PartyId party, std::string_view account, Cents cents) {
      if (party.exists()) rows[{quarter_of(timestamp(scenario_, journal.months()[month])), party, account}] += cents;
    };
    for (const auto& [key, cents] : journal.entries()) {
      const AccountInfo& account = info_of(key.account);
      if (account.in_income == InIncome::no) continue;
      add(key.month, key.payee, account.name, cents);
      if (account.in_income == InIncome::both) add(key.month, key.payer, account.name, -cents);
    }
    for (const auto& [charge, cents] : simulation.accounting().depreciation()) {
      add(charge.month, charge.party, depreciation_name, -cents);
    }
    for (const auto& [key, cents] : rows) {
      if (cents == 0) continue;
      const auto& [quarter, party, account] = key;
      csv.date(quarter).text(scenario_.parties[party].id).text(account).integer(cents).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

class CashGraphTable : public ResultTable {
 public:
  explicit CashGraphTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "cash_graph.csv",
        "Who pays whom, and with whose money",
        "Between two parties over the whole run. `funded` is circular: the seller's own money, which it invested in "
        "the buyer, comes back as revenue.",
        {"payer", "payee"},
        {{"payer", text, "", "who pays; `outside`: all who are not parties of the scenario"},
         {"payee", text, "", "who is paid"},
         {"paid_cents", integer, "cents", "all that was paid, as in cash.csv"},
         {"sales_cents", integer, "cents",
          "of this, for what was bought (fee, take_or_pay, prepayment, capex, power, lease, channel_sales, "
          "channel_fee), less what was credited, "
          "set off or paid back"},
         {"invested_cents", integer, "cents",
          "what the payee has invested in the payer by the end, also before the horizon"},
         {"funded_cents", integer, "cents",
          "of the sales, what comes out of that investment: month by month, as long as the part lasts that is spent "
          "with the investor"},
         {"funded_share", number, "", "of the sales"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (const auto& [pair, edge] : circular_funding(scenario_, simulation.journal())) {
      csv.text(party_name(scenario_, pair.first)).text(party_name(scenario_, pair.second));
      csv.integer(edge.paid).integer(edge.sales).integer(edge.invested).integer(edge.funded);
      edge.sales > 0 ? csv.number(static_cast<double>(edge.funded) / static_cast<double>(edge.sales)) : csv.empty();
      csv.end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_cash_table(const Scenario& s) { return std::make_unique<CashTable>(s); }
std::unique_ptr<ResultTable> make_income_table(const Scenario& s) { return std::make_unique<IncomeTable>(s); }
std::unique_ptr<ResultTable> make_cash_graph_table(const Scenario& s) { return std::make_unique<CashGraphTable>(s); }

}  // namespace models
