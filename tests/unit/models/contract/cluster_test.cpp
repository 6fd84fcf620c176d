#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// Two halls of one cluster, beside one that is in none.
struct ThreeHalls : OneHall {
  HallId east = b.hall(site, "east");
  HallId west = b.hall(site, "west");

  ThreeHalls() : OneHall(10 * day) {}

  void deliver(const std::string& id, HallId to, Units units, Hour at) { b.to(order(id, units, {.ordered = at}), to); }
};

}  // namespace

TEST_CASE("a cluster serves nobody before its minimum is accepted, in all its halls together", "[clusters]") {
  // Of a minimum of 288 accelerators 144 are live in hour 0 and 144 in hour 48: the first two racks wait for 48 h. The
  // rack in the third hall serves at once.
  ThreeHalls s;
  const auto cluster = s.b.cluster("training", 288, {s.east, s.west});
  s.deliver("a", s.east, 2, 0);
  s.deliver("b", s.west, 2, 48);
  s.order("c", 1);
  const auto tranche = s.promise(360);

  const Replay run(s.b.build());

  CHECK(run.live(0) == 3);
  CHECK(run.missing(tranche, 47)["cluster_incomplete"] == 144);
  CHECK(run.happened(EventKind::cluster_completed, cluster.index) == Replay::Happenings{{48, 288}});
  CHECK(run.missing(tranche, 48).empty());
  const auto totals = run.totals(tranche);
  CHECK(totals.at("cluster_incomplete") == 144 * 48);
  CHECK(totals.at("supplied") == 72 * 240 + 288 * 192);
}

TEST_CASE("units of a cluster that is worth something below its minimum serve from the first on", "[clusters]") {
  // As above, at a value of 60 %: nothing waits for the cluster, whose minimum is reached in hour 48 all the same.
  ThreeHalls s;
  const auto cluster = s.b.cluster("training", 288, {s.east, s.west});
  s.b->compute_clusters[cluster].value_below = 0.6;
  s.deliver("a", s.east, 2, 0);
  s.deliver("b", s.west, 2, 48);
  s.order("c", 1);
  const auto tranche = s.promise(216);

  const Replay run(s.b.build());

  CHECK(run.missing(tranche, 0).empty());
  CHECK(run.totals(tranche).at("supplied") == 216 * 240);
  CHECK(run.happened(EventKind::cluster_completed, cluster.index) == Replay::Happenings{{48, 288}});
}

TEST_CASE("a cluster that has reached its minimum stays usable when units fail", "[clusters]") {
  // Four racks of a minimum of four; one fails in hour 100: three go on to serve.
  ThreeHalls s;
  s.b.cluster("training", 288, {s.east, s.west});
  const auto old = s.b.installed("old", s.acme, s.rack, s.east, 4);
  s.trip(old, 100, 1, 10);
  const auto tranche = s.promise(288);

  const Replay run(s.b.build());

  CHECK(run.missing(tranche, 100) == Replay::ByCause{{"failure", 72}});
  CHECK(run.totals(tranche).at("supplied") == 288 * 240 - 720);
}

TEST_CASE("units that failed count for the minimum, since they were accepted", "[clusters]") {
  // Three racks are live and one of them fails in hour 10; the fourth is live in hour 15 and makes the cluster
  // complete.
  ThreeHalls s;
  s.b.cluster("training", 288, {s.east});
  const auto old = s.b.installed("a", s.acme, s.rack, s.east, 3);
  s.trip(old, 10, 1, 10);
  s.deliver("b", s.east, 1, 15);
  const auto tranche = s.promise(288);

  const Replay run(s.b.build());

  CHECK(run.missing(tranche, 14).at("cluster_incomplete") == 144);
  CHECK(run.missing(tranche, 14).at("failure") == 72);
  CHECK(run.missing(tranche, 15) == Replay::ByCause{{"failure", 72}});
}

TEST_CASE("a tranche is complete when its units are accepted, usable or not", "[clusters]") {
  ThreeHalls s;
  s.b.cluster("training", 1000, {s.east});
  s.b.installed("a", s.acme, s.rack, s.east, 2);
  const auto tranche = s.promise(144);

  const Replay run(s.b.build());

  CHECK(run.simulation().state().tranches[tranche].complete_at == 0);
  CHECK(run.totals(tranche) ==
        Replay::ByCause{{"needed", 144 * 240}, {"supplied", 0}, {"cluster_incomplete", 144 * 240}});
}

TEST_CASE("of units that are of no use yet each is promised once", "[clusters]") {
  // Two tranches of one rack each, three live racks in the cluster: both lack theirs for it; the third tranche finds
  // the third rack, the fourth none.
  ThreeHalls s;
  s.b.cluster("training", 1000, {s.east});
  s.b.installed("a", s.acme, s.rack, s.east, 3);
  std::vector<TrancheId> tranches;
  for (const char* id : {"t1", "t2", "t3", "t4"}) tranches.push_back(s.promise(72, 0, id));

  const Replay run(s.b.build());

  for (int i = 0; i < 3; ++i) {
    CHECK(run.missing(tranches[static_cast<std::size_t>(i)], 5) == Replay::ByCause{{"cluster_incomplete", 72}});
  }
  CHECK(run.missing(tranches[3], 5) == Replay::ByCause{{"allocated_elsewhere", 72}});
}
