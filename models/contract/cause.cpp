#include "models/contract/cause.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "models/site/power.hpp"
#include "models/site/readiness.hpp"
#include "models/site/room.hpp"
#include "models/supply/bill_of_materials.hpp"
#include "models/supply/licences.hpp"
#include "models/supply/pauses.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr auto rows = std::to_array<CauseInfo>({
    {CauseKind::ordered_late, "ordered_late", "",
     "the order was placed so late that even the nominal lead time ends after the due date; until that nominal live "
     "hour"},
    {CauseKind::gear_ordered_late, "gear_ordered_late", "gear",
     "at the dock of a hall that is not ready: held by gear that was ordered so late that even its nominal lead time "
     "ends after the plan of the hall needs it; until that nominal date"},
    {CauseKind::substituted, "substituted", "event",
     "the event made it an order of this system so late that even the nominal lead time ends after the due date; until "
     "that nominal live hour"},
    {CauseKind::financing, "financing", "",
     "ordered, and waiting for the money that it is to be paid with (`paid_by`)"},
    {CauseKind::supply, "supply", "tier",
     "ordered or in production: the supplier has not made it yet; the deepest part that it waits for, or its own line"},
    {CauseKind::shipping, "shipping", "event", "made, and held while the event pauses the shipments of its line"},
    {CauseKind::licence, "licence", "licence",
     "made, and held: the export licence for where it is to go is not granted, suspended or used up"},
    {CauseKind::logistics, "logistics", "", "on a freight lane, or waiting for one"},
    {CauseKind::customs, "customs", "lane", "off its lane, and held by customs"},
    {CauseKind::receiving, "receiving", "event",
     "arrived, and kept at the gate while the event pauses the receipts of its site"},
    {CauseKind::dead_on_arrival, "dead_on_arrival", "", "arrived, and did not work: it is being mended or replaced"},
    {CauseKind::site, "site", "task",
     "at the dock of a hall that is not ready: the active stage on its longest remaining path, or the gear or the "
     "counted resource that this path waits for"},
    {CauseKind::risk, "risk", "risk",
     "at the dock of a hall that is not ready: what struck one of its stages still delays what follows"},
    {CauseKind::positions, "positions", "", "at the dock, and every position it may take is taken"},
    {CauseKind::lineup, "lineup", "",
     "at the dock: a position is free, and every power line-up that could feed it is taken"},
    {CauseKind::cdu, "cdu", "",
     "at the dock: a position is free and power there, and every group of coolant distribution units that could serve "
     "it is taken"},
    {CauseKind::crew, "crew", "", "waiting for a crew or another counted resource of the site"},
    {CauseKind::commissioning, "commissioning", "", "in a step of bring-up"},
    {CauseKind::power, "power", "", "installed, waiting for energized power; or live and switched off for want of it"},
    {CauseKind::cooling, "cooling", "",
     "installed, power at hand, waiting for cooling; or live and switched off for want of it"},
    {CauseKind::curtailment, "curtailment", "rule",
     "live and switched off while a rule (named after its grid node or site) or an event takes interruptible power of "
     "its site away"},
    {CauseKind::outage, "outage", "event",
     "live and switched off by an outage, or of no use while its provider has one or is insolvent"},
    {CauseKind::failure, "failure", "", "failed, in repair or waiting for it"},
    {CauseKind::spare, "spare", "", "failed, and its repair waits for a part that its site has run out of"},
    {CauseKind::maintenance, "maintenance", "", "in planned maintenance"},
    {CauseKind::cluster_incomplete, "cluster_incomplete", "",
     "live, in a cluster in which so few are accepted yet that they are of no use"},
    {CauseKind::switching, "switching", "",
     "live and granted, while the customer is coming over from another provider"},
    {CauseKind::cancelled, "cancelled", "event",
     "cancelled while promised, by an event or because it came too late for its order (named after the order); or at "
     "the dock of a hall that the event gave up"},
    {CauseKind::turned_away, "turned_away", "", "sent back from a full dock while promised"},
    {CauseKind::allocated_elsewhere, "allocated_elsewhere", "",
     "no unit left: an eligible one is granted or pegged to a tranche of better rank"},
    {CauseKind::ineligible, "ineligible", "rule",
     "no unit left but one that fails a rule of the tranche: the first it fails"},
    {CauseKind::upstream, "upstream", "tranche",
     "the tranche of another contract that is to supply it is not due yet, or over"},
    {CauseKind::not_ordered, "not_ordered", "", "no unit left: nothing was ordered for it (yet)"},
});

