#include "tests/support/replay.hpp"

using namespace models;

namespace tests {

Replay::Replay(Scenario scenario) : scenario_(std::move(scenario)) {
  simulation_ =
      std::make_unique<Simulation>(scenario_, engine_, SimulationOptions{this, this, /*check_every_hour=*/true});
  simulation_->run();
}

Replay::~Replay() = default;

const State& Replay::state_at(Hour hour) const { return periods_.at(static_cast<std::size_t>(hour)).state; }

Units Replay::units(UnitState state, Hour hour) const {
  const State& s = state_at(hour);
  Units sum = 0;
  for (std::size_t row = 0; row < s.unit_rows.size(); ++row) {
    sum += s.units_by_state[row * unit_state_count + static_cast<std::size_t>(state)];
  }
  return sum;
}

Units Replay::live(Hour hour) const { return units(UnitState::live, hour); }

Units Replay::units_of(OrderId order, Stage stage, Hour hour) const {
  Units sum = 0;
  for (GroupId group : scenario_.groups.ids()) {
    if (scenario_.lots[scenario_.groups[group].lot].order != order) continue;
    sum += state_at(hour).groups[group].units[static_cast<std::size_t>(stage)];
  }
  return sum;
}

Replay::ByCause Replay::missing(TrancheId tranche, Hour hour) const {
  return periods_.at(static_cast<std::size_t>(hour)).missing[tranche.index];
}

Replay::ByCause Replay::totals(TrancheId tranche) const {
  const auto& totals = simulation_->ledger().totals(tranche);
  ByCause sums{{"needed", totals.needed}, {"supplied", totals.supplied}};
  for (std::size_t i = 0; i < totals.by_cause.size(); ++i) {
    if (totals.by_cause[i] == 0) continue;
    sums[simulation_->causes().name(CauseId{static_cast<std::uint32_t>(i)})] = totals.by_cause[i];
  }
  return sums;
}

Replay::Happenings Replay::happened(EventKind kind, std::uint32_t entity) const {
  Happenings found;
  for (const LoggedEvent& event : events_) {
    if (event.kind == kind && (entity == any || event.entity == entity)) found.emplace_back(event.hour, event.count);
  }
  return found;
}

std::map<std::pair<std::uint32_t, std::uint32_t>, Units> Replay::losses() const { return losses_; }

const std::vector<Utilization::Row>& Replay::utilization(std::size_t period) const {
  return periods_.at(period).utilization;
}

void Replay::report(const Simulation& simulation, const ReportPeriod&) {
  Period period{simulation.state(), {}, simulation.utilization().period()};
  for (TrancheId id : scenario_.tranches.ids()) {
    ByCause& by_cause = period.missing.emplace_back();
    for (const Booking& b : simulation.ledger().missing(id))
      by_cause[simulation.causes().name(b.cause)] += b.accelerators;
  }
  periods_.push_back(std::move(period));
  for (const AllocationLoss& loss : simulation.losses()) losses_[{loss.winner, loss.loser}] += loss.units;
}

}  // namespace tests
