#include "models/supply/kits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/supply/lane.hpp"
#include "models/supply/line.hpp"
#include "models/supply/rework.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr double counting_tolerance = 1e-6;  // of one part

const std::vector<Tier>& tiers_of(const World& world, LotId lot) { return world.scenario.tiers_of(lot); }

JobState& job_state(World& world, LotId lot, std::uint32_t tier) {
  return world.state.jobs[world.scenario.job_of(lot, tier)];
}

// Takes what there is in stock for a lot, unit by unit and from the top tier down: a kit out of stock needs none of its
// inputs. What is left of a part only falls, so the units that get a kit of a tier are the first that need one.
void take_from_stock(World& world, LotId lot, Units units) {
  const auto& tiers = tiers_of(world, lot);
  std::vector<bool> makes(tiers.size());  // the kit of this unit is not out of stock, and not inside one that is
  bool any = tiers.size() > 1;
  for (Units unit = 0; unit < units && any; ++unit) {
    any = false;
    makes[0] = true;
    for (std::uint32_t t = 1; t < tiers.size(); ++t) {
      PartState& part = world.state.parts[tiers[t].part];
      const bool takes = makes[tiers[t].parent] && part.stock >= tiers[t].quantity;
      makes[t] = makes[tiers[t].parent] && !takes;
      if (!takes) continue;
      part.stock -= tiers[t].quantity;
      ++job_state(world, lot, t).from_stock;
      any = true;
    }
  }
}

// Passes on all units, or kits, whose inputs are there.
void feed(World& world, LotId lot, std::uint32_t index) {
  const Tier& tier = tiers_of(world, lot)[index];
  const JobId id = world.scenario.job_of(lot, index);
  JobState& job = world.state.jobs[id];
  Units ready = job.wanted - job.from_stock;
  for (std::uint32_t input : tier.inputs) ready = std::min(ready, job_state(world, lot, input).done);
  const Units kits = ready - job.fed;
  if (kits <= 0) return;
  job.fed += kits;
  for (std::uint32_t input : tier.inputs) {
    const Tier& below = tiers_of(world, lot)[input];
    world.state.parts[below.part].used += kits * below.quantity;
  }
  if (world.scenario.jobs[id].line.exists()) {
    join_line(world, id, kits);  // also gear, which is always made on a line
  } else {
    start_production(world, lot, kits, 0);
  }
}

// What a job has beyond what is wanted goes into stock.
void return_surplus(World& world, const Tier& tier, JobState& job) {
  const Units surplus = job.done - job.wanted;
  if (surplus <= 0) return;
  job.done -= surplus;
  world.state.parts[tier.part].stock += surplus * tier.quantity;
}

void complete_kits(World& world, JobId id, Units kits) {
  const Job& job = world.scenario.jobs[id];
  const Tier& tier = world.scenario.tier_of(id);
  PartState& part = world.state.parts[tier.part];
  part.made += kits * tier.quantity;
  part.lost += kits * (tier.started - tier.quantity);
  part.reworked += kits * tier.reworked;
  world.state.jobs[id].done += kits;
  return_surplus(world, tier, world.state.jobs[id]);
  const Lot& lot = world.scenario.lots[job.lot];
  if (lot.gear.exists()) return feed(world, job.lot, tier.parent);
  world.record(EventKind::kits_made, lot.order.index, kits, static_cast<std::uint8_t>(job.tier));
  feed(world, job.lot, tier.parent);
  world.state.dirty_providers.add(world.scenario.order_of(job.lot).buyer);
}

// A job wants `units` less of those farthest from being made: first what waits for its inputs, then what waits for its
// line, then what is made.
void want_less(World& world, LotId lot, std::uint32_t index, Units units) {
  const JobId id = world.scenario.job_of(lot, index);
  const Tier& tier = tiers_of(world, lot)[index];
  JobState& job = world.state.jobs[id];
  const Units less = std::min(units, job.wanted);
  job.wanted -= less;
  const Units too_many_fed = job.fed - std::max<Units>(job.wanted - job.from_stock, 0);
  const Units withdrawn = too_many_fed > 0 ? leave_line(world, id, too_many_fed) : 0;
  job.fed -= withdrawn;
  for (std::uint32_t input : tier.inputs) {
    const Tier& below = tiers_of(world, lot)[input];
    world.state.parts[below.part].used -= withdrawn * below.quantity;
  }
  if (tier.part.exists()) return_surplus(world, tier, job);
  // What its inputs have to give: its own kits but for those out of stock, and those that are beyond taking back.
  for (std::uint32_t input : tier.inputs) {
    const Units needed = std::max(job.fed, job.wanted - job.from_stock);
    want_less(world, lot, input, job_state(world, lot, input).wanted - needed);
  }
}

}  // namespace

