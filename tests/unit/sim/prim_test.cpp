#include "sim/prim.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/support/child_process.hpp"

using sim::Matrix;
using sim::PrimBox;

namespace {
struct Cases {
  Matrix inputs;
  std::vector<bool> is_bad;
};

// One input 1 .. 10, bad from 7 on.
Cases ten() {
  Cases cases{Matrix(10, 1), {}};
  for (std::size_t i = 0; i < 10; ++i) {
    cases.inputs(i, 0) = static_cast<double>(i + 1);
    cases.is_bad.push_back(i >= 6);
  }
  return cases;
}

// Bad where the first input is above 0.6 and the third below 0.3, of four; and `noise` of all others.
Cases corner(std::size_t count, double noise) {
  Cases cases{Matrix(count, 4), {}};
  sim::RandomStream stream = sim::RandomSource{8, 0}.stream("cases");
  for (std::size_t i = 0; i < count; ++i) {
    for (double& x : cases.inputs.row(i)) x = stream.next();
    const bool is_corner = cases.inputs(i, 0) > 0.6 && cases.inputs(i, 2) < 0.3;
    cases.is_bad.push_back(is_corner || stream.next() < noise);
  }
  return cases;
}
}  // namespace

TEST_CASE("peeling ten cases by hand", "[prim]") {
  // A slice of 5 % of ten is one case. Cutting 1 leaves 4 bad of 9, cutting 10 leaves 3 of 9: the low end is cut, six
  // times, to 4 of 10, 4 of 9, 4 of 8, 4 of 7, 4 of 6, 4 of 5 and 4 of 4, where only bad ones are left.
  const Cases cases = ten();
  const auto boxes = sim::peel(cases.inputs, cases.is_bad, {});
  REQUIRE(boxes.size() == 7);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(boxes[i].cases == 10 - i);
    CHECK(boxes[i].bad == 4);
    CHECK(boxes[i].coverage == 1);
    CHECK(boxes[i].density == 4.0 / static_cast<double>(10 - i));
    CHECK(boxes[i].mass == static_cast<double>(10 - i) / 10);
  }
  CHECK(boxes[0].limits[0].low == -INFINITY);
  CHECK(boxes[6].limits[0].low == 7);
  CHECK(boxes[6].limits[0].high == INFINITY);
  CHECK(sim::balanced_box(boxes) == 6);  // 2 x 4 / (4 + 4) = 1
  // Without the limit 4 of 10 are bad: four of four by chance in 0.4^4 = 0.0256.
  const auto found = sim::restrictions(cases.inputs, cases.is_bad, boxes[6]);
  REQUIRE(found.size() == 1);
  CHECK(found[0].limits.low == 7);
  CHECK(found[0].quasi_p == Approx(0.0256));
}

TEST_CASE("pasting gives back what was cut off too much", "[prim]") {
  const Cases cases = ten();
  PrimBox box;
  box.limits = {{9, 9}};
  // 1 of 1. Above, 10 is bad: 2 of 2; below, 8: 3 of 3, 7: 4 of 4. With 6 it would be 4 of 5. At 10 the upper end
  // restricts nothing.
  const PrimBox wide = sim::paste(cases.inputs, cases.is_bad, box, {});
  CHECK(wide.limits[0].low == 7);
  CHECK(wide.limits[0].high == INFINITY);
  CHECK(wide.cases == 4);
  CHECK(wide.density == 1);
  CHECK(wide.coverage == 1);
}

TEST_CASE("a corner of the inputs is found, and only its inputs are restricted", "[prim]") {
  const Cases cases = corner(2000, 0.02);
  const auto boxes = sim::peel(cases.inputs, cases.is_bad, {});
  const PrimBox box = sim::paste(cases.inputs, cases.is_bad, boxes[sim::balanced_box(boxes)], {});
  CHECK(box.limits[0].low == Approx(0.6).margin(0.03));
  CHECK(box.limits[2].high == Approx(0.3).margin(0.03));
  CHECK(box.density > 0.9);
  CHECK(box.coverage > 0.8);
  const auto found = sim::restrictions(cases.inputs, cases.is_bad, box);
  REQUIRE(found.size() >= 2);
  CHECK(found[0].quasi_p < 1e-20);
  CHECK(found[1].quasi_p < 1e-20);
  std::vector<std::size_t> first = {found[0].input, found[1].input};
  std::sort(first.begin(), first.end());
  CHECK(first == std::vector<std::size_t>{0, 2});
  for (std::size_t i = 2; i < found.size(); ++i) CHECK(found[i].quasi_p > 1e-4);
}

