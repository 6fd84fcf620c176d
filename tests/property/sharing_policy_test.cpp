// Every rule of sharing a line passes the same contract over random claims.

#include "models/supply/sharing_policy.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "sim/engine.hpp"
#include "tests/support/random_numbers.hpp"

using namespace models;
using tests::RandomNumbers;

namespace {

std::vector<Claim> random_claims(RandomNumbers& random) {
  std::vector<Claim> claims(static_cast<std::size_t>(random.between(1, 9)));
  for (Claim& claim : claims) {
    claim.backlog = random.chance(10) ? 0 : random.between(1, random.chance(20) ? 1'000'000 : 40);
    claim.weight = static_cast<double>(random.between(1, 50)) / (random.chance(50) ? 100 : 1);
    claim.priority = random.between(1, 3);
    claim.first_ordered = random.between(-50, 50);
  }
  return claims;
}

std::vector<Terms> terms_of(SharingPolicy policy, const std::vector<Claim>& claims) {
  std::vector<Terms> terms(claims.size(), Terms{-1, false});
  share_terms(policy, claims, terms);
  return terms;
}

// The terms of each claim when the claims come in the order of `order`, put back in their own.
std::vector<Terms> terms_in_order(SharingPolicy policy, const std::vector<Claim>& claims,
                                  const std::vector<std::size_t>& order) {
  std::vector<Claim> moved;
  for (std::size_t i : order) moved.push_back(claims[i]);
  const std::vector<Terms> terms = terms_of(policy, moved);
  std::vector<Terms> back(claims.size());
  for (std::size_t i = 0; i < order.size(); ++i) back[order[i]] = terms[i];
  return back;
}

bool has_tied_first(const std::vector<Claim>& claims) {
  std::vector<Hour> hours;
  for (const Claim& claim : claims) hours.push_back(claim.first_ordered);
  std::sort(hours.begin(), hours.end());
  return hours.size() > 1 && hours[0] == hours[1];
}

}  // namespace

TEST_CASE("a sharing policy lets somebody work whenever anybody claims, at a weight that the engine takes") {
  RandomNumbers random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Claim> claims = random_claims(random);
    for (const SharingPolicyInfo& policy : sharing_policies()) {
      INFO(policy.name);
      const std::vector<Terms> terms = terms_of(policy.policy, claims);
      REQUIRE(std::any_of(terms.begin(), terms.end(), [](const Terms& t) { return t.works; }));
      for (const Terms& t : terms) {
        if (!t.works) continue;
        REQUIRE(t.weight >= sim::least_weight);
        REQUIRE(t.weight <= sim::greatest_weight);
      }
    }
  }
}

TEST_CASE("a sharing policy keeps to the weights that the engine takes, whatever is written or ordered") {
  // A line may have a backlog of 10^9 units, and nothing limits the weights that a user may write.
  std::vector<Claim> claims{{.backlog = 1'000'000'000, .weight = 1e12},
                            {.backlog = 2'000'000'000, .weight = 2e12},
                            {.backlog = 1, .weight = 1e-9}};
  for (const SharingPolicyInfo& policy : sharing_policies()) {
    INFO(policy.name);
    const std::vector<Terms> terms = terms_of(policy.policy, claims);
    for (const Terms& t : terms) {
      if (!t.works) continue;
      CHECK(t.weight >= sim::least_weight);
      CHECK(t.weight <= sim::greatest_weight);
    }
  }
  CHECK(terms_of(SharingPolicy::pro_rata, claims)[1].weight ==
        Approx(2 * terms_of(SharingPolicy::pro_rata, claims)[0].weight));
  CHECK(terms_of(SharingPolicy::weighted, claims)[1].weight ==
        Approx(2 * terms_of(SharingPolicy::weighted, claims)[0].weight));
}

TEST_CASE("a sharing policy looks at the claims, not at their order; only first_come breaks ties by it") {
  RandomNumbers random(2);
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Claim> claims = random_claims(random);
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(order);
    for (const SharingPolicyInfo& policy : sharing_policies()) {
      if (policy.policy == SharingPolicy::first_come && has_tied_first(claims)) continue;
      INFO(policy.name);
      const std::vector<Terms> terms = terms_of(policy.policy, claims),
                               moved = terms_in_order(policy.policy, claims, order);
      for (std::size_t i = 0; i < claims.size(); ++i) {
        REQUIRE(terms[i].works == moved[i].works);
        REQUIRE(terms[i].weight == moved[i].weight);
      }
    }
  }
}

TEST_CASE("a sharing policy gives equal claims equal terms, but for first_come, where the first of them works alone") {
  RandomNumbers random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<Claim> claims(static_cast<std::size_t>(random.between(2, 6)), random_claims(random).front());
    for (const SharingPolicyInfo& policy : sharing_policies()) {
      INFO(policy.name);
      const std::vector<Terms> terms = terms_of(policy.policy, claims);
      for (std::size_t i = 0; i < terms.size(); ++i) {
        REQUIRE(terms[i].works == (i == 0 || policy.policy != SharingPolicy::first_come));
        REQUIRE(terms[i].weight == terms[0].weight);
      }
    }
  }
}

TEST_CASE("who is left out has a reason: a worse priority, or a younger order") {
  RandomNumbers random(4);
  for (int round = 0; round < 500; ++round) {
    const std::vector<Claim> claims = random_claims(random);
    const auto waits_for = [&](SharingPolicy policy, auto is_better) {
      const std::vector<Terms> terms = terms_of(policy, claims);
      for (std::size_t i = 0; i < claims.size(); ++i) {
        if (terms[i].works) continue;
        bool found = false;
        for (std::size_t k = 0; k < claims.size(); ++k) found |= terms[k].works && is_better(claims[k], claims[i]);
        REQUIRE(found);
      }
    };
    waits_for(SharingPolicy::priority, [](const Claim& a, const Claim& b) { return a.priority < b.priority; });
    waits_for(SharingPolicy::first_come,
              [](const Claim& a, const Claim& b) { return a.first_ordered <= b.first_ordered; });
    const auto never = [](const Claim&, const Claim&) { return false; };
    waits_for(SharingPolicy::equal, never);
    waits_for(SharingPolicy::weighted, never);
    waits_for(SharingPolicy::pro_rata, never);
    waits_for(SharingPolicy::quota, never);
  }
}

TEST_CASE("pro_rata follows the backlog, weighted and quota follow what is written") {
  const std::vector<Claim> claims{{.backlog = 30, .weight = 0.2}, {.backlog = 10, .weight = 0.6}};
  // 30 : 10 = 3, 0.6 : 0.2 = 3.
  CHECK(terms_of(SharingPolicy::pro_rata, claims)[0].weight ==
        Approx(3 * terms_of(SharingPolicy::pro_rata, claims)[1].weight));
  CHECK(terms_of(SharingPolicy::weighted, claims)[1].weight ==
        Approx(3 * terms_of(SharingPolicy::weighted, claims)[0].weight));
  CHECK(terms_of(SharingPolicy::quota, claims)[1].weight ==
        Approx(3 * terms_of(SharingPolicy::quota, claims)[0].weight));
  CHECK(terms_of(SharingPolicy::equal, claims)[1].weight == terms_of(SharingPolicy::equal, claims)[0].weight);
}
