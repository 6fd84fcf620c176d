#include "models/site/new_generation.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using Happenings = Replay::Happenings;

namespace {

// One step: acceptance of 21 days, 75 for systems that can be had for less than 26 days.
struct Acceptance : OneHall {
  OrderId first = b.order("first", acme, rack);

  Acceptance() : OneHall(200 * day) {
    b[rack].available = 10 * day;
    b.step(site, "acceptance", 21 * day);
    b.last_step(site).new_generation = NewGeneration{26 * day, 75 * day};
    b.to(first, hall);
  }
};

}  // namespace

TEST_CASE("a system is new for so long after the date on which it can be had", "[new generation]") {
  CHECK(is_new_generation(10 * day, 26 * day, 0));
  CHECK(is_new_generation(10 * day, 26 * day, 36 * day - 1));
  CHECK_FALSE(is_new_generation(10 * day, 26 * day, 36 * day));
  CHECK_FALSE(is_new_generation(-300 * day, 26 * day, 0));
  CHECK_FALSE(is_new_generation(std::nullopt, 26 * day, 0));
}

TEST_CASE("units that start while their system is new take the longer time, also when they are overtaken",
          "[new generation]") {
  Acceptance s;
  for (const Hour at : {35 * day, 36 * day}) s.b.lot(s.first, 1, {.requested = at});

  CHECK(Replay(s.b.build()).happened(EventKind::step_finished) == Happenings{{57 * day, 1}, {110 * day, 1}});
}

TEST_CASE("what is made before a system can be had is held until then", "[new generation]") {
  Acceptance s;
  s.b.lot(s.first, 3, {.requested = 4 * day});

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::in_production, 10 * day - 1) == 3);
  CHECK(run.happened(EventKind::units_made) == Happenings{{10 * day, 3}});
  CHECK(run.live(85 * day) == 3);
}
