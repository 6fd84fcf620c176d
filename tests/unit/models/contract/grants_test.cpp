#include "models/contract/grants.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;

namespace {

// A day of promises, whose contracts are named and ranked.
struct Promises : OneHall {
  Promises() : OneHall(1 * day) {}

  TrancheId promise(const std::string& contract, std::int64_t accelerators, Hour due = 0, std::int64_t priority = 1) {
    const TrancheId id = OneHall::promise(accelerators, due, contract);
    b[b[id].contract].priority = priority;
    return id;
  }
};

std::int64_t granted(const Replay& run, TrancheId tranche, Hour hour) {
  return run.state_at(hour).tranches[tranche].granted_accelerators;
}

}  // namespace

TEST_CASE("a grant stays with its tranche, unless better ranks may preempt", "[grant]") {
  // Two racks. The promise of priority 2 is signed first and has them; the one of priority 1 is signed in hour 10.
  Promises p;
  p.installed(2);
  const auto first = p.promise("a", 144, 0, 2);
  const auto later = p.promise("b", 144, 10, 1);
  p.b[p.b[later].contract].signed_at = 10;
  const bool preempt = GENERATE(false, true);
  p.b->preempt = preempt;

  const Replay run(p.b.build());

  CHECK(granted(run, first, 9) == 144);
  CHECK(granted(run, first, 10) == (preempt ? 0 : 144));
  CHECK(granted(run, later, 10) == (preempt ? 144 : 0));
  CHECK(run.missing(preempt ? first : later, 10) == ByCause{{"allocated_elsewhere", 144}});
}

TEST_CASE("free units go by rank: priority, then due date, then name", "[grant]") {
  // One rack becomes free for four promises; then, one by one, the best ranked are left out.
  Promises p;
  p.installed(1);
  const auto by_name = p.promise("a", 72, 5);
  const auto last = p.promise("b", 72, 5);
  const auto by_date = p.promise("c", 72, 4);
  const auto by_priority = p.promise("d", 72, 6, 0);
  std::vector<TrancheId> ranks{by_priority, by_date, by_name, last};

  while (!ranks.empty()) {
    const Replay run(p.b.build());
    for (TrancheId id : ranks) CHECK(granted(run, id, 7) == (id == ranks.front() ? 72 : 0));
    p.b[p.b[ranks.front()].contract].signed_at = p.b[ranks.front()].due = 20;
    ranks.erase(ranks.begin());
  }
}

TEST_CASE("whole units are granted, and no more than the need is supplied", "[grant]") {
  // Three racks of 72 for two needs of 100: two racks, 144, supply 100; the third supplies 72 and 28 are with the
  // other.
  Promises p;
  p.installed(3);
  const auto first = p.promise("a", 100);
  const auto second = p.promise("b", 100);

  const Replay run(p.b.build());

  CHECK(granted(run, first, 0) == 144);
  CHECK(run.totals(first) == ByCause{{"needed", 2400}, {"supplied", 2400}});
  CHECK(run.totals(second) == ByCause{{"needed", 2400}, {"supplied", 1728}, {"allocated_elsewhere", 672}});
}

TEST_CASE("what a tranche held is free for others when it ends", "[grant]") {
  Promises p;
  p.installed(1);
  const auto first = p.promise("a", 72);
  const auto second = p.promise("b", 72);
  p.b[first].end = 5;

  const Replay run(p.b.build());

  CHECK(granted(run, second, 4) == 0);
  CHECK(granted(run, second, 5) == 72);
  CHECK(run.totals(first) == ByCause{{"needed", 360}, {"supplied", 360}});
}

TEST_CASE("a tranche that ended before the horizon needs nothing", "[grant]") {
  Promises p;
  p.installed(1);
  const auto over = p.promise("a", 72, -10 * day);
  p.b[over].end = -5 * day;
  const auto other = p.promise("b", 72);

  const Replay run(p.b.build());

  CHECK(run.totals(over) == ByCause{{"needed", 0}, {"supplied", 0}});
  CHECK(granted(run, other, 0) == 72);
}

TEST_CASE("when granted units stop the free ones go first, then those of the lowest rank", "[grant]") {
  // Three racks, two promised. One fails: the free one. Two fail: the second promise has none left.
  const Units failing = GENERATE(1, 2);
  Promises p;
  const auto order = p.installed(3);
  const auto first = p.promise("a", 72);
  const auto second = p.promise("b", 72);
  p.trip(order, 5, failing, 6);

  const Replay run(p.b.build());

  CHECK(granted(run, first, 5) == 72);
  CHECK(granted(run, second, 5) == (failing == 1 ? 72 : 0));
  CHECK(run.missing(second, 5) == (failing == 1 ? ByCause{} : ByCause{{"failure", 72}}));
  CHECK(granted(run, second, 11) == 72);
}

