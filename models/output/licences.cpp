// licences.csv and commitments.csv: what leaves under export licences, and what became of sums committed.

#include "models/supply/licences.hpp"

#include "models/contract/clauses.hpp"
#include "models/output/result_table.hpp"

namespace models {

namespace {

class LicencesTable : public ResultTable {
 public:
  explicit LicencesTable(const Scenario& scenario) : scenario_(scenario), before_(scenario.licences.size()) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"licences.csv",
            "What leaves under export licences",
            "At the end of each period, where it changed: a row holds until the licence has another.",
            {"date", "licence"},
            {period_column(scenario_),
             {"licence", text, "", "export licence"},
             {"status", text, "", "awaited, in_force, suspended or used_up"},
             {"left", integer, "", "what has left under it: accelerators or units, as its quantity"},
             {"room", integer, "", "what may still leave under it; empty: any"},
             {"held_units", integer, "unit", "made, and held for want of it"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    const Hour last = period.end - 1;
    if (scenario_.licences.size() == 0) return;
    sim::Table<Licence, Row> now(scenario_.licences.size());
    for (GroupId group : scenario_.groups.ids()) {
      const Units here = simulation.state().groups[group].units[static_cast<std::size_t>(Stage::awaiting_licence)];
      if (here == 0) continue;
      const LicenceId by = licence_that_holds(scenario_, simulation.state(), group, last);
      if (by.exists()) now[by].held += here;
    }
    for (LicenceId id : scenario_.licences.ids()) {
      const Licence& licence = scenario_.licences[id];
      Row& row = now[id];
      row.left = simulation.state().licences[id].used;
      row.status = licence.quantity <= row.left ? "used_up"
                   : licence.granted > last     ? "awaited"
                   : is_in_force(licence, last) ? "in_force"
                                                : "suspended";
      if (row == before_[id]) continue;
      csv.period(timestamp(scenario_, period.begin)).text(licence.id).text(row.status).integer(row.left);
      licence.quantity == no_limit ? csv.empty() : csv.integer(licence.quantity - row.left);
      csv.integer(row.held).end_row();
      before_[id] = row;
    }
  }

 private:
  struct Row {
    std::string_view status;
    std::int64_t left = 0;
    Units held = 0;
    friend bool operator==(const Row&, const Row&) = default;
  };
  const Scenario& scenario_;
  sim::Table<Licence, Row> before_;  // at the last report
};

class CommitmentsTable : public ResultTable {
 public:
  explicit CommitmentsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"commitments.csv",
            "What became of sums committed",
            "At the end of the run, a row per provider that was named, and one for what was named for none.",
            {"commitment", "provider"},
            {{"commitment", text, "", "commitment"},
             {"buyer", text, "", "who has committed it"},
             {"provider", text, "", "for whom it was named; unallocated: for nobody"},
             {"committed_cents", integer, "cents", "of it"},
             {"contracted_cents", integer, "cents",
              "price x accelerators (or MW) x term of all tranches between these two that have both; may be more"},
             {"billed_cents", integer, "cents", "fees, take-or-pay and rent of these contracts on bills so far"},
             {"uncontracted_cents", integer, "cents", "committed and not contracted"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (const Commitment& commitment : scenario_.commitments) {
      Cents unallocated = commitment.total;
      for (const Commitment::Part& part : commitment.parts) {
        unallocated -= part.cents;
        const Cents contracted = contracted_with(simulation, part.provider, commitment.buyer);
        start(commitment, scenario_.parties[part.provider].id, part.cents, csv);
        csv.integer(contracted).integer(billed_by(simulation, part.provider, commitment.buyer));
        csv.integer(std::max<Cents>(part.cents - contracted, 0)).end_row();
      }
      start(commitment, "unallocated", unallocated, csv);
      csv.integer(0).integer(0).integer(unallocated).end_row();
    }
  }

 private:
  void start(const Commitment& commitment, std::string_view provider, Cents cents, sim::CsvWriter& csv) const {
    csv.text(commitment.id).text(scenario_.parties[commitment.buyer].id).text(provider).integer(cents);
  }

  Cents contracted_with(const Simulation& simulation, PartyId provider, PartyId customer) const {
    Cents sum = 0;
    for (TrancheId id : scenario_.tranches.ids()) {
      const Tranche& tranche = scenario_.tranches[id];
      if (!is_promised(tranche, simulation.state().tranches[id])) continue;
      const Contract& contract = scenario_.contracts[tranche.contract];
      const bool has_value = contract.has_price() && tranche.end != sim::never;
      if (contract.provider == provider && contract.customer == customer && has_value)
        sum += value_of(scenario_, tranche);
    }
    return sum;
  }

  Cents billed_by(const Simulation& simulation, PartyId provider, PartyId customer) const {
    Cents sum = 0;
    for (ContractId id : scenario_.contracts.ids()) {
      const Contract& contract = scenario_.contracts[id];
      if (contract.provider != provider || contract.customer != customer) continue;
      for (const Account account : {Account::fee, Account::take_or_pay, Account::lease})
        sum += simulation.journal().total(id, account);
    }
    return sum;
  }

  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_licences_table(const Scenario& s) { return std::make_unique<LicencesTable>(s); }
std::unique_ptr<ResultTable> make_commitments_table(const Scenario& s) { return std::make_unique<CommitmentsTable>(s); }

}  // namespace models
