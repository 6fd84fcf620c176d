// reliability.csv: how often the units of a system failed or were maintained, and how long they were whole.

#include "models/output/result_table.hpp"

namespace models {

namespace {

class ReliabilityTable : public ResultTable {
 public:
  explicit ReliabilityTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"reliability.csv",
            "Failures, repairs and maintenance",
            "In each period, of units whose system has `failures` or `maintenance`. Hours in which a unit is switched "
            "off for want of "
            "power or cooling count nowhere.",
            {"date", "provider", "site", "system"},
            {period_column(scenario_),
             {"provider", text, "", "who ordered the units"},
             {"site", text, "", "site"},
             {"system", text, "", "system"},
             {"failures", integer, "unit", "units that failed, each as often as it did"},
             {"repairs", integer, "unit", "repairs that ended"},
             {"maintenances", integer, "unit", "visits of planned maintenance that ended"},
             {"live_unit_h", integer, "unit_h", "hours live, over all units"},
             {"waiting_unit_h", integer, "unit_h", "hours failed and waiting for what the repair needs"},
             {"repair_unit_h", integer, "unit_h", "hours in repair"},
             {"maintenance_unit_h", integer, "unit_h", "hours in planned maintenance"},
             {"availability", number, "", "hours live over hours live, waiting, in repair and in maintenance"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    const State& state = simulation.state();
    for (std::size_t i = 0; i < state.fleet.rows().size(); ++i) {
      const FleetRow& row = state.fleet.rows()[i];
      const std::int64_t hours = row.live_hours + row.waiting_hours + row.repair_hours + row.maintenance_hours;
      if (hours == 0 && row.failures == 0) continue;
      const State::UnitRow& of = state.unit_rows[i];
      csv.period(timestamp(scenario_, period.begin)).text(scenario_.parties[of.provider].id);
      csv.text(site_name(scenario_, of.site)).text(scenario_.systems[of.system].id);
      csv.integer(row.failures).integer(row.repairs).integer(row.maintenances);
      csv.integer(row.live_hours).integer(row.waiting_hours).integer(row.repair_hours);
      csv.integer(row.maintenance_hours);
      if (hours == 0) {
        csv.empty();
      } else {
        csv.number(static_cast<double>(row.live_hours) / static_cast<double>(hours));
      }
      csv.end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_reliability_table(const Scenario& s) { return std::make_unique<ReliabilityTable>(s); }

}  // namespace models
