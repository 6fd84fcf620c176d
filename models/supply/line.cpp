#include "models/supply/line.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "models/rounding.hpp"
#include "models/site/gear.hpp"
#include "models/supply/kits.hpp"
#include "models/supply/lane.hpp"
#include "models/supply/sharing_policy.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr double completion_tolerance = 1e-6;  // units; what the engine computes is exact to far less

double amount(Work work) { return static_cast<double>(work) / static_cast<double>(whole_work); }
std::int64_t whole_amount(Work work) { return work / whole_work; }

PartyId buyer_of(const Scenario& scenario, GearId gear) { return scenario.sites[scenario.gear[gear].site].operated_by; }

// Whose job it is: an order that stands among the contenders, or gear of a site, which stands behind the orders.
std::uint32_t share_of(const Scenario& scenario, JobId id) {
  const Job& job = scenario.jobs[id];
  const Contenders contenders = scenario.lines[job.line].contenders;
  if (const GearId gear = scenario.lots[job.lot].gear; gear.exists()) {
    if (contenders == Contenders::orders) return static_cast<std::uint32_t>(scenario.orders.size()) + gear.index;
    return buyer_of(scenario, gear).index;
  }
  const OrderId order = scenario.lots[job.lot].order;
  switch (contenders) {
    case Contenders::orders:
      return order.index;
    case Contenders::makers:
      return scenario.systems[scenario.orders[order].system].maker.index;
    case Contenders::buyers:
      break;
  }
  return scenario.orders[order].buyer.index;
}

// The party that a contender stands for.
PartyId party_of(const Scenario& scenario, LineId line, std::uint32_t share) {
  if (scenario.lines[line].contenders != Contenders::orders) return PartyId{share};
  const auto orders = static_cast<std::uint32_t>(scenario.orders.size());
  return share < orders ? scenario.orders[OrderId{share}].buyer : buyer_of(scenario, GearId{share - orders});
}

bool has_own_quota(const Line& line, PartyId buyer) {
  return line.policy == SharingPolicy::quota && buyer.index < line.weight_of_party.size() &&
         line.weight_of_party[buyer.index] > 0;
}

// With quotas that are lost when unused, each named buyer works on a resource of its own and the others share the last.
sim::ResourceId resource_of(const Scenario& scenario, const LineState& state, LineId id, std::uint32_t share) {
  const Line& line = scenario.lines[id];
  if (line.policy != SharingPolicy::quota || line.quota_reuse) return state.resources.front();
  const PartyId buyer = party_of(scenario, id, share);
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

// A contender has less open than may be a rounding error of what it asked for so far.
bool has_nothing_open(const Share& share) {
  constexpr double relative_error = 1e-12;
  const double asked = amount(share.asked);
  return asked - share.made <= std::max(completion_tolerance, asked * relative_error);
}

void give_meaning(World& world, sim::WorkId work, LineId line, std::uint32_t share) {
  if (world.works.size() <= work.index) world.works.resize(work.index + 1);
  world.works[work.index] = {.is_lane = false, .line = line, .share = share, .lane = {}};
}

void start_share(World& world, LineId id, std::uint32_t index, const Terms& terms) {
  Share& share = world.state.lines[id].shares[index];
  if (has_nothing_open(share)) return;
  const sim::ResourceId on = resource_of(world.scenario, world.state.lines[id], id, index);
  share.work = world.engine.start_work({&on, 1}, amount(share.asked) - share.made, terms.weight, 0.0);
  share.is_running = true;
  share.is_suspended = false;
  give_meaning(world, share.work, id, index);
}

// What a job says of its turn.
struct Turn {
  Hour released = 0;
  Hour ordered = 0;
  std::int64_t priority = 1;
};

Turn turn_of(const World& world, JobId id) {
  const Scenario& scenario = world.scenario;
  const LotId lot_id = scenario.jobs[id].lot;
  const Lot& lot = scenario.lots[lot_id];
  const std::int64_t priority =
      lot.gear.exists() ? scenario.gear[lot.gear].priority : scenario.orders[lot.order].priority;
  const auto& paid_at = world.state.paid_at;
  const Hour released = paid_at.empty() ? lot.release : std::max(lot.release, paid_at[lot_id.index]);
  return {released, lot.ordered, priority};
}

void insert_job(World& world, Share& share, JobId job) {
  const auto earlier = [&](JobId a, JobId b) {
    const Turn of_a = turn_of(world, a), of_b = turn_of(world, b);
    return std::tuple(of_a.released, of_a.ordered, a) < std::tuple(of_b.released, of_b.ordered, b);
  };
  share.queue.erase(share.queue.begin(), share.queue.begin() + static_cast<std::ptrdiff_t>(share.head));
  share.head = 0;
  const auto at = std::lower_bound(share.queue.begin(), share.queue.end(), job, earlier);
  if (at == share.queue.end() || *at != job) share.queue.insert(at, job);
}

void schedule_pickup(World& world, LineId id) {
  const Hour step = world.scenario.lines[id].pickup;
  world.schedule((world.now / step + 1) * step, EventKind::line_picked_up, id.index);
}

Claim claim_of(const World& world, LineId id, std::uint32_t index) {
  const Line& line = world.scenario.lines[id];
  const Share& share = world.state.lines[id].shares[index];
  Claim claim;
  claim.backlog = whole_amount(share.asked - share.picked + whole_work - 1);
  claim.first_ordered = sim::never;
  claim.priority = std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = share.head; i < share.queue.size(); ++i) {
    const Turn turn = turn_of(world, share.queue[i]);
    claim.first_ordered = std::min(claim.first_ordered, turn.ordered);
    claim.priority = std::min(claim.priority, turn.priority);
  }
  const PartyId buyer = party_of(world.scenario, id, index);
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
    const PartyId buyer = party_of(world.scenario, id, index);
    owners.push_back(has_own_quota(world.scenario.lines[id], buyer) ? buyer : PartyId{});
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    claims[i].weight /= static_cast<double>(std::count(owners.begin(), owners.end(), owners[i]));
  }
}

