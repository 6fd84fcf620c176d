#include "sim/stopping_rule.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/support/child_process.hpp"

using sim::Precision;
using sim::StoppingRule;
using sim::Verdict;

namespace {
const StoppingRule rule = {500, 2000, 400};

std::vector<std::uint64_t> boundaries(const StoppingRule& of) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t at = of.next_boundary(0); all.empty() || at != all.back(); at = of.next_boundary(at))
    all.push_back(at);
  return all;
}

std::vector<Precision> with_errors(double one, double other) { return {{{100, one}, 7}, {{0.8, other}, 0.02}}; }
}  // namespace

TEST_CASE("it is asked at fixed numbers of replicates only", "[stopping_rule]") {
  CHECK(boundaries(rule) == std::vector<std::uint64_t>{500, 900, 1300, 1700, 2000});
  CHECK(boundaries({100, 100, 1}) == std::vector<std::uint64_t>{100});
  CHECK(boundaries({100, 300, 100}) == std::vector<std::uint64_t>{100, 200, 300});
  CHECK(rule.next_boundary(501) == 900);
  CHECK(rule.next_boundary(899) == 900);
  CHECK(rule.next_boundary(900) == 1300);
  CHECK(StoppingRule{1, UINT64_MAX, UINT64_MAX}.next_boundary(1) == UINT64_MAX);
}

TEST_CASE("a study stops when each error is at most its target, or when it may not go on", "[stopping_rule]") {
  CHECK(sim::verdict(rule, 500, with_errors(7, 0.02)) == Verdict::precise);
  CHECK(sim::verdict(rule, 500, with_errors(7.01, 0.02)) == Verdict::go_on);
  CHECK(sim::verdict(rule, 900, with_errors(6, 0.0201)) == Verdict::go_on);
  CHECK(sim::verdict(rule, 2000, with_errors(7.01, 0.02)) == Verdict::exhausted);
  CHECK(sim::verdict(rule, 2000, with_errors(7, 0.02)) == Verdict::precise);
  CHECK(sim::verdict(rule, 500, {}) == Verdict::precise);
  CHECK(sim::verdict(rule, 500, with_errors(0, 0)) == Verdict::precise);
  CHECK(tests::fails_a_check([] { sim::verdict(rule, 501, {}); }));
  CHECK(tests::fails_a_check([] { sim::verdict({5, 4, 1}, 5, {}); }));
}

TEST_CASE("an error that is not known meets no target", "[stopping_rule]") {
  CHECK(sim::verdict(rule, 500, with_errors(INFINITY, 0.01)) == Verdict::go_on);
  CHECK(sim::verdict(rule, 500, with_errors(NAN, 0.01)) == Verdict::go_on);
  CHECK(sim::verdict(rule, 2000, with_errors(INFINITY, 0.01)) == Verdict::exhausted);
  CHECK(sim::expected_end(rule, 500, with_errors(INFINITY, 0.01)) == 2000);
  CHECK(sim::expected_end(rule, 500, with_errors(NAN, 0.01)) == 2000);
}

TEST_CASE("errors fall with the root of the number of replicates", "[stopping_rule]") {
  // 10 d after 500 with a target of 7 d: 500 (10 / 7)^2 = 1020.4, so the next boundary from 1021 on, 1300.
  CHECK(sim::expected_end(rule, 500, with_errors(10, 0.01)) == 1300);
  // The worse of two counts: 500 (0.036 / 0.02)^2 = 1620, 1700.
  CHECK(sim::expected_end(rule, 500, with_errors(10, 0.036)) == 1700);
  CHECK(sim::expected_end(rule, 500, with_errors(100, 0.01)) == 2000);
  CHECK(sim::expected_end(rule, 500, with_errors(7, 0.02)) == 500);
}
