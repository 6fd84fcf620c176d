#include "models/contract/grant_policy.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"
#include "tests/support/random_numbers.hpp"

using namespace models;
using namespace tests;
using ByCause = Replay::ByCause;

namespace {

std::vector<GrantClaim> claims_of(const std::vector<std::int64_t>& quantities,
                                  const std::vector<double>& weights = {}) {
  std::vector<GrantClaim> claims;
  for (std::uint32_t i = 0; i < quantities.size(); ++i) {
    GrantClaim claim;
    claim.rank = i;
    claim.quantity = quantities[i];
    claim.weight = weights.empty() ? 1 : weights[i];
    claims.push_back(claim);
  }
  return claims;
}

// Units of one accelerator, one after the other, and what each claim has in the end, by rank.
std::vector<std::int64_t> granted(GrantPolicy policy, std::vector<GrantClaim> claims, int units) {
  for (; units > 0; --units) {
    const auto next = next_granted(policy, claims, 1);
    if (!next) break;
    ++claims[*next].granted;
    claims[*next].quota -= 1;
  }
  std::sort(claims.begin(), claims.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
  std::vector<std::int64_t> result;
  for (const GrantClaim& claim : claims) result.push_back(claim.granted);
  return result;
}

std::vector<GrantClaim> random_claims(RandomNumbers& random) {
  std::vector<GrantClaim> claims;
  for (std::int64_t i = random.between(1, 6); i > 0; --i) {
    GrantClaim claim;
    claim.rank = static_cast<std::uint32_t>(claims.size());
    claim.is_own_load = random.chance(20);
    claim.quantity = random.between(1, 30);
    claim.granted = random.between(0, claim.quantity);
    claim.weight = static_cast<double>(random.between(1, 5));
    claim.signed_at = random.between(0, 3);
    if (random.chance(30)) claim.quota = random.between(0, 20);
    claims.push_back(claim);
  }
  return claims;
}

}  // namespace

TEST_CASE("max-min shares of the textbooks come out unit by unit", "[grant]") {
  // Keshav 1997: 10 over 2, 2.6, 4, 5 is 2, 2.6, 2.7, 2.7; 16 over 4, 2, 10, 4 with weights 2.5, 4, 0.5, 1 is 4, 2,
  // 6, 4.
  using Shares = std::vector<std::int64_t>;
  CHECK(granted(GrantPolicy::equal, claims_of({20, 26, 40, 50}), 100) == Shares{20, 26, 27, 27});
  CHECK(granted(GrantPolicy::weighted, claims_of({40, 20, 100, 40}, {2.5, 4, 0.5, 1}), 160) == Shares{40, 20, 60, 40});
  CHECK(granted(GrantPolicy::pro_rata, claims_of({20, 30, 50}), 50) == Shares{10, 15, 25});
  CHECK(granted(GrantPolicy::rank, claims_of({20, 30, 50}), 45) == Shares{20, 25, 0});
  auto claims = claims_of({20, 30, 50});
  for (std::size_t i = 0; i < 3; ++i) claims[i].signed_at = 10 - static_cast<Hour>(i);
  CHECK(granted(GrantPolicy::first_come, claims, 60) == Shares{0, 10, 50});
  for (GrantClaim& claim : claims) claim.quota = 18;
  CHECK(granted(GrantPolicy::quota, claims, 60) == Shares{18, 18, 18});
  CHECK(granted(GrantPolicy::equal, claims_of({5, 5, 5}), 7) == Shares{3, 2, 2});  // the better rank has the odd one
  claims = claims_of({5, 5, 5});
  claims[2].is_own_load = true;
  CHECK(granted(GrantPolicy::equal, claims, 7) == Shares{1, 1, 5});
}

TEST_CASE(
    "every policy: no more than is there, than is lacking, than a quota; in any order; and nothing is left while "
    "somebody may have it",
    "[grant]") {
  for (const GrantPolicyInfo& info : grant_policies()) {
    INFO(info.name);
    RandomNumbers random(7);
    for (int round = 0; round < 500; ++round) {
      const std::vector<GrantClaim> claims = random_claims(random);
      const int units = static_cast<int>(random.between(0, 60));
      const auto shares = granted(info.policy, claims, units);
      std::int64_t given = 0, wanted = 0;
      for (std::size_t i = 0; i < claims.size(); ++i) {
        const std::int64_t more = shares[i] - claims[i].granted;
        REQUIRE(more >= 0);
        REQUIRE(more <= claims[i].quota);
        REQUIRE(shares[i] <= claims[i].quantity);
        given += more;
        wanted += std::min(claims[i].quantity - claims[i].granted, claims[i].quota);
      }
      REQUIRE(given == std::min<std::int64_t>(units, wanted));
      std::vector<GrantClaim> shuffled = claims;
      random.shuffle(shuffled);
      REQUIRE(granted(info.policy, shuffled, units) == shares);
    }
  }
}

TEST_CASE("equal grants level what two customers have, by rank they would not", "[grant]") {
  // Three racks for two promises of two racks each: 2 and 1 by rank; when the fourth comes both have two. A new promise
  // of one signed on day 2 gets nothing that is granted already.
  OneHall s(4 * day);
  s.b->grants = GENERATE(GrantPolicy::rank, GrantPolicy::equal);
  const auto first = s.promise(288, 0, "a"), second = s.promise(288, 0, "b");
  s.installed(4);

  const Replay run(s.b.build());

  const bool is_equal = s.b->grants == GrantPolicy::equal;
  CHECK(run.state_at(0).tranches[first].granted_accelerators == (is_equal ? 144 : 288));
  CHECK(run.state_at(0).tranches[second].granted_accelerators == (is_equal ? 144 : 0));
  CHECK(run.missing(second, 0) == ByCause{{"allocated_elsewhere", is_equal ? 144 : 288}});
}

TEST_CASE("a quota is of the accelerators that the provider has live, over all tranches of a contract", "[grant]") {
  // 40 % of ten racks of 72 are 288: four racks, though the contract asks for six and is first by rank.
  OneHall s(2 * day);
  s.b->grants = GrantPolicy::quota;
  const auto deal = s.b.contract("a", s.acme, s.bigco);
  s.b[deal].quota = 0.4;
  const auto t1 = s.b.tranche(deal, "t1", 216, 0), t2 = s.b.tranche(deal, "t2", 216, 0);
  const auto other = s.promise(720, 0, "b");
  s.installed(10);

  const Replay run(s.b.build());

  CHECK(run.state_at(0).tranches[t1].granted_accelerators == 216);
  CHECK(run.state_at(0).tranches[t2].granted_accelerators == 72);
  CHECK(run.state_at(0).tranches[other].granted_accelerators == 432);
}

TEST_CASE("a quota holds over tranches that no unit may serve both", "[grant]") {
  // 40 % of ten racks are four. t1 takes racks of one hall, t2 those of the other, five of each: four in all.
  OneHall s(2 * day);
  s.b->grants = GrantPolicy::quota;
  const HallId other = s.b.hall(s.site, "b");
  const auto deal = s.b.contract("a", s.acme, s.bigco);
  s.b[deal].quota = 0.4;
  const auto t1 = s.b.tranche(deal, "t1", 360, 0), t2 = s.b.tranche(deal, "t2", 360, 0);
  s.b[t1].allows_hall = {true, false};
  s.b[t2].allows_hall = {false, true};
  s.installed(5);
  s.b.installed("old_b", s.acme, s.rack, other, 5);

  const Replay run(s.b.build());

  CHECK(run.state_at(0).tranches[t1].granted_accelerators == 288);
  CHECK(run.state_at(0).tranches[t2].granted_accelerators == 0);
}

TEST_CASE("a party that serves itself first has what it promises itself before all customers", "[grant]") {
  // Two racks; a customer of priority 1 and own load of priority 2.
  OneHall s(2 * day);
  const bool first = GENERATE(false, true);
  s.b->own_load_first = {first, false};
  const auto sold = s.promise(144, 0, "a");
  const auto own = s.b.contract("own", s.acme, s.acme);
  s.b[own].priority = 2;
  const auto used = s.b.tranche(own, "t1", 72, 0);
  s.installed(2);

  const Replay run(s.b.build());

  CHECK(run.state_at(0).tranches[used].granted_accelerators == (first ? 72 : 0));
  CHECK(run.state_at(0).tranches[sold].granted_accelerators == (first ? 72 : 144));
}
