#pragma once
// What a handler works with: the scenario it may read, the State it may change, the calendar for follow-up events, the
// engine for shared lines and lanes, and the log. One value, passed down; nothing in it is global.

#include <map>
#include <vector>

#include "models/event.hpp"
#include "models/scenario.hpp"
#include "models/state.hpp"
#include "sim/engine.hpp"
#include "sim/event_calendar.hpp"

namespace models {

struct LoggedEvent {
  Hour hour = 0;
  EventKind kind{};
  std::uint32_t entity = 0;
  std::uint8_t detail = 0;
  std::int64_t count = 0;
  GroupId group;  // whose units it happened to; none where it was to no units
};

class EventLog {
 public:
  virtual ~EventLog() = default;
  virtual void record(const LoggedEvent& event) = 0;
};

// What a work of the engine stands for: a contender's work on a line, or what waits for a lane of limited capacity.
struct WorkMeaning {
  bool is_lane = false;
  LineId line;
  std::uint32_t share = 0;
  LaneId lane;
};

// Accumulated losses of one contender for a line to another [units], for the table of allocation losses.
struct AllocationLoss {
  LineId line;
  std::uint32_t winner = 0;
  std::uint32_t loser = 0;
  Units units = 0;
};

struct Eligibility;

struct World {
  const Scenario& scenario;
  State& state;
  sim::EventCalendar<Event>& calendar;
  sim::Engine& engine;
  const Eligibility& eligibility;
  EventLog* log = nullptr;
  Hour now = -1;  // before the run

  std::vector<WorkMeaning> works;      // by WorkId
  std::vector<AllocationLoss> losses;  // since the last report

  std::map<Hour, std::vector<Event>> past = {};  // what happens before the horizon to halls and gear, by hour

  // `hour` is later than now, and may lie before the horizon while the past is played.
  void schedule(Hour hour, EventKind kind, std::uint32_t entity, std::uint8_t detail = 0, std::uint8_t serial = 0) {
    if (hour < 0) {
      past[hour].push_back({kind, detail, serial, entity});
    } else if (hour < scenario.end) {
      calendar.push(hour, Event{kind, detail, serial, entity});
    }
  }
  void record(EventKind kind, std::uint32_t entity, std::int64_t count, std::uint8_t detail = 0, GroupId group = {}) {
    if (log != nullptr && now >= 0) log->record({now, kind, entity, detail, count, group});
  }
  // The same of an hour between the last one and the next.
  void record_at(Hour hour, EventKind kind, std::uint32_t entity, std::int64_t count) {
    if (log != nullptr) log->record({hour, kind, entity, 0, count, GroupId{}});
  }
  // Something happened to units of a group: the entity is their order.
  void record_units(EventKind kind, GroupId group, Units units, std::uint8_t detail = 0) {
    if (log != nullptr)
      log->record({now, kind, scenario.lots[scenario.groups[group].lot].order.index, detail, units, group});
  }
};

// Puts `units` under way to `due` in a timed stage of a group; the calendar gets one event per batch.
void start_batch(World& world, GroupId group, Stage stage, Units units, Hour due, EventKind kind);
// Takes all units out of the batches of a timed stage that are due now.
Units take_due(World& world, GroupId group, Stage stage);
// Takes `units` out of the batches that were started last: they lose their progress.
void abandon_last(World& world, GroupId group, Stage stage, Units units);

}  // namespace models
