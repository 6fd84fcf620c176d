#include "tests/support/run_record.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "models/contract/grant_policy.hpp"
#include "models/money/cash_graph.hpp"
#include "models/output/metrics.hpp"
#include "models/output/result_table.hpp"
#include "models/site/chain.hpp"
#include "models/site/new_generation.hpp"
#include "models/site/stage_network.hpp"
#include "models/site/stage_resources.hpp"
#include "models/supply/rework.hpp"
#include "models/supply/sharing_policy.hpp"
#include "tests/support/twin_engine.hpp"

namespace tests {

namespace {

using namespace models;

constexpr auto target_names = std::to_array<const char*>(
    {"hall", "stage", "block", "order", "liquid loop", "air loop", "line", "lane", "grid node", "gateway", "site",
     "party", "gear", "system", "licence", "rental price", "bring-up step"});
constexpr auto effect_names = std::to_array<const char*>(
    {"slip", "outage", "multiply", "failure", "cancel", "add", "pause", "curtail", "substitute", "set", "insolvency"});
constexpr auto pause_names = std::to_array<const char*>({"orders", "shipments", "transit", "receipts"});
constexpr auto routing_names =
    std::to_array<const char*>({"a hall", "a site", "first_ready", "most_headroom", "outside"});

std::string effect_name(EffectKind effect, TargetKind target) {
  return fmt::format("effect: {} of a {}", effect_names[static_cast<std::size_t>(effect)],
                     target_names[static_cast<std::size_t>(target)]);
}

std::string pause_name(PauseOf of, TargetKind target) {
  return fmt::format("pause of {} of a {}", pause_names[static_cast<std::size_t>(of)],
                     target_names[static_cast<std::size_t>(target)]);
}

std::string routing_name(Routing routing) {
  return fmt::format("order delivered to: {}", routing_names[static_cast<std::size_t>(routing)]);
}

std::string gateway_rule_name(GatewaySharing sharing) {
  constexpr std::array<const char*, 3> names{"equal", "pro_rata", "weighted"};
  return fmt::format("gateway shared: {}", names[static_cast<std::size_t>(sharing)]);
}

constexpr std::array<const char*, 3> life_names{"life: fixed", "life: drawn, as new", "life: drawn, as old"};

const char* life_name(const FailureLaw& law) {
  if (!law.life.varies) return life_names[0];
  return life_names[law.after_repair == AfterRepair::as_new ? 1 : 2];
}

constexpr std::array<const char*, 4> maintenance_names{"maintenance by the calendar", "maintenance by hours live",
                                                       "maintenance that begins a new life",
                                                       "maintenance waits for what it needs"};

std::string grants_name(GrantPolicy policy) {
  return fmt::format("grants: {}", grant_policies()[static_cast<std::size_t>(policy)].name);
}

constexpr std::array<const char*, 2> chain_names{"chain of two links", "chain of three links"};

constexpr std::array<const char*, 6> design_names{
    "effective compute other than the rate",     "goodput",
    "cluster worth something below its minimum", "families of silicon",
    "risk by a track record that strikes",       "risk by a track record that does not strike"};

constexpr std::array<const char*, 6> market_names{
    "demand served through a channel", "demand that not everything fits", "demand that follows a price",
    "demand with a daily course",      "classes served in an order",      "classes served in another at night"};

constexpr std::array<const char*, 4> policy_names{"base_stock", "reorder_point", "order_up_to", "cover"};

std::string stock_name(Replenishment::Kind kind) {
  return fmt::format("stock ordered by: {}", policy_names[static_cast<std::size_t>(kind) - 1]);
}

// Gathers tables, log and what was at work while a simulation runs.
class Recorder final : public EventLog, public ReportObserver {
 public:
  Recorder(const Scenario& scenario, const RunWishes& wishes) : scenario_(scenario) {
    std::vector<std::unique_ptr<ResultTable>> tables;
    if (wishes.all_tables) {
      tables = result_tables(scenario);
    } else {
      tables.push_back(make_service_table(scenario));
      tables.push_back(make_shortfall_table(scenario));
      tables.push_back(make_units_table(scenario));
    }
    for (auto& table : tables) {
      auto open = std::make_unique<Open>();
      open->csv = std::make_unique<sim::CsvWriter>(open->sink, table->schema());
      open->table = std::move(table);
      tables_.push_back(std::move(open));
    }
  }

