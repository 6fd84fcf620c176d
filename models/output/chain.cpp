// chain.csv: who supplies whom with the same metal, and who bears a slip.

#include "models/contract/chain.hpp"

#include <cmath>
#include <map>
#include <set>

#include "models/contract/clauses.hpp"
#include "models/output/result_table.hpp"

namespace models {

namespace {

class ChainTable : public ResultTable {
 public:
  explicit ChainTable(const Scenario& scenario) : scenario_(scenario) {
    const Links tied(scenario);
    for (TrancheId id : scenario.tranches.ids()) {
      if (!scenario.tranches[id].upstream.exists() || !tied.below[id].empty()) continue;
      std::vector<TrancheId>& links = chains_.emplace_back();
      for (TrancheId at = id; at.exists(); at = scenario.tranches[at].upstream) links.insert(links.begin(), at);
    }
  }

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "chain.csv",
        "Who supplies whom with the same metal, and who bears what is missing",
        "One row per link of each chain and calendar quarter in which it was needed, from the metal on; a chain bears "
        "the name "
        "of its last tranche. A tranche that is resold to two stands in both chains; service.csv has each once.",
        {"quarter", "chain", "link"},
        {{"quarter", date, "", "its first day"},
         {"chain", text, "", "the last tranche of the chain"},
         {"link", integer, "", "0: the tranche that units supply"},
         {"contract", text, "", "contract of the link"},
         {"tranche", text, "", "its tranche"},
         {"provider", text, "", "who owes"},
         {"customer", text, "", "to whom"},
         {"needed", integer, "gpu_h", "promised and due"},
         {"supplied", integer, "gpu_h", "of it"},
         {"shortfall", integer, "gpu_h", "of it missing; its causes stand in shortfall.csv"},
         {"fee", integer, "cents", "price of what was supplied; empty without a price"},
         {"fee_lost", integer, "cents", "price of what was missing"},
         {"credited", integer, "cents",
          "delay and service credits that the provider paid; on the bill of the month they were counted in"},
         {"borne", integer, "cents",
          "what is missing costs the provider: fee_lost + credited, less what it saved and was credited upstream"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter&) override {
    for (const auto& chain : chains_) {
      for (TrancheId id : chain) note(simulation, id, period);
    }
    noted_.clear();
  }

  // Credits are on bills: they are events.
  void record(const Scenario&, const LoggedEvent& event, sim::CsvWriter&) override {
    if (event.kind != EventKind::delay_credited && event.kind != EventKind::service_missed) return;
    sums_[{quarter_of(timestamp(scenario_, event.hour)), TrancheId{event.entity}}].credited += event.count;
  }

  void finish(const Simulation&, sim::CsvWriter& csv) override {
    std::set<sim::Timestamp> quarters;
    for (const auto& [key, sums] : sums_) quarters.insert(key.first);
    for (sim::Timestamp quarter : quarters) {
      for (const auto& chain : chains_) {
        for (TrancheId id : chain) write(quarter, chain.back(), id, csv);
      }
    }
  }

 private:
  struct Sums {
    std::int64_t needed = 0, supplied = 0;
    Cents credited = 0;
    std::int64_t missing() const { return needed - supplied; }
  };

  // Each tranche once a period, though it may stand in several chains.
  void note(const Simulation& simulation, TrancheId id, const ReportPeriod& period) {
    const Ledger::Period& sums = simulation.ledger().period(id);
    if (sums.needed == 0 || !noted_.insert(id).second) return;
    Sums& of = sums_[{quarter_of(timestamp(scenario_, period.begin)), id}];
    of.needed += sums.needed;
    of.supplied += sums.supplied;
  }

  // What the provider of a tranche did not pay upstream and was credited there, for the hours that it lacks itself.
  Cents saved(sim::Timestamp quarter, const Tranche& tranche, std::int64_t missing) const {
    const auto at = tranche.upstream.exists() ? sums_.find({quarter, tranche.upstream}) : sums_.end();
    if (at == sums_.end() || at->second.missing() == 0) return 0;
    const std::int64_t of_upstream = std::min(missing, at->second.missing());
    const Contract& contract = scenario_.contracts[scenario_.tranches[tranche.upstream].contract];
    const double part = static_cast<double>(of_upstream) / static_cast<double>(at->second.missing());
    return fee_of(contract, of_upstream) +
           static_cast<Cents>(std::floor(static_cast<double>(at->second.credited) * part + 0.5));
  }

  void write(sim::Timestamp quarter, TrancheId chain, TrancheId id, sim::CsvWriter& csv) const {
    const auto at = sums_.find({quarter, id});
    if (at == sums_.end()) return;
    const Sums& sums = at->second;
    const Tranche& tranche = scenario_.tranches[id];
    const Contract& contract = scenario_.contracts[tranche.contract];
    const Cents lost = fee_of(contract, sums.missing());
    csv.date(quarter).text(tranche_path(scenario_, chain)).integer(tranche.depth).text(contract.id).text(tranche.id);
    csv.text(scenario_.parties[contract.provider].id).text(scenario_.parties[contract.customer].id);
    csv.integer(sums.needed).integer(sums.supplied).integer(sums.missing());
    if (!contract.has_price()) return csv.empty().empty().empty().empty().end_row();
    csv.integer(fee_of(contract, sums.supplied)).integer(lost).integer(sums.credited);
    csv.integer(lost + sums.credited - saved(quarter, tranche, sums.missing())).end_row();
  }

  const Scenario& scenario_;
  std::vector<std::vector<TrancheId>> chains_;  // by last tranche; each from the metal on
  std::map<std::pair<sim::Timestamp, TrancheId>, Sums> sums_;
  std::set<TrancheId> noted_;  // in this period
};

}  // namespace

std::unique_ptr<ResultTable> make_chain_table(const Scenario& s) { return std::make_unique<ChainTable>(s); }

}  // namespace models
