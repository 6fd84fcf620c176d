#pragma once
// Money that releases orders. What a loan draws and a customer prepays stands in pots; a lot of an order that names
// pots
// (`paid_by`) waits, ordered, until what is in them covers its price, takes it out of them in the order written, and
// may go to its line from that hour on, or from its planned release on where that is later.
//
// Lots are served by priority, order date and order; none takes out of a pot that one before it waits for. A draw that
// is dated after the date of its loan's covenant comes when the covenant is met: by the state at the end of the hour
// before. Methods: financing.

#include <span>
#include <vector>

#include "models/world.hpp"

namespace models {

// What one lot costs, and the pots that it names.
struct PaidLot {
  Cents cost = 0;
  std::span<const PotId> pots;
};
// Which of the waiting lots (best first) are paid out of `balances` (by PotId; below 0 as nothing), which are what is
// left afterwards. Pure.
std::vector<bool> paid_lots(std::span<const PaidLot> waiting, std::vector<Cents>& balances);

// What is in a pot: what came in less what orders took; nothing once its loan is repaid.
Cents balance_of(const Scenario& scenario, const State& state, PotId pot, Hour now);

// What was drawn before the horizon is there; the other draws go on the calendar. Before the run.
void schedule_financing(World& world);
// The draws of a loan that are due come, as far as its covenant lets them; `is_met`: it was found to be met. Gives the
// cents.
Cents draw_loan(World& world, std::uint32_t loan, bool is_met);
// Cents prepaid under a contract, or (negative) paid back.
void note_prepaid(World& world, ContractId contract, Cents cents);
// A lot was ordered: if its order names pots, it waits for money.
void await_money(World& world, LotId lot);
// Lots that the pots cover are paid for, and released.
void pay_for_lots(World& world);
// Whether a covenant that holds draws back is met now: they come in the next hour.
void look_at_covenants(World& world);
bool is_met(const Scenario& scenario, const State& state, const Loan& loan);

}  // namespace models