// Who lost how much to whom since the last pickup: loss = min(backlog, capacity) - got, split over the others by what
// they got; in whole ones of what the capacity counts.
void book_losses(World& world, LineId id, std::span<const std::uint32_t> contenders,
                 std::span<const std::int64_t> got) {
  const LineState& line = world.state.lines[id];
  if (contenders.size() < 2) return;
  const auto capacity = static_cast<Units>(std::floor(
      capacity_between(world.scenario.lines[id].capacity, line.last_pickup, world.now) + completion_tolerance));
  for (std::size_t loser = 0; loser < contenders.size(); ++loser) {
    const Units lost = std::min(whole_amount(line.shares[contenders[loser]].backlog_before), capacity) - got[loser];
    if (lost <= 0) continue;
    std::vector<std::int64_t> others(got.begin(), got.end());
    others[loser] = 0;
    const auto parts = split_by_largest_remainder(lost, others);
    for (std::size_t winner = 0; winner < contenders.size(); ++winner) {
      if (parts[winner] > 0) world.losses.push_back({id, contenders[winner], contenders[loser], parts[winner]});
    }
  }
}

// Units, or kits, of a job that left the queue.
struct Picked {
  JobId job;
  Units units = 0;
};

// How many of a job the line has made, of what it has in all for the contender (`made`) beyond what was picked.
Units ready_units(const World& world, const Share& share, double made, JobId id) {
  const double ready = (made - amount(share.picked)) / amount(world.scenario.jobs[id].work);
  return std::min(world.state.jobs[id].at_line, static_cast<Units>(std::floor(ready + completion_tolerance)));
}

void pick(World& world, Share& share, JobId id, Units units) {
  world.state.jobs[id].at_line -= units;
  share.picked += units * world.scenario.jobs[id].work;
}

// Several tiers of one lot on one line go unit by unit, as single racks would: the kits of its first unit, tier by
// tier, then those of its second. `jobs` are of one lot. Returns whether all of them left.
bool pick_in_turns(World& world, Share& share, double made, std::span<const JobId> jobs, std::vector<Picked>& picked) {
  std::vector<Units> taken(jobs.size(), 0);
  const auto number = [&](JobId id) { return first_at_line(world.scenario, world.state, id); };
  bool all_left = false;
  while (true) {
    std::size_t next = jobs.size();
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (world.state.jobs[jobs[i]].at_line == 0) continue;
      if (next == jobs.size() || number(jobs[i]) < number(jobs[next])) next = i;
    }
    all_left = next == jobs.size();
    if (all_left || ready_units(world, share, made, jobs[next]) <= 0) break;
    pick(world, share, jobs[next], 1);
    ++taken[next];
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (taken[i] > 0) picked.push_back({jobs[i], taken[i]});
  }
  return all_left;
}

