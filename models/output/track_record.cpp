// track_record.csv: how likely parties are late, and whose halls they have held up.

#include <cmath>

#include "models/output/result_table.hpp"

namespace models {

namespace {

class TrackRecordTable : public ResultTable {
 public:
  explicit TrackRecordTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"track_record.csv",
            "How likely parties are late",
            "A row per party of which something is known, and per risk that is as likely as that.",
            {"party", "hall", "risk"},
            {{"party", text, "", "party"},
             {"on_time", integer, "", "what it has delivered on time"},
             {"late", integer, "", "what it has delivered late"},
             {"late_probability", number, "",
              "that it is late next time: the mean of the posterior, (prior x weight + late) / (weight + on_time + "
              "late)"},
             {"hall", text, "", "site.hall of a risk that is as likely; empty where there is none"},
             {"risk", text, "", "that risk"},
             {"delay_h", integer, "h", "by how much it held up its stage: 0 where it did not strike by the end"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (PartyId party : scenario_.parties.ids()) {
      if (!scenario_.parties[party].track_record) continue;
      bool has_risk = false;
      for (HallId hall : scenario_.halls.ids()) {
        const auto& tasks = scenario_.halls[hall].tasks;
        for (std::size_t t = 0; t < tasks.size(); ++t) {
          if (!tasks[t].risk || tasks[t].risk->record_of != party) continue;
          has_risk = true;
          const TaskState& state = simulation.state().halls[hall].tasks[t];
          const bool has_begun = state.progress != TaskState::Progress::waiting;
          begin(party, csv);
          csv.text(scenario_.halls[hall].id).text(tasks[t].id);
          csv.integer(has_begun ? state.length + state.slip : 0).end_row();
        }
      }
      if (has_risk) continue;
      begin(party, csv);
      csv.empty().empty().integer(0).end_row();
    }
  }

 private:
  void begin(PartyId party, sim::CsvWriter& csv) const {
    const TrackRecord& record = *scenario_.parties[party].track_record;
    csv.text(scenario_.parties[party].id).integer(record.on_time).integer(record.late);
    csv.number(std::floor(late_probability(record) * 1e4 + 0.5) / 1e4);
  }

  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_track_record_table(const Scenario& s) {
  return std::make_unique<TrackRecordTable>(s);
}

}  // namespace models
