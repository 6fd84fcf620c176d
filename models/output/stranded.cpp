// stranded.csv: power that no unit draws, by what keeps it from being used.

#include "models/output/result_table.hpp"
#include "models/site/stranding.hpp"

namespace models {

namespace {

class StrandedTable : public ResultTable {
 public:
  explicit StrandedTable(const Scenario& scenario) : scenario_(scenario), before_(scenario.sites.size()) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "stranded.csv",
        "Power that nobody uses, and why",
        "At the end of each period: critical IT power of sites whose power is limited that is neither used nor "
        "reserved, each watt under one reason; and what redundancy keeps back of a site's blocks. A site has all its "
        "rows where one of them is other than at the end of the period before; they hold until it has rows again.",
        {"date", "site", "hall", "reason"},
        {period_column(scenario_),
         {"site", text, "", "site"},
         {"hall", text, "", "hall; empty for power that is of no hall"},
         {"system", text, "", "system whose units were tried; empty where none was"},
         {"reason", text, "",
          "no_units: units that were ordered to the site would fit, and are not there; fragment: less than a unit; "
          "positions, lineup, cdu, liquid, air, flow: that runs out first; density, lineup, water, cdu without a "
          "system: the hall takes none of the systems; hall: beyond what the ready halls are designed for; redundancy: "
          "stands by for a failure, facility power; none: nothing is stranded any more"},
         {"stranded_mw", number, "MW", "power"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (SiteId site : scenario_.sites.ids()) {
      std::vector<Row> rows = rows_of(simulation.state(), site);
      if (rows == before_[site]) continue;
      if (rows.empty()) write(period, site, {HallId{}, SystemId{}, "none", 0}, csv);
      for (const Row& row : rows) write(period, site, row, csv);
      before_[site] = std::move(rows);
    }
  }

 private:
  struct Row {
    HallId hall;
    SystemId system;
    std::string_view reason;
    Watts watts = 0;
    friend bool operator==(const Row&, const Row&) = default;
  };

  std::vector<Row> rows_of(const State& state, SiteId site) const {
    std::vector<Row> rows;
    for (const StrandedPower& power : stranded_at(scenario_, state, site)) {
      rows.push_back({power.hall, power.system, stranded_by_names[static_cast<std::size_t>(power.by)], power.watts});
    }
    const Watts redundant = kept_back(scenario_, state, site);
    if (redundant > 0) rows.push_back({HallId{}, SystemId{}, "redundancy", redundant});
    return rows;
  }

  void write(const ReportPeriod& period, SiteId site, const Row& row, sim::CsvWriter& csv) const {
    csv.period(timestamp(scenario_, period.begin)).text(scenario_.sites[site].id);
    row.hall.exists() ? csv.text(scenario_.halls[row.hall].id) : csv.empty();
    row.system.exists() ? csv.text(scenario_.systems[row.system].id) : csv.empty();
    csv.text(row.reason).number(megawatts(row.watts)).end_row();
  }

  const Scenario& scenario_;
  sim::Table<Site, std::vector<Row>> before_;  // at the last report
};

}  // namespace

std::unique_ptr<ResultTable> make_stranded_table(const Scenario& s) { return std::make_unique<StrandedTable>(s); }

}  // namespace models
