// tasks.csv and gear.csv: how halls came to be ready.

#include "models/output/result_table.hpp"
#include "models/site/stage_floats.hpp"

namespace models {

namespace {

void write_date(const Scenario& scenario, Hour hour, sim::CsvWriter& csv) {
  hour == sim::never ? csv.empty() : csv.date_time(timestamp(scenario, hour));
}

class TasksTable : public ResultTable {
 public:
  explicit TasksTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "tasks.csv",
        "Stages of halls",
        "Every construction stage as it came, slips included; what is to come is as expected.",
        {"site", "hall", "task"},
        {{"site", text, "", "site"},
         {"hall", text, "", "hall"},
         {"task", text, "", "stage"},
         {"ready_to_start", date_time, "", "stages before it, lags and its written start were over; empty if never"},
         {"gear_there", date_time, "", "it had its gear; empty where it needs none, or never had"},
         {"start", date_time, "", "begin of the stage; what lies between had it wait for its crews or working days"},
         {"finish", date_time, "", "end of the stage"},
         {"float_h", integer, "h",
          "by how much it may end later without making the hall later, or one whose stages took its crews; hours of "
          "work where its length is in working days"},
         {"critical", boolean, "", "whether its float is 0"},
         {"waited_for", text, "", "the resource that it waited for last, or still does; empty if for none"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    const auto stages = dates_of_stages(scenario_, simulation.state(), scenario_.end - 1);
    for (HallId id : scenario_.halls.ids()) {
      const Hall& hall = scenario_.halls[id];
      const HallState& state = simulation.state().halls[id];
      const auto& [dates, latest] = stages[id.index];
      for (std::size_t t = 0; t < hall.tasks.size(); ++t) {
        const Hour slack = work_between(hall.tasks[t], dates[t].finish, latest[t], scenario_.calendars);
        csv.text(scenario_.sites[hall.site].id).text(hall.id).text(hall.tasks[t].id);
        write_date(scenario_, state.tasks[t].ready_to_start, csv);
        write_date(scenario_, state.tasks[t].gear_at, csv);
        write_dates(state, state.tasks[t], dates[t], slack, csv);
        write_waited_for(hall, hall.tasks[t], state.tasks[t], csv);
        csv.end_row();
      }
    }
  }

 private:
  // In a hall that was given up what had not ended never will.
  void write_dates(const HallState& hall, const TaskState& task, const TaskDates& dates, Hour slack,
                   sim::CsvWriter& csv) const {
    const bool is_given_up = hall.cancelled_by.exists() && task.progress != TaskState::Progress::finished;
    const bool never_starts = is_given_up && task.progress == TaskState::Progress::waiting;
    write_date(scenario_, never_starts ? sim::never : dates.start, csv);
    if (is_given_up) {
      csv.empty().empty().empty();
    } else {
      write_date(scenario_, dates.finish, csv);
      csv.integer(slack).boolean(slack == 0);
    }
  }

  void write_waited_for(const Hall& hall, const Task& task, const TaskState& state, sim::CsvWriter& csv) const {
    if (state.waited_for == TaskState::no_need) {
      csv.empty();
      return;
    }
    const NeedOfCrew& need = task.needs[state.waited_for];
    csv.text((need.is_shared ? scenario_.shared_pools : scenario_.sites[hall.site].pools)[need.pool].id);
  }

  const Scenario& scenario_;
};

class GearTable : public ResultTable {
 public:
  explicit GearTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"gear.csv",
            "Long-lead gear",
            "Every unit of gear, in the order in which units of its kind came.",
            {"site", "gear", "unit"},
            {{"site", text, "", "site"},
             {"gear", text, "", "kind of gear"},
             {"unit", integer, "", "number of the unit of its kind"},
             {"ordered", date_time, "", "when"},
             {"planned", date_time, "", "when it would come by its nominal lead time"},
             {"arrived", date_time, "", "when it came; empty if not yet"},
             {"needed", date_time, "", "when the plan of the hall needed it that took it"},
             {"taken", date_time, "", "when a stage took it; empty if none has"},
             {"hall", text, "", "the hall of this stage"},
             {"task", text, "", "this stage"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    for (GearId id : scenario_.gear.ids()) {
      const GearState& state = simulation.state().gear[id];
      auto taking = state.takings.begin();
      Units of_taking = 0;  // units told of it
      for (Units i = 0; i < scenario_.gear[id].quantity; ++i) {
        write_unit(scenario_.gear[id], state, i, csv);
        if (taking == state.takings.end()) {
          csv.empty().empty().empty().empty().end_row();
          continue;
        }
        write_taking(*taking, csv);
        if (++of_taking == taking->claim.units) {
          ++taking;
          of_taking = 0;
        }
      }
    }
  }

 private:
  void write_unit(const Gear& gear, const GearState& state, Units i, sim::CsvWriter& csv) const {
    csv.text(scenario_.sites[gear.site].id).text(gear.id.substr(gear.id.find('.') + 1)).integer(i + 1);
    write_date(scenario_, gear.ordered, csv);
    write_date(scenario_, gear.planned(), csv);
    write_date(scenario_, i < state.arrived ? state.arrivals[static_cast<std::size_t>(i)] : sim::never, csv);
  }

  void write_taking(const GearState::Taking& taking, sim::CsvWriter& csv) const {
    const Hall& hall = scenario_.halls[taking.claim.hall];
    const Task& task = hall.tasks[taking.claim.task];
    write_date(scenario_, task.nominal_start, csv);
    write_date(scenario_, taking.at, csv);
    csv.text(hall.id).text(task.id).end_row();
  }

  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_tasks_table(const Scenario& s) { return std::make_unique<TasksTable>(s); }
std::unique_ptr<ResultTable> make_gear_table(const Scenario& s) { return std::make_unique<GearTable>(s); }

}  // namespace models