  void watch(const Simulation& simulation) { simulation_ = &simulation; }

  void record(const LoggedEvent& event) override {
    record_.log.push_back(event);
    for (auto& open : tables_) open->table->record(scenario_, event, *open->csv);
    handled_[static_cast<std::size_t>(event.kind)] = true;
    note_generation(event);
    if (event.kind == EventKind::units_made) {
      delivered_[static_cast<std::size_t>(scenario_.orders[OrderId{event.entity}].routing)] = true;
    }
    if (event.kind == EventKind::event_began) {
      const DatedEvent& e = scenario_.events[EventId{event.entity}];
      const bool is_stage = e.target == TargetKind::task;
      if (is_stage && scenario_.halls[HallId{e.entity}].tasks[e.task].risk) {
        record_.active.insert("risk that strikes on a date");
      }
      record_.active.insert(e.effect == EffectKind::pause ? pause_name(e.of, e.target)
                                                          : effect_name(e.effect, e.target));
    }
    look();
  }

  void report(const Simulation& simulation, const ReportPeriod& period) override {
    for (auto& open : tables_) open->table->report(simulation, period, *open->csv);
    look();
    for (const FleetRow& row : simulation.state().fleet.rows()) {
      if (row.waiting_hours > 0) record_.active.insert("repair waits for what it needs");
    }
    for (const SiteState& site : simulation.state().sites) {
      if (!site.due_maintenance.empty()) record_.active.insert(maintenance_names[3]);
      if (site.drawn_in_use != 0) record_.active.insert("power drawn follows use");
    }
    for (const Utilization::Row& row : simulation.utilization().period()) {
      if (row.used < row.available) record_.active.insert("demand below what is available");
      if (row.used < row.demanded) record_.active.insert("demand not met");
    }
    note_market(simulation);
  }

  RunRecord finish(const Simulation& simulation) {
    for (auto& open : tables_) {
      open->table->finish(simulation, *open->csv);
      open->csv->finish();
      record_.tables[open->table->schema().file] = std::move(open->sink.text);
    }
    note_sums(simulation);
    note_mechanisms();
    return std::move(record_);
  }

 private:
  struct Open {
    std::unique_ptr<ResultTable> table;
    sim::StringSink sink;
    std::unique_ptr<sim::CsvWriter> csv;
  };

  void look() {
    if (simulation_ == nullptr) return;
    const State& state = simulation_->state();
    for (std::size_t i = 0; i < state.units_by_state.size(); ++i) {
      if (state.units_by_state[i] > 0) occupied_[i % unit_state_count] = true;
    }
    for (const SiteState& site : state.sites) {
      for (const Units begun : site.begun) {
        if (begun > 1) record_.active.insert("step that learns");
      }
      for (const QueueState& queue : site.queues) {
        if (queue.held > 0) record_.active.insert("unit held by a full queue");
      }
    }
    for (LineId id : scenario_.lines.ids()) {
      if (state.lines[id].active.size() < 2) continue;
      const Line& line = scenario_.lines[id];
      contended_[static_cast<std::size_t>(line.policy)] = true;
      if (!line.quota_reuse) record_.active.insert("policy: quota without reuse");
      if (line.contenders == models::Contenders::makers) record_.active.insert("line shared by makers");
      if (line.contenders == models::Contenders::orders) record_.active.insert("line shared by orders");
    }
    look_at_gateways(state);
  }

