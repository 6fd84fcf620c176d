#include "models/money/financing.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

constexpr Cents usd_m = 100'000'000;

// acme buys racks of 1 USD_M with what it draws; they are live in the hour in which they are paid for.
struct Debt : OneHall {
  Debt() : OneHall(60 * day) { b[rack].price = usd_m; }
  OrderId paid(const std::string& id, Units units, std::vector<PotId> pots, const LotDates& dates = {}) {
    const OrderId order_id = order(id, units, dates);
    b[order_id].paid_by = std::move(pots);
    return order_id;
  }
  PotId notes(std::vector<Draw> draws) { return b.loan({"notes", {}, acme, std::move(draws), sim::never, 0.0}); }
};

}  // namespace

TEST_CASE("lots are paid out of pots in the order written, and none takes what one before it waits for",
          "[financing]") {
  const PotId prepaid{0}, notes{1};
  const PotId both[]{prepaid, notes}, one[]{notes};
  std::vector<Cents> balances{4, 3};
  // 5 of 7: all that is prepaid, and 1 of the notes; then 3 of the 2 that are left are not to be had, nor is 1 by the
  // lot behind it.
  const PaidLot waiting[]{{5, both}, {3, one}, {1, one}};
  CHECK(paid_lots(waiting, balances) == std::vector<bool>{true, false, false});
  CHECK(balances == std::vector<Cents>{0, 2});

  // What is claimed is the pot: one that names another, too, may take that.
  balances = {4, 2};
  const PaidLot behind[]{{3, one}, {4, both}};
  CHECK(paid_lots(behind, balances) == std::vector<bool>{false, true});
  CHECK(balances == std::vector<Cents>{0, 2});

  balances = {-2, 3};  // a prepayment that was paid back after it was spent
  const PaidLot left[]{{3, both}};
  CHECK(paid_lots(left, balances) == std::vector<bool>{true});
  CHECK(balances == std::vector<Cents>{-2, 0});
}

TEST_CASE("an order waits, ordered, for the draw that pays it", "[financing]") {
  // 3 USD_M on day 10, 4 more on day 20: two racks on day 10, and of two lots of 3 and 2 racks that wait behind them
  // the one of better priority first: with 1 + 4 USD_M both.
  Debt d;
  const PotId notes = d.notes({{10 * day, 3 * usd_m}, {20 * day, 4 * usd_m}});
  d.paid("a", 2, {notes});
  const OrderId late = d.paid("b", 2, {notes});
  const OrderId first = d.paid("c", 3, {notes}, {.ordered = 5 * day});
  d.b[late].priority = 2;
  const TrancheId tranche = d.promise(7 * 72);

  const Replay run(d.b.build());

  CHECK(run.live(239) == 0);
  CHECK(run.live(240) == 2);
  CHECK(run.live(480) == 7);
  CHECK(run.happened(EventKind::lot_paid, first.index) == Replay::Happenings{{480, 3}});
  CHECK(run.missing(tranche, 200) == Replay::ByCause{{"financing", 504}});
  CHECK(run.missing(tranche, 300) == Replay::ByCause{{"financing", 360}});
}

TEST_CASE("money that is there early does not bring an order forward, and a cancelled one frees it", "[financing]") {
  Debt d;
  const PotId notes = d.notes({{-5 * day, 2 * usd_m}});
  d.paid("a", 2, {notes}, {.ordered = 0, .requested = 15 * day});
  CHECK(Replay(d.b.build()).happened(EventKind::lot_released) == Replay::Happenings{{15 * day, 2}});

  // Three racks are never covered; once one of them is cancelled, the other two are.
  const OrderId waiting = d.paid("b", 3, {d.b.loan({"other", {}, d.acme, {{0, 2 * usd_m}}, sim::never, 0.0})});
  d.event("less", 5 * day, sim::never, EffectKind::cancel, TargetKind::order, waiting.index).units = 1;
  const Replay run(d.b.build());
  CHECK(run.units_of(waiting, Stage::live, 119) == 0);
  CHECK(run.units_of(waiting, Stage::live, 120) == 2);
}

TEST_CASE("what a customer prepays pays for its racks", "[financing]") {
  // 25 % of 144 accelerators x 100 d x 1 USD are 86,400 USD: two racks of 40,000 USD, paid when it is, on day 8.
  Debt d;
  d.b[d.rack].price = 4'000'000;
  const TrancheId tranche = d.promise(144, 10 * day);
  const ContractId deal{0};
  d.b[deal].price = 1'000'000;
  d.b[tranche].end = 110 * day;
  d.b[deal].clauses.prepayment = Prepayment{0.25, false, 2 * day, {0, 200 * day}};
  const PotId prepaid = d.b->pots.push_back({"deal.prepayment", 0, deal});
  d.paid("a", 2, {prepaid});

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::lot_paid) == Replay::Happenings{{8 * day, 2}});
  CHECK(balance_of(run.scenario(), run.simulation().state(), prepaid, 20 * day) == 640'000);
}

TEST_CASE("a covenant keeps draws back until it is met, and what they pay for with them", "[financing]") {
  // The second draw needs 144 live accelerators. One rack comes on day 10, another on day 30: met at the end of its
  // first hour, so 2 USD_M and the racks come in the next.
  Debt d;
  Loan loan{"notes", {}, d.acme, {{0, usd_m}, {20 * day, 2 * usd_m}}, sim::never, 0.0};
  loan.covenant = Covenant{Covenant::Measure::live_accelerators, 144, 15 * day};
  const PotId notes = d.b.loan(loan);
  d.order("one", 1, {.requested = 10 * day});
  d.order("two", 1, {.requested = 30 * day});
  d.paid("z", 2, {notes}, {.ordered = 15 * day});

  const Replay run(d.b.build());

  CHECK(run.happened(EventKind::draw_suspended) == Replay::Happenings{{20 * day, 2 * usd_m}});
  CHECK(run.happened(EventKind::loan_drawn) == Replay::Happenings{{0, usd_m}, {30 * day + 1, 2 * usd_m}});
  CHECK(run.happened(EventKind::lot_paid) == Replay::Happenings{{30 * day + 1, 2}});
  CHECK(run.live(30 * day + 1) == 4);

  // Of power: the hall is ready from the start, and has 10 MW.
  d.b->loans[0].covenant = Covenant{Covenant::Measure::ready_watts, 10 * megawatt, 15 * day};
  d.b[d.site].operated_by = d.acme;
  d.b[d.hall].critical_it = 10 * megawatt;
  CHECK(Replay(d.b.build()).happened(EventKind::draw_suspended).empty());
}

TEST_CASE("of a loan that is repaid nothing is left for orders", "[financing]") {
  Debt d;
  const PotId notes = d.notes({{0, 3 * usd_m}});
  d.b->loans[0].repaid = 10 * day;
  const OrderId late = d.paid("a", 1, {notes}, {.ordered = 10 * day});
  const Replay run(d.b.build());
  CHECK(run.units_of(late, Stage::ordered, 1400) == 1);
  CHECK(balance_of(run.scenario(), run.simulation().state(), notes, 10 * day - 1) == 3 * usd_m);
}
