#include "models/site/stranding.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::Replay;
using tests::ScenarioBuilder;

namespace {

constexpr Watts by(const Stranding& stranding, StrandedBy reason) {
  return stranding.by[static_cast<std::size_t>(reason)];
}

using ByReason = std::vector<std::pair<std::string_view, Watts>>;  // [kW]

ByReason reasons(const Replay& run, SiteId site, Hour hour) {
  ByReason found;
  for (const StrandedPower& power : stranded_at(run.scenario(), run.state_at(hour), site)) {
    found.emplace_back(stranded_by_names[static_cast<std::size_t>(power.by)], power.watts / kilowatt);
  }
  return found;
}

}  // namespace

TEST_CASE("power that is left waits for units, or is stranded by what runs out first", "[stranding]") {
  // Racks of 135 kW, 120 of it liquid. 1,000 kW: seven racks, 55 kW are less than one. Positions for six, liquid for
  // four, air for five.
  System rack;
  rack.nominal = 135 * kilowatt;
  rack.liquid = 120 * kilowatt;
  HallRoom room;
  room.power = 1'000 * kilowatt;
  CHECK(strand(room, rack, 0).more == 7);
  CHECK(by(strand(room, rack, 0), StrandedBy::fragment) == 55 * kilowatt);

  room.positions = 6;
  room.liquid = 500 * kilowatt;
  room.air = 75 * kilowatt;
  const Stranding left = strand(room, rack, 0);
  CHECK(left.more == 4);
  CHECK(by(left, StrandedBy::no_units) == 4 * 135 * kilowatt);
  CHECK(by(left, StrandedBy::positions) == 135 * kilowatt);
  CHECK(by(left, StrandedBy::liquid) == 2 * 135 * kilowatt);
  CHECK(by(left, StrandedBy::air) == 0);  // five would be taken, four are left
  CHECK(4 * rack.nominal + 55 * kilowatt + 3 * 135 * kilowatt == room.power);

  room.lineup = 4;
  room.cdu = 3;
  room.flow = 250'000;  // two of 100 L/min
  const Stranding tight = strand(room, rack, 100'000);
  CHECK(tight.more == 2);
  CHECK(by(tight, StrandedBy::lineup) == 2 * 135 * kilowatt);
  CHECK(by(tight, StrandedBy::cdu) == 135 * kilowatt);
  CHECK(by(tight, StrandedBy::liquid) == 0);
  CHECK(by(tight, StrandedBy::flow) == 135 * kilowatt);

  room.power = no_limit;
  CHECK(strand(room, rack, 0).more == 0);  // nothing to strand
}

TEST_CASE("each watt of a site is stranded once, and by the halls that were designed for it", "[stranding]") {
  // 2,050 kW. Hall a of 500 kW has positions for three racks of 100 kW, one is there. Hall b of 1 MW takes seven racks
  // of its two line-ups of 390 kW: three each. Hall c is not ready.
  ScenarioBuilder b(day);
  const PartyId acme = b.party("acme");
  const SystemId rack = b.system("rack", 72);
  const SiteId site = b.site("riverside");
  const HallId first = b.hall(site, "a"), second = b.hall(site, "b"), third = b.hall(site, "c");
  const BlockId block = b.block(site, "grid", 4'100 * kilowatt);
  b[block].usable = {1, 2};
  b[first].critical_it = 500 * kilowatt;
  b[first].positions = 3;
  b[second].critical_it = 1'000 * kilowatt;
  b[second].lineup_limit = 390 * kilowatt;
  b[second].lineups = {2, {3}};
  b[third].ready = 12;
  b[third].density_max = 50 * kilowatt;
  b.installed("standing", acme, rack, first, 1);

  // 1,950 kW are left. a: 400 kW, two racks fit, 200 kW have no position. b: six racks, 400 kW have no line-up. What is
  // left, 1,950 - 200 - 200 - 600 - 400 = 550 kW, is of no ready hall.
  const Replay run(b.build());
  CHECK(reasons(run, site, 0) ==
        ByReason{{"no_units", 200}, {"positions", 200}, {"no_units", 600}, {"lineup", 400}, {"hall", 550}});
  CHECK(kept_back(run.scenario(), run.state_at(0), site) == 2'050 * kilowatt);
  // Hall c takes no unit of more than 50 kW.
  CHECK(reasons(run, site, 12).back() == std::pair<std::string_view, Watts>{"density", 550});
}