static_assert([] {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind != static_cast<CauseKind>(i)) return false;
  }
  return true;
}());

// The name of gear within its site.
std::string_view name_of(const Gear& gear) { return std::string_view(gear.id).substr(gear.id.find('.') + 1); }

std::string with_argument(CauseKind kind, std::string_view argument) {
  return fmt::format("{}:{}", rows[static_cast<std::size_t>(kind)].name, argument);
}

// Orders are given up under the name that is written, also where a substitute stands for them.
std::string name_of_given_up(const Scenario& scenario, OrderId order) {
  return with_argument(CauseKind::cancelled, scenario.orders[scenario.written_order(order)].id);
}

std::string upstream_name(const Scenario& scenario, TrancheId id) {
  const Tranche& tranche = scenario.tranches[id];
  return with_argument(CauseKind::upstream, fmt::format("{}.{}", scenario.contracts[tranche.contract].id, tranche.id));
}

// Of units that are there the later rows are nearer to being live; what there is no unit for comes last.
int distance_of(std::string_view name) {
  const std::string_view kind = name.substr(0, name.find(':'));
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const CauseInfo& row) { return row.name == kind; });
  ENSURES(at != rows.end());
  const int row = static_cast<int>(at - rows.begin()), last = static_cast<int>(CauseKind::switching);
  return row <= last ? last - row : row;
}

CauseKind cause_of_task(const Task& task) { return task.risk ? CauseKind::risk : CauseKind::site; }

// The cause of what an event holds; none for an event that holds nothing.
std::optional<CauseKind> cause_of_pause(const DatedEvent& event) {
  if (event.effect != EffectKind::pause) return std::nullopt;
  if (event.of == PauseOf::shipments) return CauseKind::shipping;
  if (event.of == PauseOf::receipts) return CauseKind::receiving;
  return std::nullopt;
}

}  // namespace

std::span<const CauseInfo> causes() { return rows; }

