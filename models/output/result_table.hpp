#pragma once
// One table of the result folder: its description and how its rows follow from a simulation. `result_tables()` lists
// all of them; a table is one file pair here and one line there.

#include <memory>
#include <vector>

#include "models/simulation.hpp"
#include "sim/csv_writer.hpp"
#include "sim/table_schema.hpp"

namespace models {

class ResultTable {
 public:
  virtual ~ResultTable() = default;
  virtual sim::TableSchema schema() const = 0;
  // Rows of a period that ended; the State is that of its end.
  virtual void report(const Simulation&, const ReportPeriod&, sim::CsvWriter&) {}
  // Rows of an event as it happens.
  virtual void record(const Scenario&, const LoggedEvent&, sim::CsvWriter&) {}
  // Rows at the end of the run.
  virtual void finish(const Simulation&, sim::CsvWriter&) {}
};

std::vector<std::unique_ptr<ResultTable>> result_tables(const Scenario& scenario);

std::unique_ptr<ResultTable> make_timeseries_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_service_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_shortfall_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_pegs_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_units_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_capacity_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_utilization_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_market_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_contracts_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_contract_events_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_chain_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_sourcing_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_common_causes_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_obligations_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_cash_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_income_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_cash_graph_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_events_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_idle_capital_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_tasks_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_gear_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_allocation_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_parts_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_energy_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_stranded_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_reliability_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_stocks_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_licences_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_commitments_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_draw_down_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_claims_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_roles_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_financing_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_unused_table(const Scenario& scenario);
std::unique_ptr<ResultTable> make_track_record_table(const Scenario& scenario);

// What the tables share.
sim::ColumnType period_column_type(const Scenario& scenario);  // a date, or a date and hour where periods are hours
sim::Column period_column(const Scenario& scenario);
sim::Timestamp timestamp(const Scenario& scenario, Hour hour);

// The first day of the calendar quarter.
sim::Timestamp quarter_of(sim::Timestamp when);

inline double megawatts(Watts watts) { return static_cast<double>(watts) / 1e6; }

// "unassigned" where a unit has no site yet.
// "contract.tranche"; empty for none.
std::string tranche_path(const Scenario& scenario, TrancheId tranche);

const std::string& site_name(const Scenario& scenario, SiteId site);

}  // namespace models