  // A gateway that two lanes want at once.
  void look_at_gateways(const State& state) {
    for (GatewayId id : scenario_.gateways.ids()) {
      int wanted = 0;
      for (LaneId lane : scenario_.lanes.ids()) {
        const auto& through = scenario_.lanes[lane].through;
        const bool passes = std::find(through.begin(), through.end(), id) != through.end();
        wanted += passes && state.lanes[lane].waiting > 0 ? 1 : 0;
      }
      if (wanted > 1) record_.active.insert(gateway_rule_name(scenario_.gateways[id].sharing));
    }
  }

  // A step that ends while its system is new began then; what is made in the very hour in which its system can be had
  // was held until then, as good as always.
  void note_generation(const LoggedEvent& event) {
    if (!event.group.exists()) return;
    const std::optional<Hour>& available = scenario_.system_of(event.group).available;
    if (event.kind == EventKind::units_made && available && *available > 0 && *available == event.hour) {
      record_.active.insert("system held until it can be had");
    }
    if (event.kind != EventKind::step_finished) return;
    const Site& site = scenario_.sites[scenario_.groups[event.group].site];
    const BringUpStep& step = *step_of(site, static_cast<Stage>(event.detail)).step;
    if (step.new_generation && is_new_generation(available, step.new_generation->lasts, event.hour)) {
      record_.active.insert("step of a new generation");
    }
  }

  void note_market(const Simulation& simulation) {
    const auto& rows = simulation.utilization().period();
    for (const Utilization::Row& row : rows) {
      if (!row.demand.exists()) continue;
      const Demand& demand = scenario_.demands[row.demand];
      const auto class_of = static_cast<std::size_t>(demand.workload);
      if (row.used > 0 && demand.channel.exists()) record_.active.insert(market_names[0]);
      if (row.used > 0 && !(demand.fits_system.empty() && demand.fits_site.empty())) {
        record_.active.insert(market_names[1]);
      }
      if (!demand.need_before_price.empty() && row.used > 0 &&
          level_at(demand.need, scenario_.end) != level_at(demand.need_before_price, scenario_.end)) {
        record_.active.insert(market_names[2]);
      }
      const auto turns = [&](Hour h) {
        const auto at = [&](Hour hour) { return level_at(demand.need, hour); };
        return (at(h + 12) - at(h)) * (at(h + 24) - at(h + 12)) < 0;
      };
      if (row.used > 0 && turns(24) && turns(240)) record_.active.insert(market_names[3]);
      for (const Utilization::Row& other : rows) {
        if (other.customer != row.customer || !other.demand.exists() || row.used == row.demanded || other.used == 0) {
          continue;
        }
        const auto than = static_cast<std::size_t>(scenario_.demands[other.demand].workload);
        const WorkloadOrder& order = scenario_.workloads;
        if (order.by_day[than] < order.by_day[class_of]) record_.active.insert(market_names[4]);
        if (order.has_night() && order.by_night != order.by_day) record_.active.insert(market_names[5]);
      }
    }
  }

  void note_sums(const Simulation& simulation) {
    for (TrancheId id : scenario_.tranches.ids()) {
      const Ledger::Totals& totals = simulation.ledger().totals(id);
      record_.sums += fmt::format("tranche {}: needed {}, supplied {}", id.index, totals.needed, totals.supplied);
      for (std::uint32_t c = 0; c < totals.by_cause.size(); ++c) {
        if (totals.by_cause[c] == 0) continue;
        const std::string& name = simulation.causes().name(CauseId{c});
        record_.sums += fmt::format(", {} {}", name, totals.by_cause[c]);
        record_.active.insert("cause: " + name.substr(0, name.find(':')));
        if (name.starts_with("ineligible:")) record_.active.insert("cause: " + name);
      }
      record_.sums += '\n';
      record_.completed.push_back(simulation.state().tranches[id].complete_at);
    }
  }

