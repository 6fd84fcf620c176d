// Leaving one provider for another: first refusal and switching.

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Bigco's rack of acme is over after a day, its rack of cloud is due at `due`; both are live from the beginning.
struct Leaving : OneHall {
  PartyId cloud = b.party("cloud");
  ContractId old_deal, new_deal;
  TrancheId over, next;

  explicit Leaving(Hour due) : OneHall(2 * day) {
    installed(1);
    b.installed("other", cloud, rack, hall, 1);
    old_deal = b.contract("a", acme, bigco);
    over = b.tranche(old_deal, "t1", 72, 0);
    b[over].end = day;
    new_deal = b.contract("b", cloud, bigco);
    next = b.tranche(new_deal, "t1", 72, due);
    b[old_deal].clauses.switching = Switching{12, 2'000'000'000};
  }
};

// Acme holds a right of first refusal: what bigco signs with cloud at 24 h, due then, is offered to it until 36 h.
struct Offered : OneHall {
  PartyId cloud = b.party("cloud");
  TrancheId held, instead, offered;

  explicit Offered(Units racks) : OneHall(2 * day) {
    installed(racks);
    b.installed("other", cloud, rack, hall, 1);
    const ContractId holder = b.contract("a", acme, bigco);
    held = b.tranche(holder, "a_t1", 72, 0);
    instead = b.tranche(holder, "instead_of_b_t1", 72, 24);
    const ContractId other = b.contract("b", cloud, bigco);
    b[other].signed_at = 24;
    offered = b.tranche(other, "t1", 72, 24);
    b[offered].offered_as = instead;
    b[offered].answered = 36;
    b[instead].instead_of = offered;
    b[instead].exercised = 36;
  }
};

}  // namespace

TEST_CASE("who goes elsewhere when a tranche is over has the use of it a delay later, and pays once", "[switching]") {
  // From 24 h to 36 h: 12 x 72 = 864.
  const Leaving l(24);
  const Replay run(l.b.build());
  CHECK(run.missing(l.next, 24) == ByCause{{"switching", 72}});
  CHECK(run.missing(l.next, 36) == ByCause{});
  CHECK(run.totals(l.next) == ByCause{{"needed", 1728}, {"supplied", 864}, {"switching", 864}});
  CHECK(run.happened(EventKind::switching_began) == Happenings{{24, 72}});
  CHECK(run.happened(EventKind::switching_ended) == Happenings{{36, 72}});
  CHECK(run.simulation().journal().total(l.old_deal, Account::switching) == 2'000'000'000);
}

TEST_CASE("what ran beside the old tranche, or is due after the delay, is no switch", "[switching]") {
  for (const Hour due : {0, 36}) {
    const Leaving l(due);
    const Replay run(l.b.build());
    CHECK(run.totals(l.next).count("switching") == 0);
    CHECK(run.simulation().journal().total(l.old_deal, Account::switching) == 0);
  }
}

TEST_CASE("who terminates a tranche switches as well", "[switching]") {
  // Two racks of acme are promised and one is there; the customer leaves after 30 h. Cloud is due at 32 h.
  Leaving l(32);
  l.b[l.over].accelerators = 144;
  l.b[l.over].end = sim::never;
  l.b[l.old_deal].clauses.termination = Termination{30, false, true};
  const Replay run(l.b.build());
  CHECK(run.happened(EventKind::tranche_terminated) == Happenings{{30, 144}});
  CHECK(run.totals(l.next) == ByCause{{"needed", 1152}, {"supplied", 432}, {"switching", 720}});
}

TEST_CASE("a holder of first refusal with an uncommitted unit serves the tranche instead", "[first_refusal]") {
  const Offered o(2);
  const Replay run(o.b.build());
  CHECK(run.missing(o.offered, 24) == ByCause{{"ineligible:first_refusal", 72}});
  CHECK(run.happened(EventKind::tranche_offered) == Happenings{{24, 72}});
  CHECK(run.happened(EventKind::tranche_taken) == Happenings{{36, 72}});
  CHECK(run.totals(o.offered) == ByCause{{"needed", 864}, {"supplied", 0}, {"ineligible:first_refusal", 864}});
  CHECK(run.totals(o.instead) == ByCause{{"needed", 864}, {"supplied", 864}});
  CHECK(run.units(UnitState::live, 40) == 3);
}

TEST_CASE("a holder of first refusal whose units are all committed declines", "[first_refusal]") {
  const Offered o(1);
  const Replay run(o.b.build());
  CHECK(run.happened(EventKind::tranche_declined) == Happenings{{36, 72}});
  CHECK(run.totals(o.offered) == ByCause{{"needed", 1728}, {"supplied", 864}, {"ineligible:first_refusal", 864}});
  CHECK(run.totals(o.instead) == ByCause{{"needed", 0}, {"supplied", 0}});
}

TEST_CASE("a unit that is planned to be live too late is not taken for the holder's", "[first_refusal]") {
  // The second rack of acme comes at 40 h; the tranche is due at 24 h, and would begin at 36 h.
  Offered o(1);
  o.order("later", 1, {.ordered = 0, .requested = 40});
  const Replay late(o.b.build());
  CHECK(late.happened(EventKind::tranche_declined) == Happenings{{36, 72}});
  // At 30 h it would be in time.
  Offered p(1);
  p.order("later", 1, {.ordered = 0, .requested = 30});
  const Replay in_time(p.b.build());
  CHECK(in_time.happened(EventKind::tranche_taken) == Happenings{{36, 72}});
}