CauseTable::CauseTable(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const CauseInfo& row : rows) {
    if (row.argument.empty()) names.emplace_back(row.name);
  }
  for (const Line& line : scenario.lines) names.push_back(with_argument(CauseKind::supply, line.tier));
  for (const System& system : scenario.systems) names.push_back(with_argument(CauseKind::supply, system.id));
  for (const Part& part : scenario.parts) names.push_back(with_argument(CauseKind::supply, part.id));
  names.push_back(with_argument(CauseKind::site, ready_for_service));
  for (const Hall& hall : scenario.halls) {
    for (const Task& task : hall.tasks) names.push_back(with_argument(cause_of_task(task), task.id));
  }
  for (const Gear& gear : scenario.gear) {
    names.push_back(with_argument(CauseKind::site, name_of(gear)));
    names.push_back(with_argument(CauseKind::gear_ordered_late, name_of(gear)));
  }
  for (const Site& site : scenario.sites) {
    for (const Pool& pool : site.pools) names.push_back(with_argument(CauseKind::site, pool.id));
  }
  for (const Pool& pool : scenario.shared_pools) names.push_back(with_argument(CauseKind::site, pool.id));
  for (const DatedEvent& event : scenario.events) {
    names.push_back(with_argument(CauseKind::outage, event.id));
    names.push_back(with_argument(CauseKind::cancelled, event.id));
    if (const auto kind = cause_of_pause(event)) names.push_back(with_argument(*kind, event.id));
    if (event.effect == EffectKind::curtail) names.push_back(with_argument(CauseKind::curtailment, event.id));
    if (event.effect == EffectKind::substitute) names.push_back(with_argument(CauseKind::substituted, event.id));
  }
  for (const Curtailment& rule : scenario.curtailments) {
    names.push_back(with_argument(CauseKind::curtailment, rule.id));
  }
  for (const Lane& lane : scenario.lanes) {
    if (lane.hold) names.push_back(with_argument(CauseKind::customs, lane.id));
  }
  for (const Lot& lot : scenario.lots) {
    if (lot.given_up != sim::never) names.push_back(name_of_given_up(scenario, lot.order));
  }
  for (const Tranche& tranche : scenario.tranches) {
    if (tranche.upstream.exists()) names.push_back(upstream_name(scenario, tranche.upstream));
  }
  for (const Licence& licence : scenario.licences) names.push_back(with_argument(CauseKind::licence, licence.id));
  for (const RuleInfo& rule : rules()) names.push_back(with_argument(CauseKind::ineligible, rule.name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::string& name : names) {
    distance_.push_back(distance_of(name));
    names_.push_back(std::move(name));
  }

  for (const CauseInfo& row : rows) {
    plain_.push_back(row.argument.empty() ? find(std::string(row.name)) : CauseId{});
  }
  for (const Group& group : scenario.groups) {
    const Order& order = scenario.order_of(group.lot);
    const std::string& tier = order.line.exists() ? scenario.lines[order.line].tier : scenario.systems[order.system].id;
    // What takes over the units of another lot is as late as the event that made it.
    const bool is_substitute = scenario.lots[group.lot].substitute_of.exists();
    const CauseId late = is_substitute
                             ? find(with_argument(CauseKind::substituted, scenario.events[order.substituted_by].id))
                             : of(CauseKind::ordered_late);
    fixed_.push_back(
        {scenario.lots[group.lot].planned_live, late, find(with_argument(CauseKind::supply, tier)), group.hall});
  }
  for (const System& system : scenario.systems) {
    auto& parts = parts_.emplace_back();
    for (std::uint32_t t = 1; t < system.tiers.size(); ++t) {
      parts.push_back({t, find(with_argument(CauseKind::supply, scenario.parts[system.tiers[t].part].id))});
    }
    const auto key = [&](const PartCause& p) {
      const Tier& tier = system.tiers[p.tier];
      return std::tuple(-static_cast<std::int64_t>(tier.depth), -nominal_lead(scenario, system, p.tier), p.cause,
                        p.tier);
    };
    std::sort(parts.begin(), parts.end(), [&](const PartCause& a, const PartCause& b) { return key(a) < key(b); });
  }
  for (const Hall& hall : scenario.halls) {
    auto& ids = tasks_.emplace_back();
    for (const Task& task : hall.tasks) ids.push_back(find(with_argument(cause_of_task(task), task.id)));
    ids.push_back(find(with_argument(CauseKind::site, ready_for_service)));
  }
  for (const Gear& gear : scenario.gear) {
    gear_.push_back(find(with_argument(CauseKind::site, name_of(gear))));
    late_gear_.push_back(find(with_argument(CauseKind::gear_ordered_late, name_of(gear))));
  }
  for (const Site& site : scenario.sites) {
    auto& ids = pools_.emplace_back();
    for (const Pool& pool : site.pools) ids.push_back(find(with_argument(CauseKind::site, pool.id)));
  }
  for (const Pool& pool : scenario.shared_pools) {
    shared_pools_.push_back(find(with_argument(CauseKind::site, pool.id)));
  }
  for (const DatedEvent& event : scenario.events) {
    outage_.push_back(find(with_argument(CauseKind::outage, event.id)));
    cancelled_.push_back(find(with_argument(CauseKind::cancelled, event.id)));
    const auto pause = cause_of_pause(event);
    paused_.push_back(pause ? find(with_argument(*pause, event.id)) : CauseId{});
    const bool curtails = event.effect == EffectKind::curtail;
    curtailed_by_event_.push_back(curtails ? find(with_argument(CauseKind::curtailment, event.id)) : CauseId{});
  }
  for (const Lane& lane : scenario.lanes) {
    customs_.push_back(lane.hold ? find(with_argument(CauseKind::customs, lane.id)) : CauseId{});
  }
  given_up_.resize(scenario.orders.size());
  for (const Lot& lot : scenario.lots) {
    if (lot.given_up != sim::never) given_up_[lot.order.index] = find(name_of_given_up(scenario, lot.order));
  }
  for (const Curtailment& rule : scenario.curtailments) {
    curtailed_by_rule_.push_back(find(with_argument(CauseKind::curtailment, rule.id)));
  }
  upstream_.resize(scenario.tranches.size());
  for (const Tranche& tranche : scenario.tranches) {
    if (tranche.upstream.exists()) upstream_[tranche.upstream.index] = find(upstream_name(scenario, tranche.upstream));
  }
  for (const Licence& licence : scenario.licences)
    licence_.push_back(find(with_argument(CauseKind::licence, licence.id)));
  for (const RuleInfo& rule : rules()) {
    ineligible_[static_cast<std::size_t>(rule.rule)] = find(with_argument(CauseKind::ineligible, rule.name));
  }
}