  void note_parts() {
    const State& state = simulation_->state();
    for (models::PartId id : scenario_.parts.ids()) {
      const models::PartState& part = state.parts[id];
      if (part.lost > 0) record_.active.insert("parts lost for want of yield");
      if (part.reworked > 0) record_.active.insert("parts reworked");
      if (part.stock > scenario_.parts[id].opening) record_.active.insert("parts made into stock");
    }
    for (models::SystemId id : scenario_.systems.ids()) {
      const models::System& system = scenario_.systems[id];
      const models::Losses losses = models::losses_of(state.made[id], system.yield, system.rework);
      if (losses.scrapped > 0) record_.active.insert("units scrapped on their line");
      if (losses.reworked > 0) record_.active.insert("units reworked on their line");
    }
    for (const models::JobState& job : state.jobs) {
      if (job.from_stock > 0) record_.active.insert("parts out of stock");
    }
    for (const models::Part& part : scenario_.parts) {
      if (record_.sums.find("supply:" + part.id) != std::string::npos) record_.active.insert("parts waited for");
    }
  }

  // Of units whose life ended: by what kind of law.
  void note_lives(const State& state) {
    for (GroupId id : scenario_.groups.ids()) {
      if (!state.fleet.follows(id)) continue;
      const System& system = scenario_.system_of(id);
      for (const FleetUnit& unit : state.fleet.of(id).units) {
        if (unit.lives > 1 && system.failures) record_.active.insert(life_name(*system.failures));
        if (unit.visits == 0) continue;
        record_.active.insert(maintenance_names[static_cast<std::size_t>(system.maintenance->clock)]);
        const bool is_new = system.failures && system.maintenance->after == AfterRepair::as_new;
        if (is_new) record_.active.insert(maintenance_names[2]);
      }
    }
  }

  void note_stocks(const State& state) {
    for (StockId id : scenario_.stocks.ids()) {
      const StockState& stock = state.stocks[id];
      if (stock.ordered > 0) record_.active.insert(stock_name(scenario_.stocks[id].policy.kind));
      if (stock.used > 0 && scenario_.stocks[id].consumption.is_none())
        record_.active.insert("repair that uses a part");
    }
  }

  void note_accounts() {
    for (const auto& [key, cents] : simulation_->journal().entries()) {
      record_.active.insert(fmt::format("account: {}", name_of(key.account)));
      if (!key.payer.exists() || !key.payee.exists()) record_.active.insert("cash of nobody who is simulated");
    }
    if (!simulation_->accounting().depreciation().empty()) record_.active.insert("depreciation");
    for (const auto& [pair, edge] : circular_funding(scenario_, simulation_->journal())) {
      if (edge.funded > 0) record_.active.insert("sales out of the seller's own money");
    }
  }

  void note_chains(const Simulation& simulation) {
    for (TrancheId id : scenario_.tranches.ids()) {
      const std::uint32_t depth = scenario_.tranches[id].depth;
      if (depth > 0 && simulation.ledger().totals(id).supplied > 0) record_.active.insert(chain_names[depth - 1]);
    }
  }

  // What capacity contracts had, and lacked.
  void note_capacity(const Simulation& simulation) {
    for (TrancheId id : scenario_.tranches.ids()) {
      if (!scenario_.is_capacity(id)) continue;
      const Ledger::Totals& totals = simulation.ledger().totals(id);
      if (totals.supplied > 0) record_.active.insert("capacity supplied");
      for (std::uint32_t c = 0; c < totals.by_cause.size(); ++c) {
        const std::string& name = simulation.causes().name(CauseId{c});
        if (totals.by_cause[c] > 0) record_.active.insert("capacity short for: " + name.substr(0, name.find(':')));
      }
    }
  }