namespace {

// `units` of a lot are wanted: what its tiers have in stock is taken, the rest goes to their lines.
void explode_lot(World& world, LotId lot, Units units) {
  const auto& tiers = tiers_of(world, lot);
  take_from_stock(world, lot, units);
  for (std::uint32_t t = 0; t < tiers.size(); ++t) {
    JobState& job = job_state(world, lot, t);
    const JobState& into = job_state(world, lot, tiers[t].parent);
    job.wanted = t == 0 ? units : into.wanted - into.from_stock;
    job.done = job.from_stock;
  }
  for (auto t = static_cast<std::uint32_t>(tiers.size()); t-- > 0;) feed(world, lot, t);
}

}  // namespace

void release_lot(World& world, LotId lot) {
  const Lot& of = world.scenario.lots[lot];
  const Units units = world.state.groups[of.source].units[static_cast<std::size_t>(Stage::ordered)];
  if (units == 0) return;  // all cancelled before
  world.record(EventKind::lot_released, of.order.index, units);
  explode_lot(world, lot, units);
}

void release_gear(World& world, GearId id) {
  const Gear& gear = world.scenario.gear[id];
  world.record(EventKind::gear_ordered, id.index, gear.quantity);
  explode_lot(world, gear.lot, gear.quantity);
}

void start_kits(World& world, JobId id, Units kits, Hour cycle_time) {
  if (cycle_time == 0 || world.scenario.parts[world.scenario.tier_of(id).part].to_stock) {
    complete_kits(world, id, kits);
    return;
  }
  State& state = world.state;
  if (state.jobs[id].batches == 0) {
    state.kit_batches.emplace_back();
    state.jobs[id].batches = static_cast<std::uint32_t>(state.kit_batches.size());
  }
  auto& batches = state.kit_batches[state.jobs[id].batches - 1];
  const Hour due = world.now + cycle_time;
  const auto at =
      std::lower_bound(batches.begin(), batches.end(), due, [](const Batch& b, Hour d) { return b.due < d; });
  if (at != batches.end() && at->due == due) {
    at->units += kits;
    return;
  }
  batches.insert(at, {due, kits});
  world.schedule(due, EventKind::kits_made, id.index);
}

void finish_kits(World& world, JobId id) {
  auto& batches = world.state.kit_batches[world.state.jobs[id].batches - 1];
  Units kits = 0;
  while (!batches.empty() && batches.front().due <= world.now) {
    kits += batches.front().units;
    batches.pop_front();
  }
  if (kits > 0) complete_kits(world, id, kits);
}

Units take_back(World& world, LotId lot, Units units) {
  const JobState& root = job_state(world, lot, 0);
  const Units waiting = root.wanted - root.fed + root.at_line;
  const Units taken = std::min(units, waiting);
  if (taken <= 0) return 0;
  const Units before = root.wanted;
  want_less(world, lot, 0, taken);
  ENSURES(before - root.wanted == taken);
  return taken;
}

void add_to_stock(World& world, StockShare& share, double made) {
  const Part& part = world.scenario.parts[share.part];
  const auto passes = static_cast<std::int64_t>(std::floor(made * part.per_input + counting_tolerance));
  const auto [started, good] = outcome_of(passes, part.yield, part.rework);
  PartState& state = world.state.parts[share.part];
  state.made += good - share.good;
  state.stock += good - share.good;
  state.lost += (started - good) - (share.started - share.good);
  state.reworked += (passes - started) - (share.passes - share.started);
  share.passes = passes;
  share.started = started;
  share.good = good;
}

namespace {

// Kits of the tiers above that came out of stock: they serve the first units, which need nothing of this tier.
Units served_above(const Scenario& scenario, const State& state, LotId lot, std::uint32_t tier) {
  const auto& tiers = scenario.tiers_of(lot);
  Units units = 0;
  for (; tiers[tier].parent != tier; tier = tiers[tier].parent) {
    units += state.jobs[scenario.job_of(lot, tiers[tier].parent)].from_stock;
  }
  return units;
}

}  // namespace

Units kits_there(const Scenario& scenario, const State& state, LotId lot, std::uint32_t tier) {
  return served_above(scenario, state, lot, tier) + state.jobs[scenario.job_of(lot, tier)].done;
}

Units first_at_line(const Scenario& scenario, const State& state, JobId id) {
  const Job& job = scenario.jobs[id];
  const JobState& now = state.jobs[id];
  return served_above(scenario, state, job.lot, job.tier) + now.from_stock + now.fed - now.at_line + 1;
}

}  // namespace models
