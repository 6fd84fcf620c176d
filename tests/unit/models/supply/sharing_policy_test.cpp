#include "models/supply/sharing_policy.hpp"

#include <catch2/catch.hpp>

using models::Claim;
using models::SharingPolicy;
using models::Terms;

namespace {

// Three contenders: a asks for most, b is the first tier's other half, c ordered first.
const std::vector<Claim> abc{{60, 2.0, 2, 10}, {30, 1.0, 1, 20}, {10, 0.5, 1, 5}};

std::vector<Terms> terms_of(SharingPolicy policy, const std::vector<Claim>& claims) {
  std::vector<Terms> terms(claims.size());
  models::share_terms(policy, claims, terms);
  return terms;
}

std::vector<double> weights_of(SharingPolicy policy, const std::vector<Claim>& claims) {
  std::vector<double> weights;
  for (const Terms& t : terms_of(policy, claims)) weights.push_back(t.works ? t.weight : 0);
  return weights;
}

using Weights = std::vector<double>;

}  // namespace

TEST_CASE("policy equal weighs all contenders alike", "[line]") {
  CHECK(weights_of(SharingPolicy::equal, abc) == Weights{1, 1, 1});
}

TEST_CASE("policy weighted takes the weights written", "[line]") {
  CHECK(weights_of(SharingPolicy::weighted, abc) == Weights{2, 1, 0.5});
}

TEST_CASE("policy quota takes the quotas written, and a contender without any waits", "[line]") {
  CHECK(weights_of(SharingPolicy::quota, {{60, 0.59, 1, 0}, {30, 0.41, 1, 0}, {10, 0.0, 1, 0}}) ==
        Weights{0.59, 0.41, 0});
}

TEST_CASE("policy pro_rata weighs by the open backlog", "[line]") {
  CHECK(weights_of(SharingPolicy::pro_rata, abc) == Weights{60, 30, 10});
}

TEST_CASE("policy priority lets the best priority work, alike", "[line]") {
  CHECK(weights_of(SharingPolicy::priority, abc) == Weights{0, 1, 1});
}

TEST_CASE("policy first_come lets the oldest order work, the first name on a tie", "[line]") {
  CHECK(weights_of(SharingPolicy::first_come, abc) == Weights{0, 0, 1});
  CHECK(weights_of(SharingPolicy::first_come, {{1, 1, 1, 5}, {1, 1, 1, 5}}) == Weights{1, 0});
}

TEST_CASE("every policy stands in the table at its place, with a name and a meaning, and lets somebody work",
          "[line]") {
  std::size_t i = 0;
  for (const models::SharingPolicyInfo& row : models::sharing_policies()) {
    INFO(row.name);
    CHECK(static_cast<std::size_t>(row.policy) == i++);
    CHECK(&models::info(row.policy) == &row);
    CHECK_FALSE(row.name.empty());
    CHECK_FALSE(row.meaning.empty());
    double sum = 0;
    for (double w : weights_of(row.policy, abc)) sum += w;
    CHECK(sum > 0);
    models::share_terms(row.policy, {}, {});  // nobody contends: nothing to do
  }
}

TEST_CASE("weights stay in the range that the engine takes", "[line]") {
  // 1e9 units against 1: scaled to the greatest weight, 1e7, and 1e-2.
  CHECK(weights_of(SharingPolicy::pro_rata, {{1'000'000'000, 1, 1, 0}, {1, 1, 1, 0}}) ==
        Weights{sim::greatest_weight, 1e-2});
  // A quota of 1e-6 against 0.5: scaled up, their ratio kept.
  const auto quotas = weights_of(SharingPolicy::quota, {{1, 1e-6, 1, 0}, {1, 0.5, 1, 0}});
  CHECK(quotas[0] >= sim::least_weight);
  CHECK(quotas[1] / quotas[0] == Approx(5e5));
}
