// claims.csv: headline figures against what is simulated.

#include <algorithm>
#include <optional>

#include "models/output/claim_overlaps.hpp"
#include "models/output/metrics.hpp"
#include "models/output/result_table.hpp"
#include "sim/date_text.hpp"

namespace models {

namespace {

class ClaimsTable : public ResultTable {
 public:
  explicit ClaimsTable(const Scenario& scenario) : scenario_(scenario), simulated_(scenario.claims.size()) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "claims.csv",
        "Headlines against units",
        "One row per claim at the end of the run.",
        {"claim"},
        {{"claim", text, "", "claim"},
         {"metric", text, "", "of what: the metric of timeseries.csv"},
         {"kind", text, "", "stock: of a date; flow: of a period"},
         {"from", date_time, "", "begin of the period of which it is said; empty for a stock"},
         {"until", date_time, "", "end of the date or period of which it is said"},
         {"unit", text, "", "of the following columns"},
         {"low", number, "", "least that is claimed"},
         {"claimed", number, "", "claimed"},
         {"high", number, "", "most that is claimed"},
         {"simulated", number, "",
          "of a stock at the end of the report period in which the date ends; of a flow the sum of the report periods "
          "that begin in its period, or what is billed in whole months of it; empty outside the horizon"},
         {"verdict", text, "",
          "contradicted: a younger claim of the same says otherwise; backed: at least `low` is simulated; unbacked: "
          "less is; outside: not in the horizon"},
         {"contradicted_by", text, "", "the youngest such claim"},
         {"overlaps", text, "",
          "claims of the same metric and of the same date, or of periods that overlap, in which some of the same units "
          "may be counted: these are not to be added"},
         {"as_of", text, "", "when it was said; empty where nobody says"},
         {"source", text, "", "who said it"},
         {"grade", text, "", "of that source"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter&) override {
    std::optional<PeriodSums> sums;
    for (HeadlineId id : scenario_.claims.ids()) {
      const Headline& claim = scenario_.claims[id];
      if (claim.is_billed || !is_inside(claim)) continue;
      const bool counts = claim.is_flow ? period.begin >= claim.from && period.begin < claim.at
                                        : claim.at > period.begin && claim.at <= period.end;
      if (!counts) continue;
      if (!sums) sums = sum_up(simulation, period.end - 1);
      const double value = metrics()[claim.metric].value(sums->rows[claim.scope][claim.entity]).value_or(0);
      simulated_[id] = claim.is_flow ? simulated_[id].value_or(0) + value : value;
    }
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (HeadlineId id : scenario_.claims.ids()) {
      const Headline& claim = scenario_.claims[id];
      if (claim.is_billed && is_inside(claim)) simulated_[id] = billed_usd(simulation.journal(), claim);
      const HeadlineId younger = contradicting(claim);
      csv.text(claim.id).text(claim.path).text(claim.is_flow ? "flow" : "stock");
      claim.is_flow ? csv.date_time(timestamp(scenario_, claim.from)) : csv.empty();
      csv.date_time(timestamp(scenario_, claim.at));
      csv.text(claim.is_billed ? "USD" : metrics()[claim.metric].unit);
      csv.approximate(claim.low).approximate(claim.value).approximate(claim.high);
      simulated_[id] ? csv.number(*simulated_[id]) : csv.empty();
      csv.text(younger.exists()               ? "contradicted"
               : !simulated_[id]              ? "outside"
               : *simulated_[id] >= claim.low ? "backed"
                                              : "unbacked");
      younger.exists() ? csv.text(scenario_.claims[younger].id) : csv.empty();
      csv.text(overlapping(id));
      claim.as_of ? csv.text(sim::date_text(*claim.as_of)) : csv.empty();
      csv.text(claim.source).text(claim.grade).end_row();
    }
  }

 private:
  bool is_inside(const Headline& claim) const { return claim.from >= 0 && claim.at > 0 && claim.at <= scenario_.end; }

  // Of whole months of the period.
  double billed_usd(const Journal& journal, const Headline& claim) const {
    Cents sum = 0;
    for (const auto& [key, cents] : journal.entries()) {
      if (key.account != Account::fee && key.account != Account::take_or_pay) continue;
      const bool is_in = journal.months()[key.month] >= claim.from && journal.months()[key.month + 1] <= claim.at;
      const bool is_of = static_cast<Scope>(claim.scope) == Scope::world ||
                         (static_cast<Scope>(claim.scope) == Scope::provider && key.payee.index == claim.entity) ||
                         (static_cast<Scope>(claim.scope) == Scope::contract && key.contract.index == claim.entity);
      if (is_in && is_of) sum += cents;
    }
    return static_cast<double>(sum) / 100;
  }

  std::string overlapping(HeadlineId id) const {
    std::string names;
    for (HeadlineId other : scenario_.claims.ids()) {
      const Headline &a = scenario_.claims[id], &b = scenario_.claims[other];
      const bool is_same = a.is_flow == b.is_flow && a.is_billed == b.is_billed && a.metric == b.metric;
      const bool meet = a.is_flow ? a.from < b.at && b.from < a.at : a.at == b.at;
      if (other == id || !is_same || !meet) continue;
      if (may_share_units(scenario_, a, b)) names += (names.empty() ? "" : " ") + b.id;
    }
    return names;
  }

  // The youngest claim of the same that is younger than this one and of another range.
  HeadlineId contradicting(const Headline& claim) const {
    HeadlineId youngest;
    for (HeadlineId id : scenario_.claims.ids()) {
      const Headline& other = scenario_.claims[id];
      const bool is_same = other.path == claim.path && other.at == claim.at && other.from == claim.from;
      const bool agrees = other.low <= claim.high && claim.low <= other.high;
      if (!is_same || agrees || !other.as_of || (claim.as_of && *other.as_of <= *claim.as_of)) continue;
      if (!youngest.exists() || *scenario_.claims[youngest].as_of < *other.as_of) youngest = id;
    }
    return youngest;
  }

  const Scenario& scenario_;
  sim::Table<Headline, std::optional<double>> simulated_;
};

}  // namespace

std::unique_ptr<ResultTable> make_claims_table(const Scenario& s) { return std::make_unique<ClaimsTable>(s); }

}  // namespace models