  // What live units deliver.
  void note_designs(const State& state) {
    for (GroupId id : scenario_.groups.ids()) {
      const Units live = state.groups[id].units[static_cast<std::size_t>(Stage::live)];
      if (live == 0) continue;
      const System& system = scenario_.system_of(id);
      if (system.goodput) record_.active.insert(design_names[1]);
      if (system.effective_compute || !system.more_compute.empty()) record_.active.insert(design_names[0]);
      const HallId hall = scenario_.groups[id].hall;
      const ComputeClusterId cluster = scenario_.halls[hall].cluster;
      if (!cluster.exists() || scenario_.compute_clusters[cluster].value_below == 0) continue;
      if (state.compute_clusters[cluster].usable_since > 0) record_.active.insert(design_names[2]);
    }
    const PeriodSums sums = sum_up(*simulation_, scenario_.end - 1);
    if (!sums.rows[static_cast<std::size_t>(Scope::silicon)].empty()) record_.active.insert(design_names[3]);
  }

  // A policy that gave units to one of several tranches of a provider.
  void note_grants(const Simulation& simulation) {
    for (PartyId provider : scenario_.parties.ids()) {
      const auto& tranches = simulation.eligibility().by_rank[provider];
      for (TrancheId id : tranches) {
        const Contract& contract = scenario_.contracts[scenario_.tranches[id].contract];
        if (simulation.ledger().totals(id).supplied == 0) continue;
        if (tranches.size() > 1) record_.active.insert(grants_name(scenario_.grants));
        if (contract.provider == contract.customer) record_.active.insert("own load supplied");
      }
    }
  }

  void note_mechanisms() {
    note_parts();
    note_designs(simulation_->state());
    note_grants(*simulation_);
    note_chains(*simulation_);
    note_capacity(*simulation_);
    note_accounts();
    note_stocks(simulation_->state());
    for (const DatedEvent& event : scenario_.events) {
      if (event.effect != EffectKind::pause || event.of != PauseOf::orders) continue;
      for (const Lot& lot : scenario_.lots) {
        if (!lot.opening && lot.ordered == event.until) record_.active.insert("order date moved by a pause");
      }
    }
    // Two kinds leave no trace in the log.
    handled_[static_cast<std::size_t>(EventKind::hall_looked_at)] =
        handled_[static_cast<std::size_t>(EventKind::hall_ready)];
    for (const Lot& lot : scenario_.lots) {
      const bool is_handled = !lot.opening && lot.planned_live > 0 && lot.planned_live < scenario_.end;
      if (is_handled) handled_[static_cast<std::size_t>(EventKind::planned_live_passed)] = true;
    }
    for (std::size_t i = 0; i < handled_.size(); ++i) {
      if (handled_[i]) record_.active.insert(fmt::format("event kind: {}", event_kinds[i].name));
    }
    for (std::size_t i = 0; i < occupied_.size(); ++i) {
      if (occupied_[i]) record_.active.insert(fmt::format("state: {}", unit_states[i].name));
    }
    for (std::size_t i = 0; i < contended_.size(); ++i) {
      if (contended_[i]) record_.active.insert(fmt::format("policy: {}", info(static_cast<SharingPolicy>(i)).name));
    }
    for (std::size_t i = 0; i < delivered_.size(); ++i) {
      if (delivered_[i]) record_.active.insert(routing_name(static_cast<Routing>(i)));
    }
    for (const sim::RandomStream& stream : simulation_->state().streams) {
      if (stream.drawn() > 0) record_.active.insert("law drawn for each case");
    }
    for (HallId id : scenario_.halls.ids()) note_stages(scenario_.halls[id], simulation_->state().halls[id]);
    for (BlockId id : scenario_.blocks.ids()) {
      const bool is_there = simulation_->state().blocks[id].offered > 0;
      if (!scenario_.blocks[id].after.empty() && is_there) record_.active.insert("power that follows stages");
    }
    for (GearId id : scenario_.gear.ids()) {
      const bool is_made = simulation_->state().gear[id].made > 0;
      if (is_made && !scenario_.gear[id].bom.empty()) record_.active.insert("gear made of parts");
      const bool has_come = simulation_->state().gear[id].arrived > 0;
      if (has_come && scenario_.gear[id].lane.exists()) record_.active.insert("gear that comes over a lane");
    }
    for (const GearState& gear : simulation_->state().gear) {
      const bool is_one_by_one = gear.arrived > 0 && gear.arrivals.front() != gear.arrivals.back();
      if (is_one_by_one) record_.active.insert("gear that comes one by one");
    }
    for (const HallState& hall : simulation_->state().halls) {
      if (hall.flow.peak > 0) record_.active.insert("flow of water limited");
    }
    note_lives(simulation_->state());
    if (scenario_.preempt) record_.active.insert("preempt");
    if (!scenario_.power_acts) record_.active.insert("without power");
    if (!scenario_.cooling_acts) record_.active.insert("without cooling");
    for (BlockId id : scenario_.blocks.ids()) {
      const BlockState& store = simulation_->state().blocks[id];
      if (store.charged > 0) record_.active.insert("storage filled");
      if (store.discharged > scenario_.blocks[id].energy * 9 / 10) record_.active.insert("storage emptied");
    }
    for (const PowerBlock& block : scenario_.blocks) {
      const bool leaves = block.until < scenario_.end || block.replaced_by.exists();
      if (leaves) record_.active.insert("power block that leaves");
      for (const CurtailedHours& rule : block.curtailed) {
        if (!rule.stretches.empty()) record_.active.insert("hours of a curtailment rule");
      }
    }
    if (!scenario_.curtailment_acts) record_.active.insert("without curtailment");
  }

