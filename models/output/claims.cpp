// claims.csv: headline figures against what is simulated.

#include <algorithm>
#include <optional>

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
         {"until", date_time, "", "end of the date of which it is said"},
         {"unit", text, "", "of the following columns"},
         {"low", number, "", "least that is claimed"},
         {"claimed", number, "", "claimed"},
         {"high", number, "", "most that is claimed"},
         {"simulated", number, "", "at the end of the report period in which the date ends; empty outside the horizon"},
         {"verdict", text, "",
          "contradicted: a younger claim of the same says otherwise; backed: at least `low` is simulated; unbacked: "
          "less is; outside: not in the horizon"},
         {"contradicted_by", text, "", "the youngest such claim"},
         {"as_of", text, "", "when it was said; empty where nobody says"},
         {"source", text, "", "who said it"},
         {"grade", text, "", "of that source"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter&) override {
    std::optional<PeriodSums> sums;
    for (HeadlineId id : scenario_.claims.ids()) {
      const Headline& claim = scenario_.claims[id];
      if (claim.at <= period.begin || claim.at > period.end) continue;
      if (!sums) sums = sum_up(simulation, period.end - 1);
      simulated_[id] = metrics()[claim.metric].value(sums->rows[claim.scope][claim.entity]).value_or(0);
    }
  }

  void finish(const Simulation&, sim::CsvWriter& csv) override {
    for (HeadlineId id : scenario_.claims.ids()) {
      const Headline& claim = scenario_.claims[id];
      const HeadlineId younger = contradicting(claim);
      csv.text(claim.id).text(claim.path).date_time(timestamp(scenario_, claim.at)).text(metrics()[claim.metric].unit);
      csv.approximate(claim.low).approximate(claim.value).approximate(claim.high);
      simulated_[id] ? csv.number(*simulated_[id]) : csv.empty();
      csv.text(younger.exists()               ? "contradicted"
               : !simulated_[id]              ? "outside"
               : *simulated_[id] >= claim.low ? "backed"
                                              : "unbacked");
      younger.exists() ? csv.text(scenario_.claims[younger].id) : csv.empty();
      claim.as_of ? csv.text(sim::date_text(*claim.as_of)) : csv.empty();
      csv.text(claim.source).text(claim.grade).end_row();
    }
  }

 private:
  // The youngest claim of the same that is younger than this one and of another range.
  HeadlineId contradicting(const Headline& claim) const {
    HeadlineId youngest;
    for (HeadlineId id : scenario_.claims.ids()) {
      const Headline& other = scenario_.claims[id];
      const bool is_same = other.path == claim.path && other.at == claim.at;
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