CauseId CauseTable::held_back(const TrancheState& tranche) const {
  if (tranche.is_barred) return ineligible(Rule::exclusivity);
  return tranche.is_offered ? ineligible(Rule::first_refusal) : CauseId{};
}

CauseId CauseTable::withheld(const Scenario& scenario, const State& state, TrancheId id) const {
  const EventId event = state.parties[scenario.contracts[scenario.tranches[id].contract].provider].outages.first();
  if (event.exists()) return outage(event);
  return state.now < state.tranches[id].switched ? of(CauseKind::switching) : CauseId{};
}

CauseId CauseTable::lost(const CancelledBy& by) const {
  if (by.order.exists()) return given_up_[by.order.index];
  return by.event.exists() ? cancelled_[by.event.index] : of(CauseKind::turned_away);
}

CauseId CauseTable::site(const Scenario& scenario, HallId hall, const HeldBy& by) const {
  switch (by.kind) {
    case HeldBy::Kind::stage:
      break;
    case HeldBy::Kind::gear:
      return gear_[by.index];
    case HeldBy::Kind::gear_ordered_late:
      return late_gear_[by.index];
    case HeldBy::Kind::site_pool:
      return pools_[scenario.halls[hall].site.index][by.index];
    case HeldBy::Kind::shared_pool:
      return shared_pools_[by.index];
    case HeldBy::Kind::cancelled:
      return cancelled_[by.index];
  }
  return tasks_[hall.index][by.index];
}

CauseId CauseTable::find(const std::string& name) const {
  const auto at = std::lower_bound(names_.begin(), names_.end(), name);
  EXPECTS_WITH(at != names_.end() && *at == name, name);
  return CauseId{static_cast<std::uint32_t>(at - names_.begin())};
}

namespace {

CauseId cause_of_held(const Scenario& scenario, const CauseTable& table, GroupId group, Stage stage, Hour now) {
  const Group& g = scenario.groups[group];
  const auto& pauses = stage == Stage::at_gate ? scenario.sites[g.site].receipt_pauses
                                               : scenario.lines[scenario.order_of(g.lot).line].shipment_pauses;
  const EventId event = paused_by(pauses, now);
  EXPECTS(event.exists());
  return table.paused(event);
}

// A licence that would let them leave now does not hold them: a pause of their line does.
CauseId cause_of_unlicensed(const Scenario& scenario, const State& state, const CauseTable& table, GroupId group,
                            Hour now) {
  if (const LicenceId licence = licence_that_holds(scenario, state, group, now); licence.exists())
    return table.licence(licence);
  const EventId event =
      paused_by(scenario.lines[scenario.order_of(scenario.groups[group].lot).line].shipment_pauses, now);
  EXPECTS(event.exists());
  return table.paused(event);
}

CauseId cause_at_dock(const Scenario& scenario, const State& state, const CauseTable& table, GroupId group) {
  const DockGate gate = dock_gate(scenario, state, group);
  switch (gate.kind) {
    case DockGate::Kind::hall:
      return table.site(scenario, gate.hall, state.halls[gate.hall].held_by);
    case DockGate::Kind::positions:
      return table.of(CauseKind::positions);
    case DockGate::Kind::lineup:
      return table.of(CauseKind::lineup);
    case DockGate::Kind::cdu:
      return table.of(CauseKind::cdu);
    case DockGate::Kind::crew:
      return table.of(CauseKind::crew);
  }
  return table.of(CauseKind::crew);
}

}  // namespace

