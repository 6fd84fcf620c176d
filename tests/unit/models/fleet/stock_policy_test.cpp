#include "models/fleet/stock_policy.hpp"

#include <catch2/catch.hpp>

using namespace models;
using Kind = Replenishment::Kind;

TEST_CASE("base stock and order-up-to fill the position, and never order less than nothing", "[stocks]") {
  for (const Kind kind : {Kind::base_stock, Kind::order_up_to}) {
    Replenishment policy;
    policy.kind = kind;
    policy.level = 5;
    CHECK(parts_to_order(policy, 3, 0) == 2);
    CHECK(parts_to_order(policy, -2, 0) == 7);
    CHECK(parts_to_order(policy, 5, 0) == 0);
    CHECK(parts_to_order(policy, 8, 0) == 0);
  }
}

TEST_CASE("at the reorder point whole orders bring the position above it", "[stocks]") {
  // r = 2, Q = 4: nothing at 3; one order at 2; at -3 two, since -3 + 4 = 1 is not above 2.
  Replenishment policy;
  policy.kind = Kind::reorder_point;
  policy.level = 2;
  policy.quantity = 4;
  CHECK(parts_to_order(policy, 3, 0) == 0);
  CHECK(parts_to_order(policy, 2, 0) == 4);
  CHECK(parts_to_order(policy, -3, 0) == 8);
}

TEST_CASE("cover on a forecast fills up to what the cover would take, rounded up", "[stocks]") {
  // 10 parts in 168 h, 50 h of cover: 10 x 50 / 168 = 2.98, so up to 3.
  Replenishment policy;
  policy.kind = Kind::cover;
  policy.cover = 50;
  policy.forecast = 168;
  CHECK(parts_to_order(policy, 1, 10) == 2);
  CHECK(parts_to_order(policy, 4, 10) == 0);
  CHECK(parts_to_order(policy, -1, 0) == 1);
}