  void note_crews(const Task& task, const TaskState& state) {
    const bool is_waiting = state.progress == TaskState::Progress::waiting;
    if (state.crews_asked == sim::never || (!is_waiting && state.dates.start == state.crews_asked)) return;
    for (const NeedOfCrew& need : task.needs) {
      record_.active.insert(need.is_shared ? "stage that waits for crews of all"
                                           : "stage that waits for crews of its site");
    }
    record_.active.insert(
        fmt::format("dispatch: {}", dispatch_rules()[static_cast<std::size_t>(scenario_.dispatch)].name));
    if (!state.after_crews_of.empty()) record_.active.insert("stage that takes the crews of another");
  }

  void note_stages(const Hall& hall, const HallState& state) {
    for (std::size_t t = 0; t < hall.tasks.size(); ++t) {
      const bool has_started = state.tasks[t].progress != TaskState::Progress::waiting;
      if (has_started && hall.tasks[t].duration.varies) record_.active.insert("stage that draws its time");
      const bool has_waited = state.tasks[t].gear_at > state.tasks[t].ready_to_start;
      if (!hall.tasks[t].gear.empty() && has_waited) record_.active.insert("stage that waits for gear");
      note_crews(hall.tasks[t], state.tasks[t]);
      const CalendarId calendar = hall.tasks[t].calendar;
      const bool is_common = calendar.exists() && !scenario_.calendars[calendar].common_to.empty();
      if (is_common && has_started) record_.active.insert("stage on the days of its crews");
      if (hall.tasks[t].risk && has_started) {
        record_.active.insert(state.tasks[t].length > 0 ? "risk that strikes" : "risk that does not strike");
        const bool by_record = hall.tasks[t].risk->record_of.exists();
        if (by_record) record_.active.insert(design_names[hall.tasks[t].risk->strikes ? 4 : 5]);
      }
      const auto& [start, finish] = state.tasks[t].dates;
      const bool is_over = state.tasks[t].progress == TaskState::Progress::finished;
      if (is_over && work_between(hall.tasks[t], start, finish, scenario_.calendars) < finish - start) {
        record_.active.insert("stage that rests on days off");
      }
    }
  }

