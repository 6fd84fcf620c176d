// stranded.csv: power that no unit draws, by what keeps it from being used.

#include "models/output/result_table.hpp"
#include "models/site/stranding.hpp"

namespace models {

namespace {

class StrandedTable : public ResultTable {
 public:
  explicit StrandedTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "stranded.csv",
        "Power that nobody uses, and why",
        "At the end of each period: critical IT power of sites whose power is limited that is neither used nor "
        "reserved, each watt under one reason; and what redundancy keeps back of a site's blocks.",
        {"date", "site", "hall", "reason"},
        {period_column(scenario_),
         {"site", text, "", "site"},
         {"hall", text, "", "hall; empty for power that is of no hall"},
         {"system", text, "", "system whose units were tried; empty where none was"},
         {"reason", text, "",
          "no_units: units that were ordered to the site would fit, and are not there; fragment: less than a unit; "
          "positions, lineup, cdu, liquid, air, flow: that runs out first; density, lineup, water, cdu without a "
          "system: the hall takes none of the systems; hall: beyond what the ready halls are designed for; redundancy: "
          "stands by for a failure, facility power"},
         {"stranded_mw", number, "MW", "power"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (SiteId site : scenario_.sites.ids()) {
      const auto row = [&](HallId hall, SystemId system, std::string_view reason, Watts watts) {
        csv.period(timestamp(scenario_, period.begin)).text(scenario_.sites[site].id);
        hall.exists() ? csv.text(scenario_.halls[hall].id) : csv.empty();
        system.exists() ? csv.text(scenario_.systems[system].id) : csv.empty();
        csv.text(reason).number(megawatts(watts)).end_row();
      };
      for (const StrandedPower& power : stranded_at(scenario_, simulation.state(), site)) {
        row(power.hall, power.system, stranded_by_names[static_cast<std::size_t>(power.by)], power.watts);
      }
      const Watts redundant = kept_back(scenario_, simulation.state(), site);
      if (redundant > 0) row(HallId{}, SystemId{}, "redundancy", redundant);
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_stranded_table(const Scenario& s) { return std::make_unique<StrandedTable>(s); }

}  // namespace models
