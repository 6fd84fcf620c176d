#include "models/contract/eligibility.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// A day in which one rack of 72 is live in riverside.a; the hall b of the same site is empty.
struct OneRack : OneHall {
  HallId other;
  TrancheId tranche;

  OneRack() : OneHall(1 * day) {
    other = b.hall(site, "b");
    installed(1);
    tranche = promise(72);
  }
  ByCause missing() const { return Replay(b.build()).missing(tranche, 0); }
};

}  // namespace

TEST_CASE("the first rule that a unit fails names the cause", "[eligibility][cause]") {
  // It fails all five; one by one they are lifted, in the order of the table.
  OneRack r;
  Tranche& tranche = r.b[r.tranche];
  tranche.allows_system = {false};
  tranche.fits_workloads = {false};
  tranche.has_capable_provider = false;
  tranche.allows_hall = {false, true};
  tranche.in_jurisdiction = {false, true};
  CHECK(r.missing() == ByCause{{"ineligible:system", 72}});
  tranche.allows_system = {true};
  CHECK(r.missing() == ByCause{{"ineligible:workload", 72}});
  tranche.fits_workloads = {true};
  CHECK(r.missing() == ByCause{{"ineligible:capability", 72}});
  tranche.has_capable_provider = true;
  CHECK(r.missing() == ByCause{{"ineligible:site", 72}});
  tranche.allows_hall = {true, true};
  CHECK(r.missing() == ByCause{{"ineligible:jurisdiction", 72}});
  tranche.in_jurisdiction = {true, true};
  CHECK(r.missing() == ByCause{});
}

TEST_CASE("a hall must meet both rules of place", "[eligibility]") {
  // The tranche names a, the jurisdiction is that of b: no hall is both.
  OneRack r;
  r.b[r.tranche].allows_hall = {true, false};
  r.b[r.tranche].in_jurisdiction = {false, true};
  CHECK(r.missing() == ByCause{{"ineligible:jurisdiction", 72}});
}

TEST_CASE("while a customer is bound to another provider, what it was promised is ineligible and free for others",
          "[eligibility][exclusivity]") {
  // One rack of acme for bigco, and after it for other. From 6 h to 18 h bigco is bound to another provider.
  OneHall h(1 * day);
  const PartyId other = h.b.party("other");
  h.installed(1);
  const TrancheId barred = h.promise(72, 0, "a");
  const TrancheId next = h.b.tranche(h.b.contract("b", h.acme, other), "t1", 72, 0);
  h.b[barred].barred = {{6, 18}};
  const Replay run(h.b.build());

  CHECK(run.happened(EventKind::tranche_barred) == Happenings{{6, 72}});
  CHECK(run.happened(EventKind::tranche_freed) == Happenings{{18, 72}});
  CHECK(run.missing(barred, 5) == ByCause{});
  CHECK(run.missing(barred, 6) == ByCause{{"ineligible:exclusivity", 72}});
  CHECK(run.missing(next, 5) == ByCause{{"allocated_elsewhere", 72}});
  CHECK(run.missing(next, 6) == ByCause{});
  // At 18 h the rack is granted to the other one, and stays: no pre-emption.
  CHECK(run.missing(barred, 18) == ByCause{{"allocated_elsewhere", 72}});
  CHECK(run.totals(barred) ==
        ByCause{{"needed", 1728}, {"supplied", 432}, {"ineligible:exclusivity", 864}, {"allocated_elsewhere", 432}});
}
