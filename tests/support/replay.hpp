#pragma once
// Runs a scenario from its first hour to its last on the engine without SimGrid and remembers every hour: what stood
// where, what was missing and why, and what happened. Conservation is checked after every hour.

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/simulation.hpp"
#include "tests/support/twin_engine.hpp"

namespace tests {

class Replay final : private models::EventLog, private models::ReportObserver {
 public:
  // `scenario` reports hour by hour where hours are asked for below.
  explicit Replay(models::Scenario scenario);
  ~Replay() override;

  const models::Scenario& scenario() const { return scenario_; }
  const models::Simulation& simulation() const { return *simulation_; }
  const models::State& state_at(models::Hour hour) const;

  // Units of the whole world in a state, in the hour [hour, hour + 1).
  models::Units units(models::UnitState state, models::Hour hour) const;
  models::Units live(models::Hour hour) const;

  // Units of an order in a stage.
  models::Units units_of(models::OrderId order, models::Stage stage, models::Hour hour) const;

  using ByCause = std::map<std::string, std::int64_t>;
  // Accelerators of a tranche that were missing in an hour, by cause; also before it is due.
  ByCause missing(models::TrancheId tranche, models::Hour hour) const;
  // Accelerator-hours of the whole run, by cause: needed, supplied, and each cause with its number.
  ByCause totals(models::TrancheId tranche) const;

  // What happened, as (hour, count), in order; of one entity where one is named.
  using Happenings = std::vector<std::pair<models::Hour, std::int64_t>>;
  Happenings happened(models::EventKind kind, std::uint32_t entity = any) const;

  // Units lost at a line, of the whole run: by (winner, loser).
  std::map<std::pair<std::uint32_t, std::uint32_t>, models::Units> losses() const;

  // The sums of utilization of each report period.
  const std::vector<models::Utilization::Row>& utilization(std::size_t period) const;
  std::size_t periods() const { return periods_.size(); }

 private:
  static constexpr std::uint32_t any = std::numeric_limits<std::uint32_t>::max();

  struct Period {
    models::State state;
    std::vector<ByCause> missing;
    std::vector<models::Utilization::Row> utilization;
  };

  void record(const models::LoggedEvent& event) override { events_.push_back(event); }

  void report(const models::Simulation& simulation, const models::ReportPeriod&) override;

  models::Scenario scenario_;
  TwinEngine engine_;
  std::unique_ptr<models::Simulation> simulation_;
  std::vector<Period> periods_;
  std::vector<models::LoggedEvent> events_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, models::Units> losses_;
};

}  // namespace tests
