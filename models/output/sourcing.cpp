// sourcing.csv and common_causes.csv: from whom a customer has what it needs, and what its providers lack for the same
// cause.

#include "models/contract/sourcing.hpp"

#include <map>
#include <tuple>

#include "models/output/result_table.hpp"

namespace models {

namespace {

// What one provider owed a customer in one quarter.
struct Supplied {
  std::int64_t needed = 0;
  std::int64_t supplied = 0;
  std::map<CauseId, std::int64_t> missing;
};

// By quarter and customer, then provider. What a party promises itself is not bought of anybody.
class Sources {
 public:
  void add(const Simulation& simulation, const ReportPeriod& period) {
    const Scenario& scenario = simulation.scenario();
    const sim::Timestamp quarter = quarter_of(timestamp(scenario, period.begin));
    for (TrancheId id : scenario.tranches.ids()) {
      const Ledger::Period& sums = simulation.ledger().period(id);
      const Contract& contract = scenario.contracts[scenario.tranches[id].contract];
      if (sums.needed == 0 || contract.provider == contract.customer || contract.is_capacity()) continue;
      Supplied& of = by_quarter_[{quarter, contract.customer}][contract.provider];
      of.needed += sums.needed;
      of.supplied += sums.supplied;
      for (const ShortfallRow& row : sums.shortfall) of.missing[row.cause] += row.accelerator_hours;
    }
  }

  using ByProvider = std::map<PartyId, Supplied>;
  const std::map<std::pair<sim::Timestamp, PartyId>, ByProvider>& by_quarter() const { return by_quarter_; }

 private:
  std::map<std::pair<sim::Timestamp, PartyId>, ByProvider> by_quarter_;
};

// How many providers of a customer lack something for each cause.
std::map<CauseId, int> providers_by_cause(const Sources::ByProvider& providers) {
  std::map<CauseId, int> count;
  for (const auto& [provider, of] : providers) {
    for (const auto& [cause, hours] : of.missing) ++count[cause];
  }
  return count;
}

class SourcingTable : public ResultTable {
 public:
  explicit SourcingTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"sourcing.csv",
            "From whom a customer has what it needs",
            "One row per customer and provider in each calendar quarter in which something was needed; what a party "
            "promises itself is left out.",
            {"quarter", "customer", "provider"},
            {{"quarter", date, "", "its first day; a period counts to the quarter in which it begins"},
             {"customer", text, "", "who needs"},
             {"provider", text, "", "who owes"},
             {"needed_gpu_h", integer, "gpu_h", "promised and due"},
             {"supplied_gpu_h", integer, "gpu_h", "of it"},
             {"missing_gpu_h", integer, "gpu_h", "of it"},
             {"share", number, "", "of what the customer was supplied in the quarter; empty where that was nothing"},
             {"concentration", number, "",
              "of the customer: the sum of its providers' squared shares (Herfindahl-Hirschman index), 1 where it has "
              "one; empty where nothing was supplied"},
             {"common_cause_gpu_h", integer, "gpu_h",
              "of what is missing, that for causes for which another provider of the customer lacked something in the "
              "same quarter"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter&) override {
    sources_.add(simulation, period);
  }

  void finish(const Simulation&, sim::CsvWriter& csv) override {
    for (const auto& [key, providers] : sources_.by_quarter()) {
      std::vector<std::int64_t> amounts;
      std::int64_t all = 0;
      for (const auto& [provider, of] : providers) {
        amounts.push_back(of.supplied);
        all += of.supplied;
      }
      const auto shared_by = providers_by_cause(providers);
      for (const auto& [provider, of] : providers) {
        std::int64_t common = 0;
        for (const auto& [cause, hours] : of.missing) common += shared_by.at(cause) > 1 ? hours : 0;
        csv.date(key.first).text(scenario_.parties[key.second].id).text(scenario_.parties[provider].id);
        csv.integer(of.needed).integer(of.supplied).integer(of.needed - of.supplied);
        all > 0 ? csv.number(static_cast<double>(of.supplied) / static_cast<double>(all)) : csv.empty();
        all > 0 ? csv.number(concentration(amounts)) : csv.empty();
        csv.integer(common).end_row();
      }
    }
  }

 private:
  const Scenario& scenario_;
  Sources sources_;
};

class CommonCausesTable : public ResultTable {
 public:
  explicit CommonCausesTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"common_causes.csv",
            "What several providers of a customer lack for the same cause",
            "Causes that diversification did not take away. A cause with an argument (supply:hbm3e, outage:grid_down) "
            "is the same thing at all of them; one without (crew) is of the same kind.",
            {"quarter", "customer", "cause", "provider"},
            {{"quarter", date, "", "its first day"},
             {"customer", text, "", "who needs"},
             {"cause", text, "", "as in shortfall.csv"},
             {"provider", text, "", "who owes; at least two of them have a row"},
             {"missing_gpu_h", integer, "gpu_h", "missing for this cause"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter&) override {
    sources_.add(simulation, period);
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (const auto& [key, providers] : sources_.by_quarter()) {
      for (const auto& [cause, count] : providers_by_cause(providers)) {
        if (count < 2) continue;
        for (const auto& [provider, of] : providers) {
          const auto missing = of.missing.find(cause);
          if (missing == of.missing.end()) continue;
          csv.date(key.first).text(scenario_.parties[key.second].id).text(simulation.causes().name(cause));
          csv.text(scenario_.parties[provider].id).integer(missing->second).end_row();
        }
      }
    }
  }

 private:
  const Scenario& scenario_;
  Sources sources_;
};

}  // namespace

std::unique_ptr<ResultTable> make_sourcing_table(const Scenario& s) { return std::make_unique<SourcingTable>(s); }
std::unique_ptr<ResultTable> make_common_causes_table(const Scenario& s) {
  return std::make_unique<CommonCausesTable>(s);
}

}  // namespace models
