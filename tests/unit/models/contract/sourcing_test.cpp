#include "models/contract/sourcing.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Acme and cloud have a live rack each for bigco, from the first of 48 hours on.
struct TwoProviders : OneHall {
  PartyId cloud = b.party("cloud");
  TrancheId of_acme, of_cloud;

  TwoProviders() : OneHall(2 * day) {
    installed(1);
    b.installed("other", cloud, rack, hall, 1);
    of_acme = promise(72, 0, "a");
    of_cloud = b.tranche(b.contract("b", cloud, bigco), "t1", 72, 0);
  }
};

std::int64_t available(const Replay& run, PartyId provider, std::size_t hour) {
  std::int64_t sum = 0;
  for (const Utilization::Row& row : run.utilization(hour)) sum += row.provider == provider ? row.available : 0;
  return sum;
}

}  // namespace

TEST_CASE("coordination costs for each provider beyond the first, by the hours of the month", "[sourcing]") {
  // 5 USD_M a year, three providers, 730 h: 2 x 5,000,000 / 12 = 833,333.33 USD.
  CHECK(coordination_cost(500'000'000, 3, 730) == 83'333'333);
  CHECK(coordination_cost(500'000'000, 1, 730) == 0);
  CHECK(coordination_cost(500'000'000, 0, 730) == 0);
}

TEST_CASE("concentration is the sum of squared shares", "[sourcing]") {
  // 0.6, 0.3, 0.1: 0.36 + 0.09 + 0.01.
  CHECK(concentration(std::array<std::int64_t, 3>{600, 300, 100}) == Approx(0.46));
  CHECK(concentration(std::array<std::int64_t, 1>{7}) == 1);
  CHECK(concentration(std::array<std::int64_t, 2>{0, 0}) == 0);
}

TEST_CASE("what a further provider supplies can be used once work is ported to it", "[sourcing]") {
  TwoProviders t;
  t.b[t.bigco].porting = 12;
  const Replay run(t.b.build());
  CHECK(first_provider(run.scenario(), t.bigco) == t.acme);
  CHECK(run.missing(t.of_cloud, 0) == ByCause{});  // supplied all the same
  CHECK(available(run, t.acme, 0) == 72);
  CHECK(available(run, t.cloud, 0) == 0);
  CHECK(available(run, t.cloud, 11) == 0);
  CHECK(available(run, t.cloud, 12) == 72);
  CHECK(run.happened(EventKind::porting_began) == Happenings{{0, 72}});
  CHECK(run.happened(EventKind::porting_ended) == Happenings{{12, 72}});
}

TEST_CASE("coordination is paid for months in which several providers supply", "[sourcing]") {
  // 8.76 USD_M a year are 1,000 USD an hour, for one further provider: 48,000 USD; none where that supplies nothing.
  const auto paid = [](bool supplies) {
    TwoProviders t;
    t.b[t.bigco].multi_sourcing = 876'000'000;
    if (!supplies) t.event("down", 0, 48, EffectKind::outage, TargetKind::party, t.cloud.index);
    const Replay run(t.b.build());
    return run.simulation().journal().total(ContractId{}, Account::multi_sourcing);
  };
  CHECK(paid(true) == 4'800'000);
  CHECK(paid(false) == 0);
}