  const Scenario& scenario_;
  const Simulation* simulation_ = nullptr;
  std::vector<std::unique_ptr<Open>> tables_;
  RunRecord record_;
  std::array<bool, event_kinds.size()> handled_{};
  std::array<bool, unit_state_count> occupied_{};
  std::array<bool, 6> contended_{};
  std::array<bool, routing_names.size()> delivered_{};
};

std::vector<std::string> list_mechanisms() {
  std::vector<std::string> names;
  for (const CauseInfo& cause : causes()) names.push_back(fmt::format("cause: {}", cause.name));
  for (const RuleInfo& rule : rules()) names.push_back(fmt::format("cause: ineligible:{}", rule.name));
  for (EffectKind e : {EffectKind::slip, EffectKind::outage}) names.push_back(effect_name(e, TargetKind::licence));
  for (const SharingPolicyInfo& policy : sharing_policies()) names.push_back(fmt::format("policy: {}", policy.name));
  for (const DispatchInfo& rule : dispatch_rules()) names.push_back(fmt::format("dispatch: {}", rule.name));
  for (const AccountInfo& account : accounts()) names.push_back(fmt::format("account: {}", account.name));
  names.insert(names.end(), {"policy: quota without reuse", "line shared by orders"});
  names.insert(names.end(), {"cash of nobody who is simulated", "depreciation", "sales out of the seller's own money"});
  for (const EventKindInfo& kind : event_kinds) names.push_back(fmt::format("event kind: {}", kind.name));
  for (const UnitStateInfo& state : unit_states) names.push_back(fmt::format("state: {}", state.name));
  for (std::size_t i = 0; i < routing_names.size(); ++i) names.push_back(routing_name(static_cast<Routing>(i)));
  for (GatewaySharing s : {GatewaySharing::equal, GatewaySharing::pro_rata, GatewaySharing::weighted})
    names.push_back(gateway_rule_name(s));
  for (TargetKind t : {TargetKind::hall, TargetKind::task, TargetKind::gear, TargetKind::block})
    names.push_back(effect_name(EffectKind::slip, t));
  for (TargetKind t : {TargetKind::hall, TargetKind::block, TargetKind::line, TargetKind::lane,
                       TargetKind::liquid_cooling, TargetKind::air_cooling, TargetKind::node, TargetKind::gateway}) {
    names.push_back(effect_name(EffectKind::outage, t));
    if (t != TargetKind::hall) names.push_back(effect_name(EffectKind::multiply, t));
  }
  for (TargetKind t : {TargetKind::order, TargetKind::party, TargetKind::line})
    names.push_back(pause_name(PauseOf::orders, t));
  names.push_back(pause_name(PauseOf::shipments, TargetKind::line));
  names.push_back(pause_name(PauseOf::transit, TargetKind::lane));
  names.push_back(pause_name(PauseOf::receipts, TargetKind::site));
  names.emplace_back("order date moved by a pause");
  for (TargetKind t : {TargetKind::order, TargetKind::system}) names.push_back(effect_name(EffectKind::substitute, t));
  names.emplace_back("gear that comes over a lane");
  for (EffectKind e : {EffectKind::slip, EffectKind::failure, EffectKind::cancel})
    names.push_back(effect_name(e, TargetKind::order));
  for (EffectKind e : {EffectKind::outage, EffectKind::insolvency}) names.push_back(effect_name(e, TargetKind::party));
  names.push_back(effect_name(EffectKind::add, TargetKind::site));
  for (TargetKind t : {TargetKind::block, TargetKind::node, TargetKind::site})
    names.push_back(effect_name(EffectKind::curtail, t));
  names.insert(names.end(), {"hours of a curtailment rule", "without curtailment", "power block that leaves",
                             "storage filled", "storage emptied"});
  names.insert(names.end(), {"law drawn for each case", "stage that draws its time", "stage that waits for gear",
                             "gear that comes one by one", "preempt", "without power", "without cooling",
                             "flow of water limited", "demand below what is available", "demand not met"});
  names.insert(names.end(), {"stage that waits for crews of all", "stage that waits for crews of its site",
                             "stage that takes the crews of another", "stage that rests on days off"});
  names.push_back(effect_name(EffectKind::outage, TargetKind::task));
  names.push_back(effect_name(EffectKind::cancel, TargetKind::hall));
  names.insert(names.end(), {"risk that strikes", "risk that does not strike", "risk that strikes on a date",
                             "stage on the days of its crews", "gear made of parts", "power that follows stages"});
  names.insert(names.end(), {"unit held by a full queue", "step that learns", "step of a new generation",
                             "system held until it can be had"});
  names.insert(names.end(), {"line shared by makers", "parts lost for want of yield", "parts reworked",
                             "units scrapped on their line", "units reworked on their line", "parts made into stock",
                             "parts out of stock", "parts waited for"});
  names.push_back("repair waits for what it needs");
  names.push_back("repair that uses a part");
  names.push_back("power drawn follows use");
  for (std::size_t i = 1; i <= policy_names.size(); ++i)
    names.push_back(stock_name(static_cast<Replenishment::Kind>(i)));
  names.insert(names.end(), life_names.begin(), life_names.end());
  names.insert(names.end(), chain_names.begin(), chain_names.end());
  for (const GrantPolicyInfo& info : grant_policies()) names.push_back(grants_name(info.policy));
  names.emplace_back("own load supplied");
  names.insert(names.end(), design_names.begin(), design_names.end());
  for (TargetKind t : {TargetKind::system, TargetKind::step}) names.push_back(effect_name(EffectKind::multiply, t));
  names.insert(names.end(), market_names.begin(), market_names.end());
  for (EffectKind e : {EffectKind::multiply, EffectKind::set}) names.push_back(effect_name(e, TargetKind::price));
  names.insert(names.end(), {"capacity supplied", "capacity short for: site", "capacity short for: power",
                             "capacity short for: cooling", "capacity short for: allocated_elsewhere"});
  names.insert(names.end(), maintenance_names.begin(), maintenance_names.end());
  return names;
}

}  // namespace

const std::vector<std::string>& mechanisms() {
  static const std::vector<std::string> names = list_mechanisms();
  return names;
}

buildout::LoadedScenario loaded(const std::string& yaml) {
  sim::Diagnostics diagnostics;
  auto scenario = buildout::load_scenario_text(yaml, "random.yaml", {}, diagnostics);
  if (!scenario) throw std::runtime_error(diagnostics.text() + "\n" + yaml);
  return std::move(*scenario);
}

RunRecord record_run(const Scenario& scenario, sim::Engine& engine, const RunWishes& wishes) {
  Recorder recorder(scenario, wishes);
  Simulation simulation(scenario, engine, {&recorder, &recorder, wishes.check_every_hour});
  recorder.watch(simulation);
  simulation.run();
  return recorder.finish(simulation);
}

RunRecord record_twin_run(const std::string& yaml, const RunWishes& wishes) {
  const buildout::LoadedScenario scenario = loaded(yaml);
  TwinEngine engine;
  return record_run(scenario.scenario, engine, wishes);
}

std::string text_of(const std::vector<LoggedEvent>& log) {
  std::string text;
  for (const LoggedEvent& e : log) {
    text += fmt::format("hour {} {} entity {} detail {} count {}\n", e.hour, info(e.kind).name, e.entity, e.detail,
                        e.count);
  }
  return text;
}

CsvRows csv_rows(const std::string& csv) {
  CsvRows rows;
  for (std::size_t at = csv.find('\n') + 1; at < csv.size();) {
    const std::size_t end = csv.find('\n', at);
    std::vector<std::string> cells;
    for (std::size_t from = at; from <= end;) {
      const std::size_t comma = std::min(csv.find(',', from), end);
      cells.push_back(csv.substr(from, comma - from));
      from = comma + 1;
    }
    rows.push_back(std::move(cells));
    at = end + 1;
  }
  return rows;
}

}  // namespace tests
