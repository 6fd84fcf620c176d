// market.csv: rental prices, what demands make of them, and what is sold at them.

#include "models/market/demand.hpp"
#include "models/output/result_table.hpp"

namespace models {

namespace {

class MarketTable : public ResultTable {
 public:
  explicit MarketTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"market.csv",
            "Rental prices, and what is asked for at them",
            "For each system that has a rental price.",
            {"date", "system"},
            {period_column(scenario_),
             {"system", text, "", "system"},
             {"rental_price", number, "USD/gpu_h", "mean of the hours of the period"},
             {"demand_before_price_gpu_h", integer, "gpu_h",
              "what the demands that go by this price would ask for had it not changed since the horizon began"},
             {"demanded_gpu_h", integer, "gpu_h", "what they ask for"},
             {"sold_gpu_h", integer, "gpu_h", "used of this system through channels"},
             {"sold_usd", number, "USD", "what is paid for it"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    if (scenario_.rental_prices.empty()) return;
    const double hours = static_cast<double>(period.end - period.begin);
    const auto sum = [&](std::span<const LevelStep> steps) { return sum_of_levels(steps, period.begin, period.end); };
    for (SystemId id : scenario_.systems.ids()) {
      const auto& price = scenario_.rental_prices[id];
      if (price.empty()) continue;
      std::int64_t before = 0, asked = 0;
      for (const Demand& demand : scenario_.demands) {
        if (demand.priced_as != id) continue;
        before += sum(demand.need_before_price);
        asked += sum(demand.need);
      }
      const auto sold = simulation.utilization().sold_of_systems().find(id);
      const bool any = sold != simulation.utilization().sold_of_systems().end();
      csv.period(timestamp(scenario_, period.begin)).text(scenario_.systems[id].id);
      csv.number(static_cast<double>(sum(price)) / hours / 1e6).integer(before).integer(asked);
      csv.integer(any ? sold->second.accelerator_hours : 0);
      csv.number(any ? static_cast<double>(sold->second.micro_usd) / 1e6 : 0).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_market_table(const Scenario& s) { return std::make_unique<MarketTable>(s); }

}  // namespace models
