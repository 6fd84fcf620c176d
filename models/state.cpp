#include "models/state.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <tuple>

#include "models/market/co_design.hpp"
#include "models/site/chain.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

// Stages in which a unit holds a position of its hall.
constexpr bool is_positioned(Stage s) { return s > Stage::at_dock && !is_terminal(s); }
// Stages in which a unit's rating is reserved under the limits of power and cooling.
constexpr bool is_placed(Stage s) { return is_powered_bring_up(s) || was_accepted(s); }
// Stages in which a unit may draw its rating now.
constexpr bool is_operating(Stage s) { return is_powered_bring_up(s) || s == Stage::live; }

// `amount` in what the load counts: W, or mL/min.
void add_load(Load& load, Stage stage, std::int64_t amount) {
  if (is_placed(stage)) load.placed += amount;
  if (is_operating(stage)) load.operating += amount;
  load.peak = std::max(load.peak, load.placed);
}

// IT power that a unit draws in a stage, whether it is in use or not.
Watts drawn(const System& system, const SystemDraw& draw, Stage stage) {
  return stage == Stage::live ? draw.idle : is_powered_bring_up(stage) ? system.nominal : 0;
}

// A cluster that reaches its minimum is usable from this hour on; all who may be served out of it look again.
void note_accepted(const Scenario& scenario, State& state, ComputeClusterId id, std::int64_t accelerators) {
  ComputeClusterState& cluster = state.compute_clusters[id];
  cluster.accepted += accelerators;
  if (cluster.usable_since != sim::never || cluster.accepted < scenario.compute_clusters[id].minimum) return;
  cluster.usable_since = state.now;
  for (PartyId party : scenario.parties.ids()) state.dirty_providers.add(party);
}

// Units in a stage of a site wait for a step whose queue is counted.
void count_queue(const Site& site, std::vector<QueueState>& queues, Stage stage, Units units) {
  if (queues.empty()) return;
  if (const int step = awaited_step(site, stage); step != no_step) {
    queues[static_cast<std::size_t>(step)].waiting += units;
  }
}

// Adds (or, with negative units, removes) units of a group in a stage to every derived count.
void count(const Scenario& scenario, State& state, GroupId id, Stage stage, Units units) {
  const Group& group = scenario.groups[id];
  GroupState& g = state.groups[id];
  const PartyId provider = scenario.provider_of(id);
  std::int32_t& here = g.units[static_cast<std::size_t>(stage)];
  const bool was_occupied = here != 0;
  here += static_cast<std::int32_t>(units);
  EXPECTS_WITH(here >= 0, fmt::format("{} units in stage {}", here, static_cast<int>(stage)));
  const bool is_occupied = here != 0;
  if (was_occupied != is_occupied) {
    g.occupied ^= std::uint64_t{1} << static_cast<unsigned>(stage);
    Book& by_provider = state.provider_books[provider];
    is_occupied ? by_provider.occupy(stage, g.provider_rank) : by_provider.vacate(stage, g.provider_rank);
    if (group.site.exists()) {
      Book& by_site = state.site_books[group.site];
      is_occupied ? by_site.occupy(stage, g.site_rank) : by_site.vacate(stage, g.site_rank);
    }
  }
  state.units_by_state[g.table_row * unit_state_count + static_cast<std::size_t>(state_of(stage))] += units;
  if (state.fleet.follows(id)) state.fleet.count(g.table_row, stage, units, state.now);
  if (group.site.exists()) count_queue(scenario.sites[group.site], state.sites[group.site].queues, stage, units);
  if (group.hall.exists()) {
    const System& system = scenario.systems[g.system];
    HallState& hall = state.halls[group.hall];
    if (is_positioned(stage)) hall.positions_used += units;
    hall.positions_peak = std::max(hall.positions_peak, hall.positions_used);
    if (is_positioned(stage) && !hall.in_rows.empty()) {
      Units& here_in_rows = hall.in_rows[g.system.index];
      here_in_rows += units;
      hall.in_rows_peak[g.system.index] = std::max(hall.in_rows_peak[g.system.index], here_in_rows);
    }
    SiteState& site = state.sites[group.site];
    settle_energy(site, state.now);
    site.it_drawn += units * drawn(system, state.draw[g.system], stage);
    if (stage == Stage::live) site.it_live += units * system.nominal;
    if (stage == Stage::curtailed_power) site.it_switched_off += units * state.draw[g.system].typical;
    add_load(hall.it, stage, units * system.nominal);
    add_load(hall.liquid, stage, units * system.liquid);
    add_load(hall.air, stage, units * system.air());
    if (const Flow each = scenario.halls[group.hall].flow_of(g.system); each > 0) {
      add_load(hall.flow, stage, units * each);
    }
    add_load(site.it, stage, units * system.nominal);
    const ComputeClusterId cluster = scenario.halls[group.hall].cluster;
    if (cluster.exists() && was_accepted(stage)) note_accepted(scenario, state, cluster, units * system.accelerators);
  }
  if (stage == Stage::live) state.live_free[provider] += units;
  state.dirty_providers.add(provider);
}

