#include "models/fleet/spares.hpp"

#include <algorithm>
#include <cmath>

#include "models/fleet/stock_policy.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

// Parts asked for in the time that the forecast looks back on.
Units asked_lately(const World& world, StockId id) {
  const Hour since = world.now - world.scenario.stocks[id].policy.forecast;
  auto& asked = world.state.stocks[id].asked;
  while (!asked.empty() && asked.front().due <= since) asked.pop_front();
  Units sum = 0;
  for (const Batch& batch : asked) sum += batch.units;
  return sum;
}

void order(World& world, StockId id) {
  const Stock& stock = world.scenario.stocks[id];
  StockState& state = world.state.stocks[id];
  const Units asked = stock.policy.kind == Replenishment::Kind::cover ? asked_lately(world, id) : 0;
  const Units parts = parts_to_order(stock.policy, state.on_hand + state.on_order - state.waiting(), asked);
  if (parts == 0) return;
  state.ordered += parts;
  const Hour lead = next_length(stock.lead_time, world.state.streams);
  if (lead == 0) {
    state.on_hand += parts;
    return;
  }
  state.on_order += parts;
  const Hour due = world.now + lead;
  auto& under_way = state.under_way;
  const auto at =
      std::lower_bound(under_way.begin(), under_way.end(), due, [](const Batch& b, Hour hour) { return b.due < hour; });
  if (at != under_way.end() && at->due == due) {
    at->units += parts;
    return;
  }
  under_way.insert(at, {due, parts});
  world.schedule(due, EventKind::spares_arrived, id.index);
}

// One part is asked for; every one by itself, so that each order for one draws a lead time of its own.
void ask(World& world, StockId id) {
  const Replenishment::Kind kind = world.scenario.stocks[id].policy.kind;
  if (kind == Replenishment::Kind::cover) world.state.stocks[id].asked.push_back({world.now, 1});
  if (kind == Replenishment::Kind::base_stock || kind == Replenishment::Kind::reorder_point) order(world, id);
}

void use(StockState& state, Units& waiting, Units parts) {
  EXPECTS(parts <= state.on_hand && parts <= waiting);
  waiting -= parts;
  state.on_hand -= parts;
  state.used += parts;
}

// The hour of the next use: gaps add up before they are rounded, and count as they are drawn.
void schedule_consumption(World& world, StockId id) {
  const TimeLaw& gap = world.scenario.stocks[id].consumption;
  StockState& state = world.state.stocks[id];
  state.next_use += gap.varies ? std::max(0.0, gap.drawn.unbounded_at(world.state.streams[gap.stream].next()))
                               : static_cast<double>(gap.point);
}

Hour hour_of_next_use(const StockState& state) {
  return static_cast<Hour>(std::floor(std::min(state.next_use, 1e15) + 0.5));
}

}  // namespace

void schedule_stocks(World& world) {
  for (StockId id : world.scenario.stocks.ids()) {
    const Stock& stock = world.scenario.stocks[id];
    if (stock.policy.kind != Replenishment::Kind::none) world.schedule(0, EventKind::stock_reviewed, id.index);
    if (stock.consumption.is_none()) continue;
    schedule_consumption(world, id);
    world.schedule(hour_of_next_use(world.state.stocks[id]), EventKind::part_consumed, id.index);
  }
}

void ask_for_spare(World& world, StockId id) {
  ++world.state.stocks[id].repairs_waiting;
  ask(world, id);
}

void use_spare(World& world, StockId id) {
  StockState& state = world.state.stocks[id];
  use(state, state.repairs_waiting, 1);
}

void receive_parts(World& world, StockId id) {
  StockState& state = world.state.stocks[id];
  auto& under_way = state.under_way;
  Units parts = 0;
  while (!under_way.empty() && under_way.front().due <= world.now) {
    parts += under_way.front().units;
    under_way.pop_front();
  }
  state.on_order -= parts;
  state.on_hand += parts;
  world.record(EventKind::spares_arrived, id.index, parts);
  world.state.dirty_sites.add(world.scenario.stocks[id].site);
}

void consume_parts(World& world, StockId id) {
  StockState& state = world.state.stocks[id];
  Units parts = 0;
  while (hour_of_next_use(state) <= world.now) {
    ++parts;
    ++state.consumption_waiting;
    ask(world, id);
    schedule_consumption(world, id);
  }
  world.schedule(hour_of_next_use(state), EventKind::part_consumed, id.index);
  world.record(EventKind::part_consumed, id.index, parts);
  world.state.dirty_sites.add(world.scenario.stocks[id].site);
}

void serve_consumption(World& world, SiteId site) {
  for (StockId id : world.scenario.sites[site].stocks) {
    StockState& state = world.state.stocks[id];
    use(state, state.consumption_waiting, std::min(state.on_hand, state.consumption_waiting));
  }
}

void review_stock(World& world, StockId id) {
  const Replenishment& policy = world.scenario.stocks[id].policy;
  const Units before = world.state.stocks[id].ordered;
  order(world, id);
  world.record(EventKind::stock_reviewed, id.index, world.state.stocks[id].ordered - before);
  if (policy.review > 0) world.schedule(world.now + policy.review, EventKind::stock_reviewed, id.index);
  world.state.dirty_sites.add(world.scenario.stocks[id].site);
}

}  // namespace models
