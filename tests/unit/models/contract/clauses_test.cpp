#include "models/contract/clauses.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// Two racks, 144 accelerators, are promised for day 10 at 3 USD per accelerator-hour until day 110: 144 x 100 d x 24 h
// x 3 USD = 1,036,800 USD.
struct Deal : OneHall {
  ContractId deal = b.contract("deal", acme, bigco);
  TrancheId tranche = b.tranche(deal, "t1", 144, 10 * day);

  Deal() : OneHall(200 * day) {
    b->report_step = ReportStep::day;
    b[deal].price = 3'000'000;
    b[tranche].end = 110 * day;
  }
  Clauses& clauses() { return b[deal].clauses; }
};

Cents usd(std::int64_t dollars) { return 100 * dollars; }

// The whole run: accelerator-hours needed, supplied, and what the customer paid less what it got back.
struct Outcome {
  std::int64_t needed = 0, supplied = 0;
  Cents paid = 0;
  friend bool operator==(const Outcome&, const Outcome&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Outcome& o) {
    return out << o.needed << " needed, " << o.supplied << " supplied, " << o.paid << " cents";
  }
};
Outcome outcome(const Replay& run, TrancheId tranche) {
  const auto totals = run.totals(tranche);
  Outcome outcome{totals.at("needed"), totals.at("supplied"), 0};
  for (const auto& [key, cents] : run.simulation().journal().entries()) {
    outcome.paid += key.payer == PartyId{1} ? cents : -cents;
  }
  return outcome;
}
Cents posted(const Replay& run, Account account) { return run.simulation().journal().total(ContractId{0}, account); }

}  // namespace

TEST_CASE("fees are the price of accelerator-hours, rounded as a whole", "[clauses]") {
  CHECK(fee_of(2'900'000, 10) == 2900);
  CHECK(fee_of(2'615'000, 1) == 262);  // 261.5, half up
  CHECK(fee_of(2'615'000, 2) == 523);
  CHECK(fee_of(0, 5) == 0);
  CHECK(fee_of(2'900'000, std::int64_t{500'000} * 43'800) == std::int64_t{290} * 500'000 * 43'800);
}

TEST_CASE("a contract without clauses pays for what is supplied", "[clauses]") {
  // One rack is there, the other comes 5 days late: 72 x 120 h are missing of 144 x 2400 h.
  Deal d;
  d.order("a", 1);
  d.order("b", 1, {.requested = 15 * day});
  const Replay run(d.b.build());
  CHECK(outcome(run, d.tranche) == Outcome{345'600, 345'600 - 8'640, usd(1'036'800 - 25'920)});
}

TEST_CASE("delay is credited for what is missing after the grace period, up to the cap", "[clauses]") {
  // 1 % a week of the value of what is missing. Half of it is missing from day 10 to day 38; the grace period ends on
  // day 24: two weeks x 1 % x 518,400 = 10,368 USD. With a cap of 0.5 % of 1,036,800: 5,184 USD.
  Deal d;
  d.order("a", 1);
  d.order("b", 1, {.requested = 38 * day});
  d.clauses().grace_period = 14 * day;
  const double cap = GENERATE(1.0, 0.005);
  d.clauses().delay_credit = DelayCredit{0.01 / week, cap};

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::grace_ended) == Replay::Happenings{{24 * day, 144}});
  CHECK(posted(run, Account::delay_credit) == usd(cap == 1 ? 10'368 : 5'184));
  CHECK(run.happened(EventKind::credit_capped).size() == (cap == 1 ? 0 : 1));
  const std::int64_t supplied = 345'600 - 72 * 28 * 24;
  CHECK(outcome(run, d.tranche) == Outcome{345'600, supplied, usd(3 * supplied) - usd(cap == 1 ? 10'368 : 5'184)});
}

TEST_CASE("a tranche that is complete within its grace period costs nothing", "[clauses]") {
  Deal d;
  d.order("a", 2, {.requested = 15 * day});
  d.clauses().grace_period = 14 * day;
  d.clauses().delay_credit = DelayCredit{0.01 / week, 1};

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::grace_ended).empty());
  CHECK(posted(run, Account::delay_credit) == 0);
}

