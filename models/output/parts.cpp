// parts.csv: what went into units, part by part, and what units lost on their own line.

#include "models/output/result_table.hpp"
#include "models/supply/rework.hpp"

namespace models {

namespace {

class PartsTable : public ResultTable {
 public:
  explicit PartsTable(const Scenario& scenario)
      : scenario_(scenario), before_(scenario.parts.size()), units_before_(scenario.systems.size(), 0) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"parts.csv",
            "Parts made, lost, used, in stock and waited for",
            "Each part over a period, and what there was of it at its end. Opening stock and all that was made are "
            "used, in stock or in kits. Units have a row where their system has a yield.",
            {"date", "part"},
            {period_column(scenario_),
             {"part", text, "", "part, or `systems.` and the system for units"},
             {"line", text, "", "supplier.line that makes it; of units that of their system, orders may name others"},
             {"unit", text, "", "what it is counted in: units, wafers, Gb"},
             {"made", integer, "", "good ones that were made"},
             {"lost", integer, "", "started and scrapped for want of yield"},
             {"reworked", integer, "", "times that one went through the line again"},
             {"used", integer, "", "gone into what it is for"},
             {"stock", integer, "", "in stock at the end of the period; empty for units"},
             {"in_kits", integer, "", "set aside for units that wait for something else, at the end; empty for units"},
             {"waited_for", integer, "", "missing for units whose orders are released, at the end; empty for units"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    report_parts(simulation.state(), period, csv);
    report_units(simulation.state(), period, csv);
  }

 private:
  struct Kits {
    std::int64_t set_aside = 0;
    std::int64_t waited_for = 0;
  };

  void report_parts(const State& state, const ReportPeriod& period, sim::CsvWriter& csv) {
    if (scenario_.parts.size() == 0) return;
    const auto kits = count_kits(state);
    for (PartId id : scenario_.parts.ids()) {
      const PartState& now = state.parts[id];
      PartState& before = before_[id];
      const Kits& k = kits[id];
      const bool is_at_rest = now.made == before.made && now.used == before.used && now.lost == before.lost;
      if (!is_at_rest || now.stock > 0 || k.waited_for > 0 || k.set_aside > 0) {
        const Part& part = scenario_.parts[id];
        csv.period(timestamp(scenario_, period.begin)).text(part.id);
        csv.text(part.line.exists() ? scenario_.lines[part.line].id : "").text(part.noun);
        csv.integer(now.made - before.made).integer(now.lost - before.lost).integer(now.reworked - before.reworked);
        csv.integer(now.used - before.used);
        csv.integer(now.stock).integer(k.set_aside).integer(k.waited_for).end_row();
      }
      before = now;
    }
  }

  void report_units(const State& state, const ReportPeriod& period, sim::CsvWriter& csv) {
    for (SystemId id : scenario_.systems.ids()) {
      const System& system = scenario_.systems[id];
      const Units now = state.made[id], before = units_before_[id];
      if (system.yield == 1 || now == before) continue;
      const Losses all = losses_of(now, system.yield, system.rework);
      const Losses earlier = losses_of(before, system.yield, system.rework);
      const LineId line = system.tiers.front().line;
      csv.period(timestamp(scenario_, period.begin)).text("systems." + system.id);
      csv.text(line.exists() ? scenario_.lines[line].id : "").text("units");
      csv.integer(now - before).integer(all.scrapped - earlier.scrapped).integer(all.reworked - earlier.reworked);
      csv.integer(now - before).empty().empty().empty().end_row();
      units_before_[id] = now;
    }
  }

  sim::Table<Part, Kits> count_kits(const State& state) const {
    sim::Table<Part, Kits> kits(scenario_.parts.size());
    for (JobId id : scenario_.jobs.ids()) {
      const Tier& tier = scenario_.tier_of(id);
      if (!tier.part.exists()) continue;
      const JobState& job = state.jobs[id];
      const JobState& into = state.jobs[scenario_.job_of(scenario_.jobs[id].lot, tier.parent)];
      kits[tier.part].set_aside += (job.done - into.fed) * tier.quantity;
      kits[tier.part].waited_for += (job.wanted - job.done) * tier.quantity;
    }
    return kits;
  }

  const Scenario& scenario_;
  sim::Table<Part, PartState> before_;
  sim::Table<System, Units> units_before_;
};

}  // namespace

std::unique_ptr<ResultTable> make_parts_table(const Scenario& s) { return std::make_unique<PartsTable>(s); }

}  // namespace models
