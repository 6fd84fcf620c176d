#include "models/contract/obligations.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// One rack of 100 kW is live and promised all year in January and February 2026; the site's only block is clean by 40
// %.
struct PartlyClean : OneHall {
  TrancheId tranche;

  PartlyClean() : OneHall(59 * day) {
    installed(1);
    b[b.block(site, "grid", 2 * megawatt)].clean_share = 0.4;
    b[site].pue = 1.25;
    b[site].water = 0.5;
    tranche = promise(72);
    b->report_step = ReportStep::day;
  }
  Clauses& clauses() { return b[ContractId{0}].clauses; }
};

}  // namespace

TEST_CASE("what sites are like is weighted by the energy that each gave", "[obligations]") {
  const std::array sites{SiteMonth{0.4, 1.1, 0.2}, SiteMonth{1, 1.3, 0.4}};
  const std::array<std::int64_t, 2> watt_hours{600'000'000, 400'000'000};
  const SiteMonth mean = weighted(sites, watt_hours);
  CHECK(mean.clean_share == Approx(0.64));
  CHECK(mean.pue == Approx(1.18));
  CHECK(mean.water == Approx(0.28));
  // 1,000 MWh of which 26 % are missing, at 4 USD: 1,040 USD.
  CHECK(penalty_for(CleanEnergy{0.9, 0, false, 4'000'000}, mean.clean_share, 1'000'000'000) == 104'000);
  CHECK(penalty_for(CleanEnergy{0.64, 0, false, 4'000'000}, mean.clean_share, 1'000'000'000) == 0);
  CHECK(penalty_for(Efficiency{1.2, {}, 0, 4'000'000}, false, 1'000'000'000) == 400'000);
  CHECK(penalty_for(Efficiency{1.2, {}, 0, 4'000'000}, true, 1'000'000'000) == 0);
}

TEST_CASE("energy that is less clean than agreed is paid for, month by month", "[obligations]") {
  // 0.1 MW x 744 h = 74.4 MWh in January, 67.2 MWh in February; half of them is missing of 90 %: 148.80 and 134.40 USD.
  PartlyClean p;
  p.clauses().clean_energy = CleanEnergy{0.9, 0, false, 4'000'000};
  const Replay run(p.b.build());
  const auto& rows = run.simulation().obligations().rows();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].attained == Approx(0.4));
  CHECK(rows[0].watt_hours == 74'400'000);
  CHECK(rows[1].watt_hours == 67'200'000);
  CHECK(!rows[0].is_met);
  CHECK(rows[0].penalty == 14'880);
  CHECK(run.simulation().journal().total(ContractId{0}, Account::obligation_penalty) == 14'880 + 13'440);
}

TEST_CASE("one penalty for PUE and water, in months that begin at its date or later", "[obligations]") {
  PartlyClean p;
  p.clauses().efficiency = Efficiency{1.2, 0.4, 31 * day, 1'000'000};
  const Replay run(p.b.build());
  const auto& rows = run.simulation().obligations().rows();
  REQUIRE(rows.size() == 2);  // of February
  CHECK(rows[0].obligation == Obligation::pue);
  CHECK(rows[0].attained == Approx(1.25));
  CHECK(rows[0].penalty == 6'720);
  CHECK(rows[1].obligation == Obligation::water);
  CHECK(rows[1].attained == Approx(0.5));
  CHECK(!rows[1].is_met);
  CHECK(rows[1].penalty == 0);  // it is paid already
}

TEST_CASE("halls that are too little clean are ineligible from a date on, and what was held there is free",
          "[obligations][eligibility]") {
  // From 12 h of 24 h on: the rack is another customer's.
  OneHall h(1 * day);
  const PartyId other = h.b.party("other");
  h.installed(1);
  const TrancheId clean = h.promise(72, 0, "a");
  const TrancheId next = h.b.tranche(h.b.contract("b", h.acme, other), "t1", 72, 0);
  h.b[clean].clean_from = 12;
  h.b[clean].is_clean = {false};
  const Replay run(h.b.build());
  CHECK(run.missing(clean, 11) == ByCause{});
  CHECK(run.missing(next, 12) == ByCause{});
  CHECK(run.happened(EventKind::clean_energy_required) == Happenings{{12, 72}});
  CHECK(run.totals(clean) == ByCause{{"needed", 1728}, {"supplied", 864}, {"not_ordered", 864}});
  // Where nobody else wants it, it explains what is missing.
  h.b[next].due = 24;
  h.b[next].accelerators = 1;
  const Replay free_rack([&] {
    Scenario scenario = h.b.build();
    scenario.contracts[ContractId{1}].signed_at = 24;
    return scenario;
  }());
  CHECK(free_rack.missing(clean, 12) == ByCause{{"ineligible:clean_energy", 72}});
}
