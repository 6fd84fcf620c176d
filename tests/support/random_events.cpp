// The dated events of a random scenario: every effect on everything that it may happen to.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

enum class Target {
  interruptible,
  gear,
  line,
  lane,
  gateway,
  node,
  block,
  hall,
  stage,
  loop,
  order,
  party,
  site,
  gate
};

// The path of a thing that exists, or nothing.
std::string draw_target(ScenarioDraw& draw, Target kind, bool needs_capacity) {
  RandomNumbers& random = draw.random;
  const DrawnSite& site = random.pick(draw.sites);
  const DrawnHall& hall = random.pick(site.halls);
  const std::string hall_path = "sites." + site.id + ".halls." + hall.id;
  switch (kind) {
    case Target::line: {
      const bool is_of_parts = !draw.lines_of_parts.empty() && random.chance(40);
      const std::string& line = random.pick(is_of_parts ? draw.lines_of_parts : draw.lines);
      const std::size_t dot = line.find('.');
      return "suppliers." + line.substr(0, dot) + ".lines." + line.substr(dot + 1);
    }
    case Target::lane: {
      const auto& lanes = needs_capacity ? draw.lanes_with_capacity : draw.lanes;
      return lanes.empty() ? "" : "lanes." + random.pick(lanes);
    }
    case Target::gateway:
      return draw.gateways.empty() ? "" : "gateways." + random.pick(draw.gateways);
    case Target::node:
      return draw.nodes.empty() ? "" : "grid." + random.pick(draw.nodes);
    case Target::block:
      return site.blocks.empty() ? "" : "sites." + site.id + ".power.blocks." + random.pick(site.blocks);
    case Target::gear:
      return site.gear.empty() ? "" : "sites." + site.id + ".gear." + random.pick(site.gear);
    case Target::hall:
      return hall_path;
    case Target::stage:
      return hall.stages.empty() ? "" : hall_path + ".stages." + random.pick(hall.stages);
    case Target::loop: {
      const bool is_liquid = hall.has_liquid_limit && (!hall.has_air_limit || random.chance(65));
      return is_liquid || hall.has_air_limit ? hall_path + ".cooling." + (is_liquid ? "liquid" : "air") : "";
    }
    case Target::interruptible:
      if (site.interruptible.empty()) return "";
      if (random.chance(40)) return "sites." + site.id;
      return "sites." + site.id + ".power.blocks." + random.pick(site.interruptible);
    case Target::site:
      return site.has_ambient ? "sites." + site.id : "";
    case Target::order:
      return "orders." + random.pick(draw.orders);
    case Target::party:
      return "parties." + random.pick(draw.providers);
    case Target::gate:
      return "sites." + site.id;
  }
  return "";
}

struct Happening {
  Target target;
  const char* effect;
  Theme theme;
  bool lowers_limits;   // may switch live units off
  int times = 1;        // that it may come to a scenario, each with its own chance
  const char* of = "";  // what pauses, where it must be said
};
const std::vector<Happening> happenings{
    {Target::hall, "slip", Theme::building, false},
    {Target::hall, "outage", Theme::building, true, 2},
    {Target::hall, "cancel", Theme::building, false},
    {Target::stage, "slip", Theme::building, false, 2},
    {Target::stage, "pause", Theme::building, false},
    {Target::gear, "slip", Theme::building, false, 2},
    {Target::gate, "pause", Theme::building, false, 2, "receipts"},
    {Target::block, "slip", Theme::power, false},
    {Target::block, "outage", Theme::power, true},
    {Target::block, "multiply", Theme::power, true},
    {Target::loop, "outage", Theme::power, true, 2},
    {Target::loop, "multiply", Theme::power, true, 3},
    {Target::node, "outage", Theme::power, true, 2},
    {Target::node, "multiply", Theme::power, true, 2},
    {Target::node, "curtail", Theme::power, true, 2},
    {Target::interruptible, "curtail", Theme::power, true, 4},
    {Target::site, "add", Theme::power, true, 3},
    {Target::order, "slip", Theme::supply, false},
    {Target::order, "failure", Theme::fleet, false, 3},
    {Target::order, "cancel", Theme::supply, false, 3},
    {Target::order, "pause", Theme::supply, false},
    {Target::party, "pause", Theme::supply, false},
    {Target::line, "outage", Theme::supply, false},
    {Target::line, "multiply", Theme::supply, false},
    {Target::line, "pause", Theme::supply, false, 1, "orders"},
    {Target::line, "pause", Theme::supply, false, 3, "shipments"},
    {Target::lane, "outage", Theme::supply, false},
    {Target::lane, "multiply", Theme::supply, false, 2},
    {Target::lane, "pause", Theme::supply, false},
    {Target::gateway, "outage", Theme::supply, false},
    {Target::gateway, "multiply", Theme::supply, false},
};

