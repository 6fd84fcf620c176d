#include "models/site/storage.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::megawatt;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;

namespace {

// Ten racks of 100 kW on 0.6 MW of firm power and 0.6 MW that is curtailed from hour 10 to hour 20, beside a battery.
struct Bridged : OneHall {
  BlockId firm = b.block(site, "a_firm", 600 * kilowatt);
  BlockId cheap = b.block(site, "b_cheap", 600 * kilowatt);
  BlockId battery = b.block(site, "c_battery", 600 * kilowatt);
  TrancheId tranche = promise(720);

  Bridged() : OneHall(2 * day) {
    b[cheap].service = PowerService::interruptible;
    b[cheap].curtailed.push_back({b->curtailments.push_back({"zone"}), {{10, 20}}});
    b[battery].kind = BlockKind::storage;
    b[battery].energy = megawatt;  // 1 MWh
    b[battery].round_trip = 8'000;
    b[site].blocks.pop_back();
    b[site].storage = {battery};
    installed(10);
  }
};

}  // namespace

TEST_CASE("a store holds what it held, what is left of what was put in, less what was taken", "[storage]") {
  PowerBlock battery;
  battery.energy = 120'000'000;
  battery.round_trip = 9'000;
  BlockState state;
  state.offered = 60'000'000;
  CHECK(stored(battery, state) == 120'000'000);
  CHECK(bridging_power(battery, state) == 60'000'000);
  CHECK(charge_to_fill(battery, state) == 0);
  state.discharged = 100'000'000;
  CHECK(stored(battery, state) == 20'000'000);
  CHECK(bridging_power(battery, state) == 20'000'000);   // for one hour
  CHECK(charge_to_fill(battery, state) == 111'111'112);  // 100 MWh / 0.9, rounded up
  CHECK(kept_of_charge(battery, 50'000'001) == 45'000'000);
  state.charged = 50'000'001;
  CHECK(stored(battery, state) == 65'000'000);  // 20,000,000 + 45,000,000.9 rounded down

  // 120 MWh at 60 MW: two hours. At 50 MW: one hour after which 70 MWh are left, one after which it is 20.
  CHECK(hours_at_full_power(120'000'000, 60'000'000, 60'000'000) == 2);
  CHECK(hours_at_full_power(120'000'000, 60'000'000, 50'000'000) == 2);
  CHECK(hours_at_full_power(60'000'000, 60'000'000, 10'000'000) == 1);
  CHECK(hours_at_full_power(20'000'000, 60'000'000, 10'000'000) == 1);
}

TEST_CASE("a battery bridges a curtailment until it is empty, and is filled when it is over", "[storage]") {
  // 0.4 MW are lacking. Hours 10 and 11 take 0.8 MWh; 0.2 MWh hold 8 racks in hour 12; then 6 run on firm power. From
  // hour 20 on 0.2 MW are idle: 1 MWh / 0.8 = 1.25 MWh go in over 6.25 hours, so it is full at hour 27.
  Bridged s;
  const Replay run(s.b.build());

  CHECK(run.live(9) == 10);
  CHECK(run.live(10) == 10);
  CHECK(run.live(11) == 10);
  CHECK(run.live(12) == 8);
  CHECK(run.live(13) == 6);
  CHECK(run.live(19) == 6);
  CHECK(run.live(20) == 10);
  CHECK(run.totals(s.tranche).at("curtailment:zone") == (2 + 7 * 4) * 72);
  const auto content = [&](Hour hour) {
    return stored(run.scenario().blocks[s.battery], run.state_at(hour).blocks[s.battery]);
  };
  CHECK(content(10) == 600'000);  // at the end of the hour
  CHECK(content(12) == 0);
  CHECK(content(19) == 0);
  CHECK(content(20) == 160'000);
  CHECK(content(25) == 960'000);
  CHECK(content(26) == 1'000'000);
  const BlockState& battery = run.simulation().state().blocks[s.battery];
  CHECK(battery.charged == 1'250'000);
  CHECK(battery.discharged == 1'000'000);
  CHECK(run.happened(EventKind::storage_changed) == Replay::Happenings{{10, 1000}, {13, 0}, {20, 0}, {27, 1000}});
}

TEST_CASE("a battery that is out bridges nothing, and one that is not there yet neither", "[storage]") {
  Bridged s;
  s.event("out", 11, 12, EffectKind::outage, TargetKind::block, s.battery.index);
  const Replay run(s.b.build());
  CHECK(run.live(10) == 10);
  CHECK(run.live(11) == 6);
  CHECK(run.live(12) == 10);  // 0.6 MWh are left
  CHECK(run.live(13) == 8);

  s.b->events = {};
  s.b[s.battery].energization = 15;
  const Replay late(s.b.build());
  CHECK(late.live(14) == 6);
  CHECK(late.live(15) == 10);
}

TEST_CASE("a battery holds what is placed and admits nothing new", "[storage]") {
  Bridged s;
  s.order("second", 5);
  const Replay run(s.b.build());
  CHECK(run.live(9) == 12);  // 1.2 MW of 1.5 MW
  CHECK(run.units(UnitState::waiting_power, 9) == 3);
  CHECK(run.live(10) == 12);  // 0.6 MW are lacking
  CHECK(run.live(11) == 10);  // 0.4 MWh are left
}

TEST_CASE("a battery gives what is drawn in use, and stands by for what is rated", "[storage][power_in_use]") {
  // A rack draws 20 kW when idle and 80 kW in use. Five in use draw 10 x 20 + 5 x 60 = 500 kW, less than is firm: the
  // battery stays full. From hour 15 on all are in use and draw 800 kW, 200 of them from the battery: 800, 600, 400 and
  // 200 kWh are left. Those hold eight racks in hour 19, which draw 640 kW: 160 kWh are left.
  Bridged s;
  s.b[s.rack].idle = 20 * kilowatt;
  s.b[s.rack].typical = 80 * kilowatt;
  s.b[s.rack].in_use.fill(80 * kilowatt);
  s.b.demand("training", s.b[ContractId{0}].customer, {{0, 360}, {15, 720}});

  const Replay run(s.b.build());

  const auto content = [&](Hour hour) {
    return stored(run.scenario().blocks[s.battery], run.state_at(hour).blocks[s.battery]);
  };
  CHECK(run.state_at(10).sites[s.site].it_drawn == 500 * kilowatt);
  CHECK(content(14) == 1'000'000);
  CHECK(run.state_at(15).sites[s.site].it_drawn == 800 * kilowatt);
  CHECK(content(15) == 800'000);
  CHECK(content(18) == 200'000);
  CHECK(run.live(18) == 10);
  CHECK(run.live(19) == 8);
  CHECK(content(19) == 160'000);
}
