#pragma once
// The fleet: units that are followed one by one, since each has a life of its own. They are those of systems with
// `failures` or `maintenance`, from the hour in which they first go live; all others stay counted cohorts.
//
// Counts of a group move through move_units and its like (models/state.hpp), which tell the fleet how many went where;
// the fleet says which: the worst of the live ones leave, the best of the others come first. The best of a group is the
// one that went live first.
//
// What a unit draws depends on nothing but the seed, the path of the law, the hall, and the unit's number: it is the
// n-th of its system to go live in this hall. So racks ordered one by one draw what the racks of one order draw.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "models/scenario.hpp"
#include "models/stage.hpp"
#include "sim/event_calendar.hpp"

namespace models {

// Stages in which a unit of the fleet may be.
inline constexpr Stage first_followed = Stage::curtailed_power;
inline constexpr std::size_t followed_count =
    static_cast<std::size_t>(Stage::live) - static_cast<std::size_t>(first_followed) + 1;
constexpr bool is_followed(Stage s) { return s >= first_followed && s <= Stage::live; }

inline constexpr std::size_t most_parts = 32;  // that repairs of a system may use

struct FleetUnit {
  Stage stage = Stage::live;
  std::uint32_t number = 0;      // among the units of its system that went live in its hall
  std::uint32_t lives = 0;       // begun so far
  std::uint32_t plan = 0;        // counts the ends that were put on the calendar, and those that are void
  std::int32_t due = 0;          // hour in which its life ends, where it is live, or its repair, or its maintenance
  std::int32_t left = 0;         // of its life, where it is not live [h]; 0: it gets a new one
  std::int32_t age = 0;          // hours that it will have been live when this life ends
  std::uint32_t parts = 0;       // that its repair waits for: a bit for each of Site::repair_parts
  std::uint32_t visits = 0;      // of maintenance that began so far
  std::uint32_t visit_plan = 0;  // as `plan`, of its next visit
  std::int32_t visit = 0;        // hour of its next visit; by hours live, where it is not live: how many are left
  bool is_due = false;           // for maintenance, which has not begun
  bool holds_needs = false;      // in a repair that holds resources
};

// The end of a life, of a repair or of maintenance; or the date on which maintenance is due.
struct FleetEvent {
  GroupId group;
  std::uint32_t unit = 0;  // index into FleetGroup::units
  bool is_visit = false;
  std::uint32_t plan = 0;
  friend bool operator<(const FleetEvent& a, const FleetEvent& b) {
    return std::tuple(a.group, a.unit, a.is_visit, a.plan) < std::tuple(b.group, b.unit, b.is_visit, b.plan);
  }
};

class FleetGroup {
 public:
  static constexpr std::uint32_t none = 0xffff'ffff;

  std::uint32_t place = 0;
  std::vector<FleetUnit> units;  // in the order in which they went live: the best first

  // The best and the worst unit in a stage; none where there is none.
  std::uint32_t best_in(Stage stage) const;
  std::uint32_t worst_in(Stage stage) const;
  std::uint32_t next_in(Stage stage, std::uint32_t after) const;
  Units count_in(Stage stage) const;

  void add(FleetUnit unit);
  void set_stage(std::uint32_t unit, Stage stage);

 private:
  // Sets of units, by stage, as bits: the best and the worst of thousands are found in a few steps.
  using Word = std::array<std::uint64_t, followed_count>;
  static constexpr std::size_t index(Stage stage) {
    return static_cast<std::size_t>(stage) - static_cast<std::size_t>(first_followed);
  }
  std::vector<Word> words_;
};

// One system in one hall: whose units draw from neighboring streams.
struct FleetPlace {
  std::uint64_t life_streams = 0;
  std::uint64_t repair_streams = 0;
  std::uint64_t maintenance_streams = 0;
  std::vector<std::uint64_t> part_streams;  // by FailureLaw::uses
  std::uint32_t units = 0;
  std::uint32_t hall_of_site = 0;  // the hall is this one of its site, by name
};

// Sums of a row of units (State::unit_rows) since the last report.
struct FleetRow {
  Hour since = 0;
  Units live = 0, waiting = 0, in_repair = 0, in_maintenance = 0;  // now
  std::int64_t live_hours = 0, waiting_hours = 0, repair_hours = 0, maintenance_hours = 0;
  Units failures = 0, repairs = 0, maintenances = 0;
};

class Fleet {
 public:
  Fleet() = default;
  explicit Fleet(const Scenario& scenario);

  bool is_empty() const { return groups_.empty(); }
  bool follows(GroupId group) const { return !groups_.empty() && slot_[group.index] != 0; }
  FleetGroup& of(GroupId group) { return groups_[slot_[group.index] - 1]; }
  const FleetGroup& of(GroupId group) const { return groups_[slot_[group.index] - 1]; }

  // ---- Which units; told by move_units and its like

  void enlist(const Scenario& scenario, GroupId group, Stage stage, Units units, Hour now);
  void move(const Scenario& scenario, GroupId group, Stage from, Stage to, Units units, Hour now);
  void move_unit(const Scenario& scenario, GroupId group, std::uint32_t unit, Stage to, Hour now);

  // ---- When

  Hour next_hour() const { return calendar_ ? calendar_->next_hour() : sim::never; }
  std::span<const FleetEvent> take(Hour hour) { return calendar_->take(hour); }
  // The repair of a unit, or its maintenance, ends after so many hours, at least 1.
  void end_work_in(const Scenario& scenario, GroupId group, std::uint32_t unit, Hour hours, Hour now);
  // The time that the repair of a unit takes which failed at the end of its latest life.
  Hour repair_hours(const Scenario& scenario, GroupId group, std::uint32_t unit) const;

  // The time that the latest visit of maintenance takes, at least 1 h.
  Hour maintenance_hours(const Scenario& scenario, GroupId group, std::uint32_t unit) const;
  // By the calendar: from this visit on to the next.
  void plan_next_visit(const Scenario& scenario, GroupId group, std::uint32_t unit);
  // A unit that is not live needs no maintenance but after `every` from its next hour live on, or on its next date.
  static void forget_visit(const MaintenancePlan& plan, FleetUnit& unit);
  // It failed: what is due is done with its repair; as new, nothing is due for a while.
  void note_failure(const Scenario& scenario, GroupId group, std::uint32_t unit);

  // Whether this repair is one of those that use a part; `use` is an index into FailureLaw::uses.
  bool uses_part(const Scenario& scenario, GroupId group, std::uint32_t unit, const UseOfPart& use) const;

  // ---- How many, for reports

  void count(std::uint32_t row, Stage stage, Units units, Hour now);
  FleetRow& row(std::uint32_t row) { return rows_[row]; }
  const std::vector<FleetRow>& rows() const { return rows_; }
  void lay_out_rows(std::size_t rows) { rows_.resize(rows); }
  void settle(Hour now);
  void begin_period();

 private:
  void begin_life(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t unit, Hour now);
  void schedule(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t unit);
  void schedule_visit(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t unit);
  static void settle_row(FleetRow& row, Hour now);

  std::vector<std::uint32_t> slot_;  // by GroupId: index into groups_, +1; 0: not followed
  std::vector<FleetGroup> groups_;
  std::vector<FleetPlace> places_;
  std::vector<FleetRow> rows_;  // as State::unit_rows; empty where nothing is followed
  std::optional<sim::EventCalendar<FleetEvent>> calendar_;
};

}  // namespace models
