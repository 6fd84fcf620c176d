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
             {"due_original", date_time, "", "the same before a start shift"},
             {"end", date_time, "", "needed until here, as renewed, made good or terminated; empty: for good"},
             {"status", text, "",
              "open, ended, terminated, or taken (the holder of a right of first refusal serves it instead) at the end "
              "of the run"},
             {"complete_date", date_time, "", "first hour with as many accepted as promised; empty if never"},
             {"quantity", integer, "", "promised, in `unit`"},
             {"delivered", integer, "",
              "accepted at the end of the run, or when it ended; at most the promised; of power the most that was "
              "ready at once"},
             {"needed_gpu_h", integer, "gpu_h", "needed over the run; empty of capacity contracts"},
             {"shortfall_gpu_h", integer, "gpu_h", "missing over the run"},
             {"unit", text, "", "gpu; of capacity contracts it_kw, critical IT power"},
             {"needed_it_kwh", integer, "kWh", "needed over the run; of capacity contracts alone"},
             {"shortfall_it_kwh", integer, "kWh", "missing over the run"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (TrancheId id : scenario_.tranches.ids()) {
      const Tranche& tranche = scenario_.tranches[id];
      const Contract& contract = scenario_.contracts[tranche.contract];
      const TrancheState& state = simulation.state().tranches[id];
      if (tranche.instead_of.exists() && !is_promised(tranche, state)) continue;
      const Ledger::Totals& totals = simulation.ledger().totals(id);
      csv.text(contract.id).text(tranche.id);
      csv.text(scenario_.parties[contract.provider].id).text(scenario_.parties[contract.customer].id);
      csv.date_time(timestamp(scenario_, state.due)).date_time(timestamp(scenario_, tranche.due));
      state.end == sim::never ? csv.empty() : csv.date_time(timestamp(scenario_, state.end));
      csv.text(!is_promised(tranche, state) ? "taken"
               : state.is_terminated        ? "terminated"
               : state.is_over              ? "ended"
                                            : "open");
      state.complete_at == sim::never ? csv.empty() : csv.date_time(timestamp(scenario_, state.complete_at));
      csv.integer(tranche.accelerators).integer(state.accepted);
      if (contract.is_capacity()) {
        csv.empty().empty().text("it_kw").integer(totals.needed).integer(totals.needed - totals.supplied).end_row();
      } else {
        csv.integer(totals.needed).integer(totals.needed - totals.supplied).text("gpu").empty().empty().end_row();
      }
    }
  }

 private:
  const Scenario& scenario_;
};

// Kinds of events of tranches, and what they count.
enum class Counts { accelerators, hours, cents };
struct TrancheEvent {
  EventKind kind;
  std::string_view name;
  Counts counts = Counts::accelerators;
};
constexpr TrancheEvent tranche_events[]{
    {EventKind::tranche_signed, "signed"},
    {EventKind::option_exercised, "option_exercised"},
    {EventKind::tranche_prepaid, "prepaid", Counts::cents},
    {EventKind::tranche_due, "due"},
    {EventKind::tranche_barred, "barred"},
    {EventKind::tranche_freed, "freed"},
    {EventKind::clean_energy_required, "clean_energy_required"},
    {EventKind::tranche_offered, "offered"},
    {EventKind::tranche_declined, "declined"},
    {EventKind::tranche_taken, "taken"},
    {EventKind::start_shifted, "start_shifted", Counts::hours},
    {EventKind::grace_ended, "grace_ended"},
    {EventKind::tranche_terminated, "terminated"},
    {EventKind::tranche_renewed, "renewed", Counts::hours},
    {EventKind::tranche_made_good, "made_good", Counts::hours},
    {EventKind::tranche_ended, "ended"},
    {EventKind::prepayment_refunded, "prepayment_refunded", Counts::cents},
    {EventKind::delay_credited, "delay_credited", Counts::cents},
    {EventKind::credit_capped, "credit_capped", Counts::cents},
    {EventKind::service_missed, "service_missed", Counts::cents},
    {EventKind::switching_began, "switching_began"},
    {EventKind::switching_ended, "switching_ended"},
    {EventKind::porting_began, "porting_began"},
    {EventKind::porting_ended, "porting_ended"},
    {EventKind::tranche_completed, "completed"},
};

class ContractEventsTable : public ResultTable {
 public:
  explicit ContractEventsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"contract_events.csv",
            "What happened to promises",
            "In order of time; events.csv says what each event means.",
            {"time", "contract", "tranche", "event"},
            {{"time", date_time, "", "when; of a bill, the last hour of its month"},
             {"contract", text, "", "contract"},
             {"tranche", text, "", "tranche of the contract, or option"},
             {"event", text, "",
              "signed, option_exercised, prepaid, due, barred, freed, clean_energy_required, offered, declined, taken, "
              "start_shifted, "
              "grace_ended, completed, "
              "terminated, renewed, "
              "made_good, ended, prepayment_refunded, delay_credited, credit_capped, service_missed, switching_began, "
              "switching_ended, porting_began, porting_ended"},
             {"gpus", integer, "gpu", "accelerators promised; empty of capacity contracts"},
             {"hours", integer, "h", "by which a date moved; empty where none did"},
             {"cents", integer, "cents", "paid or credited; empty where nothing was"},
             {"it_kw", integer, "kW", "critical IT power promised; of capacity contracts alone"}}};
  }

  void record(const Scenario& scenario, const LoggedEvent& event, sim::CsvWriter& csv) override {
    for (const TrancheEvent& of : tranche_events) {
      if (of.kind != event.kind) continue;
      const Tranche& tranche = scenario.tranches[TrancheId{event.entity}];
      csv.date_time(timestamp(scenario, event.hour)).text(scenario.contracts[tranche.contract].id).text(tranche.id);
      const bool is_power = scenario.is_capacity(TrancheId{event.entity});
      csv.text(of.name);
      is_power ? csv.empty() : csv.integer(tranche.accelerators);
      of.counts == Counts::hours ? csv.integer(event.count) : csv.empty();
      of.counts == Counts::cents ? csv.integer(event.count) : csv.empty();
      is_power ? csv.integer(tranche.accelerators) : csv.empty();
      csv.end_row();
    }
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