Work pick_up_share(World& world, Share& share, std::vector<Picked>& picked) {
  const double made = std::min(made_so_far(world, share), amount(share.asked));
  const Work before = share.picked;
  while (share.head < share.queue.size()) {
    const JobId id = share.queue[share.head];
    std::size_t same = share.head + 1;  // behind the jobs of this lot
    const LotId lot = world.scenario.jobs[id].lot;
    while (same < share.queue.size() && world.scenario.jobs[share.queue[same]].lot == lot) ++same;
    if (same > share.head + 1) {
      if (!pick_in_turns(world, share, made, std::span(share.queue).subspan(share.head, same - share.head), picked)) {
        break;
      }
    } else {
      const Units units = ready_units(world, share, made, id);
      if (units > 0) {
        picked.push_back({id, units});
        pick(world, share, id, units);
      }
      if (world.state.jobs[id].at_line > 0) break;
    }
    share.head = same;
  }
  return share.picked - before;
}

// Units go on to production, kits to the tier that they are for, gear to its site.
void pass_on(World& world, LineId line, const Picked& picked) {
  const Hour cycle_time = next_length(world.scenario.lines[line].cycle_time, world.state.streams);
  const Job& job = world.scenario.jobs[picked.job];
  const GearId gear = world.scenario.lots[job.lot].gear;
  if (job.tier > 0) {
    start_kits(world, picked.job, picked.units, cycle_time);
  } else if (gear.exists()) {
    start_gear(world, gear, picked.units, cycle_time);
  } else {
    start_production(world, job.lot, picked.units, cycle_time);
  }
}

// What the line makes while nobody asks it for anything.
void make_for_stock(World& world, LineId id, bool is_idle) {
  LineState& line = world.state.lines[id];
  for (std::size_t i = 0; i < line.stock.size(); ++i) {
    StockShare& share = line.stock[i];
    if (share.is_running == is_idle) continue;
    if (is_idle) {
      // More than can be made until the end: it never completes.
      const double most = capacity_between(world.scenario.lines[id].capacity, world.now, world.scenario.end) + 1;
      share.work = world.engine.start_work({line.resources.data(), 1}, most, 1.0, 0.0);
      give_meaning(world, share.work, id, static_cast<std::uint32_t>(line.shares.size() + i));
    } else {
      share.made += world.engine.done(share.work);
      world.engine.cancel(share.work);
    }
    share.is_running = is_idle;
  }
}

}  // namespace

double capacity_between(std::span<const sim::CapacityStep> steps, Hour from, Hour until) {
  double sum = 0;
  const auto behind = std::upper_bound(steps.begin(), steps.end(), from,
                                       [](Hour hour, const sim::CapacityStep& step) { return hour < step.from; });
  const auto first = static_cast<std::size_t>(behind - steps.begin());
  for (std::size_t i = first > 0 ? first - 1 : 0; i < steps.size() && steps[i].from < until; ++i) {
    const Hour begin = std::max(from, steps[i].from);
    const Hour end = std::min(until, i + 1 < steps.size() ? steps[i + 1].from : sim::never);
    if (begin < end) sum += static_cast<double>(end - begin) * steps[i].per_hour;
  }
  return sum;
}

namespace {

// Parts made to stock that need no others: their line goes on when nobody asks for them.
void declare_stock(World& world, LineId id) {
  LineState& line = world.state.lines[id];
  for (PartId part : world.scenario.parts.ids()) {
    const Part& p = world.scenario.parts[part];
    if (p.line == id && p.to_stock && p.bom.empty()) line.stock.push_back({.part = part, .work = {}});
  }
  if (line.stock.empty()) return;
  world.state.dirty_lines.add(id);
  world.schedule(world.scenario.lines[id].pickup, EventKind::line_picked_up, id.index);
}

}  // namespace

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
      declare_stock(world, id);
    }
  }
}

