#include "models/contract/capacity.hpp"

#include <catch2/catch.hpp>

#include "models/contract/clauses.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

using enum CapacityState;

// acme lets 8 MW of a hall of 10 MW to bigco, from hour 240 on.
struct Let : OneHall {
  ContractId shells = b.contract("shells", acme, bigco);
  TrancheId first = b.capacity(shells, "first", 8'000, 10 * day, {hall});

  Let() : OneHall(40 * day) { b[hall].critical_it = 10 * megawatt; }
};

}  // namespace

TEST_CASE("kW that are ready, powered and cooled go to promises by rank, and each that lacks has one cause",
          "[capacity]") {
  // A hall of 10 MW of which 7.5 MW are cooled, at a site with 5 MW left of 10 that were energized. 8 MW are promised,
  // then 3 MW: 5 MW serve the first; of what it lacks 3 MW were powered once. Of the second's 3 MW the hall has 2 MW,
  // which lost their power, too; 1 MW of it is the first's.
  const CapacityHall hall{.kilowatts = 10'000, .cooled = 7'500, .is_ready = true};
  const CapacityPromise promises[]{{8'000, {0}}, {3'000, {0}}};
  using Parts = std::vector<CapacityPart>;
  auto parts = share_capacity({&hall, 1}, {{5'000, 5'000}}, promises);
  CHECK(parts[0] == Parts{{supplied, 0, 5'000}, {power_lost, 0, 3'000}});
  CHECK(parts[1] == Parts{{power_lost, 0, 2'000}, {elsewhere, 0, 1'000}});

  // With all of its power the cooling binds.
  parts = share_capacity({&hall, 1}, {{10'000, 0}}, promises);
  CHECK(parts[0] == Parts{{supplied, 0, 7'500}, {uncooled, 0, 500}});
  CHECK(parts[1] == Parts{{uncooled, 0, 2'000}, {elsewhere, 0, 1'000}});

  // A third promise of 10 MW finds 10 MW of others, and a fourth nothing that is not used to explain already.
  const CapacityPromise four[]{{8'000, {0}}, {3'000, {0}}, {10'000, {0}}, {10'000, {0}}};
  parts = share_capacity({&hall, 1}, {{no_limit, 0}}, four);
  CHECK(parts[2] == Parts{{elsewhere, 0, 9'000}, {not_built, 0, 1'000}});
  CHECK(parts[3] == Parts{{not_built, 0, 10'000}});
}

TEST_CASE("kW of another hall serve before those that are not ready are pegged", "[capacity]") {
  const CapacityHall halls[]{{.kilowatts = 5'000, .cooled = no_limit},
                             {.site = 1, .kilowatts = 4'000, .cooled = no_limit, .is_ready = true},
                             {.site = 1, .kilowatts = 4'000, .cooled = no_limit, .is_ready = true, .is_out = true}};
  const CapacityPromise promise{12'000, {1, 2, 0}};
  const auto parts = share_capacity(halls, {{no_limit, 0}, {3'000, 0}}, {&promise, 1});
  CHECK(parts[0] == std::vector<CapacityPart>{
                        {supplied, 1, 3'000}, {unpowered, 1, 1'000}, {hall_out, 2, 4'000}, {not_ready, 0, 4'000}});
}

TEST_CASE("a capacity contract is short by what its hall lacks, and is billed as rent", "[capacity]") {
  // Ready on day 15, 5 MW from the start and 5 more from day 20: 5 days x 8 MW wait for the hall, 5 x 3 MW for power;
  // then all is there until day 40. At 1.752 USD_M/MW-yr a kWh is 0.20 USD: 5 x 24 x 5,000 + 20 x 24 x 8,000 kWh.
  Let l;
  l.b[l.hall].ready = 15 * day;
  l.b.block(l.site, "one", 5 * megawatt);
  l.b.block(l.site, "two", 5 * megawatt, 20 * day);
  l.b[l.shells].per_megawatt_year = 175'200'000;
  l.b->report_step = ReportStep::day;

  const Replay run(l.b.build());

  CHECK(run.totals(l.first) == Replay::ByCause{{"needed", 8'000 * 30 * 24},
                                               {"supplied", 4'440'000},
                                               {"site:rfs", 8'000 * 5 * 24},
                                               {"power", 3'000 * 5 * 24}});
  CHECK(fee_of(run.scenario().contracts[l.shells], 4'440'000) == 88'800'000);
  CHECK(run.simulation().journal().total(l.shells, Account::lease) == 88'800'000);
  CHECK(run.simulation().state().tranches[l.first].complete_at == 20 * day);
}

TEST_CASE("an outage takes power that was there, and storage carries a hall over it", "[capacity]") {
  Let l;
  const BlockId grid = l.b.block(l.site, "grid", 8 * megawatt);
  l.event("trip", 20 * day, 20 * day + 10, EffectKind::outage, TargetKind::block, grid.index);
  CHECK(Replay(l.b.build()).totals(l.first).at("outage:trip") == 8'000 * 10);

  // 4 MW of storage never energized anything: before the outage nothing is more than 8 MW. It carries 4 MW of it as
  // long as nobody draws.
  const BlockId store = l.b.block(l.site, "store", 4 * megawatt);
  l.b[l.site].blocks.pop_back();
  l.b[l.site].storage.push_back(store);
  l.b[store].kind = BlockKind::storage;
  l.b[store].energy = 4'000'000;
  const Replay run(l.b.build());
  CHECK(run.totals(l.first).at("outage:trip") == 4'000 * 10);
}

TEST_CASE("racks in halls that nobody lets take their power of the site, those in the hall that is let do not",
          "[capacity]") {
  Let l;
  l.b.block(l.site, "grid", 8 * megawatt);
  l.installed(20);  // 2 MW in the hall itself
  const HallId other = l.b.hall(l.site, "b");
  l.b.installed("own", l.acme, l.rack, other, 10);
  CHECK(Replay(l.b.build()).missing(l.first, 300) == Replay::ByCause{{"power", 1'000}});
}

TEST_CASE("power is no accelerators: it is granted to nobody, used by nobody and bars nobody", "[capacity]") {
  Let l;
  const TrancheId gpus = l.promise(144);
  l.installed(2);
  const Replay run(l.b.build());
  CHECK(run.totals(gpus).at("supplied") == 144 * 40 * 24);
  CHECK(run.totals(l.first).at("supplied") == 8'000 * 30 * 24);
  std::int64_t used = 0;
  for (const auto& row : run.utilization(500)) used += row.available;
  CHECK(used == 144);
}

TEST_CASE("a landlord that has an outage supplies no power", "[capacity]") {
  Let l;
  l.event("strike", 20 * day, 22 * day, EffectKind::outage, TargetKind::party, l.acme.index);
  const Replay run(l.b.build());
  CHECK(run.totals(l.first) ==
        Replay::ByCause{{"needed", 8'000 * 30 * 24}, {"supplied", 8'000 * 28 * 24}, {"outage:strike", 8'000 * 2 * 24}});
}
