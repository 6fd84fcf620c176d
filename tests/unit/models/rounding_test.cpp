#include "models/rounding.hpp"

#include <catch2/catch.hpp>

using models::divide_rounding_up;
using models::split_by_largest_remainder;
using Parts = std::vector<std::int64_t>;

namespace {

Parts split(std::int64_t total, const Parts& weights) { return split_by_largest_remainder(total, weights); }

}  // namespace

TEST_CASE("what floors leave over goes to the largest remainders", "[rounding]") {
  // 10 over 6:6:2. 60/14 = 4 rest 4, 60/14 = 4 rest 4, 20/14 = 1 rest 6: one is left, and 6 is the largest rest.
  CHECK(split(10, {6, 6, 2}) == Parts{4, 4, 2});

  // 11: 66/14 = 4 rest 10, 4 rest 10, 22/14 = 1 rest 8: two are left. The third now gets less: the Alabama paradox.
  CHECK(split(11, {6, 6, 2}) == Parts{5, 5, 1});
}

TEST_CASE("of equal remainders the first is served first", "[rounding]") {
  // 10/3 = 3 rest 1 each.
  CHECK(split(10, {1, 1, 1}) == Parts{4, 3, 3});
}

TEST_CASE("a split sums to its total, and nothing is given to weights of zero", "[rounding]") {
  CHECK(split(5, {0, 2, 0, 3}) == Parts{0, 2, 0, 3});
  CHECK(split(5, {0, 0}) == Parts{0, 0});
  CHECK(split(0, {1, 2}) == Parts{0, 0});
  CHECK(split(5, {}).empty());
}

TEST_CASE("a split of accelerator-hours of a large world does not overflow", "[rounding]") {
  // 4e18 x 3e9 passes 2^63 = 9.2e18 by far.
  CHECK(split(4'000'000'000'000'000'000, {3'000'000'000, 1'000'000'000}) ==
        Parts{3'000'000'000'000'000'000, 1'000'000'000'000'000'000});
}

TEST_CASE("units that cover a need are rounded up", "[rounding]") {
  CHECK(divide_rounding_up(144, 72) == 2);
  CHECK(divide_rounding_up(145, 72) == 3);
  CHECK(divide_rounding_up(0, 72) == 0);
}

TEST_CASE("the whole part of a quotient of decimal numbers does not lose one to their binary form", "[rounding]") {
  // 27.5e6 / 1.10 is 24,999,999.999999996 in binary, 100e6 x 0.29 is 28,999,999.999999996.
  CHECK(models::whole_part(27.5e6 / 1.10) == 25'000'000);
  CHECK(models::whole_part(100e6 * 0.29) == 29'000'000);
  CHECK(models::whole_part(30e6 / 1.10) == 27'272'727);
  CHECK(models::whole_part(24'999'999.999) == 24'999'999);  // this is no rounding error
  CHECK(models::whole_part(0.0) == 0);
}