template <class Tag>
sim::Table<Tag, Book> books(std::size_t size, std::vector<std::vector<GroupId>>& members) {
  sim::Table<Tag, Book> table(size);
  for (auto id : table.ids()) table[id] = Book(std::move(members[id.index]));
  return table;
}

void rank_groups(const Scenario& scenario, State& state) {
  std::vector<GroupId> by_rank;
  for (GroupId id : scenario.groups.ids()) by_rank.push_back(id);
  const auto key = [&](GroupId id) {
    const Group& g = scenario.groups[id];
    return std::tuple(scenario.lots[g.lot].planned_live, scenario.lots[g.lot].order, id);
  };
  std::sort(by_rank.begin(), by_rank.end(), [&](GroupId a, GroupId b) { return key(a) < key(b); });

  std::vector<std::vector<GroupId>> of_provider(scenario.parties.size());
  std::vector<std::vector<GroupId>> of_site(scenario.sites.size());
  for (GroupId id : by_rank) {
    state.groups[id].system = scenario.order_of(scenario.groups[id].lot).system;
    state.groups[id].accelerators = scenario.systems[state.groups[id].system].accelerators;
    auto& provider = of_provider[scenario.provider_of(id).index];
    state.groups[id].provider_rank = static_cast<std::uint32_t>(provider.size());
    provider.push_back(id);
    const SiteId site = scenario.groups[id].site;
    if (!site.exists()) continue;
    state.groups[id].site_rank = static_cast<std::uint32_t>(of_site[site.index].size());
    of_site[site.index].push_back(id);
  }
  state.provider_books = books<Party>(scenario.parties.size(), of_provider);
  state.site_books = books<Site>(scenario.sites.size(), of_site);
}

void lay_out_unit_rows(const Scenario& scenario, State& state) {
  std::map<std::tuple<PartyId, SiteId, SystemId>, std::uint32_t> row_of;
  const auto key = [&](GroupId id) {
    const Order& order = scenario.order_of(scenario.groups[id].lot);
    return std::tuple(order.buyer, scenario.groups[id].site, order.system);
  };
  for (GroupId id : scenario.groups.ids()) row_of[key(id)] = 0;
  for (auto& [k, row] : row_of) {
    row = static_cast<std::uint32_t>(state.unit_rows.size());
    state.unit_rows.push_back({std::get<0>(k), std::get<1>(k), std::get<2>(k)});
  }
  for (GroupId id : scenario.groups.ids()) state.groups[id].table_row = row_of[key(id)];
  state.units_by_state.assign(state.unit_rows.size() * unit_state_count, 0);
  state.units_received.assign(state.unit_rows.size(), 0);
}

}  // namespace

