// contracts.csv and contract_events.csv: what became of every promise.

#include "models/output/result_table.hpp"

namespace models {

namespace {

class ContractsTable : public ResultTable {
 public:
  explicit ContractsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"contracts.csv",
            "What became of every promise",
            "One row per tranche at the end of the run.",
            {"contract", "tranche"},
            {{"contract", text, "", "contract"},
             {"tranche", text, "", "tranche of the contract"},
             {"provider", text, "", "who promised"},
             {"customer", text, "", "to whom"},
             {"due", date_time, "", "needed from here on"},
             {"due_original", date_time, "", "the same before amendments"},
             {"complete_date", date_time, "", "first hour with as many accepted as promised; empty if never"},
             {"quantity", integer, "gpu", "promised"},
             {"delivered", integer, "gpu", "accepted at the end of the run, at most the promised"},
             {"needed_gpu_h", integer, "gpu_h", "needed over the run"},
             {"shortfall_gpu_h", integer, "gpu_h", "missing over the run"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (TrancheId id : scenario_.tranches.ids()) {
      const Tranche& tranche = scenario_.tranches[id];
      const Contract& contract = scenario_.contracts[tranche.contract];
      const TrancheState& state = simulation.state().tranches[id];
      const Ledger::Totals& totals = simulation.ledger().totals(id);
      std::int64_t accepted = state.granted_accelerators;
      for (const Peg& peg : state.pegs) accepted += was_accepted(peg.stage) ? peg.accelerators : 0;
      csv.text(contract.id).text(tranche.id);
      csv.text(scenario_.parties[contract.provider].id).text(scenario_.parties[contract.customer].id);
      csv.date_time(timestamp(scenario_, tranche.due)).date_time(timestamp(scenario_, tranche.due_original));
      state.complete_at == sim::never ? csv.empty() : csv.date_time(timestamp(scenario_, state.complete_at));
      csv.integer(tranche.accelerators).integer(std::min(accepted, tranche.accelerators));
      csv.integer(totals.needed).integer(totals.needed - totals.supplied).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

bool is_of_a_tranche(EventKind kind) {
  return kind == EventKind::tranche_signed || kind == EventKind::tranche_due || kind == EventKind::tranche_ended ||
         kind == EventKind::tranche_completed;
}

class ContractEventsTable : public ResultTable {
 public:
  explicit ContractEventsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"contract_events.csv",
            "What happened to promises",
            "In order of time.",
            {"time", "contract", "tranche", "event"},
            {{"time", date_time, "", "when"},
             {"contract", text, "", "contract"},
             {"tranche", text, "", "tranche of the contract"},
             {"event", text, "", "signed, due, completed or ended"},
             {"gpus", integer, "gpu", "accelerators promised"}}};
  }

  void record(const Scenario& scenario, const LoggedEvent& event, sim::CsvWriter& csv) override {
    if (!is_of_a_tranche(event.kind)) return;
    const Tranche& tranche = scenario.tranches[TrancheId{event.entity}];
    csv.date_time(timestamp(scenario, event.hour)).text(scenario.contracts[tranche.contract].id).text(tranche.id);
    csv.text(info(event.kind).name.substr(std::string_view("tranche_").size())).integer(event.count).end_row();
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_contracts_table(const Scenario& s) { return std::make_unique<ContractsTable>(s); }
std::unique_ptr<ResultTable> make_contract_events_table(const Scenario& s) {
  return std::make_unique<ContractEventsTable>(s);
}

}  // namespace models
