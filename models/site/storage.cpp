#include "models/site/storage.hpp"

#include <algorithm>

#include "models/rounding.hpp"
#include "models/site/power.hpp"
#include "sim/check.hpp"

namespace models {

std::int64_t stored(const PowerBlock& store, const BlockState& state) {
  return store.energy + kept_of_charge(store, state.charged) - state.discharged;
}

std::int64_t kept_of_charge(const PowerBlock& store, std::int64_t charged) {
  return charged * store.round_trip / whole_round_trip;
}

Watts bridging_power(const PowerBlock& store, const BlockState& state) {
  return std::min(state.offered, stored(store, state));
}

Hour hours_at_full_power(std::int64_t content, Watts offered, Watts watts) {
  EXPECTS(watts > 0 && watts <= content);
  return content < offered ? 1 : (content - offered) / watts + 1;
}

std::int64_t charge_to_fill(const PowerBlock& store, const BlockState& state) {
  return divide_rounding_up(state.discharged * whole_round_trip, store.round_trip) - state.charged;
}

void account_storage(const Scenario& scenario, State& state, BlockId id, Hour now) {
  const PowerBlock& store = scenario.blocks[id];
  BlockState& block = state.blocks[id];
  const Hour hours = now - block.storage_since;
  block.storage_since = now;
  if (block.storage_draw < 0) block.discharged += -block.storage_draw * hours;
  if (block.storage_draw > 0) block.charged += std::min(block.storage_draw * hours, charge_to_fill(store, block));
  EXPECTS(stored(store, block) >= 0 && stored(store, block) <= store.energy);
}

void settle_storage(const Scenario& scenario, State& state, SiteId site, Hour now) {
  for (BlockId store : scenario.sites[site].storage) account_storage(scenario, state, store, now);
}

void forget_storage(const Scenario& scenario, State& state, SiteId site) {
  for (BlockId store : scenario.sites[site].storage) {
    BlockState& block = state.blocks[store];
    block.charged_before = block.charged;
    block.discharged_before = block.discharged;
  }
}

void look_at_storage(World& world, SiteId id) {
  const Site& site = world.scenario.sites[id];
  SiteState& state = world.state.sites[id];
  Watts bridged = 0;
  for (BlockId store : site.storage) {
    account_storage(world.scenario, world.state, store, world.now);
    bridged += bridging_power(world.scenario.blocks[store], world.state.blocks[store]);
  }
  const Watts limit = it_limit(state.facility_available + bridged, site.pue_of_limit());
  if (limit == state.operating_limit) return;
  state.operating_limit = limit;
  world.state.dirty_sites.add(id);
}

Watts storage_draw(const Scenario& scenario, const State& state, SiteId site) {
  Watts draw = 0;
  for (BlockId store : scenario.sites[site].storage) draw += state.blocks[store].storage_draw;
  return draw;
}

namespace {

// The watts that are drawn, a fraction counting as one more.
Watts drawn_watts(const SiteState& site) {
  const double drawn = facility_drawn(site);
  const Watts whole = whole_part(drawn);
  return static_cast<double>(whole) < drawn ? whole + 1 : whole;
}

constexpr int sign(Watts watts) { return watts > 0 ? 1 : watts < 0 ? -1 : 0; }

}  // namespace

void run_storage(World& world, SiteId id) {
  const Site& site = world.scenario.sites[id];
  const SiteState& state = world.state.sites[id];
  const Watts drawn = drawn_watts(state);
  const bool is_short = state.it.placed > state.it_limit;
  Watts lacking = std::max<Watts>(drawn - state.facility_available, 0);
  Watts idle = is_short ? 0 : std::max<Watts>(state.facility_available - drawn, 0);
  for (BlockId store_id : site.storage) {
    const PowerBlock& store = world.scenario.blocks[store_id];
    BlockState& block = world.state.blocks[store_id];
    const std::int64_t content = stored(store, block), missing = charge_to_fill(store, block);
    const Watts given = std::min(lacking, bridging_power(store, block));
    const Watts taken = given > 0 || missing == 0 ? 0 : std::min(idle, block.offered);
    lacking -= given;
    idle -= taken;
    const Watts draw = taken - given;
    if (sign(draw) != sign(block.storage_draw)) {
      world.record(EventKind::storage_changed, store_id.index, content / 1000);
    }
    block.storage_draw = draw;
    if (draw == 0) continue;
    const Hour ends = world.now + (given > 0 ? hours_at_full_power(content, block.offered, given)
                                             : divide_rounding_up(missing, taken));
    std::erase_if(block.storage_looks, [&](Hour hour) { return hour <= world.now; });
    if (std::find(block.storage_looks.begin(), block.storage_looks.end(), ends) != block.storage_looks.end()) continue;
    block.storage_looks.push_back(ends);
    world.schedule(ends, EventKind::storage_changed, store_id.index);
  }
}

}  // namespace models