State::State(const Scenario& scenario)
    : groups(scenario.groups.size()),
      halls(scenario.halls.size()),
      sites(scenario.sites.size()),
      gear(scenario.gear.size()),
      blocks(scenario.blocks.size()),
      nodes(scenario.nodes.size()),
      lines(scenario.lines.size()),
      lanes(scenario.lanes.size()),
      parts(scenario.parts.size()),
      made(scenario.systems.size(), 0),
      jobs(scenario.jobs.size()),
      stocks(scenario.stocks.size()),
      compute_clusters(scenario.compute_clusters.size()),
      draw(scenario.systems.size()),
      parties(scenario.parties.size()),
      bills(scenario.contracts.size()),
      tranches(scenario.tranches.size()),
      licences(scenario.licences.size()),
      pots(scenario.pots.size()),
      loans(scenario.loans.size()),
      live_free(scenario.parties.size(), 0),
      batch_slot(scenario.groups.size() * stage_count, 0),
      fleet(scenario),
      dirty_halls(scenario.halls.size()),
      dirty_gear(scenario.gear.size()),
      dirty_clusters(scenario.clusters.size()),
      dirty_sites(scenario.sites.size()),
      dirty_lines(scenario.lines.size()),
      dirty_lanes(scenario.lanes.size()),
      dirty_providers(scenario.parties.size()) {
  for (std::uint64_t number : scenario.streams) streams.push_back(scenario.random.numbered(number));
  for (const Pool& pool : scenario.shared_pools) shared_pools.push_back({pool.count, 0, {}});
  rank_groups(scenario, *this);
  lay_out_unit_rows(scenario, *this);
  if (!fleet.is_empty()) fleet.lay_out_rows(unit_rows.size());
  for (SiteId id : sites.ids()) sites[id].received.assign(scenario.sites[id].arrival_streams.size(), 0);
  for (SystemId id : draw.ids()) draw[id] = draw_at(scenario.systems[id], 0);
  for (StockId id : stocks.ids()) stocks[id].on_hand = scenario.stocks[id].opening;
  for (TrancheId id : tranches.ids()) {
    tranches[id].due = scenario.tranches[id].due;
    tranches[id].end = scenario.tranches[id].end;
  }
  for (SiteId id : sites.ids()) {
    for (const Pool& pool : scenario.sites[id].pools) sites[id].pool_free.push_back(pool.count);
    sites[id].pool_peak.assign(sites[id].pool_free.size(), 0);
    sites[id].pool_last_users.resize(sites[id].pool_free.size());
    sites[id].begun.assign(static_cast<std::size_t>(step_count(scenario.sites[id])), 0);
    if (scenario.sites[id].limits_queues()) {
      sites[id].queues.resize(static_cast<std::size_t>(step_count(scenario.sites[id])));
    }
  }
  for (HallId id : halls.ids()) {
    const Hall& hall = scenario.halls[id];
    halls[id].expected_ready = hall.ready;
    halls[id].liquid_limit = hall.liquid_limit;
    halls[id].air_limit = hall.air_limit;
    halls[id].flow_limit = hall.flow_limit;
    if (hall.has_rows()) {
      halls[id].in_rows.assign(scenario.systems.size(), 0);
      halls[id].in_rows_peak = halls[id].in_rows;
    }
    halls[id].tasks.resize(hall.tasks.size());
  }
  const auto waits = [&](const Lot& lot) { return lot.order.exists() && !scenario.orders[lot.order].paid_by.empty(); };
  if (std::any_of(scenario.lots.begin(), scenario.lots.end(), waits)) {
    for (const Lot& lot : scenario.lots) paid_at.push_back(waits(lot) ? sim::never : std::numeric_limits<Hour>::min());
  }
  for (SiteId id : sites.ids()) sites[id].pue = scenario.pue_at(id, 0);
  for (BlockId id : blocks.ids()) blocks[id].energization = scenario.blocks[id].energization;
  for (NodeId id : nodes.ids()) nodes[id].limit = scenario.nodes[id].limit;
  for (LineId id : lines.ids()) {
    const bool by_orders = scenario.lines[id].contenders == Contenders::orders;
    lines[id].shares.resize(by_orders ? scenario.orders.size() + scenario.gear.size() : scenario.parties.size());
  }
  for (PartId id : parts.ids()) parts[id].stock = scenario.parts[id].opening;
}

std::deque<Batch>& State::batches_of(GroupId group, Stage stage) {
  std::uint32_t& slot = batch_slot[group.index * stage_count + static_cast<std::size_t>(stage)];
  if (slot == 0) {
    batches.emplace_back();
    slot = static_cast<std::uint32_t>(batches.size());
  }
  return batches[slot - 1];
}

void add_units(const Scenario& scenario, State& state, GroupId group, Stage stage, Units units) {
  state.ever_ordered += units;
  count(scenario, state, group, stage, units);
  if (is_followed(stage) && state.fleet.follows(group)) state.fleet.enlist(scenario, group, stage, units, state.now);
}

void move_units(const Scenario& scenario, State& state, GroupId group, Stage from, Stage to, Units units) {
  transfer_units(scenario, state, group, from, group, to, units);
}

