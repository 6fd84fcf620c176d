// contracts.csv, contract_events.csv and events.csv: what became of every promise, and everything that happened.

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

class EventsTable : public ResultTable {
 public:
  explicit EventsTable(const Scenario& scenario) : scenario_(scenario) {
    for (const Tranche& t : scenario.tranches) tranche_names_.push_back(scenario.contracts[t.contract].id + "." + t.id);
  }

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"events.csv",
            "Everything that happened",
            "In the order in which it was handled: by hour, phase, kind and entity.",
            {},
            {{"time", date_time, "", "when"},
             {"phase", text, "", "phase of the hour"},
             {"kind", text, "", "what happened"},
             {"entity", text, "", "to what; the kind says which table it is from"},
             {"count", integer, "", "how many, or how much; the kind says of what"}}};
  }

  void record(const Scenario& scenario, const LoggedEvent& event, sim::CsvWriter& csv) override {
    const EventKindInfo& kind = info(event.kind);
    csv.date_time(timestamp(scenario, event.hour))
        .text(phase_names[static_cast<std::size_t>(kind.phase)])
        .text(kind.name);
    csv.text(entity(event)).integer(event.count).end_row();
  }

 private:
  const std::string& entity(const LoggedEvent& event) const {
    const std::string_view table = info(event.kind).entity;
    const std::uint32_t index = event.entity;
    if (table == "order") return scenario_.orders[OrderId{index}].id;
    if (table == "event") return scenario_.events[EventId{index}].id;
    if (table == "line") return scenario_.lines[LineId{index}].id;
    if (table == "lane") return scenario_.lanes[LaneId{index}].id;
    if (table == "hall") return scenario_.halls[HallId{index}].id;
    if (table == "block") return scenario_.blocks[BlockId{index}].id;
    if (table == "site") return scenario_.sites[SiteId{index}].id;
    return tranche_names_[index];
  }

  const Scenario& scenario_;
  std::vector<std::string> tranche_names_;
};

}  // namespace

std::unique_ptr<ResultTable> make_contracts_table(const Scenario& s) { return std::make_unique<ContractsTable>(s); }
std::unique_ptr<ResultTable> make_contract_events_table(const Scenario& s) {
  return std::make_unique<ContractEventsTable>(s);
}
std::unique_ptr<ResultTable> make_events_table(const Scenario& s) { return std::make_unique<EventsTable>(s); }

}  // namespace models
