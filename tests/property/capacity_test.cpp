// What capacity contracts get of random halls and sites: never more than there is, every kW once, and nothing of it
// because of who comes after.

#include "models/contract/capacity.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "models/money/financing.hpp"
#include "tests/support/random_numbers.hpp"

using namespace models;
using namespace tests;

namespace {

struct Drawn {
  std::vector<CapacityHall> halls;
  std::vector<CapacitySite> sites;
  std::vector<CapacityPromise> promises;
};

Drawn draw(RandomNumbers& random) {
  Drawn drawn;
  for (std::int64_t i = random.between(1, 3); i > 0; --i) {
    drawn.sites.push_back({random.chance(20) ? no_limit : random.between(0, 60), random.between(0, 20)});
  }
  for (std::int64_t i = random.between(1, 5); i > 0; --i) {
    CapacityHall hall;
    hall.site = static_cast<std::uint32_t>(random.between(0, static_cast<std::int64_t>(drawn.sites.size()) - 1));
    hall.kilowatts = random.between(1, 30);
    hall.cooled = random.chance(50) ? no_limit : random.between(0, 30);
    hall.is_ready = random.chance(70);
    hall.is_out = random.chance(15);
    drawn.halls.push_back(hall);
  }
  for (std::int64_t i = random.between(1, 5); i > 0; --i) {
    CapacityPromise promise{random.between(0, 50), {}};
    for (const bool ready : {true, false}) {
      for (std::uint32_t h = 0; h < drawn.halls.size(); ++h) {
        if (drawn.halls[h].is_ready == ready && random.chance(70)) promise.halls.push_back(h);
      }
    }
    drawn.promises.push_back(promise);
  }
  return drawn;
}

}  // namespace

TEST_CASE(
    "capacity: every promised kW is supplied or has one cause, and no hall, loop or site gives more than it has") {
  RandomNumbers random(7);
  int short_of_power = 0, elsewhere = 0;
  for (int n = 0; n < 20'000; ++n) {
    const Drawn d = draw(random);
    const auto parts = share_capacity(d.halls, d.sites, d.promises);
    std::vector<std::int64_t> of_hall(d.halls.size(), 0), from_hall(d.halls.size(), 0), at_site(d.sites.size(), 0);
    for (std::size_t p = 0; p < parts.size(); ++p) {
      std::int64_t sum = 0;
      for (const CapacityPart& part : parts[p]) {
        REQUIRE(part.kilowatts > 0);
        sum += part.kilowatts;
        const bool is_of_hall = part.state < CapacityState::elsewhere;
        if (is_of_hall) of_hall[part.hall] += part.kilowatts;
        const auto& named = d.promises[p].halls;
        if (is_of_hall) REQUIRE(std::find(named.begin(), named.end(), part.hall) != named.end());
        if (part.state == CapacityState::supplied) {
          REQUIRE(d.halls[part.hall].is_ready);
          REQUIRE(!d.halls[part.hall].is_out);
          from_hall[part.hall] += part.kilowatts;
          at_site[d.halls[part.hall].site] += part.kilowatts;
        }
        short_of_power += part.state == CapacityState::power_lost ? 1 : 0;
        elsewhere += part.state == CapacityState::elsewhere ? 1 : 0;
      }
      REQUIRE(sum == d.promises[p].kilowatts);
    }
    for (std::size_t h = 0; h < d.halls.size(); ++h) {
      REQUIRE(of_hall[h] <= d.halls[h].kilowatts);
      REQUIRE(from_hall[h] <= d.halls[h].cooled);
    }
    for (std::size_t s = 0; s < d.sites.size(); ++s) REQUIRE(at_site[s] <= d.sites[s].kilowatts);
  }
  CHECK(short_of_power > 1000);
  CHECK(elsewhere > 1000);
}

TEST_CASE("capacity: who is of worse rank takes nothing from who is of better") {
  RandomNumbers random(8);
  for (int n = 0; n < 20'000; ++n) {
    Drawn d = draw(random);
    const auto with = share_capacity(d.halls, d.sites, d.promises);
    d.promises.pop_back();
    const auto without = share_capacity(d.halls, d.sites, d.promises);
    for (std::size_t p = 0; p < without.size(); ++p) {
      const auto supplied = [](const std::vector<CapacityPart>& parts) {
        std::int64_t sum = 0;
        for (const CapacityPart& part : parts) sum += part.state == CapacityState::supplied ? part.kilowatts : 0;
        return sum;
      };
      REQUIRE(supplied(with[p]) == supplied(without[p]));
    }
  }
}

TEST_CASE("financing: no pot is overdrawn, what is paid costs what is taken, and the first in order is never passed") {
  RandomNumbers random(9);
  int paid = 0;
  for (int n = 0; n < 20'000; ++n) {
    std::vector<Cents> balances;
    for (std::int64_t i = random.between(1, 4); i > 0; --i) balances.push_back(random.between(-10, 60));
    std::vector<std::vector<PotId>> pots;
    std::vector<PaidLot> lots;
    for (std::int64_t i = random.between(1, 6); i > 0; --i) {
      auto& named = pots.emplace_back();
      for (std::uint32_t pot = 0; pot < balances.size(); ++pot) {
        if (random.chance(50)) named.push_back(PotId{pot});
      }
      random.shuffle(named);
    }
    for (const auto& named : pots) lots.push_back({random.between(1, 50), named});
    std::vector<Cents> left = balances;
    const auto is_paid = paid_lots(lots, left);
    Cents cost = 0, taken = 0;
    for (std::size_t i = 0; i < lots.size(); ++i) cost += is_paid[i] ? lots[i].cost : 0;
    for (std::size_t pot = 0; pot < balances.size(); ++pot) {
      taken += balances[pot] - left[pot];
      REQUIRE(left[pot] >= std::min<Cents>(balances[pot], 0));
      REQUIRE(left[pot] <= balances[pot]);
    }
    REQUIRE(cost == taken);
    // Without those behind it each fares as it does.
    std::vector<Cents> again = balances;
    const auto front = paid_lots(std::span(lots).first(lots.size() - 1), again);
    for (std::size_t i = 0; i + 1 < lots.size(); ++i) REQUIRE(front[i] == is_paid[i]);
    paid += std::count(is_paid.begin(), is_paid.end(), true) > 0 ? 1 : 0;
  }
  CHECK(paid > 5000);
}