void transfer_units(const Scenario& scenario, State& state, GroupId from, Stage from_stage, GroupId to, Stage to_stage,
                    Units units) {
  EXPECTS_WITH(units > 0, fmt::format("{} units", units));
  EXPECTS(!is_terminal(from_stage));
  count(scenario, state, from, from_stage, -units);
  count(scenario, state, to, to_stage, units);
  if (!is_followed(to_stage) || !state.fleet.follows(to)) return;
  if (is_followed(from_stage)) {
    state.fleet.move(scenario, to, from_stage, to_stage, units, state.now);
  } else {
    state.fleet.enlist(scenario, to, to_stage, units, state.now);
  }
}

void move_unit(const Scenario& scenario, State& state, GroupId group, std::uint32_t unit, Stage to) {
  count(scenario, state, group, state.fleet.of(group).units[unit].stage, -1);
  count(scenario, state, group, to, 1);
  state.fleet.move_unit(scenario, group, unit, to, state.now);
}

void settle_energy(SiteState& site, Hour now) {
  const Hour hours = now - site.energy_since;
  site.it_watt_hours += site.it_drawn * hours;
  if (site.curtailed > 0) {
    site.curtailed_hours += hours;
    site.curtailed_watt_hours += site.it_switched_off * hours;
  }
  site.energy_since = now;
}

void set_drawn_in_use(SiteState& site, Watts watts, Hour now) {
  if (watts == site.drawn_in_use) return;  // its energy is added up only where something changes
  settle_energy(site, now);
  site.it_drawn += watts - site.drawn_in_use;
  site.drawn_in_use = watts;
}

double overhead_kwh(const SiteState& site) {
  const auto here = static_cast<double>(site.it_watt_hours - site.it_watt_hours_at_other_pue) / 1000.0;
  return site.overhead_kwh_at_other_pue + here * (site.pue - 1.0);
}

void change_pue(SiteState& site, double pue, Hour now) {
  settle_energy(site, now);
  site.overhead_kwh_at_other_pue = overhead_kwh(site);
  site.it_watt_hours_at_other_pue = site.it_watt_hours;
  site.pue = pue;
}

void forget_energy(SiteState& site) {
  site.source_kwh_before = std::accumulate(site.source_kwh.begin(), site.source_kwh.end(), site.source_kwh_before);
  site.used_kwh_before += static_cast<double>(site.it_watt_hours) / 1000.0 + overhead_kwh(site);
  site.it_watt_hours_before += site.it_watt_hours;
  site.it_watt_hours = site.it_watt_hours_at_other_pue = site.it_watt_hours_attributed = 0;
  site.overhead_kwh_at_other_pue = 0;
  site.source_kwh = {};
  site.curtailed_watt_hours = site.curtailed_hours = 0;
  site.curtailed_most = site.curtailed;
}

void note_granted(const Scenario& scenario, State& state, GroupId group, Units units) {
  state.groups[group].granted += units;
  state.live_free[scenario.provider_of(group)] -= units;
}

bool is_usable(const Scenario& scenario, const State& state, GroupId group) {
  const HallId hall = scenario.groups[group].hall;
  if (!hall.exists() || !scenario.halls[hall].cluster.exists()) return true;
  const ComputeClusterId cluster = scenario.halls[hall].cluster;
  return scenario.compute_clusters[cluster].value_below > 0 ||
         state.compute_clusters[cluster].usable_since != sim::never;
}

void change_draw(const Scenario& scenario, State& state, SystemId system, const SystemDraw& draw) {
  const Watts idle = draw.idle - state.draw[system].idle, typical = draw.typical - state.draw[system].typical;
  state.draw[system] = draw;
  for (GroupId id : scenario.groups.ids()) {
    const GroupState& g = state.groups[id];
    if (g.system != system || !scenario.groups[id].hall.exists() || g.occupied == 0) continue;
    SiteState& site = state.sites[scenario.groups[id].site];
    settle_energy(site, state.now);
    site.it_drawn += g.units[static_cast<std::size_t>(Stage::live)] * idle;
    site.it_switched_off += g.units[static_cast<std::size_t>(Stage::curtailed_power)] * typical;
  }
}

