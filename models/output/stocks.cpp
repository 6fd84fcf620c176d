// stocks.csv: spare parts and consumables of every site.

#include "models/output/result_table.hpp"

namespace models {

namespace {

class StocksTable : public ResultTable {
 public:
  explicit StocksTable(const Scenario& scenario) : scenario_(scenario), before_(scenario.stocks.size()) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"stocks.csv",
            "Spare parts and consumables",
            "At the end of each period, and what happened in it. Opening stock + ordered = used + on hand + on order, "
            "over the run.",
            {"date", "site", "part"},
            {period_column(scenario_),
             {"site", text, "", "site"},
             {"part", text, "", "part"},
             {"ordered", integer, "unit", "ordered in the period"},
             {"used", integer, "unit", "used in the period, by repairs and consumption"},
             {"on_hand", integer, "unit", "at the site"},
             {"on_order", integer, "unit", "ordered and not arrived"},
             {"waiting", integer, "unit", "asked for and missing"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (StockId id : scenario_.stocks.ids()) {
      const Stock& stock = scenario_.stocks[id];
      const StockState& now = simulation.state().stocks[id];
      const std::string& site = scenario_.sites[stock.site].id;
      csv.period(timestamp(scenario_, period.begin)).text(site).text(stock.id.substr(site.size() + 1));
      csv.integer(now.ordered - before_[id].ordered).integer(now.used - before_[id].used);
      csv.integer(now.on_hand).integer(now.on_order).integer(now.waiting()).end_row();
      before_[id] = {now.ordered, now.used};
    }
  }

 private:
  struct Before {
    Units ordered = 0, used = 0;
  };
  const Scenario& scenario_;
  sim::Table<Stock, Before> before_;  // at the last report
};

}  // namespace

std::unique_ptr<ResultTable> make_stocks_table(const Scenario& s) { return std::make_unique<StocksTable>(s); }

}  // namespace models
