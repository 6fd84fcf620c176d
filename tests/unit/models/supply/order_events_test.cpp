#include "models/supply/order_events.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;

namespace {

// Ten racks of 72 that take a week on the lane, promised to one customer, and one more order of ten that is still to be
// made.
struct Promise : OneHall {
  OrderId first = order("first", 10, {.ordered = -10 * day});
  ContractId contract = b.contract("deal", acme, bigco);

  Promise() : OneHall(20 * day) { b[first].line = b.line("odm.racks", 1e-3); }

  void cancel(const std::string& id, Hour at, Units units) {
    b.event(id, at, EffectKind::cancel, TargetKind::order, first.index).units = units;
  }
};

}  // namespace

TEST_CASE("a failed unit comes back after its repair", "[failure]") {
  OneHall s(2 * day);
  s.trip(s.installed(10), 5, 3, 6);

  const Replay run(s.b.build());

  CHECK(run.live(4) == 10);
  CHECK(run.live(5) == 7);
  CHECK(run.units(UnitState::failed, 10) == 3);
  CHECK(run.live(11) == 10);
}

TEST_CASE("no more units fail than are live", "[failure]") {
  OneHall s(1 * day);
  s.trip(s.installed(2), 5, 5, 1);

  CHECK(Replay(s.b.build()).units(UnitState::failed, 5) == 2);
}

TEST_CASE("a need whose promised units were cancelled is missing because of the event", "[cancel][cause]") {
  // Ten racks of 72 are promised and due; four are cancelled on day 1: 288 of the 720 are missing for that.
  Promise p;
  const auto tranche = p.b.tranche(p.contract, "t1", 720, 0);
  p.cancel("cut", 1 * day, 4);

  const Replay run(p.b.build());

  CHECK(run.missing(tranche, 1 * day - 1) == ByCause{{"supply:racks", 720}});
  CHECK(run.missing(tranche, 1 * day) == ByCause{{"cancelled:cut", 288}, {"supply:racks", 432}});
  CHECK(run.units(UnitState::cancelled, 1 * day) == 4);
}

TEST_CASE("units cancelled are those promised last", "[cancel][cause]") {
  // t1 is due before t2; each lacks five racks of 72. Of six cancelled five were t2's, one t1's; t1 takes what is left.
  Promise p;
  const auto t1 = p.b.tranche(p.contract, "t1", 360, 0);
  const auto t2 = p.b.tranche(p.contract, "t2", 360, 1);
  p.cancel("cut", 1 * day, 6);

  const Replay run(p.b.build());

  CHECK(run.missing(t1, 1 * day) == ByCause{{"cancelled:cut", 72}, {"supply:racks", 288}});
  CHECK(run.missing(t2, 1 * day) == ByCause{{"cancelled:cut", 360}});
}

TEST_CASE("two cancellations in one hour take two promises, not one promise twice", "[cancel][cause]") {
  Promise p;
  const auto t1 = p.b.tranche(p.contract, "t1", 360, 0);
  const auto t2 = p.b.tranche(p.contract, "t2", 360, 1);
  p.cancel("cut_1", 1 * day, 5);
  p.cancel("cut_2", 1 * day, 5);

  const Replay run(p.b.build());

  CHECK(run.missing(t1, 1 * day) == ByCause{{"cancelled:cut_2", 360}});
  CHECK(run.missing(t2, 1 * day) == ByCause{{"cancelled:cut_1", 360}});
}

TEST_CASE("what is on a lane is not cancelled any more", "[cancel]") {
  Promise p;
  p.b[p.first].line = LineId{};
  p.b[p.first].lane = p.b.lane("truck", 7 * day);
  p.cancel("cut", 1 * day, no_limit);

  const Replay run(p.b.build());

  CHECK(run.units(UnitState::cancelled, 10 * day) == 0);
  CHECK(run.live(7 * day) == 10);
}

TEST_CASE("units in production are cancelled after those that wait, and leave no hole behind", "[cancel]") {
  // 10 a day, picked up every 2 days, then 5 days in the cycle.
  OneHall s(10 * day);
  const auto line = s.b.line("odm.racks", 10.0 / 24);
  s.b[line].cycle_time = 5 * day;
  s.b[line].pickup = 2 * day;
  const auto order = s.b.order("first", s.acme, s.rack);
  s.b[order].line = line;
  s.b.lot(order, 40);
  s.b.event("cut", 2 * day + 1, EffectKind::cancel, TargetKind::order, order.index).units = 25;

  const Replay run(s.b.build());

  // By hour 49 20 are in production and 20 wait, of which 0.4 is made: 20 waiting ones and 5 in production go.
  CHECK(run.units(UnitState::in_production, 2 * day) == 20);
  CHECK(run.units(UnitState::cancelled, 2 * day + 1) == 25);
  CHECK(run.units(UnitState::outside, 7 * day) == 15);
}

TEST_CASE("what is not shipped long enough after its requested date is cancelled, on its date", "[cancel][cause]") {
  // Requested on day 4, in work from day 2 on; one a day is picked up from day 3 on and takes 2 days. On day 6 one is
  // live; two are in production, one of them to be made in that very hour, and seven wait.
  OneHall s(20 * day);
  const auto order = s.order("first", 10, {.requested = 4 * day, .given_up = 6 * day});
  const auto line = s.b.line("odm.racks", 1.0 / 24);
  s.b[line].cycle_time = 2 * day;
  s.b[order].line = line;
  const auto tranche = s.promise(720, 4 * day);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::lot_cancelled) == Replay::Happenings{{6 * day, 9}});
  CHECK(run.live(6 * day) == 1);
  CHECK(run.units(UnitState::cancelled, 6 * day) == 9);
  CHECK(run.missing(tranche, 6 * day - 1) == ByCause{{"supply:racks", 648}});
  CHECK(run.missing(tranche, 6 * day) == ByCause{{"cancelled:first", 648}});
}

TEST_CASE("a lot that is shipped in time is not cancelled, and leaves no trace of it", "[cancel]") {
  OneHall s(10 * day);
  s.b[s.order("first", 10, {.given_up = 1 * day})].lane = s.b.lane("truck", 3 * day);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::lot_cancelled).empty());
  CHECK(run.live(3 * day) == 10);
}