CauseId cause_of_no_power(const Scenario& scenario, const State& state, const CauseTable& table, HallId hall) {
  const EventId outage = state.halls[hall].active_outages.first();
  if (outage.exists()) return table.outage(outage);
  return cause_of_no_power(scenario, state, table, scenario.halls[hall].site);
}

CauseId cause_of_no_power(const Scenario& scenario, const State& state, const CauseTable& table, SiteId site) {
  const EventId outage = power_outage(scenario, state, site);
  if (outage.exists()) return table.outage(outage);
  CauseId first;
  for (BlockId id : scenario.sites[site].blocks) {
    const BlockState& block = state.blocks[id];
    if (block.curtailed == 0) continue;
    for (CurtailmentId rule : block.curtailed_by) first = std::min(first, table.curtailed(rule));
    const EventId event = block.active.first_curtailment(scenario.events);
    if (event.exists()) first = std::min(first, table.curtailed(event));
  }
  return first.exists() ? first : table.of(CauseKind::power);
}

CauseId cause_of_no_cooling(const Scenario& scenario, const State& state, const CauseTable& table, HallId hall) {
  const EventId outage = cooling_outage(scenario, state, hall);
  return outage.exists() ? table.outage(outage) : table.of(CauseKind::cooling);
}

CauseId cause_of(const Scenario& scenario, const State& state, const CauseTable& table, GroupId group, Stage stage,
                 Hour due, Hour now) {
  const auto& [planned_live, late, supply, hall] = table.fixed(group);
  const bool is_ordered_late = now < planned_live && planned_live > due;

  if (stage < Stage::in_rework && is_ordered_late) return late;
  if (stage == Stage::ordered && state.waits_for_money(scenario.groups[group].lot)) {
    return table.of(CauseKind::financing);
  }
  if (stage <= Stage::in_production) return supply;
  if (stage == Stage::awaiting_shipment || stage == Stage::at_gate)
    return cause_of_held(scenario, table, group, stage, now);
  if (stage == Stage::awaiting_licence) return cause_of_unlicensed(scenario, state, table, group, now);
  if (stage == Stage::in_transit) return table.of(CauseKind::logistics);
  if (stage == Stage::in_customs) return table.customs(scenario.order_of(scenario.groups[group].lot).lane);
  if (stage == Stage::in_rework) return table.of(CauseKind::dead_on_arrival);
  if (stage == Stage::before_dock || stage == Stage::at_dock) return cause_at_dock(scenario, state, table, group);
  if (is_unpowered_bring_up(stage) || is_powered_bring_up(stage)) {
    if (!is_work(stage)) return table.of(CauseKind::crew);
    return is_ordered_late ? late : table.of(CauseKind::commissioning);
  }
  switch (stage) {
    case Stage::waiting_power:
      return table.of(CauseKind::power);
    case Stage::waiting_cooling:
      return table.of(CauseKind::cooling);
    case Stage::live:
      return table.of(CauseKind::cluster_incomplete);
    case Stage::awaiting_spare:
      return table.of(CauseKind::spare);
    case Stage::awaiting_repair:
    case Stage::failed:
      return table.of(CauseKind::failure);
    case Stage::in_maintenance:
      return table.of(CauseKind::maintenance);
    case Stage::curtailed_power:
      return cause_of_no_power(scenario, state, table, hall);
    case Stage::curtailed_cooling:
      return cause_of_no_cooling(scenario, state, table, hall);
    default:
      break;
  }
  EXPECTS_WITH(false, fmt::format("a unit in stage {} is pegged", static_cast<int>(stage)));
  return CauseId{};
}

}  // namespace models
