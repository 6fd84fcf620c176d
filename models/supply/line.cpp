#include "models/supply/line.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "models/rounding.hpp"
#include "models/supply/lane.hpp"
#include "models/supply/sharing_policy.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr double completion_tolerance = 1e-6;  // units; what the engine computes is exact to far less

std::uint32_t share_of(const Scenario& scenario, LineId line, LotId lot) {
  const Lot& l = scenario.lots[lot];
  return scenario.lines[line].shared_by_orders ? l.order.index : scenario.orders[l.order].buyer.index;
}

PartyId buyer_of(const Scenario& scenario, LineId line, std::uint32_t share) {
  return scenario.lines[line].shared_by_orders ? scenario.orders[OrderId{share}].buyer : PartyId{share};
}

bool has_own_quota(const Line& line, PartyId buyer) {
  return line.policy == SharingPolicy::quota && buyer.index < line.weight_of_party.size() &&
         line.weight_of_party[buyer.index] > 0;
}

// With quotas that are lost when unused, each named buyer works on a resource of its own and the others share the last.
sim::ResourceId resource_of(const Scenario& scenario, const LineState& state, LineId id, std::uint32_t share) {
  const Line& line = scenario.lines[id];
  if (line.policy != SharingPolicy::quota || line.quota_reuse) return state.resources.front();
  const PartyId buyer = buyer_of(scenario, id, share);
  if (!has_own_quota(line, buyer)) return state.resources.back();
  std::size_t own = 0;
  for (std::size_t p = 0; p < buyer.index; ++p) own += line.weight_of_party[p] > 0 ? 1 : 0;
  return state.resources[own];
}

double made_so_far(World& world, Share& share) {
  return share.made + (share.is_running ? world.engine.done(share.work) : 0.0);
}

void stop_work(World& world, Share& share) {
  if (!share.is_running) return;
  share.made += world.engine.done(share.work);
  world.engine.cancel(share.work);
  share.is_running = false;
  share.is_suspended = false;
}

void start_share(World& world, LineId id, std::uint32_t index, const Terms& terms) {
  Share& share = world.state.lines[id].shares[index];
  const double open = static_cast<double>(share.asked) - share.made;
  if (open <= completion_tolerance) return;
  const sim::ResourceId on = resource_of(world.scenario, world.state.lines[id], id, index);
  share.work = world.engine.start_work({&on, 1}, open, terms.weight, 0.0);
  share.is_running = true;
  share.is_suspended = false;
  if (world.works.size() <= share.work.index) world.works.resize(share.work.index + 1);
  world.works[share.work.index] = {.is_lane = false, .line = id, .share = index, .lane = {}};
}

void insert_lot(World& world, Share& share, LotId lot) {
  const auto& lots = world.scenario.lots;
  const auto earlier = [&](LotId a, LotId b) {
    return std::tuple(lots[a].release, lots[a].ordered, a) < std::tuple(lots[b].release, lots[b].ordered, b);
  };
  share.queue.erase(share.queue.begin(), share.queue.begin() + static_cast<std::ptrdiff_t>(share.head));
  share.head = 0;
  share.queue.insert(std::upper_bound(share.queue.begin(), share.queue.end(), lot, earlier), lot);
}

void schedule_pickup(World& world, LineId id) {
  const Hour step = world.scenario.lines[id].pickup;
  world.schedule((world.now / step + 1) * step, EventKind::line_picked_up, id.index);
}

Claim claim_of(const World& world, LineId id, std::uint32_t index) {
  const Line& line = world.scenario.lines[id];
  const Share& share = world.state.lines[id].shares[index];
  Claim claim;
  claim.backlog = share.asked - share.picked;
  claim.first_ordered = sim::never;
  claim.priority = std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = share.head; i < share.queue.size(); ++i) {
    const Lot& lot = world.scenario.lots[share.queue[i]];
    claim.first_ordered = std::min(claim.first_ordered, lot.ordered);
    claim.priority = std::min(claim.priority, world.scenario.orders[lot.order].priority);
  }
  const PartyId buyer = buyer_of(world.scenario, id, index);
  if (line.policy == SharingPolicy::weighted || line.policy == SharingPolicy::quota) {
    const double written = buyer.index < line.weight_of_party.size() ? line.weight_of_party[buyer.index] : 0;
    claim.weight = written > 0 ? written : line.weight_of_others;
  }
  return claim;
}

