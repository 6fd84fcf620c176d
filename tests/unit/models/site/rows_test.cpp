#include "models/site/rows.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;

TEST_CASE("a group of CDUs serves as many units as stand before it and as its heat limit allows", "[rows]") {
  // 1.3 MW and 8 racks: ten racks of 121.5 kW would be taken, eight stand there; of 190 kW six. Air-cooled ones need
  // none.
  const CduGroups cdus{1'300 * kilowatt, 8, 250 * kilowatt};
  const auto serves = [&](Watts nominal, Watts liquid) {
    System system;
    system.nominal = nominal;
    system.liquid = liquid;
    return units_per_cdu_group(cdus, system);
  };
  CHECK(serves(135'000, 121'500) == 8);
  CHECK(serves(211'000, 190'000) == 6);
  CHECK(serves(1'500'000, 1'400'000) == 0);
  CHECK(serves(260'000, 190'000) == 0);  // denser than the group allows
  CHECK(serves(260'000, 0) == no_limit);

  // 47 of 48 work: 376 racks of the first kind or 282 of the second. 100 of the first take 13 CDUs, four places left
  // there; 34 CDUs are free: 204 of the second, or 272 + 4 of the first.
  const Rows rows{47, {8, 6, no_limit}};
  const SystemId first{0}, second{1}, air{2};
  const auto room = [&](std::vector<Units> placed, SystemId system) { return room_in_rows(rows, placed, system); };
  CHECK(room({0, 0, 0}, first) == 376);
  CHECK(room({0, 0, 0}, second) == 282);
  CHECK(rows_taken(rows, std::vector<Units>{100, 0, 50}) == 13);
  CHECK(room({100, 0, 50}, second) == 204);
  CHECK(room({100, 0, 50}, first) == 276);
  CHECK(room({376, 0, 0}, second) == 0);
  CHECK(room({376, 0, 0}, air) == no_limit);
  CHECK(room_in_rows(Rows{}, {}, first) == no_limit);
}

TEST_CASE("a power line-up feeds whole units", "[rows]") {
  // 2.5 MW, 3 of 4 usable: 1.875 MW, 13 racks of 135 kW, 120 kW are left; 8 of 211 kW.
  const auto feeds = [](Watts nominal) {
    System system;
    system.nominal = nominal;
    return units_per_lineup(sim::part_of(2'500 * kilowatt, {3, 4}), system);
  };
  CHECK(feeds(135'000) == 13);
  CHECK(feeds(211'000) == 8);
  CHECK(feeds(1'900'000) == 0);
  System rack;
  rack.nominal = 135'000;
  CHECK(units_per_lineup(no_limit, rack) == no_limit);
}

namespace {

// Eight racks of 100 kW, 80 of it liquid heat, come to a hall of 100 positions.
struct EightRacks : OneHall {
  TrancheId tranche = promise(576);

  EightRacks() : OneHall(day) {
    b[rack].liquid = 80 * kilowatt;
    b[hall].positions = 100;
    order("first", 8);
  }
};

}  // namespace

TEST_CASE("units find no place where no CDU is left, though positions are", "[rows]") {
  EightRacks s;
  s.b[s.hall].cdus = CduGroups{300 * kilowatt, 2};
  s.b[s.hall].cdu_groups = {3, {2}};
  const Replay run(s.b.build());
  CHECK(run.live(0) == 6);
  CHECK(run.units(UnitState::at_dock, 0) == 2);
  CHECK(run.missing(s.tranche, 0) == ByCause{{"cdu", 2 * 72}});
}

TEST_CASE("units find no place where no power line-up is left, and power is asked before cooling", "[rows]") {
  EightRacks s;
  s.b[s.hall].cdus = CduGroups{300 * kilowatt, 2};
  s.b[s.hall].cdu_groups = {3, {2}};
  s.b[s.hall].lineup_limit = 350 * kilowatt;
  s.b[s.hall].lineups = {2, {3}};
  const Replay run(s.b.build());
  CHECK(run.live(0) == 6);
  CHECK(run.missing(s.tranche, 0) == ByCause{{"lineup", 2 * 72}});
}
