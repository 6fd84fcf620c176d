#include "models/money/financing.hpp"

#include <algorithm>
#include <tuple>

#include "models/supply/kits.hpp"

namespace models {

namespace {

constexpr std::uint8_t covenant_met = 1;  // detail of a draw that was held back

Units waiting_units(const World& world, LotId id) {
  return world.state.groups[world.scenario.lots[id].source].units[static_cast<std::size_t>(Stage::ordered)];
}

bool is_served_before(const Scenario& scenario, LotId a, LotId b) {
  const auto key = [&](LotId id) {
    const Lot& lot = scenario.lots[id];
    return std::tuple(scenario.orders[lot.order].priority, lot.ordered, id);
  };
  return key(a) < key(b);
}

}  // namespace

std::vector<bool> paid_lots(std::span<const PaidLot> waiting, std::vector<Cents>& balances) {
  std::vector<bool> is_paid, is_claimed(balances.size(), false);
  for (const PaidLot& lot : waiting) {
    Cents there = 0;
    for (PotId pot : lot.pots) there += is_claimed[pot.index] ? 0 : std::max<Cents>(balances[pot.index], 0);
    is_paid.push_back(there >= lot.cost);
    Cents open = lot.cost;
    for (PotId pot : lot.pots) {
      if (!is_paid.back()) is_claimed[pot.index] = true;
      if (is_claimed[pot.index]) continue;
      const Cents part = std::min(std::max<Cents>(balances[pot.index], 0), open);
      balances[pot.index] -= part;
      open -= part;
    }
  }
  return is_paid;
}

Cents balance_of(const Scenario& scenario, const State& state, PotId id, Hour now) {
  const MoneyPot& pot = scenario.pots[id];
  if (!pot.contract.exists() && now >= scenario.loans[pot.loan].repaid) return 0;
  return state.pots[id].came_in - state.pots[id].taken;
}

bool is_met(const Scenario& scenario, const State& state, const Loan& loan) {
  std::int64_t reached = 0;
  if (loan.covenant->measure == Covenant::Measure::live_accelerators) {
    for (std::size_t row = 0; row < state.unit_rows.size(); ++row) {
      if (state.unit_rows[row].provider != loan.borrower) continue;
      reached += state.units_by_state[row * unit_state_count + static_cast<std::size_t>(UnitState::live)] *
                 scenario.systems[state.unit_rows[row].system].accelerators;
    }
  } else {
    for (HallId id : scenario.halls.ids()) {
      const Hall& hall = scenario.halls[id];
      const bool counts = state.halls[id].is_ready && hall.critical_it != no_limit;
      if (counts && scenario.sites[hall.site].operated_by == loan.borrower) reached += hall.critical_it;
    }
  }
  return reached >= loan.covenant->at_least;
}

void schedule_financing(World& world) {
  const Scenario& scenario = world.scenario;
  for (std::uint32_t i = 0; i < scenario.loans.size(); ++i) {
    LoanState& state = world.state.loans[i];
    Hour before = -1;
    for (const Draw& draw : scenario.loans[i].draws) {
      if (draw.at < 0) {
        state.drawn.push_back(draw);
        world.state.pots[PotId{i}].came_in += draw.amount;
      } else if (draw.at != before) {
        world.schedule(before = draw.at, EventKind::loan_drawn, i);
      }
    }
  }
}

Cents draw_loan(World& world, std::uint32_t index, bool was_met) {
  const Loan& loan = world.scenario.loans[index];
  LoanState& state = world.state.loans[index];
  Cents sum = 0;
  state.suspended = 0;
  for (std::size_t next = state.drawn.size(); next < loan.draws.size() && loan.draws[next].at <= world.now; ++next) {
    const Draw& draw = loan.draws[next];
    const bool is_bound = loan.covenant && draw.at >= loan.covenant->by && !was_met;
    if (world.now >= loan.repaid) break;
    if (state.suspended > 0 || (is_bound && !is_met(world.scenario, world.state, loan))) {
      state.suspended += draw.amount;
      if (draw.at == world.now) world.record(EventKind::draw_suspended, index, draw.amount);
      continue;
    }
    state.drawn.push_back({world.now, draw.amount});
    sum += draw.amount;
  }
  if (sum == 0) return 0;
  world.state.pots[PotId{index}].came_in += sum;
  world.state.money_changed = true;
  world.record(EventKind::loan_drawn, index, sum);
  return sum;
}

void note_prepaid(World& world, ContractId contract, Cents cents) {
  for (PotId id : world.scenario.pots.ids()) {
    if (world.scenario.pots[id].contract != contract) continue;
    world.state.pots[id].came_in += cents;
    world.state.money_changed = true;
  }
}

void await_money(World& world, LotId id) {
  if (!world.state.waits_for_money(id)) return;
  auto& waiting = world.state.awaiting_money;
  const auto at = std::lower_bound(waiting.begin(), waiting.end(), id,
                                   [&](LotId a, LotId b) { return is_served_before(world.scenario, a, b); });
  waiting.insert(at, id);
  world.state.money_changed = true;
}

void pay_for_lots(World& world) {
  State& state = world.state;
  if (!state.money_changed) return;
  state.money_changed = false;
  auto& waiting = state.awaiting_money;
  std::erase_if(waiting, [&](LotId id) { return waiting_units(world, id) == 0; });  // cancelled meanwhile
  std::vector<PaidLot> lots;
  std::vector<Cents> balances, before;
  for (LotId id : waiting) {
    lots.push_back(
        {waiting_units(world, id) * world.scenario.system_of(id).price, world.scenario.order_of(id).paid_by});
  }
  for (PotId pot : world.scenario.pots.ids()) balances.push_back(balance_of(world.scenario, state, pot, world.now));
  before = balances;
  const std::vector<bool> is_paid = paid_lots(lots, balances);
  for (PotId pot : world.scenario.pots.ids()) state.pots[pot].taken += before[pot.index] - balances[pot.index];
  std::vector<LotId> still;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const LotId id = waiting[i];
    if (!is_paid[i]) {
      still.push_back(id);
      continue;
    }
    const Lot& lot = world.scenario.lots[id];
    state.paid_at[id.index] = world.now;
    world.record(EventKind::lot_paid, lot.order.index, waiting_units(world, id));
    if (world.now >= std::max<Hour>(lot.release, 0)) release_lot(world, id);
    state.dirty_providers.add(world.scenario.orders[lot.order].buyer);
  }
  waiting = std::move(still);
}

void look_at_covenants(World& world) {
  for (std::uint32_t i = 0; i < world.state.loans.size(); ++i) {
    if (world.state.loans[i].suspended == 0 || !is_met(world.scenario, world.state, world.scenario.loans[i])) continue;
    world.schedule(world.now + 1, EventKind::loan_drawn, i, covenant_met);
  }
}

}  // namespace models