// A quota belongs to a buyer: its orders share it, and contenders without a quota of their own share that of the
// others.
void share_quotas(const World& world, LineId id, std::span<const std::uint32_t> open, std::span<Claim> claims) {
  std::vector<PartyId> owners;  // of the quota that a contender works on; none: the one of the others
  for (std::uint32_t index : open) {
    const PartyId buyer = buyer_of(world.scenario, id, index);
    owners.push_back(has_own_quota(world.scenario.lines[id], buyer) ? buyer : PartyId{});
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    claims[i].weight /= static_cast<double>(std::count(owners.begin(), owners.end(), owners[i]));
  }
}

// Who lost how much to whom since the last pickup: loss = min(backlog, capacity) - got, split over the others by what
// they got.
void book_losses(World& world, LineId id, std::span<const std::uint32_t> contenders,
                 std::span<const std::int64_t> got) {
  const LineState& line = world.state.lines[id];
  if (contenders.size() < 2) return;
  const auto capacity = static_cast<Units>(std::floor(
      capacity_between(world.scenario.lines[id].capacity, line.last_pickup, world.now) + completion_tolerance));
  for (std::size_t loser = 0; loser < contenders.size(); ++loser) {
    const Units lost = std::min(line.shares[contenders[loser]].backlog_before, capacity) - got[loser];
    if (lost <= 0) continue;
    std::vector<std::int64_t> others(got.begin(), got.end());
    others[loser] = 0;
    const auto parts = split_by_largest_remainder(lost, others);
    for (std::size_t winner = 0; winner < contenders.size(); ++winner) {
      if (parts[winner] > 0) world.losses.push_back({id, contenders[winner], contenders[loser], parts[winner]});
    }
  }
}

Units pick_up_share(World& world, LineId id, Share& share) {
  const Line& line = world.scenario.lines[id];
  const auto whole = static_cast<Units>(std::floor(made_so_far(world, share) + completion_tolerance));
  Units ready = std::min(whole, share.asked) - share.picked;
  const Units got = ready;
  while (ready > 0) {
    const LotId lot = share.queue[share.head];
    LotState& state = world.state.lots[lot];
    const Units taken = std::min(ready, state.waiting_for_line);
    state.waiting_for_line -= taken;
    ready -= taken;
    if (state.waiting_for_line == 0) ++share.head;
    if (taken > 0) start_production(world, lot, taken, next_length(line.cycle_time, world.state.streams));
  }
  share.picked += got;
  return got;
}

}  // namespace

double capacity_between(std::span<const sim::CapacityStep> steps, Hour from, Hour until) {
  double sum = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Hour begin = std::max(from, steps[i].from);
    const Hour end = std::min(until, i + 1 < steps.size() ? steps[i + 1].from : sim::never);
    if (begin < end) sum += static_cast<double>(end - begin) * steps[i].per_hour;
  }
  return sum;
}

void declare_lines(World& world) {
  for (LineId id : world.scenario.lines.ids()) {
    const Line& line = world.scenario.lines[id];
    auto& resources = world.state.lines[id].resources;
    const auto add_part = [&](double part) {
      auto steps = line.capacity;
      for (auto& s : steps) s.per_hour *= part;
      resources.push_back(world.engine.add_line(std::move(steps)));
    };
    if (line.policy == SharingPolicy::quota && !line.quota_reuse) {
      for (double quota : line.weight_of_party) {
        if (quota > 0) add_part(quota);
      }
      add_part(line.weight_of_others);
    } else {
      add_part(1.0);
    }
  }
}