void join_line(World& world, JobId id, Units units) {
  const Job& job = world.scenario.jobs[id];
  LineState& line = world.state.lines[job.line];
  const std::uint32_t index = share_of(world.scenario, id);
  Share& share = line.shares[index];
  if (line.active.empty()) {
    line.last_pickup = world.now;
    if (line.stock.empty()) schedule_pickup(world, job.line);
  }
  if (share.asked == share.picked) share.backlog_before = 0;
  // A contender that took back all that it had asked for stands among the active ones until the next pickup.
  const auto place = std::lower_bound(line.active.begin(), line.active.end(), index);
  if (place == line.active.end() || *place != index) line.active.insert(place, index);
  world.state.jobs[id].at_line += units;
  insert_job(world, share, id);
  stop_work(world, share);
  share.asked += units * job.work;
  share.backlog_before += units * job.work;
  world.state.dirty_lines.add(job.line);
}

void pick_up(World& world, LineId id) {
  LineState& line = world.state.lines[id];
  const std::vector<std::uint32_t> contenders = line.active;
  std::vector<std::int64_t> got;
  std::vector<Picked> picked;
  for (std::uint32_t index : contenders) {
    got.push_back(whole_amount(pick_up_share(world, line.shares[index], picked)));
  }
  for (StockShare& share : line.stock) {
    add_to_stock(world, share, share.made + (share.is_running ? world.engine.done(share.work) : 0.0));
  }
  book_losses(world, id, contenders, got);
  Units total = 0;
  for (const Picked& p : picked) {
    total += p.units;
    line.picked += world.scenario.jobs[p.job].tier == 0 ? p.units : 0;
  }
  if (total > 0) world.record(EventKind::line_picked_up, id.index, total);
  line.last_pickup = world.now;
  std::erase_if(line.active, [&](std::uint32_t i) { return line.shares[i].asked == line.shares[i].picked; });
  for (std::uint32_t i : line.active) line.shares[i].backlog_before = line.shares[i].asked - line.shares[i].picked;
  if (!line.active.empty() || !line.stock.empty()) schedule_pickup(world, id);
  world.state.dirty_lines.add(id);
  for (const Picked& p : picked) pass_on(world, id, p);
}

void complete_share(World& world, LineId id, std::uint32_t index) {
  EXPECTS(index < world.state.lines[id].shares.size());  // what is made for stock never completes
  Share& share = world.state.lines[id].shares[index];
  share.made = amount(share.asked);
  share.is_running = false;
  world.state.dirty_lines.add(id);
}

void share_line(World& world, LineId id) {
  LineState& line = world.state.lines[id];
  std::vector<std::uint32_t> open;
  std::vector<Claim> claims;
  for (std::uint32_t index : line.active) {
    Share& share = line.shares[index];
    if (!share.is_running && has_nothing_open(share)) continue;
    open.push_back(index);
    claims.push_back(claim_of(world, id, index));
  }
  make_for_stock(world, id, open.empty());
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

Units leave_line(World& world, JobId id, Units units) {
  const Job& job = world.scenario.jobs[id];
  JobState& state = world.state.jobs[id];
  const Units taken = std::min(units, state.at_line);
  if (!job.line.exists() || taken <= 0) return 0;
  Share& share = world.state.lines[job.line].shares[share_of(world.scenario, id)];
  stop_work(world, share);
  state.at_line -= taken;
  share.asked -= taken * job.work;
  share.backlog_before = std::min(share.backlog_before, share.asked - share.picked);
  share.made = std::min(share.made, amount(share.asked));
  if (state.at_line == 0) std::erase(share.queue, id);
  world.state.dirty_lines.add(job.line);
  return taken;
}

const std::string& contender_name(const Scenario& scenario, LineId line, std::uint32_t share) {
  if (scenario.lines[line].contenders != Contenders::orders) return scenario.parties[PartyId{share}].id;
  const auto orders = static_cast<std::uint32_t>(scenario.orders.size());
  return share < orders ? scenario.orders[OrderId{share}].id : scenario.gear[GearId{share - orders}].id;
}

}  // namespace models