namespace {

// Of each part: what there was and what was made is in stock, in kits that wait, or used.
void check_parts(const Scenario& scenario, const State& state) {
  if (scenario.parts.size() == 0) return;
  sim::Table<Part, std::int64_t> in_kits(scenario.parts.size(), 0);
  for (JobId id : scenario.jobs.ids()) {
    const Tier& tier = scenario.tier_of(id);
    if (!tier.part.exists()) continue;
    const JobState& job = state.jobs[id];
    const JobState& into = state.jobs[scenario.job_of(scenario.jobs[id].lot, tier.parent)];
    EXPECTS_WITH(job.done >= into.fed && job.fed >= job.at_line && job.done <= job.wanted,
                 fmt::format("{} done, {} fed on, {} wanted", job.done, into.fed, job.wanted));
    in_kits[tier.part] += (job.done - into.fed) * tier.quantity;
  }
  for (PartId id : scenario.parts.ids()) {
    const PartState& part = state.parts[id];
    EXPECTS_WITH(part.stock >= 0 && part.stock + in_kits[id] + part.used == scenario.parts[id].opening + part.made,
                 fmt::format("{}: {} in stock, {} in kits, {} used, {} made", scenario.parts[id].id, part.stock,
                             in_kits[id], part.used, part.made));
  }
}

// What stages hold of crews that all sites share, and what they took of gear.
void check_building(const Scenario& scenario, const State& state) {
  std::vector<std::int64_t> held(scenario.shared_pools.size(), 0);
  for (HallId id : scenario.halls.ids()) {
    const auto& tasks = scenario.halls[id].tasks;
    if (state.halls[id].cancelled_by.exists()) continue;
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      if (state.halls[id].tasks[t].progress != TaskState::Progress::active) continue;
      for (const NeedOfCrew& need : tasks[t].needs) {
        if (need.is_shared) held[need.pool] += need.count;
      }
    }
  }
  for (std::size_t p = 0; p < held.size(); ++p) {
    EXPECTS_WITH(held[p] + state.shared_pools[p].free == scenario.shared_pools[p].count, scenario.shared_pools[p].id);
  }
  for (GearId id : scenario.gear.ids()) {
    const GearState& gear = state.gear[id];
    EXPECTS_WITH(gear.taken <= gear.arrived && gear.arrived <= scenario.gear[id].quantity, scenario.gear[id].id);
  }
}

}  // namespace

