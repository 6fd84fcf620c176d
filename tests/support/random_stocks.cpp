// Stocks of a random site: the spares that repairs use, and a consumable.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

void draw_policy(ScenarioDraw& draw, YamlTree& stock) {
  RandomNumbers& random = draw.random;
  YamlTree& policy = stock["policy"];
  switch (random.between(0, 3)) {
    case 0:
      policy["base_stock"] = draw.units(0, 4);
      return;
    case 1:
      policy["reorder_point"] = draw.units(0, 2);
      policy["order_quantity"] = draw.units(1, 4);
      return;
    case 2:
      policy["order_up_to"] = draw.units(1, 5);
      break;
    default:
      policy["cover"] = draw.hours(20, 400);
      policy["forecast"] = draw.hours(20, 400);
  }
  policy["review"] = draw.hours(5, 100);
}

void draw_stock(ScenarioDraw& draw, YamlTree& stock) {
  RandomNumbers& random = draw.random;
  if (random.chance(35)) stock["on_hand"] = draw.units(0, 3);
  stock["lead_time"] = draw.hours(40, 600);
  if (draw.options.laws && random.chance(50)) stock["lead_time"] = draw.law_of_time();
  if (random.chance(90)) draw_policy(draw, stock);
}

}  // namespace

void ScenarioDraw::draw_stocks(const std::string& id) {
  const OwnStream stream(*this, "stocks of " + id);
  YamlTree& site = tree["sites"][id];
  if (repairs_use_parts && (sites.empty() || random.chance(85))) draw_stock(*this, site["stocks"]["tray"]);
  if (!(repairs_use_parts && sites.empty()) && !likely(Theme::fleet, 35)) return;
  YamlTree& stock = site["stocks"]["coolant"];
  draw_stock(*this, stock);
  if (random.chance(25)) return;
  stock["used"]["every"] = hours(5, 100);
  if (!options.laws || random.chance(50)) return;
  stock["used"]["every"] = YamlTree();
  stock["used"]["every"]["exponential"]["mean"] = hours(3, 100);
  stock["used"]["every"]["draw"] = "each";
}

}  // namespace tests