void draw_event(ScenarioDraw& draw, const std::string& id, const Happening& what) {
  RandomNumbers& random = draw.random;
  const std::string effect = what.effect;
  const std::string target = draw_target(draw, what.target, effect == "multiply");
  if (target.empty()) return;
  const bool is_late = what.lowers_limits || effect == "failure";  // there must be live units to hit
  YamlTree& event = draw.tree["events"][id];
  const std::int64_t last =
      effect == "cancel" ? draw.days / 3 : draw.days * 2 / 3;  // after that little is left to cancel
  event["date"] = is_late ? draw.date_between(draw.days / 3, draw.days - 1) : draw.date_between(-5, last);
  if (random.chance(30))
    event["date"] = YamlTree(event["date"].text() + "T0" + std::to_string(random.between(1, 9)) + ":00");
  event["target"] = target;
  if (random.chance(15)) draw.draw_chance(event);
  if (effect == "slip") {
    event["slip"] = std::to_string(random.between(random.chance(25) ? -10 : 1, 20)) + " d";
  } else if (effect == "outage") {
    event["outage"] = draw.hours(1, 400);
  } else if (effect == "pause") {
    event["pause"] = draw.hours(24, 800);
    if (*what.of != '\0') event["of"] = what.of;
  } else if (effect == "multiply") {
    event["multiply"] = std::to_string(random.between(0, 130)) + " %";
    if (random.chance(60)) event["lasts"] = draw.hours(1, 500);
  } else if (effect == "curtail") {
    event["curtail"] = std::to_string(random.between(0, 70)) + " %";
    if (random.chance(80)) event["lasts"] = draw.hours(1, 400);
  } else if (effect == "add") {
    event["add"]["ambient"] = std::to_string(random.between(-3, 12)) + " C";
    if (random.chance(80)) event["lasts"] = draw.hours(1, 300);
  } else if (effect == "failure") {
    event["failure"]["units"] = draw.units(1, 12);
    event["failure"]["repair"] = draw.hours(1, 200);
  } else if (what.target == Target::hall || random.chance(75)) {
    event["cancel"] = "all";
  } else {
    event["cancel"] = draw.units(1, 15);
  }
}

}  // namespace

void ScenarioDraw::draw_events() {
  // Failures and cancellations name an order, so they cannot be the same for each of its racks. Who of several promises
  // loses a unit that is switched off is a matter of cohorts unless grants are made anew each time.
  const bool keeps_units = options.rack_by_rack;
  const bool keeps_limits = options.rack_by_rack && tree["policies"]["preempt"].text() == "false";
  for (const Happening& what : happenings) {
    if ((keeps_units && what.target == Target::order) || (keeps_limits && what.lowers_limits)) continue;
    const std::string kind = "event" + std::to_string(static_cast<int>(what.target)) + what.effect + what.of;
    for (int i = 1; i <= what.times; ++i) {
      const OwnStream stream(*this, kind + std::to_string(i));
      if (likely(what.theme, 26)) draw_event(*this, named(kind + std::to_string(i)), what);
    }
  }
}

}  // namespace tests
