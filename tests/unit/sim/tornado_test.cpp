#include "sim/tornado.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

TEST_CASE("a tornado has its widest bar first", "[tornado]") {
  // Base 100. Input 0: 90 to 120, width 30; input 1: 80 to 110, width 30; input 2: 100 to 100; input 3: 130 and 140,
  // both above the base, so 40.
  const std::vector<double> low = {90, 80, 100, 130}, high = {120, 110, 100, 140};
  const auto bars = sim::tornado(100, low, high);
  std::vector<std::size_t> order;
  for (const auto& bar : bars) order.push_back(bar.input);
  CHECK(order == std::vector<std::size_t>{3, 0, 1, 2});
  CHECK(sim::tornado_width(bars[0], 100) == 40);
  CHECK(sim::tornado_width(bars[1], 100) == 30);
}

TEST_CASE("what never comes makes the widest bar, and never at either end none", "[tornado]") {
  const double never = INFINITY;
  const std::vector<double> low = {90, 100}, high = {120, never};
  CHECK(sim::tornado(100, low, high)[0].input == 1);
  CHECK(sim::tornado_width({0, never, never}, never) == 0);
  CHECK(sim::tornado_width({0, 100, never}, never) == never);
}
