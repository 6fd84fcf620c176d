// Outages and insolvencies of providers.

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;
using ByCause = Replay::ByCause;

namespace {

void make_insolvent(OneHall& h, Hour at) {
  h.b.event("gone", at, EffectKind::insolvency, TargetKind::party, h.acme.index);
}

}  // namespace

TEST_CASE("while a provider has an outage, what it has granted is there and of no use", "[provider_outage]") {
  // One rack of two that are promised is live, for 48 h; no use of it from 12 h to 36 h: 72 x 24 = 1,728.
  OneHall h(2 * day);
  h.installed(1);
  const TrancheId tranche = h.promise(144);
  h.event("down", 12, 36, EffectKind::outage, TargetKind::party, h.acme.index);
  const Replay run(h.b.build());

  CHECK(run.missing(tranche, 11) == ByCause{{"not_ordered", 72}});
  CHECK(run.missing(tranche, 12) == ByCause{{"not_ordered", 72}, {"outage:down", 72}});
  CHECK(run.missing(tranche, 36) == ByCause{{"not_ordered", 72}});
  CHECK(run.live(20) == 1);
  CHECK(run.totals(tranche) ==
        ByCause{{"needed", 6912}, {"supplied", 1728}, {"outage:down", 1728}, {"not_ordered", 3456}});
}

TEST_CASE("nothing is accepted while its provider has an outage", "[provider_outage]") {
  // The only rack comes at 12 h, and the outage lasts from 6 h to 20 h.
  OneHall h(2 * day);
  h.order("first", 1, {.ordered = 0, .requested = 12});
  const TrancheId tranche = h.promise(72);
  h.event("down", 6, 20, EffectKind::outage, TargetKind::party, h.acme.index);
  const Replay run(h.b.build());
  CHECK(run.simulation().state().tranches[tranche].complete_at == 20);
}

TEST_CASE("an insolvent provider's tranches are supplied nothing more, and what it has not shipped is cancelled",
          "[provider_outage]") {
  // A rack is live, one is requested for 96 h, one is ordered at 48 h. Acme is insolvent from 24 h on; 144 h in all.
  OneHall h(6 * day);
  h.installed(1);
  h.order("a_next", 1, {.ordered = 0, .requested = 96});
  h.order("b_later", 1, {.ordered = 48, .requested = 120});
  const TrancheId tranche = h.promise(144);
  make_insolvent(h, 24);
  const Replay run(h.b.build());

  CHECK(run.missing(tranche, 23) == ByCause{{"ordered_late", 72}});
  CHECK(run.missing(tranche, 24) == ByCause{{"outage:gone", 72}, {"cancelled:gone", 72}});
  CHECK(run.units(UnitState::cancelled, 24) == 1);
  CHECK(run.units(UnitState::cancelled, 48) == 2);
  CHECK(run.totals(tranche) == ByCause{{"needed", 20736},
                                       {"supplied", 1728},
                                       {"ordered_late", 1728},
                                       {"outage:gone", 8640},
                                       {"cancelled:gone", 8640}});
}

TEST_CASE("an insolvent provider pays no credits and gives nothing back, and nothing is paid to it ahead",
          "[provider_outage]") {
  // 144 of acme from day 10 on at 3 USD for 100 d, a fifth prepaid: 0.2 x 1,036,800 USD. Nothing ever comes; 1 % a week
  // is credited, and the customer may leave after 20 d. Acme is insolvent on day 5, or 20, or not at all.
  const auto posted = [](Hour insolvent_at, Account account) {
    OneHall h(60 * day);
    const TrancheId tranche = h.promise(144, 10 * day);
    Contract& deal = h.b[ContractId{0}];
    h.b[tranche].end = 110 * day;
    deal.price = 3'000'000;
    deal.clauses.prepayment = Prepayment{0.2, false, 0, {}};
    deal.clauses.delay_credit = DelayCredit{0.01 / 168, 1};
    deal.clauses.termination = Termination{20 * day, false, true};
    make_insolvent(h, insolvent_at);
    const Replay run(h.b.build());
    return run.simulation().journal().total(ContractId{0}, account);
  };
  CHECK(posted(59 * day, Account::prepayment) == 20'736'000);
  CHECK(posted(59 * day, Account::prepayment_refund) == 20'736'000);
  CHECK(posted(59 * day, Account::delay_credit) > 0);
  CHECK(posted(20 * day, Account::prepayment) == 20'736'000);
  CHECK(posted(20 * day, Account::prepayment_refund) == 0);
  CHECK(posted(20 * day, Account::delay_credit) == 0);  // the first bill is that of January
  CHECK(posted(5 * day, Account::prepayment) == 0);
}

TEST_CASE("a reseller's outage is not that of who owns the metal", "[provider_outage][chain]") {
  // Acme to bigco, which resells 40 of 72 to shop, and has an outage from 6 h to 18 h of 24 h.
  OneHall h(1 * day);
  const PartyId shop = h.b.party("shop");
  h.installed(1);
  const TrancheId bought = h.promise(72, 0, "a");
  const TrancheId resold = h.b.tranche(h.b.contract("b", h.bigco, shop), "t1", 40, 0);
  h.b[resold].upstream = bought;
  h.b[resold].depth = 1;
  h.event("down", 6, 18, EffectKind::outage, TargetKind::party, h.bigco.index);
  const Replay run(h.b.build());
  CHECK(run.totals(bought) == ByCause{{"needed", 1728}, {"supplied", 1728}});
  CHECK(run.totals(resold) == ByCause{{"needed", 960}, {"supplied", 480}, {"outage:down", 480}});
}
