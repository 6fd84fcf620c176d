// obligations.csv: how clean the energy was, and how efficient the sites were, that contracts were supplied with.

#include "models/contract/obligations.hpp"

#include "models/output/result_table.hpp"

namespace models {

namespace {

class ObligationsTable : public ResultTable {
 public:
  explicit ObligationsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"obligations.csv",
            "Clean energy and efficiency as agreed, by month",
            "One row per contract and obligation in each month in which it was supplied something.",
            {"month", "contract", "obligation"},
            {{"month", date, "", "its first day, or that of the run"},
             {"contract", text, "", "contract"},
             {"obligation", text, "",
              "clean_energy: share of its energy; pue: facility over IT energy; water: L per kWh of IT energy"},
             {"required", number, "", "at least so much (clean_energy), at most so much (pue, water)"},
             {"attained", number, "", "over the sites that supplied it, each by its part of the energy"},
             {"energy_mwh", number, "MWh", "IT energy of the accelerators that it was supplied, at their typical draw"},
             {"status", text, "", "met or missed"},
             {"penalty", integer, "cents", "paid by the provider, with the first of pue and water that was missed"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (const Obligations::Row& row : simulation.obligations().rows()) {
      csv.date(timestamp(scenario_, row.month)).text(scenario_.contracts[row.contract].id);
      csv.text(name_of(row.obligation)).number(row.required).approximate(row.attained);
      csv.number(static_cast<double>(row.watt_hours) / 1e6).text(row.is_met ? "met" : "missed");
      csv.integer(row.penalty).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_obligations_table(const Scenario& s) { return std::make_unique<ObligationsTable>(s); }

}  // namespace models
