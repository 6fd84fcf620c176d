#include "models/contract/administration.hpp"

#include <algorithm>
#include <cmath>

#include "models/contract/clauses.hpp"
#include "models/contract/grants.hpp"
#include "models/money/financing.hpp"

namespace models {

namespace {

// What is scheduled for an hour before the horizon happens in its first.
Hour within(Hour hour) { return std::max<Hour>(hour, 0); }
// The same for what needs to know how things stand.
Hour looked_at(Hour hour) { return std::max<Hour>(hour, 1); }

Hour signed_at(const Scenario& scenario, const Tranche& tranche) {
  return tranche.exercised.value_or(scenario.contracts[tranche.contract].signed_at);
}

}  // namespace

Administration::Administration(const Scenario& scenario, Ledger& ledger, Utilization& utilization)
    : scenario_(scenario),
      ledger_(ledger),
      utilization_(utilization),
      journal_(scenario),
      tranches_(scenario.contracts.size()),
      by_customer_(scenario.parties.size()) {
  for (TrancheId id : scenario.tranches.ids()) {
    tranches_[scenario.tranches[id].contract].push_back(id);
    by_customer_[contract_of(id).customer].push_back(id);
  }
  const bool has_prices = std::any_of(scenario.contracts.begin(), scenario.contracts.end(),
                                      [](const Contract& contract) { return contract.has_price(); });
  settles_use_ = std::any_of(scenario.contracts.begin(), scenario.contracts.end(),
                             [](const Contract& contract) { return contract.clauses.take_or_pay.has_value(); });
  if (has_prices) next_bill_ = journal_.month_end_after(0);
}

std::span<const TrancheId> Administration::touched_by(TrancheId id) const {
  const bool reaches_further = clauses_of(id).switching || scenario_.tranches[id].offered_as.exists();
  return reaches_further ? by_customer_[contract_of(id).customer] : tranches_[scenario_.tranches[id].contract];
}

void Administration::schedule(World& world) const {
  for (TrancheId id : scenario_.tranches.ids()) {
    const Tranche& tranche = scenario_.tranches[id];
    if (tranche.instead_of.exists()) continue;  // only when it takes that place
    world.schedule(within(signed_at(scenario_, tranche)), EventKind::tranche_signed, id.index);
    world.schedule(within(tranche.due), EventKind::tranche_due, id.index);
    // One that ended before the horizon is due and over in its first hour.
    if (tranche.end != sim::never) world.schedule(within(tranche.end), EventKind::tranche_ended, id.index);
    if (tranche.offered_as.exists()) {
      world.schedule(within(signed_at(scenario_, tranche)), EventKind::tranche_offered, id.index);
      world.schedule(tranche.answered, EventKind::tranche_declined, id.index);
    }
    const bool begins_later = tranche.clean_from > 0 && tranche.clean_from != sim::never;
    if (begins_later) world.schedule(tranche.clean_from, EventKind::clean_energy_required, id.index);
    for (const Outage& barred : tranche.barred) {
      world.schedule(within(barred.from), EventKind::tranche_barred, id.index);
      world.schedule(barred.until, EventKind::tranche_freed, id.index);
    }
  }
}

// A date that moves may come to lie where it was before: each plan has a number.
void Administration::plan(World& world, Hour hour, EventKind kind, TrancheId id) const {
  world.schedule(hour, kind, id.index, 0, ++world.state.tranches[id].plans);
}

void Administration::apply(World& world, const Event& event) {
  const TrancheId id{event.entity};
  if (world.state.tranches[id].is_over) return;
  ledger_.settle(id, world.now);
  switch (event.kind) {
    case EventKind::tranche_signed:
      return sign(world, id);
    case EventKind::tranche_prepaid:
      return prepay(world, id);
    case EventKind::tranche_due:
      return become_due(world, id);
    case EventKind::tranche_barred:
    case EventKind::tranche_freed:
      return set_barred(world, id, event.kind);
    case EventKind::tranche_offered:
      return offer(world, id);
    case EventKind::tranche_declined:
      return answer(world, id);
    case EventKind::switching_ended:
      return end_switching(world, id);
    case EventKind::grace_ended:
      return end_grace(world, id);
    case EventKind::tranche_terminated:
      return terminate_if_late(world, id);
    default:
      return reach_end(world, id);
  }
}

void Administration::sign(World& world, TrancheId id) {
  const Tranche& tranche = scenario_.tranches[id];
  world.state.tranches[id].is_signed = true;
  const bool is_option = tranche.exercised && !tranche.instead_of.exists();
  world.record(is_option ? EventKind::option_exercised : EventKind::tranche_signed, id.index, tranche.accelerators);
  if (const auto& prepayment = clauses_of(id).prepayment) {
    const Hour ahead = prepayment->at_signature ? 0 : tranche.due - prepayment->ahead;
    if (ahead > world.now) {
      plan(world, ahead, EventKind::tranche_prepaid, id);
    } else {
      prepay(world, id);
    }
  }
}

// What was paid before the horizon is known, and no cash of the horizon.
void Administration::prepay(World& world, TrancheId id) {
  if (is_insolvent(world, id)) return;
  const Tranche& tranche = scenario_.tranches[id];
  const Prepayment& prepayment = *clauses_of(id).prepayment;
  TrancheState& state = world.state.tranches[id];
  state.prepaid = prepaid_for(scenario_, tranche, prepayment);
  note_prepaid(world, tranche.contract, state.prepaid);
  const Hour signature = signed_at(scenario_, tranche);
  const Hour paid = prepayment.at_signature ? signature : std::max(tranche.due - prepayment.ahead, signature);
  if (paid < 0) return;
  pay(world.now, id, true, Account::prepayment, state.prepaid);
  world.record(EventKind::tranche_prepaid, id.index, state.prepaid);
}

// What it holds is free for others at once; the same hour frees what it waits for.
void Administration::set_barred(World& world, TrancheId id, EventKind kind) {
  world.state.tranches[id].is_barred = kind == EventKind::tranche_barred;
  if (kind == EventKind::tranche_barred) give_back_grants(world, id);
  world.record(kind, id.index, scenario_.tranches[id].accelerators);
}

void Administration::offer(World& world, TrancheId id) {
  world.state.tranches[id].is_offered = true;
  world.record(EventKind::tranche_offered, id.index, scenario_.tranches[id].accelerators);
}

// The holder takes what it has uncommitted units for that are planned to be live in time: all of it, or nothing.
void Administration::answer(World& world, TrancheId id) {
  const Tranche& tranche = scenario_.tranches[id];
  const TrancheId own = tranche.offered_as;
  TrancheState& state = world.state.tranches[id];
  state.is_offered = false;
  const Hour due = std::max(tranche.due, world.now);
  const bool lasts = !is_insolvent(world, own) && world.state.tranches[own].end > due;
  if (lasts && uncommitted(world, own, due) >= tranche.accelerators) {
    take_instead(world, id);
  } else {
    world.record(EventKind::tranche_declined, id.index, tranche.accelerators);
  }
}

void Administration::take_instead(World& world, TrancheId id) {
  const TrancheId own = scenario_.tranches[id].offered_as;
  TrancheState &lost = world.state.tranches[id], &taken = world.state.tranches[own];
  lost.is_taken = taken.is_taken = true;
  world.record(EventKind::tranche_taken, id.index, scenario_.tranches[id].accelerators);
  refund(world, id);
  lost.end = world.now;
  close(world, id);

  sign(world, own);
  taken.due = std::max(taken.due, world.now);
  if (taken.end != sim::never) plan(world, taken.end, EventKind::tranche_ended, own);
  if (taken.due > world.now) return plan(world, taken.due, EventKind::tranche_due, own);
  ledger_.settle(own, world.now);
  become_due(world, own);
}

void Administration::become_due(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  const Clauses& clauses = clauses_of(id);
  if (within(state.due) != world.now || ledger_.is_needed(id)) return;  // it was moved since
  const bool is_complete = state.complete_at < world.now;
  const auto& shift = clauses.start_shift;
  if (shift && shift->is_agreed && !is_complete && !state.is_shifted && state.due > 0) {
    state.is_shifted = true;
    state.due += shift->at_most;
    world.record(EventKind::start_shifted, id.index, shift->at_most);
    plan(world, state.due, EventKind::tranche_due, id);
    return follow_due(world, id);
  }
  ledger_.set_needed(id, true);
  world.record(EventKind::tranche_due, id.index, scenario_.tranches[id].accelerators);
  if (clauses.grace_period > 0 || clauses.delay_credit) {
    const Hour over = looked_at(state.due + clauses.grace_period);
    over > world.now ? plan(world, over, EventKind::grace_ended, id) : end_grace(world, id);
  }
  if (clauses.termination) {
    plan(world, looked_at(state.due + clauses.termination->after), EventKind::tranche_terminated, id);
  }
}

void Administration::complete(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  ledger_.settle(id, world.now);
  if (state.is_crediting) credit_delay(world, id, world.now);
  state.is_crediting = false;
  note_bill(world, id);  // from here on its availability counts
  if (!state.is_shifted || ledger_.is_needed(id) || state.due <= world.now) return;
  state.due = world.now + 1;
  plan(world, state.due, EventKind::tranche_due, id);
  follow_due(world, id);
}

// A term keeps its length; an end that is a date stays.
void Administration::follow_due(World& world, TrancheId id) const {
  const Tranche& tranche = scenario_.tranches[id];
  if (tranche.term.is_none()) return;
  move_end(world, id, end_of_tranche(scenario_, tranche, world.state.tranches[id].due));
}

void Administration::note_bill(World& world, TrancheId id) const {
  TrancheState& state = world.state.tranches[id];
  state.needed_at_bill = ledger_.totals(id).needed;
  state.supplied_at_bill = ledger_.totals(id).supplied;
}

void Administration::end_grace(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  if (state.complete_at < world.now) return;
  world.record(EventKind::grace_ended, id.index, scenario_.tranches[id].accelerators);
  state.is_crediting = clauses_of(id).delay_credit.has_value();
  state.missing_before = missing(id);
}

void Administration::terminate_if_late(World& world, TrancheId id) {
  const Termination& clause = *clauses_of(id).termination;
  if (world.state.tranches[id].complete_at < world.now || !clause.is_exercised) return;
  if (!clause.of_contract) return terminate(world, id);
  for (TrancheId other : tranches_[scenario_.tranches[id].contract]) {
    if (!world.state.tranches[other].is_over) terminate(world, other);
  }
}

void Administration::terminate(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  ledger_.settle(id, world.now);
  if (state.is_crediting) credit_delay(world, id, world.now);
  state.is_crediting = false;
  state.is_terminated = true;
  world.record(EventKind::tranche_terminated, id.index, scenario_.tranches[id].accelerators);
  refund(world, id);
  state.end = world.now;
  close(world, id);
  switch_from(world, id);
}

void Administration::refund(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  if (state.prepaid == 0 || is_insolvent(world, id)) return;
  pay(world.now, id, false, Account::prepayment_refund, state.prepaid);
  world.record(EventKind::prepayment_refunded, id.index, state.prepaid);
  note_prepaid(world, scenario_.tranches[id].contract, -state.prepaid);
  state.prepaid = 0;
}

void Administration::reach_end(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  const Clauses& clauses = clauses_of(id);
  if (within(state.end) != world.now) return;  // it was moved since
  const bool goes_on = !is_insolvent(world, id);
  if (goes_on && clauses.make_good && !state.is_made_good && missing(id) > 0) {
    state.is_made_good = true;
    const Hour more = hours_to_make_good(scenario_.tranches[id].accelerators, missing(id));
    world.record(EventKind::tranche_made_good, id.index, more);
    return move_end(world, id, state.end + more);
  }
  if (goes_on && clauses.renewal && state.renewals < clauses.renewal->times && state.end > 0) {
    ++state.renewals;
    const sim::Timestamp end = sim::after(scenario_.start + std::chrono::hours{state.end}, clauses.renewal->term);
    const Hour renewed = sim::hours_between(scenario_.start, end);
    world.record(EventKind::tranche_renewed, id.index, renewed - state.end);
    return move_end(world, id, renewed);
  }
  world.record(EventKind::tranche_ended, id.index, scenario_.tranches[id].accelerators);
  close(world, id);
  switch_from(world, id);
}

void Administration::close(World& world, TrancheId id) {
  ledger_.set_needed(id, false);
  ledger_.set_missing(id, {});
  ledger_.set_supplied(id, {});
  end_tranche(world, id);
}

// What the customer gets of others in its place from now on is of use when it has come over.
void Administration::switch_from(World& world, TrancheId id) {
  const auto& clause = clauses_of(id).switching;
  if (!clause) return;
  const Contract& contract = contract_of(id);
  const Hour over = world.now + clause->delay;
  bool any = false;
  for (TrancheId other : by_customer_[contract.customer]) {
    TrancheState& state = world.state.tranches[other];
    const Contract& of = contract_of(other);
    const bool is_elsewhere = of.provider != contract.provider && of.provider != of.customer && !of.is_capacity();
    const bool follows = state.due >= world.now && state.due < over && !state.is_over && state.switched < over;
    const bool is_meant = !scenario_.tranches[other].instead_of.exists() || state.is_taken;
    if (!is_elsewhere || !follows || !is_meant) continue;
    state.switched = over;
    state.grants_changed = any = true;
    world.record(EventKind::switching_began, other.index, scenario_.tranches[other].accelerators);
    plan(world, over, EventKind::switching_ended, other);
  }
  BillState& bill = world.state.bills[scenario_.tranches[id].contract];
  if (!any || bill.has_switched) return;
  bill.has_switched = true;
  journal_.post(world.now, contract.customer, PartyId{}, Account::switching, scenario_.tranches[id].contract,
                clause->cost);
}

void Administration::end_switching(World& world, TrancheId id) {
  TrancheState& state = world.state.tranches[id];
  if (state.switched != world.now) return;  // it was moved since
  state.grants_changed = true;
  world.record(EventKind::switching_ended, id.index, scenario_.tranches[id].accelerators);
}

void Administration::move_end(World& world, TrancheId id, Hour end) const {
  TrancheState& state = world.state.tranches[id];
  if (end == state.end) return;
  state.end = end;
  if (end != sim::never) plan(world, end, EventKind::tranche_ended, id);
}

std::int64_t Administration::missing(TrancheId id) const {
  const Ledger::Totals& totals = ledger_.totals(id);
  return totals.needed - totals.supplied;
}

void Administration::pay(Hour hour, TrancheId id, bool by_customer, Account account, Cents cents) {
  const Contract& contract = contract_of(id);
  journal_.post(hour, by_customer ? contract.customer : contract.provider,
                by_customer ? contract.provider : contract.customer, account, scenario_.tranches[id].contract, cents);
}

void Administration::write_bills(World& world, Hour hour) {
  if (hour < next_bill_) return;
  if (settles_use_) utilization_.settle_all(ledger_, hour);
  for (ContractId id : scenario_.contracts.ids()) {
    if (!scenario_.contracts[id].has_price()) continue;
    for (TrancheId tranche : tranches_[id]) ledger_.settle(tranche, hour);
    write_bill(world, id, hour);
  }
  next_bill_ = journal_.month_end_after(hour);
}

// A bill is of the month that ends with it: it is dated its last hour.
void Administration::write_bill(World& world, ContractId id, Hour hour) {
  const Contract& contract = scenario_.contracts[id];
  BillState& bill = world.state.bills[id];
  std::int64_t supplied = 0;
  for (TrancheId tranche : tranches_[id]) supplied += ledger_.totals(tranche).supplied;
  const auto& take_or_pay = contract.clauses.take_or_pay;
  // Use is spread over providers in whole accelerators, demand by demand: it may pass what one supplied by a few.
  const std::int64_t used =
      take_or_pay ? std::min(utilization_.used(contract.provider, contract.customer), supplied) : supplied;

  Cents fee = fee_of(contract, used) - bill.billed;
  bill.billed += fee;
  const Account account = contract.is_capacity() ? Account::lease : Account::fee;
  journal_.post(hour - 1, contract.customer, contract.provider, account, id, fee);
  if (take_or_pay && ends_settlement(hour, take_or_pay->months)) {
    const std::int64_t owed = unused_but_owed(*take_or_pay, supplied - bill.settled_supplied, used - bill.settled_used);
    const Cents more = fee_of(contract, owed);
    journal_.post(hour - 1, contract.customer, contract.provider, Account::take_or_pay, id, more);
    fee += more;
    bill.settled_supplied = supplied;
    bill.settled_used = used;
  }
  set_off(world, id, hour, fee);
  for (TrancheId tranche : tranches_[id]) {
    if (world.state.tranches[tranche].is_crediting) credit_delay(world, tranche, hour - 1);
    credit_service(world, tranche, hour - 1);
    note_bill(world, tranche);
  }
}

bool Administration::ends_settlement(Hour hour, std::int64_t months) const {
  if (hour >= scenario_.end) return true;
  using namespace std::chrono;
  const year_month_day date{floor<days>(scenario_.start + hours{hour})};
  return (static_cast<unsigned>(date.month()) - 1) % static_cast<unsigned>(months) == 0;
}

// Fees are set off against what was prepaid for the tranches of the contract, the first by name first.
void Administration::set_off(World& world, ContractId id, Hour hour, Cents fee) {
  const Contract& contract = scenario_.contracts[id];
  if (!contract.clauses.prepayment) return;
  for (TrancheId tranche : tranches_[id]) {
    TrancheState& state = world.state.tranches[tranche];
    const sim::Timestamp due = scenario_.start + std::chrono::hours{scenario_.tranches[tranche].due};
    const sim::Timestamp from = sim::after(due, contract.clauses.prepayment->credited_after);
    if (sim::hours_between(scenario_.start, from) >= hour) continue;
    const Cents credit = std::min(fee, state.prepaid);
    state.prepaid -= credit;
    fee -= credit;
    journal_.post(hour - 1, contract.provider, contract.customer, Account::prepayment_credit, id, credit);
  }
}

void Administration::credit_delay(World& world, TrancheId id, Hour hour) {
  if (is_insolvent(world, id)) return;
  const Tranche& tranche = scenario_.tranches[id];
  const DelayCredit& clause = *clauses_of(id).delay_credit;
  TrancheState& state = world.state.tranches[id];
  const Cents cap = delay_credit_for(scenario_, tranche, {1, clause.cap}, tranche.accelerators);
  const Cents credit = delay_credit_for(scenario_, tranche, clause, missing(id) - state.missing_before);
  const Cents more = credit - state.delay_credited;
  if (more == 0) return;
  state.delay_credited = credit;
  pay(hour, id, false, Account::delay_credit, more);
  world.record_at(hour, EventKind::delay_credited, id.index, more);
  if (credit == cap) world.record_at(hour, EventKind::credit_capped, id.index, cap);
}

// Availability is what is agreed of a tranche once it is complete.
void Administration::credit_service(World& world, TrancheId id, Hour hour) {
  const TrancheState& state = world.state.tranches[id];
  const auto& levels = clauses_of(id).service_credits;
  if (levels.empty() || state.complete_at > hour || is_insolvent(world, id)) return;
  const std::int64_t needed = ledger_.totals(id).needed - state.needed_at_bill;
  const std::int64_t supplied = ledger_.totals(id).supplied - state.supplied_at_bill;
  const double share = service_credit_share(levels, needed, supplied);
  const auto credit =
      static_cast<Cents>(std::floor(static_cast<double>(fee_of(contract_of(id), supplied)) * share + 0.5));
  if (credit == 0) return;
  pay(hour, id, false, Account::service_credit, credit);
  world.record_at(hour, EventKind::service_missed, id.index, credit);
}

}  // namespace models