TEST_CASE("a need is pegged to units ordered for it first, then to the most advanced, one tranche each", "[peg]") {
  // `far` waits for its line, `near` is on a lane. Both are to serve two promises; the first one's own units are the
  // far ones.
  const bool ordered_for = GENERATE(false, true);
  Promises p;
  const auto first = p.promise("a", 72);
  const auto second = p.promise("b", 72);
  const auto far = p.order("far", 1, {.ordered = -100});
  p.b[far].line = p.b.line("odm.racks", 0);
  const auto near = p.order("near", 1, {.ordered = -100});
  p.b[near].lane = p.b.lane("truck", 20);
  if (ordered_for) p.b[far].made_for = first;

  const Replay run(p.b.build());

  CHECK(run.missing(first, 0) == ByCause{{ordered_for ? "supply:racks" : "logistics", 72}});
  CHECK(run.missing(second, 0) == ByCause{{ordered_for ? "logistics" : "supply:racks", 72}});
}

TEST_CASE("the last unit pegged may cover less than it has", "[peg]") {
  Promises p;
  const auto tranche = p.promise("a", 100);
  p.b[p.order("first", 3, {.ordered = -100})].lane = p.b.lane("truck", 20);

  const Replay run(p.b.build());

  REQUIRE(run.state_at(0).tranches[tranche].pegs.size() == 1);
  CHECK(run.state_at(0).tranches[tranche].pegs[0].units == 2);
  CHECK(run.missing(tranche, 0) == ByCause{{"logistics", 100}});
}

TEST_CASE("pegs exist from signature, before anything is due", "[peg]") {
  Promises p;
  const auto tranche = p.promise("a", 72, 20);
  p.b[p.b[tranche].contract].signed_at = 3;
  p.b[p.order("first", 1)].lane = p.b.lane("truck", 10);

  const Replay run(p.b.build());

  CHECK(run.missing(tranche, 2).empty());
  CHECK(run.missing(tranche, 3) == ByCause{{"logistics", 72}});
  CHECK(run.totals(tranche) == ByCause{{"needed", 4 * 72}, {"supplied", 4 * 72}});  // due at 20 of 24
}

TEST_CASE("a unit granted elsewhere explains one need, and only one", "[peg][cause]") {
  // One rack, three promises of it: the second finds it with the first, for the third nothing was ordered.
  Promises p;
  p.installed(1);
  const auto first = p.promise("a", 72);
  const auto second = p.promise("b", 72);
  const auto third = p.promise("c", 72);

  const Replay run(p.b.build());

  CHECK(run.missing(first, 0).empty());
  CHECK(run.missing(second, 0) == ByCause{{"allocated_elsewhere", 72}});
  CHECK(run.missing(third, 0) == ByCause{{"not_ordered", 72}});
}

TEST_CASE("free units that fail a rule of the tranche explain its need by the first rule", "[peg][cause]") {
  // Two racks in hall a. One promise asks for another system (also in another hall), one for another hall.
  Promises p;
  p.installed(2);
  const auto hall = p.b.hall(p.site, "b");
  const auto by_system = p.promise("a", 72);
  const auto by_site = p.promise("b", 144);
  p.b[by_system].allows_system = {false};
  p.b[by_system].allows_hall = {false, true};
  p.b[by_site].allows_hall = {false, true};
  CHECK(p.b[hall].id == "riverside.b");

  const Replay run(p.b.build());

  CHECK(run.missing(by_system, 0) == ByCause{{"ineligible:system", 72}});
  CHECK(run.missing(by_site, 0) == ByCause{{"ineligible:site", 72}, {"not_ordered", 72}});  // each unit explains once
}

TEST_CASE("a tranche is complete in the first hour with as much accepted as promised, failed units too", "[complete]") {
  // The first rack is live from the start and fails from hour 2 to 8; the second is live in hour 5. It stays complete.
  Promises p;
  const auto order = p.installed(1);
  const auto tranche = p.promise("a", 144);
  const auto more = p.order("young", 1, {.requested = 5});
  p.trip(order, 2, 1, 6);
  p.trip(more, 10, 1, 6);

  const Replay run(p.b.build());

  CHECK(run.state_at(4).tranches[tranche].complete_at == sim::never);
  CHECK(run.state_at(23).tranches[tranche].complete_at == 5);
  CHECK(run.happened(EventKind::tranche_completed) == Replay::Happenings{{5, 144}});
}
