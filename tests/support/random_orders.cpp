// What becomes of the orders of a random scenario on their way: other systems, patience, customs. Drawn last, so that
// all else is as it would be without.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

const DrawnSite* site_of(const ScenarioDraw& draw, const std::string& id) {
  for (const DrawnSite& site : draw.sites) {
    if (site.id == id) return &site;
  }
  return nullptr;
}

// Whether every place that an order may go to takes a system.
bool goes_to_places_for(const ScenarioDraw& draw, const YamlTree& order, const DrawnSystem& system) {
  const YamlTree& to = *order.find("to");
  if (to.kind() == YamlTree::Kind::map) {
    for (const YamlTree& site : to.entries().front().second.items()) {
      if (!site_of(draw, site.text())->takes(system)) return false;
    }
    return true;
  }
  const std::string& place = to.text();
  const std::size_t dot = place.find('.');
  const DrawnSite* site = site_of(draw, place.substr(0, dot));
  if (site == nullptr) return true;  // outside
  if (dot == std::string::npos) return site->takes(system);
  for (const DrawnHall& hall : site->halls) {
    if (hall.id == place.substr(dot + 1)) return hall.takes(system);
  }
  return false;
}

void draw_substitutes(ScenarioDraw& draw) {
  const OwnStream stream(draw, "substitutes");
  RandomNumbers& random = draw.random;
  int number = 0;
  const auto add_event = [&](const std::string& target, const std::string& system) {
    YamlTree& event = draw.tree["events"][draw.numbered("swap", ++number)];
    event["date"] = draw.date_between(-5, draw.days / 2);
    event["target"] = target;
    event["substitute"] = system;
    if (random.chance(15)) draw.draw_chance(event);
  };
  for (const std::string& id : draw.orders) {
    YamlTree& order = draw.tree["orders"][id];
    std::vector<std::string> accepts;
    for (const DrawnSystem& system : draw.systems) {
      const bool is_other = system.id != order.find("system")->text() && system.id != "h100_hgx";  // which has no maker
      if (is_other && random.chance(50) && goes_to_places_for(draw, order, system)) accepts.push_back(system.id);
    }
    if (accepts.empty() || !draw.likely(Theme::supply, 60)) continue;
    order["accepts"] = YamlTree::list(accepts);
    for (const std::string& other : accepts) {
      const bool may_be_all = draw.options.frame_seed == 0;  // scenarios of a frame share systems
      if (random.chance(50)) {
        const bool of_all = may_be_all && random.chance(50);
        add_event(of_all ? "systems." + order.find("system")->text() : "orders." + id, other);
      }
    }
  }
}

void draw_customs(ScenarioDraw& draw) {
  const OwnStream stream(draw, "customs");
  RandomNumbers& random = draw.random;
  for (const std::string& id : draw.lanes) {
    if (!draw.likely(Theme::supply, 40)) continue;
    YamlTree& hold = draw.tree["lanes"][id]["hold"];
    const bool may_draw = draw.options.laws && !draw.options.rack_by_rack;
    hold["probability"] = may_draw ? std::to_string(random.between(10, 100)) + " %" : "100 %";
    hold["lasts"] = draw.hours(0, 200);
    if (draw.wants_law()) hold["lasts"] = draw.law_of_time();
  }
}

// Over a lane that is not limited.
void draw_lanes_of_gear(ScenarioDraw& draw) {
  const OwnStream stream(draw, "lanes of gear");
  RandomNumbers& random = draw.random;
  for (const std::string& id : draw.lanes) {
    const YamlTree& lane = draw.tree["lanes"][id];
    if (lane.find("capacity") != nullptr || lane.find("through") != nullptr) continue;
    for (const DrawnSite& site : draw.sites) {
      for (const std::string& gear : site.gear) {
        if (random.chance(85)) draw.tree["sites"][site.id]["gear"][gear]["lane"] = id;
      }
    }
  }
}

}  // namespace

void ScenarioDraw::draw_changes_of_orders() {
  const OwnStream stream(*this, "changes of orders");
  draw_customs(*this);
  draw_lanes_of_gear(*this);
  if (options.rack_by_rack) return;  // what follows is about orders by their names, or as a whole
  draw_substitutes(*this);
  for (const std::string& id : orders) {
    if (likely(Theme::supply, 12)) tree["orders"][id]["cancel_if_late"] = std::to_string(random.between(3, 40)) + " d";
  }
}

}  // namespace tests