void release_lot(World& world, LotId id) {
  const Lot& lot = world.scenario.lots[id];
  const Order& order = world.scenario.orders[lot.order];
  const Units units = world.state.groups[lot.source].units[static_cast<std::size_t>(Stage::ordered)];
  if (units == 0) return;  // all cancelled before
  world.record(EventKind::lot_released, lot.order.index, units);
  if (!order.line.exists()) {
    start_production(world, id, units, 0);
    return;
  }
  LineState& line = world.state.lines[order.line];
  const std::uint32_t index = share_of(world.scenario, order.line, id);
  Share& share = line.shares[index];
  if (line.active.empty()) {
    line.last_pickup = world.now;
    schedule_pickup(world, order.line);
  }
  if (share.asked == share.picked) share.backlog_before = 0;
  // A contender that took back all that it had asked for stands among the active ones until the next pickup.
  const auto place = std::lower_bound(line.active.begin(), line.active.end(), index);
  if (place == line.active.end() || *place != index) line.active.insert(place, index);
  world.state.lots[id].waiting_for_line = units;
  insert_lot(world, share, id);
  share.asked += units;
  share.backlog_before += units;
  stop_work(world, share);
  world.state.dirty_lines.add(order.line);
}

void pick_up(World& world, LineId id) {
  LineState& line = world.state.lines[id];
  const std::vector<std::uint32_t> contenders = line.active;
  std::vector<std::int64_t> got;
  Units total = 0;
  for (std::uint32_t index : contenders) {
    got.push_back(pick_up_share(world, id, line.shares[index]));
    total += got.back();
  }
  book_losses(world, id, contenders, got);
  line.picked += total;
  if (total > 0) world.record(EventKind::line_picked_up, id.index, total);
  line.last_pickup = world.now;
  std::erase_if(line.active, [&](std::uint32_t i) { return line.shares[i].asked == line.shares[i].picked; });
  for (std::uint32_t i : line.active) line.shares[i].backlog_before = line.shares[i].asked - line.shares[i].picked;
  if (!line.active.empty()) schedule_pickup(world, id);
  world.state.dirty_lines.add(id);
}

void complete_share(World& world, LineId id, std::uint32_t index) {
  Share& share = world.state.lines[id].shares[index];
  share.made = static_cast<double>(share.asked);
  share.is_running = false;
  world.state.dirty_lines.add(id);
}

void share_line(World& world, LineId id) {
  LineState& line = world.state.lines[id];
  std::vector<std::uint32_t> open;
  std::vector<Claim> claims;
  for (std::uint32_t index : line.active) {
    Share& share = line.shares[index];
    if (!share.is_running && static_cast<double>(share.asked) - share.made <= completion_tolerance) continue;
    open.push_back(index);
    claims.push_back(claim_of(world, id, index));
  }
  if (world.scenario.lines[id].policy == SharingPolicy::quota) share_quotas(world, id, open, claims);
  std::vector<Terms> terms(claims.size());
  share_terms(world.scenario.lines[id].policy, claims, terms);
  for (std::size_t i = 0; i < open.size(); ++i) {
    Share& share = line.shares[open[i]];
    if (!share.is_running) {
      if (terms[i].works) start_share(world, id, open[i], terms[i]);
      continue;
    }
    if (terms[i].works && share.is_suspended) world.engine.resume(share.work);
    if (!terms[i].works && !share.is_suspended) world.engine.suspend(share.work);
    share.is_suspended = !terms[i].works;
    if (terms[i].works) world.engine.reweight(share.work, terms[i].weight);
  }
}

Units withdraw(World& world, LotId id, Units units) {
  const Lot& lot = world.scenario.lots[id];
  const LineId line_id = world.scenario.orders[lot.order].line;
  LotState& state = world.state.lots[id];
  if (!line_id.exists() || state.waiting_for_line == 0) return 0;
  LineState& line = world.state.lines[line_id];
  Share& share = line.shares[share_of(world.scenario, line_id, id)];
  // Units that are made but not picked up yet may go, too: what was made then goes to the next in this contender's
  // queue.
  const Units taken = std::min({units, state.waiting_for_line, share.asked - share.picked});
  if (taken <= 0) return 0;
  stop_work(world, share);
  state.waiting_for_line -= taken;
  share.asked -= taken;
  share.backlog_before = std::min(share.backlog_before, share.asked - share.picked);
  share.made = std::min(share.made, static_cast<double>(share.asked));
  if (state.waiting_for_line == 0) std::erase(share.queue, id);
  world.state.dirty_lines.add(line_id);
  return taken;
}

const std::string& contender_name(const Scenario& scenario, LineId line, std::uint32_t share) {
  return scenario.lines[line].shared_by_orders ? scenario.orders[OrderId{share}].id
                                               : scenario.parties[PartyId{share}].id;
}

}  // namespace models
