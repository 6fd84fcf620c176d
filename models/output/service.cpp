// service.csv and shortfall.csv: what every tranche needed, was supplied and lacked, and why. Two tables from two sums.

#include "models/output/result_table.hpp"

namespace models {

namespace {

// What amounts of a tranche over time are in.
std::string unit_of(const Scenario& scenario, TrancheId id) { return scenario.is_capacity(id) ? "it_kwh" : "gpu_h"; }

class ServiceTable : public ResultTable {
 public:
  explicit ServiceTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "service.csv",
        "Needed, supplied and missing by tranche",
        "Every tranche in every period in which it was needed. needed = supplied + shortfall, to the unit.",
        {"date", "contract", "tranche"},
        {period_column(scenario_),
         {"contract", text, "", "contract"},
         {"tranche", text, "", "tranche of the contract"},
         {"depth", integer, "", "links between the tranche and the metal; 0: the provider's own units"},
         {"unit", text, "", "unit of the amounts: gpu_h; of capacity contracts it_kwh, critical IT power over time"},
         {"needed", integer, "", "promised and due, in `unit`"},
         {"supplied", integer, "", "granted live units; or power of ready halls"},
         {"shortfall", integer, "", "missing; its causes stand in shortfall.csv"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (TrancheId id : scenario_.tranches.ids()) {
      const Ledger::Period& sums = simulation.ledger().period(id);
      if (sums.needed == 0) continue;
      const Tranche& tranche = scenario_.tranches[id];
      csv.period(timestamp(scenario_, period.begin)).text(scenario_.contracts[tranche.contract].id).text(tranche.id);
      csv.integer(tranche.depth).text(unit_of(scenario_, id)).integer(sums.needed).integer(sums.supplied);
      csv.integer(sums.needed - sums.supplied).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

class ShortfallTable : public ResultTable {
 public:
  explicit ShortfallTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"shortfall.csv",
            "The shortfall by cause",
            "Every missing accelerator-hour once, by the state of the unit that is pegged to it; of capacity contracts "
            "every missing kWh by the state of the hall. The rows of a tranche and period "
            "sum to its shortfall in service.csv.",
            {"date", "contract", "tranche", "cause", "via", "site", "system"},
            {period_column(scenario_),
             {"contract", text, "", "contract"},
             {"tranche", text, "", "tranche of the contract"},
             {"cause", text, "", "why, with its argument after a colon"},
             {"via", text, "", "the upstream tranche through which it came; empty at depth 0"},
             {"site", text, "", "where the pegged unit is, or will be; `unassigned` before it is routed"},
             {"system", text, "", "the system of the pegged unit; empty where nothing was ordered"},
             {"depth", integer, "", "links between the tranche and the metal"},
             {"unit", text, "", "unit of the amount: gpu_h, or it_kwh"},
             {"shortfall", integer, "", "missing for this cause, in `unit`"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (TrancheId id : scenario_.tranches.ids()) {
      const Tranche& tranche = scenario_.tranches[id];
      for (const ShortfallRow& row : simulation.ledger().period(id).shortfall) {
        csv.period(timestamp(scenario_, period.begin)).text(scenario_.contracts[tranche.contract].id).text(tranche.id);
        csv.text(simulation.causes().name(row.cause)).text(tranche_path(scenario_, tranche.upstream));
        csv.text(site_name(scenario_, row.site));
        csv.text(row.system.exists() ? scenario_.systems[row.system].id : std::string());
        csv.integer(tranche.depth).text(unit_of(scenario_, id)).integer(row.accelerator_hours).end_row();
      }
    }
  }

 private:
  const Scenario& scenario_;
};

class PegsTable : public ResultTable {
 public:
  explicit PegsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"pegs.csv",
            "What holds each tranche",
            "At the end of each period, from signature on (so before it is due, too): the accelerators that a tranche "
            "still lacks, "
            "by what holds the units pegged to them.",
            {"date", "contract", "tranche", "cause", "site", "system"},
            {period_column(scenario_),
             {"contract", text, "", "contract"},
             {"tranche", text, "", "tranche of the contract"},
             {"cause", text, "", "what holds them now"},
             {"site", text, "", "where the pegged units are, or will be"},
             {"system", text, "", "their system"},
             {"gpus", integer, "gpu", "accelerators that are held; empty of capacity contracts"},
             {"is_due", boolean, "", "whether they are needed now"},
             {"it_kw", integer, "kW", "critical IT power that is held; of capacity contracts alone"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (TrancheId id : scenario_.tranches.ids()) {
      if (!simulation.state().tranches[id].is_signed) continue;
      const Tranche& tranche = scenario_.tranches[id];
      rows_.assign(simulation.ledger().missing(id).begin(), simulation.ledger().missing(id).end());
      std::sort(rows_.begin(), rows_.end());
      for (const Booking& row : rows_) {
        csv.period(timestamp(scenario_, period.begin)).text(scenario_.contracts[tranche.contract].id).text(tranche.id);
        csv.text(simulation.causes().name(row.cause)).text(site_name(scenario_, row.site));
        csv.text(row.system.exists() ? scenario_.systems[row.system].id : std::string());
        const bool is_power = scenario_.is_capacity(id);
        is_power ? csv.empty() : csv.integer(row.accelerators);
        csv.boolean(simulation.ledger().is_needed(id));
        is_power ? csv.integer(row.accelerators) : csv.empty();
        csv.end_row();
      }
    }
  }

 private:
  const Scenario& scenario_;
  std::vector<Booking> rows_;
};

}  // namespace

std::unique_ptr<ResultTable> make_service_table(const Scenario& s) { return std::make_unique<ServiceTable>(s); }
std::unique_ptr<ResultTable> make_shortfall_table(const Scenario& s) { return std::make_unique<ShortfallTable>(s); }
std::unique_ptr<ResultTable> make_pegs_table(const Scenario& s) { return std::make_unique<PegsTable>(s); }

}  // namespace models