void check_conservation(const Scenario& scenario, const State& state) {
  check_parts(scenario, state);
  check_building(scenario, state);
  const Units sum = std::accumulate(state.units_by_state.begin(), state.units_by_state.end(), Units{0});
  EXPECTS_WITH(sum == state.ever_ordered,
               fmt::format("{} units in all states, {} ever ordered", sum, state.ever_ordered));

  std::vector<Units> rows(state.units_by_state.size(), 0);
  sim::Table<Hall, HallState> halls(scenario.halls.size());
  sim::Table<Site, Load> sites(scenario.sites.size());
  sim::Table<Party, Units> live_free(scenario.parties.size(), 0);
  sim::Table<Site, Watts> drawn_idle(scenario.sites.size(), 0);
  sim::Table<Site, std::vector<QueueState>> queues(scenario.sites.size());
  for (SiteId id : scenario.sites.ids()) queues[id].resize(state.sites[id].queues.size());
  sim::Table<ComputeCluster, std::int64_t> accepted(scenario.compute_clusters.size(), 0);
  for (GroupId id : scenario.groups.ids()) {
    const GroupState& g = state.groups[id];
    if (g.occupied == 0 && g.granted == 0) continue;  // nothing was there yet, or all have gone to another group
    EXPECTS(g.granted >= 0 && g.granted <= g.units[static_cast<std::size_t>(Stage::live)]);
    live_free[state.unit_rows[g.table_row].provider] += g.units[static_cast<std::size_t>(Stage::live)] - g.granted;
    for (std::uint64_t left = g.occupied; left != 0; left &= left - 1) {
      const int s = std::countr_zero(left);
      const auto stage = static_cast<Stage>(s);
      const Units units = g.units[static_cast<std::size_t>(s)];
      EXPECTS_WITH(units > 0, fmt::format("{} units in stage {}", units, s));
      if (is_followed(stage) && state.fleet.follows(id)) {
        const Units followed = state.fleet.of(id).count_in(stage);
        EXPECTS_WITH(units == followed, fmt::format("{} units in stage {}, {} are followed", units, s, followed));
      }
      rows[g.table_row * unit_state_count + static_cast<std::size_t>(state_of(stage))] += units;
      const HallId hall = scenario.groups[id].hall;
      if (const SiteId site = scenario.groups[id].site; site.exists()) {
        count_queue(scenario.sites[site], queues[site], stage, units);
      }
      if (!hall.exists()) {
        EXPECTS_WITH(!is_positioned(stage), fmt::format("group {} has no hall, stage {}", id.index, s));
        continue;
      }
      if (is_positioned(stage)) halls[hall].positions_used += units;
      if (is_positioned(stage) && scenario.halls[hall].has_rows()) {
        halls[hall].in_rows.resize(scenario.systems.size(), 0);
        halls[hall].in_rows[g.system.index] += units;
      }
      const ComputeClusterId cluster = scenario.halls[hall].cluster;
      if (cluster.exists() && was_accepted(stage)) accepted[cluster] += units * g.accelerators;
      drawn_idle[scenario.groups[id].site] += units * drawn(scenario.systems[g.system], state.draw[g.system], stage);
      const Watts nominal = scenario.systems[g.system].nominal;
      add_load(halls[hall].it, stage, units * nominal);
      add_load(halls[hall].flow, stage, units * scenario.halls[hall].flow_of(g.system));
      add_load(sites[scenario.groups[id].site], stage, units * nominal);
    }
  }
  EXPECTS(rows == state.units_by_state);
  for (ComputeClusterId id : scenario.compute_clusters.ids()) {
    EXPECTS_WITH(accepted[id] == state.compute_clusters[id].accepted, scenario.compute_clusters[id].id);
  }
  for (SiteId id : scenario.sites.ids()) {
    EXPECTS_WITH(drawn_idle[id] == state.sites[id].it_drawn - state.sites[id].drawn_in_use, scenario.sites[id].id);
  }
  for (StockId id : scenario.stocks.ids()) {
    const StockState& stock = state.stocks[id];
    EXPECTS_WITH(stock.on_hand + stock.on_order + stock.used == scenario.stocks[id].opening + stock.ordered,
                 scenario.stocks[id].id);
    EXPECTS_WITH(stock.on_hand >= 0 && stock.on_order >= 0 && stock.waiting() >= 0, scenario.stocks[id].id);
  }
  for (PartyId id : scenario.parties.ids()) EXPECTS_WITH(live_free[id] == state.live_free[id], scenario.parties[id].id);
  for (HallId id : scenario.halls.ids()) {
    EXPECTS_WITH(halls[id].positions_used == state.halls[id].positions_used, scenario.halls[id].id);
    EXPECTS_WITH(halls[id].positions_used <= scenario.halls[id].positions, scenario.halls[id].id);
    if (scenario.halls[id].has_rows()) {
      halls[id].in_rows.resize(scenario.systems.size(), 0);
      EXPECTS_WITH(halls[id].in_rows == state.halls[id].in_rows, scenario.halls[id].id);
    }
    EXPECTS_WITH(halls[id].it.placed == state.halls[id].it.placed, scenario.halls[id].id);
    EXPECTS_WITH(halls[id].it.operating == state.halls[id].it.operating, scenario.halls[id].id);
    EXPECTS_WITH(halls[id].flow.placed == state.halls[id].flow.placed, scenario.halls[id].id);
    EXPECTS_WITH(halls[id].flow.operating == state.halls[id].flow.operating, scenario.halls[id].id);
  }
  for (BlockId id : scenario.blocks.ids()) {
    const PowerBlock& block = scenario.blocks[id];
    if (block.kind != BlockKind::storage) continue;
    const BlockState& store = state.blocks[id];
    const std::int64_t content = block.energy + store.charged * block.round_trip / whole_round_trip - store.discharged;
    EXPECTS_WITH(content >= 0 && content <= block.energy, block.id);
  }
  for (SiteId id : scenario.sites.ids()) {
    EXPECTS_WITH(sites[id].placed == state.sites[id].it.placed, scenario.sites[id].id);
    EXPECTS_WITH(sites[id].operating == state.sites[id].it.operating, scenario.sites[id].id);
    for (std::size_t step = 0; step < queues[id].size(); ++step) {
      const QueueState& queue = state.sites[id].queues[step];
      EXPECTS_WITH(queues[id][step].waiting == queue.waiting, scenario.sites[id].id);
      EXPECTS_WITH(queue.held >= 0 && queue.held <= queue.waiting, scenario.sites[id].id);
    }
  }
}

}  // namespace models
