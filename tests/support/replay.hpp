#pragma once
// Runs a scenario from its first hour to its last on the engine without SimGrid and remembers every hour: what stood
// where, what was missing and why, and what happened. Conservation is checked after every hour.

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
  explicit Replay(models::Scenario scenario) : scenario_(std::move(scenario)) {
    simulation_ = std::make_unique<models::Simulation>(
        scenario_, engine_, models::SimulationOptions{this, this, /*check_every_hour=*/true});
    simulation_->run();
  }

  const models::Scenario& scenario() const { return scenario_; }
  const models::Simulation& simulation() const { return *simulation_; }
  const models::State& state_at(models::Hour hour) const { return periods_.at(static_cast<std::size_t>(hour)).state; }

  // Units of the whole world in a state, in the hour [hour, hour + 1).
  models::Units units(models::UnitState state, models::Hour hour) const {
    const models::State& s = state_at(hour);
    models::Units sum = 0;
    for (std::size_t row = 0; row < s.unit_rows.size(); ++row) {
      sum += s.units_by_state[row * models::unit_state_count + static_cast<std::size_t>(state)];
    }
    return sum;
  }
  models::Units live(models::Hour hour) const { return units(models::UnitState::live, hour); }

  // Units of an order in a stage.
  models::Units units_of(models::OrderId order, models::Stage stage, models::Hour hour) const {
    models::Units sum = 0;
    for (models::GroupId group : scenario_.groups.ids()) {
      if (scenario_.lots[scenario_.groups[group].lot].order != order) continue;
      sum += state_at(hour).groups[group].units[static_cast<std::size_t>(stage)];
    }
    return sum;
  }

  using ByCause = std::map<std::string, std::int64_t>;
  // Accelerators of a tranche that were missing in an hour, by cause; also before it is due.
  ByCause missing(models::TrancheId tranche, models::Hour hour) const {
    return periods_.at(static_cast<std::size_t>(hour)).missing[tranche.index];
  }
  // Accelerator-hours of the whole run, by cause: needed, supplied, and each cause with its number.
  ByCause totals(models::TrancheId tranche) const {
    const auto& totals = simulation_->ledger().totals(tranche);
    ByCause sums{{"needed", totals.needed}, {"supplied", totals.supplied}};
    for (std::size_t i = 0; i < totals.by_cause.size(); ++i) {
      if (totals.by_cause[i] == 0) continue;
      sums[simulation_->causes().name(models::CauseId{static_cast<std::uint32_t>(i)})] = totals.by_cause[i];
    }
    return sums;
  }

  // What happened, as (hour, count), in order; of one entity where one is named.
  using Happenings = std::vector<std::pair<models::Hour, std::int64_t>>;
  Happenings happened(models::EventKind kind, std::uint32_t entity = any) const {
    Happenings found;
    for (const models::LoggedEvent& event : events_) {
      if (event.kind == kind && (entity == any || event.entity == entity)) found.emplace_back(event.hour, event.count);
    }
    return found;
  }

  // Units lost at a line, of the whole run: by (winner, loser).
  std::map<std::pair<std::uint32_t, std::uint32_t>, models::Units> losses() const { return losses_; }

  // The sums of utilization of each report period.
  const std::vector<models::Utilization::Row>& utilization(std::size_t period) const {
    return periods_.at(period).utilization;
  }
  std::size_t periods() const { return periods_.size(); }

 private:
  static constexpr std::uint32_t any = std::numeric_limits<std::uint32_t>::max();

  struct Period {
    models::State state;
    std::vector<ByCause> missing;
    std::vector<models::Utilization::Row> utilization;
  };

  void record(const models::LoggedEvent& event) override { events_.push_back(event); }

  void report(const models::Simulation& simulation, const models::ReportPeriod&) override {
    Period period{simulation.state(), {}, simulation.utilization().period()};
    for (models::TrancheId id : scenario_.tranches.ids()) {
      ByCause& by_cause = period.missing.emplace_back();
      for (const models::Booking& b : simulation.ledger().missing(id))
        by_cause[simulation.causes().name(b.cause)] += b.accelerators;
    }
    periods_.push_back(std::move(period));
    for (const models::AllocationLoss& loss : simulation.losses()) losses_[{loss.winner, loss.loser}] += loss.units;
  }

  models::Scenario scenario_;
  TwinEngine engine_;
  std::unique_ptr<models::Simulation> simulation_;
  std::vector<Period> periods_;
  std::vector<models::LoggedEvent> events_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, models::Units> losses_;
};

}  // namespace tests
