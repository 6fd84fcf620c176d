// draw_down.csv: what a buyer was to spend of a commitment by a date, and what is billed by then.

#include <algorithm>

#include "models/output/result_table.hpp"

namespace models {

namespace {

class DrawDownTable : public ResultTable {
 public:
  explicit DrawDownTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"draw_down.csv",
            "What was to be spent of commitments by a date, and what is billed by then",
            "One row per period that a commitment names, within the horizon. Both amounts are of the horizon only.",
            {"commitment", "until"},
            {{"commitment", text, "", "commitment"},
             {"buyer", text, "", "who has committed it"},
             {"until", date_time, "", "end of the period"},
             {"planned_cents", integer, "cents", "to be spent from the first period named to the end of this one"},
             {"billed_cents", integer, "cents",
              "fees and take-or-pay of whole months of the run up to here, by the providers that are named; by all "
              "where none is"},
             {"behind_cents", integer, "cents", "planned less billed; negative: more is billed than was planned"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (const Commitment& commitment : scenario_.commitments) {
      Cents planned = 0;
      for (const Commitment::Step& step : commitment.draw_down) {
        planned += step.cents;
        if (step.until <= 0 || step.until > scenario_.end) continue;
        const Cents billed = billed_until(simulation.journal(), commitment, step.until);
        csv.text(commitment.id).text(scenario_.parties[commitment.buyer].id);
        csv.date_time(timestamp(scenario_, step.until)).integer(planned).integer(billed);
        csv.integer(planned - billed).end_row();
      }
    }
  }

 private:
  static Cents billed_until(const Journal& journal, const Commitment& commitment, Hour until) {
    Cents sum = 0;
    for (const auto& [key, cents] : journal.entries()) {
      const bool is_bill = key.account == Account::fee || key.account == Account::take_or_pay;
      const bool is_named = commitment.parts.empty() ||
                            std::any_of(commitment.parts.begin(), commitment.parts.end(),
                                        [&](const Commitment::Part& part) { return part.provider == key.payee; });
      if (is_bill && is_named && key.payer == commitment.buyer && journal.months()[key.month + 1] <= until)
        sum += cents;
    }
    return sum;
  }

  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_draw_down_table(const Scenario& s) { return std::make_unique<DrawDownTable>(s); }

}  // namespace models
