#include "models/output/result_table.hpp"

namespace models {

std::vector<std::unique_ptr<ResultTable>> result_tables(const Scenario& scenario) {
  std::vector<std::unique_ptr<ResultTable>> tables;
  for (const auto make :
       {make_timeseries_table,    make_service_table,         make_shortfall_table,    make_pegs_table,
        make_units_table,         make_capacity_table,        make_utilization_table,  make_market_table,
        make_contracts_table,     make_contract_events_table, make_chain_table,        make_sourcing_table,
        make_common_causes_table, make_obligations_table,     make_cash_table,         make_income_table,
        make_cash_graph_table,    make_events_table,          make_idle_capital_table, make_tasks_table,
        make_gear_table,          make_allocation_table,      make_parts_table,        make_energy_table,
        make_stranded_table,      make_reliability_table,     make_stocks_table,       make_licences_table,
        make_commitments_table,   make_draw_down_table,       make_claims_table,       make_roles_table,
        make_financing_table,     make_unused_table,          make_track_record_table}) {
    tables.push_back(make(scenario));
  }
  return tables;
}

sim::ColumnType period_column_type(const Scenario& scenario) {
  return scenario.report_step == ReportStep::hour ? sim::ColumnType::date_time : sim::ColumnType::date;
}

sim::Column period_column(const Scenario& scenario) {
  return {"date", period_column_type(scenario), "", "first day (or hour) of the period"};
}

sim::Timestamp timestamp(const Scenario& scenario, Hour hour) { return scenario.start + std::chrono::hours{hour}; }

sim::Timestamp quarter_of(sim::Timestamp when) {
  using namespace std::chrono;
  const year_month_day date{floor<days>(when)};
  const std::chrono::month first{(static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1};
  return sys_days{date.year() / first / 1};
}

std::string tranche_path(const Scenario& scenario, TrancheId id) {
  if (!id.exists()) return {};
  return scenario.contracts[scenario.tranches[id].contract].id + "." + scenario.tranches[id].id;
}

const std::string& site_name(const Scenario& scenario, SiteId site) {
  static const std::string unassigned = "unassigned";
  return site.exists() ? scenario.sites[site].id : unassigned;
}

}  // namespace models
