#pragma once
// The core loop. The engine wakes the simulation at whole hours; each hour runs through its phases in one fixed order:
//
//   1 dated events      orders are placed, promises made, the scenario's events begin and end
//   2 completions       lines are picked up, cohorts are made, arrive, finish a step of bring-up
//   3 readiness         power is energized, stages of halls start and finish, halls become ready
//   4 failures          and repairs
//   5 allocation        orders are paid for; sites settle power, cooling, positions and crews; lines their contenders
//   6 assignment        each provider's grants and pegs
//   7 ledger            the state now holds for [hour, hour + 1) and longer, until something changes
//
// A simulation is used once. It reads no file and no clock and writes nothing: whoever wants results gives it
// observers.

#include <memory>
#include <span>
#include <vector>

#include "models/contract/administration.hpp"
#include "models/contract/capacity.hpp"
#include "models/contract/chain.hpp"
#include "models/contract/grants.hpp"
#include "models/contract/ledger.hpp"
#include "models/contract/obligations.hpp"
#include "models/contract/sourcing.hpp"
#include "models/market/channels.hpp"
#include "models/market/power_in_use.hpp"
#include "models/market/utilization.hpp"
#include "models/money/accounting.hpp"
#include "models/world.hpp"

namespace models {

// The hours of one row of the result: [begin, end), cut at the horizon.
struct ReportPeriod {
  Hour begin = 0;
  Hour end = 0;
};

// All report periods of a scenario: hours, days, weeks (ISO, from Monday) or calendar months.
std::vector<ReportPeriod> report_periods(const Scenario& scenario);

class Simulation;

class ReportObserver {
 public:
  virtual ~ReportObserver() = default;
  // A period ended; the State is that of its end, the sums are of the period.
  virtual void report(const Simulation& simulation, const ReportPeriod& period) = 0;
};

struct SimulationOptions {
  EventLog* log = nullptr;
  ReportObserver* observer = nullptr;
  bool check_every_hour = false;  // conservation after every hour instead of at every report
};

class Simulation {
 public:
  Simulation(const Scenario& scenario, sim::Engine& engine, const SimulationOptions& options);

  // From the first hour to the end of the horizon.
  void run();

  const Scenario& scenario() const { return scenario_; }
  const State& state() const { return state_; }
  const Ledger& ledger() const { return ledger_; }
  const Utilization& utilization() const { return utilization_; }
  const Journal& journal() const { return administration_.journal(); }
  const Accounting& accounting() const { return accounting_; }
  const Obligations& obligations() const { return obligations_; }
  const CauseTable& causes() const { return causes_; }
  const Eligibility& eligibility() const { return eligibility_; }
  std::span<const AllocationLoss> losses() const { return world_.losses; }  // of the period
  std::int64_t events_handled() const { return events_handled_; }

 private:
  void schedule_everything_known();
  void place_opening_stock();
  void wake(Hour hour);
  void close_periods(Hour hour);
  void take_completions();
  void apply(const Event& event);
  void begin_event(EventId id);
  void end_event(EventId id);
  void change_design(SystemId system);
  void settle_allocation();
  void settle_assignment();
  void settle_draw();
  void settle_power_promised();
  void book(TrancheId id, const Assignment::Picture& picture);
  void note_use(TrancheId id);
  void note_terms(TrancheId id);
  void act_on_provider(EventId id, bool begins);
  Hour next_hour() const;

  const Scenario& scenario_;
  const SimulationOptions options_;
  State state_;
  Eligibility eligibility_;
  CauseTable causes_;
  sim::EventCalendar<Event> calendar_;
  World world_;
  Assignment assignment_;
  Chains chains_;
  CapacitySupply capacity_supply_;
  Ledger ledger_;
  Channels channels_;
  Utilization utilization_;
  Administration administration_;
  Accounting accounting_;
  Sourcing sourcing_;
  Obligations obligations_;
  PowerInUse power_in_use_;
  std::vector<ReportPeriod> periods_;
  std::size_t next_period_ = 0;
  std::int64_t events_handled_ = 0;
  std::vector<SiteId> storage_sites_;
  std::vector<ClusterId> clusters_;
  std::vector<SiteId> sites_;  // scratch of the settling phases
  std::vector<LineId> lines_;
  std::vector<LaneId> lanes_;
  std::vector<PartyId> providers_;
  std::vector<sim::WorkId> finished_;
};

}  // namespace models