TEST_CASE("each box of peeling lies in the one before, and its figures are those of its limits", "[prim]") {
  const Cases cases = corner(600, 0.1);
  const auto boxes = sim::peel(cases.inputs, cases.is_bad, {0.1, 0.03});
  REQUIRE(boxes.size() > 5);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    std::size_t inside = 0, bad = 0;
    for (std::size_t c = 0; c < 600; ++c) {
      bool is_inside = true;
      for (std::size_t j = 0; j < 4; ++j) {
        is_inside =
            is_inside && cases.inputs(c, j) >= boxes[i].limits[j].low && cases.inputs(c, j) <= boxes[i].limits[j].high;
      }
      inside += is_inside ? 1 : 0;
      bad += is_inside && cases.is_bad[c] ? 1 : 0;
    }
    CHECK(boxes[i].cases == inside);
    CHECK(boxes[i].bad == bad);
    CHECK(boxes[i].mass >= 0.03);
    if (i == 0) continue;
    CHECK(boxes[i].cases < boxes[i - 1].cases);
    CHECK(boxes[i].coverage <= boxes[i - 1].coverage);
    CHECK(boxes[i - 1].cases - boxes[i].cases <= std::max<std::size_t>(1, boxes[i - 1].cases / 10));
  }
}

TEST_CASE("the order of the cases does not matter to peeling", "[prim]") {
  const Cases cases = corner(300, 0.1);
  Cases reversed{Matrix(300, 4), std::vector<bool>(300)};
  for (std::size_t i = 0; i < 300; ++i) {
    std::copy(cases.inputs.row(i).begin(), cases.inputs.row(i).end(), reversed.inputs.row(299 - i).begin());
    reversed.is_bad[299 - i] = cases.is_bad[i];
  }
  const auto one = sim::peel(cases.inputs, cases.is_bad, {}), other = sim::peel(reversed.inputs, reversed.is_bad, {});
  REQUIRE(one.size() == other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      CHECK(one[i].limits[j].low == other[i].limits[j].low);
      CHECK(one[i].limits[j].high == other[i].limits[j].high);
    }
  }
}

TEST_CASE("of equal gains the first input is cut, at its low end", "[prim]") {
  // Two equal inputs 1 2 3 4, the middle two bad: each of the four slices leaves 2 of 3.
  Cases cases{Matrix(4, 2), {false, true, true, false}};
  for (std::size_t i = 0; i < 4; ++i) cases.inputs(i, 0) = cases.inputs(i, 1) = static_cast<double>(i + 1);
  const auto boxes = sim::peel(cases.inputs, cases.is_bad, {});
  REQUIRE(boxes.size() == 3);
  CHECK(boxes[1].limits[0].low == 2);
  CHECK(boxes[1].limits[0].high == INFINITY);
  CHECK(boxes[2].limits[0].high == 3);
  CHECK(boxes[2].limits[1].low == -INFINITY);
}

TEST_CASE("a choice of few values is cut value by value", "[prim]") {
  // 0, 1 or 2, forty of each; only 2 is bad, a half of it. A slice of 6 takes all forty zeros, then all forty ones.
  Cases cases{Matrix(120, 1), {}};
  for (std::size_t i = 0; i < 120; ++i) {
    cases.inputs(i, 0) = static_cast<double>(i % 3);
    cases.is_bad.push_back(i % 3 == 2 && i % 2 == 0);
  }
  const auto boxes = sim::peel(cases.inputs, cases.is_bad, {});
  REQUIRE(boxes.size() == 3);
  CHECK(boxes[1].limits[0].low == 1);
  CHECK(boxes[2].limits[0].low == 2);
  CHECK(boxes[2].density == 0.5);
  CHECK(boxes[2].coverage == 1);
}

TEST_CASE("without bad cases, or with nothing else, there is one box", "[prim]") {
  Cases cases = ten();
  cases.is_bad.assign(10, false);
  auto boxes = sim::peel(cases.inputs, cases.is_bad, {});
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].density == 0);
  CHECK(boxes[0].coverage == 0);
  CHECK(sim::balanced_box(boxes) == 0);
  cases.is_bad.assign(10, true);
  boxes = sim::peel(cases.inputs, cases.is_bad, {});
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].density == 1);
  CHECK(tests::fails_a_check([&] { sim::peel(cases.inputs, std::vector<bool>(9), {}); }));
  CHECK(tests::fails_a_check([&] { sim::peel(cases.inputs, cases.is_bad, {1.0, 0.05}); }));
}
