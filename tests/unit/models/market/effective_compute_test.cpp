#include "models/market/effective_compute.hpp"

#include <catch2/catch.hpp>

#include "models/output/metrics.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// Ten racks of 72 accelerators with 5.0 PFLOP/s are live from the first hour on: 3,600 PFLOP/s, 1819.1
// H100-equivalents.
struct TenRacks : OneHall {
  TenRacks() : OneHall(10 * day) {
    b[rack].fp8_pflops = 5.0;
    installed(10);
  }
};

double effective_h100e(const Replay& run, Hour hour) {
  return sum_up(run.simulation(), hour).rows[static_cast<std::size_t>(Scope::world)][0].effective_fp8_pflops /
         h100_fp8_pflops;
}

sim::Curve steps(sim::Timestamp from, double first, sim::Timestamp then, double second) {
  return sim::Curve::steps({{from, first}, {then, second}});
}

}  // namespace

TEST_CASE("software makes more of the same metal from a date on", "[effective_compute]") {
  // 100 % and from day 5 on 115 %, of which 92 % of the time makes progress: 1819.1 x 0.92 = 1673.6, x 1.15 = 1924.6.
  TenRacks s;
  const sim::Timestamp start = s.b->start;
  s.b[s.rack].effective_compute = steps(start, 1, start + std::chrono::days{5}, 1.15);
  s.b[s.rack].goodput = sim::Curve::constant(0.92);

  const Replay run(s.b.build());

  CHECK(has_effective_compute(run.scenario()));
  CHECK(effective_part(run.scenario(), s.rack, 5 * day - 1) == Approx(0.92));
  CHECK(effective_part(run.scenario(), s.rack, 5 * day) == Approx(1.058));
  CHECK(effective_h100e(run, 5 * day - 1) == Approx(1673.6).epsilon(1e-4));
  CHECK(effective_h100e(run, 5 * day) == Approx(1924.6).epsilon(1e-4));
  CHECK(run.live(5 * day) == run.live(0));
}

TEST_CASE("what is not written delivers its rate, and says nothing of it", "[effective_compute]") {
  TenRacks s;
  const Scenario scenario = s.b.build();
  CHECK(effective_part(scenario, s.rack, 0) == 1);
  CHECK_FALSE(has_effective_compute(scenario));
}

TEST_CASE("a cluster below its minimum delivers what it is worth there", "[effective_compute]") {
  // Of a minimum of 1,080 accelerators 720 are live, and worth 60 %: 0.6 x 1819.1 = 1091.5, until five more racks are
  // live in hour 48: 1.5 x 1819.1 = 2728.7. All of them serve all the time.
  TenRacks s;
  const auto cluster = s.b.cluster("training", 1080, {s.hall});
  s.b->compute_clusters[cluster].value_below = 0.6;
  s.order("other", 5, {.ordered = 48});
  const auto tranche = s.promise(720);

  const Replay run(s.b.build());

  // Sums are of the end of the run: of the State in an hour only where that is the last.
  CHECK(effective_h100e(run, 10 * day - 1) == Approx(2728.7).epsilon(1e-4));
  CHECK(run.happened(EventKind::cluster_completed, cluster.index) == Replay::Happenings{{48, 1080}});
  CHECK(run.missing(tranche, 0).empty());
  CHECK(run.totals(tranche).at("supplied") == 720 * 240);

  TenRacks never;
  const auto small = never.b.cluster("training", 1080, {never.hall});
  never.b->compute_clusters[small].value_below = 0.6;
  CHECK(effective_h100e(Replay(never.b.build()), 10 * day - 1) == Approx(1091.5).epsilon(1e-4));
}
