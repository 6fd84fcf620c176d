#include "sim/fair_share.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/child_process.hpp"

using sim::Claim;
using sim::fair_shares;

namespace {

const std::vector<std::uint32_t> only_resource = {0};

std::vector<Claim> claims_on_one(const std::vector<double>& demands, const std::vector<double>& weights) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < demands.size(); ++i) claims.push_back({only_resource, weights[i], demands[i]});
  return claims;
}

std::vector<double> shares_of_one(double capacity, const std::vector<Claim>& claims) {
  const std::vector<double> capacities = {capacity};
  return fair_shares(capacities, claims);
}

// Lets jobs share one capacity until all are done; the time at which each ends.
std::vector<double> completion_times(double capacity, std::vector<double> left) {
  std::vector<double> ends(left.size(), -1.0);
  double now = 0;
  while (true) {
    std::vector<Claim> claims;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (ends[i] < 0) open.push_back(i);
    }
    if (open.empty()) return ends;
    claims.assign(open.size(), Claim{only_resource});
    const std::vector<double> rates = shares_of_one(capacity, claims);
    double step = left[open[0]] / rates[0];
    for (std::size_t k = 0; k < open.size(); ++k) step = std::min(step, left[open[k]] / rates[k]);
    now += step;
    for (std::size_t k = 0; k < open.size(); ++k) {
      left[open[k]] -= rates[k] * step;
      if (left[open[k]] < 1e-12) ends[open[k]] = now;
    }
  }
}

}  // namespace

TEST_CASE("small demands are met and the rest is shared equally") {  // V040, Keshav's first example
  // 10 / 4 = 2.5 each: the demand of 2 is met, 8 / 3 = 2.667: that of 2.6 too; (10 - 2 - 2.6) / 2 = 2.7 for the others.
  const auto shares = shares_of_one(10, claims_on_one({2, 2.6, 4, 5}, {1, 1, 1, 1}));
  CHECK(shares[0] == Approx(2).epsilon(1e-12));
  CHECK(shares[1] == Approx(2.6).epsilon(1e-12));
  CHECK(shares[2] == Approx(2.7).epsilon(1e-12));
  CHECK(shares[3] == Approx(2.7).epsilon(1e-12));
}

TEST_CASE("shares follow the weights until a demand is met") {  // V041, Keshav's second example
  // 16 / 8 = 2 per weight: 5, 8, 1, 2; the first two need only 4 and 2. Then 10 / 1.5 per weight: 3.33 and 6.67; the
  // fourth needs only 4, so 6 remain for the third.
  const auto shares = shares_of_one(16, claims_on_one({4, 2, 10, 4}, {2.5, 4, 0.5, 1}));
  CHECK(shares[0] == Approx(4).epsilon(1e-12));
  CHECK(shares[1] == Approx(2).epsilon(1e-12));
  CHECK(shares[2] == Approx(6).epsilon(1e-12));
  CHECK(shares[3] == Approx(4).epsilon(1e-12));
}

TEST_CASE("a claim over several resources stops at the first that is used up") {  // V042, Bertsekas and Gallager
  const std::vector<double> capacities = {1, 1, 1};                               // A, B, C
  const std::vector<std::uint32_t> a = {0}, b = {1}, a_and_b = {0, 1}, c = {2};
  const std::vector<Claim> claims = {{b}, {a}, {a_and_b}, {c}, {a}};
  const auto shares = fair_shares(capacities, claims);
  // A is used up first, at 1/3 for its three claims. The first has B for itself but for that third. C is its claim's
  // own.
  CHECK(shares[0] == Approx(2.0 / 3).epsilon(1e-12));
  CHECK(shares[1] == Approx(1.0 / 3).epsilon(1e-12));
  CHECK(shares[2] == Approx(1.0 / 3).epsilon(1e-12));
  CHECK(shares[3] == Approx(1).epsilon(1e-12));
  CHECK(shares[4] == Approx(1.0 / 3).epsilon(1e-12));
}

TEST_CASE("who is left shares what the departed had") {  // V044, processor sharing
  // Jobs of 1, 2, 3 at 1/3 each: the first ends at 3. Two at 1/2 with 1 and 2 left: the second ends at 5. The third has
  // 1 left and all of it: 6.
  const auto ends = completion_times(1, {1, 2, 3});
  CHECK(ends[0] == Approx(3).epsilon(1e-9));
  CHECK(ends[1] == Approx(5).epsilon(1e-9));
  CHECK(ends[2] == Approx(6).epsilon(1e-9));
}

TEST_CASE("nothing is shared of a capacity of zero, and no claims get no shares") {
  CHECK(shares_of_one(0, claims_on_one({5, 5}, {1, 2})) == std::vector<double>{0, 0});
  CHECK(shares_of_one(3, claims_on_one({5}, {1})) == std::vector<double>{3});
  CHECK(shares_of_one(3, {}).empty());
}

TEST_CASE("a capacity shared by a million to one gives exactly its whole") {
  const auto shares = shares_of_one(1, claims_on_one({9, 9, 9}, {1e-3, 1, 1e3}));
  CHECK(shares[0] + shares[1] + shares[2] == Approx(1).epsilon(1e-12));
  CHECK(shares[2] / shares[0] == Approx(1e6).epsilon(1e-9));
}

TEST_CASE("a claim without a weight or on an unknown resource is refused") {
  const std::vector<std::uint32_t> unknown = {1};
  CHECK(tests::fails_a_check([] { shares_of_one(1, claims_on_one({1}, {0})); }));
  CHECK(tests::fails_a_check([&] { shares_of_one(1, {Claim{unknown}}); }));
  CHECK_FALSE(tests::fails_a_check([] { shares_of_one(1, claims_on_one({1}, {1e-9})); }));
}
