#include "models/simulation.hpp"

#include <algorithm>
#include <chrono>

#include "models/fleet/dead_on_arrival.hpp"
#include "models/fleet/failures.hpp"
#include "models/fleet/spares.hpp"
#include "models/market/co_design.hpp"
#include "models/money/financing.hpp"
#include "models/site/curtailment.hpp"
#include "models/site/dispatch.hpp"
#include "models/site/energy_sources.hpp"
#include "models/site/gear.hpp"
#include "models/site/grid.hpp"
#include "models/site/heat_rejection.hpp"
#include "models/site/power.hpp"
#include "models/site/readiness.hpp"
#include "models/site/room.hpp"
#include "models/site/step_work.hpp"
#include "models/site/storage.hpp"
#include "models/supply/kits.hpp"
#include "models/supply/lane.hpp"
#include "models/supply/lane_queue.hpp"
#include "models/supply/licences.hpp"
#include "models/supply/line.hpp"
#include "models/supply/order_events.hpp"
#include "models/supply/pauses.hpp"
#include "models/supply/substitution.hpp"
#include "sim/check.hpp"

namespace models {

Simulation::Simulation(const Scenario& scenario, sim::Engine& engine, const SimulationOptions& options)
    : scenario_(scenario),
      options_(options),
      state_(scenario),
      eligibility_(scenario, state_),
      causes_(scenario),
      world_{scenario, state_, calendar_, engine, eligibility_, options.log, -1, {}, {}},
      assignment_(scenario, eligibility_, causes_),
      chains_(scenario, causes_),
      capacity_supply_(scenario, causes_),
      ledger_(scenario),
      channels_(scenario),
      utilization_(scenario, channels_),
      administration_(scenario, ledger_, utilization_),
      accounting_(scenario, state_, administration_.journal()),
      sourcing_(scenario, ledger_, administration_.journal()),
      obligations_(scenario, administration_.journal()),
      power_in_use_(scenario, channels_),
      periods_(report_periods(scenario)) {
  declare_lines(world_);
  declare_lanes(world_);
  schedule_power(world_);
  schedule_deratings(world_);
  schedule_curtailment(world_);
  for (SiteId id : scenario.sites.ids()) {
    if (scenario.power_acts && !scenario.sites[id].storage.empty()) storage_sites_.push_back(id);
  }
  schedule_readiness(world_);
  schedule_stocks(world_);
  schedule_licences(world_);
  schedule_financing(world_);
  schedule_everything_known();
  place_opening_stock();
}

void Simulation::run() {
  world_.engine.wake_at(0);
  world_.engine.run(scenario_.end, [this](Hour hour) { wake(hour); });
}

// One hour, phase by phase.
void Simulation::wake(Hour hour) {
  administration_.write_bills(world_, hour);
  accounting_.write_month(state_, ledger_, utilization_, hour);
  sourcing_.write_month(hour);
  obligations_.write_month(state_, hour);
  close_periods(hour);
  if (hour < scenario_.end) {
    world_.now = state_.now = hour;
    take_completions();
    for (const Event& event : calendar_.take(hour)) apply(event);
    end_lives_and_repairs(world_);
    settle_halls(world_);
    settle_allocation();
    settle_assignment();
    settle_draw();
    settle_power_promised();
    if (options_.check_every_hour) check_conservation(scenario_, state_);
  }
  if (const Hour next = next_hour(); next <= scenario_.end) world_.engine.wake_at(next);
}

Hour Simulation::next_hour() const {
  const Hour report = next_period_ < periods_.size() ? periods_[next_period_].end : sim::never;
  return std::min({calendar_.next_hour(), state_.fleet.next_hour(), power_in_use_.next_hour(),
                   administration_.next_bill(), accounting_.next_month(), sourcing_.next_month(),
                   obligations_.next_month(), report});
}

void Simulation::apply(const Event& event) {
  ++events_handled_;
  sim::current_activity = {"handling an event", world_.now, static_cast<unsigned>(event.kind), event.entity};
  const GroupId group{event.entity};
  switch (event.kind) {
    case EventKind::lot_ordered: {
      const Lot& lot = scenario_.lots[LotId{event.entity}];
      add_units(scenario_, state_, lot.source, Stage::ordered, lot.units);
      const SiteId site = scenario_.groups[lot.source].site;
      if (site.exists()) note_routed(world_, site, scenario_.system_of(lot.source), lot.units);
      world_.record(event.kind, lot.order.index, lot.units);
      await_money(world_, LotId{event.entity});
      cancel_if_insolvent(world_, LotId{event.entity});
      break;
    }
    case EventKind::loan_drawn:
      accounting_.note_draw(event.entity, world_.now, draw_loan(world_, event.entity, event.detail != 0));
      break;
    case EventKind::lot_cancelled:
      give_up_lot(world_, LotId{event.entity});
      break;
    case EventKind::licence_granted:
      ship_licensed(world_, LicenceId{event.entity});
      break;
    case EventKind::lot_released:
      if (!state_.waits_for_money(LotId{event.entity})) release_lot(world_, LotId{event.entity});
      break;
    case EventKind::kits_made:
      finish_kits(world_, JobId{event.entity});
      break;
    case EventKind::line_picked_up:
      pick_up(world_, LineId{event.entity});
      break;
    case EventKind::units_made:
      ship_finished(world_, group);
      break;
    case EventKind::units_shipped:
      ship_held(world_, group);
      break;
    case EventKind::lane_passed:
      pass_lane(world_, LaneId{event.entity});
      break;
    case EventKind::units_arrived:
      receive(world_, group, static_cast<Stage>(event.detail));
      break;
    case EventKind::units_reworked:
      finish_rework(world_, group);
      break;
    case EventKind::step_finished:
      finish_step(world_, group, static_cast<Stage>(event.detail));
      break;
    case EventKind::gear_ordered:
      release_gear(world_, GearId{event.entity});
      break;
    case EventKind::gear_arrived:
      receive_gear(world_, GearId{event.entity});
      break;
    case EventKind::spares_arrived:
      receive_parts(world_, StockId{event.entity});
      break;
    case EventKind::part_consumed:
      consume_parts(world_, StockId{event.entity});
      break;
    case EventKind::stock_reviewed:
      review_stock(world_, StockId{event.entity});
      break;
    case EventKind::hall_looked_at:
      state_.dirty_halls.add(HallId{event.entity});
      break;
    case EventKind::block_curtailed:
      curtail_block(world_, BlockId{event.entity}, event.detail >> 1, (event.detail & 1) != 0);
      break;
    case EventKind::block_energized:
      change_block(world_, BlockId{event.entity});
      break;
    case EventKind::liquid_derated:
      follow_weather(world_, HallId{event.entity}, Loop::liquid);
      break;
    case EventKind::air_derated:
      follow_weather(world_, HallId{event.entity}, Loop::air);
      break;
    case EventKind::units_repaired:
      repair_units(world_, group);
      break;
    case EventKind::pue_changed:
      follow_month(world_, SiteId{event.entity});
      break;
    case EventKind::event_began:
      begin_event(EventId{event.entity});
      break;
    case EventKind::event_ended:
      end_event(EventId{event.entity});
      break;
    case EventKind::planned_live_passed:
      state_.dirty_providers.add(scenario_.order_of(LotId{event.entity}).buyer);
      break;
    case EventKind::storage_changed:  // looked at in the allocation phase of every hour that has one
    case EventKind::task_started:
    case EventKind::task_finished:
    case EventKind::hall_ready:
    case EventKind::units_substituted:
    case EventKind::units_at_customs:
    case EventKind::units_at_gate:
    case EventKind::units_dead:
    case EventKind::units_failed:
    case EventKind::maintenance_ended:
    case EventKind::maintenance_began:
    case EventKind::units_returned:
    case EventKind::draw_suspended:
    case EventKind::lot_paid:
    case EventKind::cluster_completed:
    case EventKind::tranche_completed:
    case EventKind::option_exercised:
    case EventKind::start_shifted:
    case EventKind::tranche_renewed:
    case EventKind::tranche_made_good:
    case EventKind::prepayment_refunded:
    case EventKind::delay_credited:
    case EventKind::credit_capped:
    case EventKind::service_missed:
    case EventKind::tranche_taken:
    case EventKind::switching_began:
    case EventKind::porting_began:
      break;  // found, not scheduled
    case EventKind::tranche_signed:
    case EventKind::tranche_prepaid:
    case EventKind::tranche_due:
    case EventKind::tranche_barred:
    case EventKind::tranche_freed:
    case EventKind::tranche_offered:
    case EventKind::tranche_declined:
    case EventKind::switching_ended:
    case EventKind::grace_ended:
    case EventKind::tranche_terminated:
    case EventKind::tranche_ended: {
      const TrancheId id{event.entity};
      for (TrancheId of : administration_.touched_by(id)) note_use(of);
      administration_.apply(world_, event);
      for (TrancheId of : administration_.touched_by(id)) note_terms(of);
      break;
    }
    case EventKind::clean_energy_required: {
      const TrancheId id{event.entity};
      if (state_.tranches[id].is_over) break;
      note_use(id);
      require_clean_energy(scenario_, state_, eligibility_, id);
      world_.record(event.kind, id.index, scenario_.tranches[id].accelerators);
      note_terms(id);
      break;
    }
    case EventKind::porting_ended:
      for (TrancheId of : sourcing_.ported_with(TrancheId{event.entity})) note_use(of);
      sourcing_.end_porting(world_, TrancheId{event.entity});
      break;
  }
}

void Simulation::begin_event(EventId id) {
  const DatedEvent& event = scenario_.events[id];
  world_.record(EventKind::event_began, id.index, 1);
  switch (event.effect) {
    case EffectKind::slip:
      // What came before the horizon has been played to halls and gear.
      if (event.target == TargetKind::hall && event.at >= 0) slip_hall(world_, HallId{event.entity}, event.slip);
      if (event.target == TargetKind::task && event.at >= 0) {
        slip_task(world_, HallId{event.entity}, event.task, event.slip);
      }
      if (event.target == TargetKind::gear && event.at >= 0) slip_gear(world_, GearId{event.entity}, event.slip);
      if (event.target == TargetKind::block) slip_block(world_, BlockId{event.entity}, event.slip, event.at);
      break;
    case EffectKind::outage:
    case EffectKind::multiply:
      if (event.target == TargetKind::block) act_on_block(world_, id, true);
      if (event.target == TargetKind::node) act_on_node(world_, id, true);
      if (event.target == TargetKind::hall) act_on_hall(world_, id, true);
      if (event.target == TargetKind::task && event.at >= 0) act_on_task(world_, id, true);
      if (event.target == TargetKind::liquid_cooling || event.target == TargetKind::air_cooling) {
        act_on_cooling(world_, id, true);
      }
      if (event.target == TargetKind::licence) note_suspension(world_);
      if (event.target == TargetKind::system) change_design(SystemId{event.entity});
      if (event.target == TargetKind::party) act_on_provider(id, true);
      break;  // lines and lanes carry theirs in the capacity that the engine was given, prices in the demand, steps
              // in their length
    case EffectKind::curtail:
      act_on_interruptible(world_, id, true);
      break;
    case EffectKind::set:
    case EffectKind::add:
      break;  // prices and the weather are known from the scenario
    case EffectKind::failure:
      fail_order_units(world_, id);
      break;
    case EffectKind::cancel:
      if (event.target == TargetKind::order) cancel_order_units(world_, id);
      if (event.target == TargetKind::hall && event.at >= 0) cancel_hall(world_, HallId{event.entity}, id);
      break;
    case EffectKind::pause:
      note_pause(world_, id);
      break;
    case EffectKind::substitute:
      substitute_orders(world_, id);
      break;
    case EffectKind::insolvency:
      state_.parties[PartyId{event.entity}].insolvent_through = id;
      act_on_provider(id, true);
      cancel_orders_of(world_, PartyId{event.entity}, id);
      break;
  }
}

// What a provider's tranches are granted is of use to their customers, or not.
void Simulation::act_on_provider(EventId id, bool begins) {
  const PartyId provider{scenario_.events[id].entity};
  state_.parties[provider].outages.set(id, begins);
  for (TrancheId of : scenario_.tranches.ids()) {
    if (scenario_.contracts[scenario_.tranches[of].contract].provider != provider) continue;
    note_use(of);
    state_.tranches[of].grants_changed = true;
    note_terms(of);
  }
}

// What holds of a tranche beside its units is something else.
void Simulation::note_terms(TrancheId id) {
  chains_.note_change(id);
  state_.dirty_providers.add(scenario_.contracts[scenario_.tranches[id].contract].provider);
}

void Simulation::end_event(EventId id) {
  const DatedEvent& event = scenario_.events[id];
  world_.record(EventKind::event_ended, id.index, 1);
  if (event.effect == EffectKind::pause) note_pause(world_, id);
  if (event.effect == EffectKind::curtail) return act_on_interruptible(world_, id, false);
  if (event.effect == EffectKind::outage && event.target == TargetKind::party) act_on_provider(id, false);
  if (event.target == TargetKind::block) act_on_block(world_, id, false);
  if (event.target == TargetKind::node) act_on_node(world_, id, false);
  if (event.target == TargetKind::system) change_design(SystemId{event.entity});
  if (event.target == TargetKind::hall) act_on_hall(world_, id, false);
  if (event.target == TargetKind::task && event.until >= 0) act_on_task(world_, id, false);
  if (event.target == TargetKind::liquid_cooling || event.target == TargetKind::air_cooling)
    act_on_cooling(world_, id, false);
}

void Simulation::change_design(SystemId system) {
  follow_design(world_, system);
  power_in_use_.note_other_draw();
}

void Simulation::take_completions() {
  const auto completed = world_.engine.completed();
  finished_.assign(completed.begin(), completed.end());
  const auto key = [&](sim::WorkId id) {
    const WorkMeaning& m = world_.works[id.index];
    return std::tuple(m.is_lane, m.line, m.share, m.lane, id);
  };
  std::sort(finished_.begin(), finished_.end(), [&](sim::WorkId a, sim::WorkId b) { return key(a) < key(b); });
  for (sim::WorkId id : finished_) {
    const WorkMeaning meaning = world_.works[id.index];
    meaning.is_lane ? complete_lane(world_, meaning.lane) : complete_share(world_, meaning.line, meaning.share);
    ++events_handled_;
  }
}

void Simulation::settle_allocation() {
  sim::current_activity.doing = "paying for orders";
  pay_for_lots(world_);
  sim::current_activity.doing = "sharing grid nodes";
  state_.dirty_clusters.take(clusters_);
  for (ClusterId cluster : clusters_) share_cluster(world_, cluster);
  for (SiteId site : storage_sites_) look_at_storage(world_, site);
  sim::current_activity.doing = "settling sites";
  while (!state_.dirty_sites.empty()) {
    state_.dirty_sites.take(sites_);
    for (SiteId site : sites_) settle_site(world_, site);
    settle_halls(world_);  // crews of units that stopped are free for stages
  }
  sim::current_activity.doing = "sharing lines";
  state_.dirty_lines.take(lines_);
  for (LineId line : lines_) share_line(world_, line);
  sim::current_activity.doing = "carrying over lanes";
  state_.dirty_lanes.take(lanes_);
  for (LaneId lane : lanes_) carry_lane(world_, lane);
}

// What is granted decides what is used, and that what stores give or take.
void Simulation::settle_draw() {
  sim::current_activity.doing = "settling what is drawn";
  power_in_use_.settle(state_, ledger_, world_.now);
  obligations_.settle(state_, ledger_, world_.now);
  for (SiteId site : storage_sites_) run_storage(world_, site);
}

// After it is known which stores are being filled.
void Simulation::settle_power_promised() {
  sim::current_activity.doing = "settling capacity contracts";
  const auto sink = [this](TrancheId tranche, const Assignment::Picture& picture) { book(tranche, picture); };
  capacity_supply_.settle(state_, ledger_, world_.now, sink);
}

void Simulation::settle_assignment() {
  for (ComputeClusterId id : scenario_.compute_clusters.ids()) {
    ComputeClusterState& cluster = state_.compute_clusters[id];
    if (cluster.is_recorded || cluster.usable_since == sim::never) continue;
    cluster.is_recorded = true;
    world_.record(EventKind::cluster_completed, id.index, cluster.accepted);
  }
  sim::current_activity.doing = "settling grants and pegs";
  state_.dirty_providers.take(providers_);
  const auto sink = [this](TrancheId tranche, const Assignment::Picture& picture) { book(tranche, picture); };
  for (PartyId provider : providers_) assignment_.settle(state_, provider, world_.now, sink);
  chains_.settle(state_, ledger_, world_.now, sink);
  for (PartyId provider : providers_) {
    channels_.settle(state_, ledger_, provider, [this](ChannelId channel) {
      power_in_use_.note_change(channel);
      utilization_.settle(ledger_, channel, world_.now);
    });
  }
  look_at_covenants(world_);
}

// A picture that did not change goes on: it is added up when it ends.
void Simulation::book(TrancheId id, const Assignment::Picture& picture) {
  TrancheState& tranche = state_.tranches[id];
  if (tranche.complete_at == world_.now && !tranche.complete_recorded) {
    tranche.complete_recorded = true;
    world_.record(EventKind::tranche_completed, id.index, scenario_.tranches[id].accelerators);
    administration_.complete(world_, id);
  }
  if (!picture.supplied_changed && ledger_.lacks(id, picture.missing)) return;
  ledger_.settle(id, world_.now);
  ledger_.set_missing(id, picture.missing);
  if (picture.supplied_changed) {
    note_use(id);
    ledger_.set_supplied(id, picture.supplied);
    if (!picture.supplied.empty()) sourcing_.note_supply(world_, id);
  }
  chains_.note_change(id);
}

// What a tranche has is about to be something else: for its customer, and for all others of its chain.
void Simulation::note_use(TrancheId id) {
  for (TrancheId of : chains_.members(id)) {
    power_in_use_.note_change(scenario_.contracts[scenario_.tranches[of].contract].customer);
    utilization_.settle(ledger_, of, world_.now);
    obligations_.note_change(of);
  }
}

void Simulation::close_periods(Hour hour) {
  while (next_period_ < periods_.size() && periods_[next_period_].end <= hour) {
    const ReportPeriod& period = periods_[next_period_++];
    sim::current_activity.doing = "closing a period";
    ledger_.settle_all(period.end);
    utilization_.settle_all(ledger_, period.end);
    for (SiteId site : scenario_.sites.ids()) attribute_energy(scenario_, state_, site, period.end);
    state_.fleet.settle(period.end);
    check_conservation(scenario_, state_);
    if (options_.observer != nullptr) options_.observer->report(*this, period);
    ledger_.begin_period();
    utilization_.begin_period();
    for (SiteState& site : state_.sites) forget_energy(site);
    for (SiteId site : storage_sites_) forget_storage(scenario_, state_, site);
    for (HallState& hall : state_.halls) hall.least_liquid = hall.least_air = {no_limit, period.end};
    state_.fleet.begin_period();
    world_.losses.clear();
  }
}

void Simulation::schedule_everything_known() {
  for (LotId id : scenario_.lots.ids()) {
    const Lot& lot = scenario_.lots[id];
    if (lot.opening || lot.gear.exists()) continue;
    const bool has_own_units = !lot.substitute_of.exists();
    if (has_own_units) world_.schedule(std::max<Hour>(lot.ordered, 0), EventKind::lot_ordered, id.index);
    if (lot.given_up != sim::never) {
      world_.schedule(std::max<Hour>(lot.given_up, 0), EventKind::lot_cancelled, id.index);
    }
    world_.schedule(std::max<Hour>(lot.release, 0), EventKind::lot_released, id.index);
    if (lot.planned_live > 0) world_.schedule(lot.planned_live, EventKind::planned_live_passed, id.index);
  }
  for (EventId id : scenario_.events.ids()) {
    const DatedEvent& event = scenario_.events[id];
    world_.schedule(std::max<Hour>(event.at, 0), EventKind::event_began, id.index);
    if (event.until != sim::never) world_.schedule(std::max<Hour>(event.until, 0), EventKind::event_ended, id.index);
  }
  administration_.schedule(world_);
}

void Simulation::place_opening_stock() {
  for (const Lot& lot : scenario_.lots) {
    if (!lot.opening) continue;
    add_units(scenario_, state_, lot.source, Stage::live, lot.units);
    note_routed(world_, scenario_.groups[lot.source].site, scenario_.system_of(lot.source), lot.units);
    state_.dirty_sites.add(scenario_.groups[lot.source].site);
  }
}

std::vector<ReportPeriod> report_periods(const Scenario& scenario) {
  using namespace std::chrono;
  std::vector<ReportPeriod> periods;
  sim::Timestamp at = scenario.start;
  const sim::Timestamp end = scenario.start + hours{scenario.end};
  while (at < end) {
    const sys_days day = floor<days>(at);
    sim::Timestamp next = at + hours{1};
    if (scenario.report_step == ReportStep::day) next = day + days{1};
    if (scenario.report_step == ReportStep::week) next = day + days{7} - (weekday{day} - Monday);
    if (scenario.report_step == ReportStep::month) {
      const year_month_day ymd{day};
      next = sys_days{year_month_day{ymd.year() / ymd.month() / 1} + months{1}};
    }
    next = std::min(next, end);
    periods.push_back({sim::hours_between(scenario.start, at), sim::hours_between(scenario.start, next)});
    at = next;
  }
  return periods;
}

}  // namespace models