TEST_CASE("a tranche that is late for too long is terminated: no need, no pegs, the prepayment back", "[clauses]") {
  // 20 % prepaid on day 0: 207,360 USD. Terminated on day 40, 30 days late; half was supplied until then: 72 x 720 h.
  // The rack that serves it is free for another customer from then on.
  Deal d;
  d.order("a", 1);
  d.order("b", 1, {.requested = 60 * day});
  d.clauses().prepayment = Prepayment{0.2, true, 0, {0, 300 * day}};
  d.clauses().termination = Termination{30 * day, false, true};
  const auto other = d.b.tranche(d.b.contract("later", d.acme, d.bigco), "t1", 72, 20 * day);

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::tranche_prepaid) == Replay::Happenings{{0, usd(207'360)}});
  CHECK(run.happened(EventKind::tranche_terminated) == Replay::Happenings{{40 * day, 144}});
  CHECK(run.happened(EventKind::prepayment_refunded) == Replay::Happenings{{40 * day, usd(207'360)}});
  CHECK(outcome(run, d.tranche) == Outcome{144 * 720, 72 * 720, usd(3 * 72 * 720)});
  CHECK(run.state_at(40).tranches[d.tranche].pegs.empty());
  CHECK(run.totals(other).at("supplied") == 72 * 160 * 24);
}

TEST_CASE("a right to terminate may end the whole contract, or not be used", "[clauses]") {
  Deal d;
  const auto second = d.b.tranche(d.deal, "t2", 72, 50 * day);
  d.clauses().termination = Termination{30 * day, true, true};
  const Replay run(d.b.build());
  CHECK(run.happened(EventKind::tranche_terminated) == Replay::Happenings{{40 * day, 144}, {40 * day, 72}});
  CHECK(run.totals(second).at("needed") == 0);

  d.clauses().termination->is_exercised = false;
  const Replay patient(d.b.build());
  CHECK(patient.happened(EventKind::tranche_terminated).empty());
  CHECK(patient.totals(d.tranche).at("needed") == 144 * 2400);
}

TEST_CASE("a tranche that is not complete when due starts when it is, and ends as much later", "[clauses]") {
  // Due on day 10 for 100 days; complete in hour 480 (day 20): it starts an hour later and ends as much later.
  Deal d;
  d.b[d.tranche].term = {0, 100 * day};
  d.order("a", 2, {.requested = 20 * day});
  d.clauses().start_shift = StartShift{60 * day, true};

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::start_shifted) == Replay::Happenings{{10 * day, 60 * day}});
  CHECK(run.happened(EventKind::tranche_due) == Replay::Happenings{{20 * day + 1, 144}});
  CHECK(run.happened(EventKind::tranche_ended) == Replay::Happenings{{120 * day + 1, 144}});
  CHECK(outcome(run, d.tranche) == Outcome{345'600, 345'600, usd(1'036'800)});
}

TEST_CASE("a start is shifted once, and not without consent", "[clauses]") {
  // Half of it never comes: due on day 70 instead of day 10, with consent.
  Deal d;
  d.order("a", 1);
  d.clauses().start_shift = StartShift{60 * day, true};
  const Replay run(d.b.build());
  CHECK(run.happened(EventKind::tranche_due) == Replay::Happenings{{70 * day, 144}});
  CHECK(outcome(run, d.tranche) == Outcome{144 * 40 * 24, 72 * 40 * 24, usd(3 * 72 * 40 * 24)});

  d.clauses().start_shift->is_agreed = false;
  const Replay refused(d.b.build());
  CHECK(refused.happened(EventKind::tranche_due) == Replay::Happenings{{10 * day, 144}});
}

TEST_CASE("a prepayment is paid before its tranche is due and set off against fees later", "[clauses]") {
  // 20 % of 1,036,800 USD five days ahead, credited after 60 days, on the bills from day 70 on. January (31 days) bills
  // 21 days, February 28, March 31, April to day 110: 20 days. A day is 10,368 USD. Of the bill of March (day 59 to day
  // 90) 321,408 USD, 207,360 are set off.
  Deal d;
  d.order("a", 2);
  d.clauses().prepayment = Prepayment{0.2, false, 5 * day, {0, 60 * day}};

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::tranche_prepaid) == Replay::Happenings{{5 * day, usd(207'360)}});
  std::vector<std::pair<std::uint32_t, Cents>> fees, credits;
  for (const auto& [key, cents] : run.simulation().journal().entries()) {
    if (key.account == Account::fee) fees.emplace_back(key.month, cents);
    if (key.account == Account::prepayment_credit) credits.emplace_back(key.month, cents);
  }
  using Months = std::vector<std::pair<std::uint32_t, Cents>>;
  CHECK(fees == Months{{0, usd(217'728)}, {1, usd(290'304)}, {2, usd(321'408)}, {3, usd(207'360)}});
  CHECK(credits == Months{{2, usd(207'360)}});
  CHECK(outcome(run, d.tranche).paid == usd(1'036'800));
}

TEST_CASE("what was missing is made good at the end, once", "[clauses]") {
  // 72 x 120 h are missing: 8,640 / 144 = 60 h are added.
  Deal d;
  d.order("a", 1);
  d.order("b", 1, {.requested = 15 * day});
  d.clauses().make_good = true;

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::tranche_made_good) == Replay::Happenings{{110 * day, 60}});
  CHECK(run.happened(EventKind::tranche_ended) == Replay::Happenings{{110 * day + 60, 144}});
  CHECK(outcome(run, d.tranche) == Outcome{345'600 + 8'640, 345'600, usd(1'036'800)});
}

TEST_CASE("a tranche is renewed as often as agreed, by the calendar", "[clauses]") {
  // Day 110 is April 21st; a month later is day 140, two months day 171.
  Deal d;
  d.order("a", 2);
  d.clauses().renewal = Renewal{{1, 0}, 2};

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::tranche_renewed) == Replay::Happenings{{110 * day, 30 * day}, {140 * day, 31 * day}});
  CHECK(run.happened(EventKind::tranche_ended) == Replay::Happenings{{171 * day, 144}});
  CHECK(outcome(run, d.tranche) == Outcome{144 * 161 * 24, 144 * 161 * 24, usd(3 * 144 * 161 * 24)});
}

TEST_CASE("take-or-pay bills what is used, and what was to be taken at the end of its period", "[clauses]") {
  // 144 supplied for 100 days, 72 used; 85 % to be paid for: 122.4 x 2400 h = 293,760, of which 172,800 were used. The
  // first quarter ends on day 90: 80 days, 0.85 x 276,480 = 235,008 less 138,240 used.
  Deal d;
  d.order("a", 2);
  d.b.demand("work", d.bigco, {{0, 72}});
  d.clauses().take_or_pay = TakeOrPay{0.85, 3};

  const Replay run(d.b.build());

  CHECK(posted(run, Account::fee) == usd(3 * 172'800));
  CHECK(posted(run, Account::take_or_pay) == usd(3 * (293'760 - 172'800)));
  std::vector<Cents> settled;
  for (const auto& [key, cents] : run.simulation().journal().entries()) {
    if (key.account == Account::take_or_pay) settled.push_back(cents);
  }
  CHECK(settled == std::vector<Cents>{usd(3 * (235'008 - 138'240)), usd(3 * (58'752 - 34'560))});
}

TEST_CASE("a month below the agreed availability pays a share of its fee back", "[clauses]") {
  // Complete from the start. In March (744 h) one of two racks fails for 8 h: 1 - 8/1488 = 99.46 % of what is needed:
  // below 99.5 %, not below 99 %. The fee of the month is 3 x 72 x 1480 USD; 10 % of it is 31,968 USD.
  Deal d;
  d.installed(2);
  DatedEvent& trip = d.b.event("trip", 65 * day, EffectKind::failure, TargetKind::order, 0);
  trip.units = 1;
  trip.repair = 8;
  d.clauses().service_credits = {{990'000, 0.3}, {995'000, 0.1}};

  const Replay run(d.b.build());

  CHECK(posted(run, Account::service_credit) == usd(31'968));
  CHECK(run.happened(EventKind::service_missed) == Replay::Happenings{{90 * day - 1, usd(31'968)}});
}

TEST_CASE("an option is a promise from the date on which it is exercised", "[clauses]") {
  Deal d;
  d.installed(3);
  const auto more = d.b.tranche(d.deal, "t2", 72, 30 * day);
  d.b[more].exercised = 20 * day;

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::option_exercised) == Replay::Happenings{{20 * day, 72}});
  CHECK(run.totals(more).at("supplied") == 72 * 170 * 24);
  CHECK(run.state_at(19).tranches[more].granted.empty());
}
