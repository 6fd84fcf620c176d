#include "tests/support/random_scenario.hpp"

#include <algorithm>

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

YamlTree ScenarioDraw::rate(std::int64_t least, std::int64_t most, const std::string& per, const std::string& noun) {
  const auto one = [&] { return std::to_string(random.between(least, most)) + " " + noun + "/" + per; };
  const std::int64_t form = random.between(0, 9);
  if (form < 5) return one();
  YamlTree curve;
  if (form == 9 && options.calendar_totals) {
    const std::int64_t days_each = per == "d" ? 30 : 4;
    for (const char* month : {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05"}) {
      if (random.chance(85))
        curve["totals"][month] = std::to_string(days_each * random.between(least, most)) + " " + noun;
    }
    if (curve.entries().empty()) curve["totals"]["2026"] = std::to_string(100 * most) + " " + noun;
    return curve;
  }
  if (form == 7) {
    YamlTree& ramp = curve["logistic"];
    ramp["from"] = random.chance(50) ? "0 " + noun + "/" + per : one();
    ramp["to"] = one();
    ramp["midpoint"] = date_between(0, days);
    ramp["width"] = std::to_string(random.between(1, days)) + " d";
    if (random.chance(40)) ramp["start"] = date_between(0, days);
    return curve;
  }
  YamlTree& points = curve[form < 7 ? "steps" : "linear"];
  points[date(random.between(-10, 0))] = one();
  for (std::int64_t i = random.between(1, 3); i > 0; --i)
    points[date_between(1, days)] = random.chance(15) ? "0 " + noun + "/d" : one();
  return curve;
}

namespace {

// How units of a system fail. Lives are short beside the horizon, so that many end in it.
void draw_failures(ScenarioDraw& draw, RandomNumbers& random, YamlTree& system) {
  const auto hours = [&](std::int64_t least, std::int64_t most) {
    return std::to_string(random.between(least, most)) + " h";
  };
  YamlTree& failures = system["failures"];
  YamlTree& life = failures["time_to_failure"];
  const bool is_drawn = draw.options.laws && random.chance(60);
  if (!is_drawn) {
    life = hours(60, 900);
  } else if (random.chance(40)) {
    life["exponential"]["mean"] = hours(100, 1500);
  } else if (random.chance(50)) {
    life["weibull"]["shape"] = random.chance(50) ? "0.7" : "2";
    life["weibull"]["scale"] = hours(100, 1500);
  } else {
    life["uniform"] = YamlTree::list({hours(1, 100), hours(100, 1500)});
  }
  if (is_drawn) life["draw"] = "each";
  if (life.find("uniform") == nullptr && is_drawn && random.chance(45)) failures["after_repair"] = "as_old";
  YamlTree& repair = failures["time_to_repair"];
  if (draw.options.laws && random.chance(40)) {
    repair["exponential"]["mean"] = hours(1, 60);
    repair["draw"] = "each";
  } else {
    repair = hours(0, 60);
  }
  if (random.chance(60)) {
    failures["needs"]["repair_crew"] = 1;
    draw.repairs_need_crew = true;
  }
  if (random.chance(95)) {
    const bool may_draw = draw.options.laws;  // which repairs take a part
    failures["uses"]["tray"] = may_draw && random.chance(60) ? "40 %" : "100 %";
    if (random.chance(30)) failures["uses"]["coolant"] = may_draw ? "30 %" : "100 %";
    draw.repairs_use_parts = true;
  }
}

void draw_maintenance(ScenarioDraw& draw, RandomNumbers& random, YamlTree& system) {
  YamlTree& maintenance = system["maintenance"];
  maintenance["every"] = std::to_string(random.between(100, 600)) + " h";
  maintenance["lasts"] = std::to_string(random.between(1, 90)) + " h";
  if (draw.options.laws && random.chance(30)) {
    maintenance["lasts"] = YamlTree();
    maintenance["lasts"]["exponential"]["mean"] = std::to_string(random.between(1, 60)) + " h";
    maintenance["lasts"]["draw"] = "each";
  }
  if (random.chance(50)) maintenance["clock"] = "hours_live";
  if (random.chance(50)) maintenance["after_maintenance"] = "as_new";
  if (!random.chance(80)) return;
  maintenance["needs"]["repair_crew"] = 1;
  draw.repairs_need_crew = true;
}

void draw_dead_on_arrival(ScenarioDraw& draw, RandomNumbers& random, YamlTree& system) {
  YamlTree& dead = system["dead_on_arrival"];
  const bool may_draw = draw.options.laws && !draw.options.rack_by_rack;
  dead["share"] = may_draw ? std::to_string(random.between(3, 60)) + " %" : "100 %";
  dead["rework"] = std::to_string(random.between(0, 200)) + " h";
  if (!draw.options.laws || draw.options.rack_by_rack || !random.chance(50)) return;
  dead["rework"] = YamlTree();
  dead["rework"]["uniform"] = YamlTree::list({"0 h", std::to_string(random.between(1, 200)) + " h"});
  dead["rework"]["draw"] = "each";
}

// From a stream of its own, beside what the frame draws else.
void draw_controls(ScenarioDraw& draw, std::uint64_t seed) {
  RandomNumbers own(seed + 0x77);
  const std::vector<std::string> rare{"first_come", "quota"};
  if (draw.grant_policy == "rank" && own.chance(35))
    draw.tree["policies"]["grants"] = draw.grant_policy = own.pick(rare);
  if (draw.grant_policy == "equal" && own.chance(20))
    draw.tree["policies"]["grants"] = draw.grant_policy = "first_come";
  for (std::size_t i = 0; i < 3; ++i) {
    YamlTree& text = draw.tree["systems"][draw.systems[i].id];
    if (own.chance(45)) text["export_controlled"] = "true";
    if (own.chance(30))
      text["workloads"] = YamlTree::list(own.chance(50) ? std::vector<std::string>{"training"}
                                                        : std::vector<std::string>{"inference", "managed_api"});
  }
}

// What scenarios of one frame share: nothing of it may depend on the scenario's own seed.
void draw_frame(ScenarioDraw& draw, RandomNumbers& random) {
  const auto& options = draw.options;
  draw.days = random.between(20, 120);
  draw.tree["schema"] = 1;
  draw.tree["id"] = "random";
  draw.tree["horizon"]["from"] = draw.date(0);
  draw.tree["horizon"]["until"] = draw.date(draw.days - 1 + options.longer_by);
  draw.tree["report"]["step"] = options.report_step;
  if (random.chance(10)) draw.tree["without"] = YamlTree::list({"power"});
  if (random.chance(10)) draw.tree["without"] = YamlTree::list({"cooling"});
  if (random.chance(8)) draw.tree["without"] = YamlTree::list({"curtailment"});
  draw.tree["policies"]["preempt"] = random.chance(25) ? "true" : "false";
  const std::vector<std::string> policies{"first_come", "equal", "weighted", "pro_rata", "quota"};
  draw.grant_policy = random.chance(18) ? "rank" : random.pick(policies);
  draw.tree["policies"]["grants"] = draw.grant_policy;
  draw.tree["policies"]["dispatch"] =
      random.pick(std::vector<std::string>{"first_come", "priority", "shortest", "least_float", "latest_finish"});

  draw.systems = {{"dense", 8, 100, 40}, {"light", 4, 40}, {"middle", 6, 70}};
  const char* shares[] = {"80 %", "0 %", "50 %"};
  for (std::size_t i = 0; i < draw.systems.size(); ++i) {
    const DrawnSystem& system = draw.systems[i];
    YamlTree& text = draw.tree["systems"][system.id];
    text["gpus"] = system.accelerators;
    text["power"]["nominal"] = std::to_string(system.kilowatts) + " kW";
    if (random.chance(60)) text["power"]["typical"] = std::to_string(system.kilowatts - 10) + " kW";
    if (random.chance(35)) {
      text["power"]["idle"] = std::to_string(system.kilowatts / random.between(2, 4)) + " kW";
      if (random.chance(60)) text["power"]["drawn"]["training"] = std::to_string(random.between(70, 100)) + " %";
      if (random.chance(60)) text["power"]["drawn"]["inference"] = std::to_string(random.between(50, 80)) + " %";
    }
    text["cooling"]["liquid_share"] = shares[i];
    if (system.warmest_supply < 99) text["cooling"]["supply_max"] = std::to_string(system.warmest_supply) + " C";
    if (i == 2) text["cooling"]["return"] = "50 C";
    text["compute"]["fp8"] = "2 PFLOP/s";
    if (random.chance(60)) {
      const std::string price = std::to_string(random.between(1, 40)) + "00000 USD";
      if (options.money) text["price"] = price;
      if (options.money && i < 2) text["life"] = i == 0 ? "1 mo" : "5 y";
    }
    if (random.chance(60)) text["available"] = draw.date(random.between(-40, draw.days / 3));
    if (random.chance(40)) text["quoted_lead_time"] = std::to_string(random.between(3, 30)) + " d";
    // Who of several promises loses a unit that fails is a matter of cohorts unless grants are made anew each time.
    const bool is_alike = draw.tree["policies"]["preempt"].text() == "true" || !options.rack_by_rack;
    if (random.chance(30) && is_alike) draw_failures(draw, random, text);
    if (random.chance(text.find("failures") == nullptr ? 20 : 55) && is_alike) draw_maintenance(draw, random, text);
    if (random.chance(25)) draw_dead_on_arrival(draw, random, text);
  }
  if (random.chance(30)) draw.systems.push_back({"h100_hgx", 8, 11});       // of the catalog; 10.2 kW
  if (!options.money) draw.tree["systems"]["h100_hgx"]["price"] = "0 USD";  // bought, it is paid for
}

void draw_parties(ScenarioDraw& draw) {
  RandomNumbers& random = draw.random;
  const std::vector<std::string> archetypes{"hyperscaler", "neocloud", "landlord", "lab", "enterprise", "sovereign"};
  const std::int64_t providers = random.between(2, 3), customers = random.between(1, 2);
  for (std::int64_t i = 1; i <= providers; ++i) draw.providers.push_back(draw.numbered("cloud", i));
  for (std::int64_t i = 1; i <= customers; ++i) draw.customers.push_back(draw.numbered("customer", i));
  for (const auto* group : {&draw.providers, &draw.customers}) {
    for (const std::string& id : *group) draw.tree["parties"][id]["archetype"] = random.pick(archetypes);
  }
}

YamlTree draw_allocation(ScenarioDraw& draw) {
  RandomNumbers& random = draw.random;
  const std::int64_t which = random.between(0, 6);
  if (which < 4)
    return std::vector<const char*>{"equal", "pro_rata", "priority", "first_come"}[static_cast<std::size_t>(which)];
  YamlTree map;
  if (which == 4) {
    for (const std::string& buyer : draw.providers) {
      if (random.chance(70)) map["weighted"][buyer] = random.between(1, 9);
    }
    map["weighted"][draw.providers.front()] = random.between(1, 9);
    return map;
  }
  const std::int64_t first = random.between(20, 60);
  map["quota"][draw.providers.front()] = std::to_string(first) + " %";
  map["quota"]["others"] = std::to_string(100 - first) + " %";
  if (which == 6 || random.chance(20)) map["reuse"] = "false";
  return map;
}

void draw_supply(ScenarioDraw& draw) {
  RandomNumbers& random = draw.random;
  const std::string supplier = draw.named("maker");
  const std::int64_t lines = random.between(1, 3);
  for (std::int64_t i = 1; i <= lines; ++i) {
    const std::string id = draw.numbered("line", i);
    YamlTree& line = draw.tree["suppliers"][supplier]["lines"][id];
    draw.lines.push_back(supplier + "." + id);
    line["capacity"] = draw.rate(1, 5, "d");
    if (random.chance(70)) line["cycle_time"] = draw.hours(0, 240);
    if (draw.wants_law()) line["cycle_time"] = draw.law_of_time();
    if (random.chance(50)) line["pickup"] = draw.hours(1, 72);
    if (!draw.options.rack_by_rack && random.chance(35)) line["shared_by"] = "orders";
    if (random.chance(85)) line["allocation"] = draw_allocation(draw);
  }
}

// Gateways of one rule, and lanes of which some pass one or two of them.
void draw_freight(ScenarioDraw& draw) {
  RandomNumbers& random = draw.random;
  const std::string rule = random.pick(std::vector<std::string>{"equal", "pro_rata", "weighted"});
  if (random.chance(90)) {
    for (std::int64_t i = random.between(1, 2); i > 0; --i) {
      draw.gateways.push_back(draw.numbered("gate", i));
      YamlTree& gateway = draw.tree["gateways"][draw.gateways.back()];
      gateway["capacity"] = draw.rate(2, 14, "wk");
      if (rule != "weighted") gateway["allocation"] = rule;
    }
  }
  for (std::int64_t i = random.between(1, 3); i > 0; --i) {
    const std::string id = draw.numbered("lane", i);
    YamlTree& lane = draw.tree["lanes"][id];
    draw.lanes.push_back(id);
    if (random.chance(85)) lane["transit"] = draw.hours(0, 240);
    if (draw.wants_law()) lane["transit"] = draw.law_of_time();
    if (random.chance(50)) {
      lane["capacity"] = draw.rate(3, 25, "wk");
      draw.lanes_with_capacity.push_back(id);
    }
    if (draw.gateways.empty() || random.chance(10)) continue;
    const std::vector<std::string> through =
        random.chance(50) ? draw.gateways : std::vector{random.pick(draw.gateways)};
    lane["through"] = YamlTree::list(through);
    const std::int64_t weight = random.between(1, 5);
    for (const std::string& gateway : through) {
      if (rule == "weighted") draw.tree["gateways"][gateway]["allocation"]["weighted"][id] = weight;
    }
  }
}

YamlTree draw_destination(ScenarioDraw& draw, const DrawnSystem& system) {
  RandomNumbers& random = draw.random;
  std::vector<const DrawnSite*> sites;
  for (const DrawnSite& site : draw.sites) {
    if (site.takes(system)) sites.push_back(&site);
  }
  const std::int64_t which = random.between(0, 99);
  if (which < 10 || sites.empty()) return "outside";
  if (which < 45 && draw.options.routing && !draw.options.rack_by_rack) {
    random.shuffle(sites);
    std::vector<std::string> ids;
    for (const DrawnSite* site : sites) ids.push_back(site->id);
    YamlTree policy;
    policy[which < 28 ? "first_ready" : "most_headroom"] = YamlTree::list(ids);
    return policy;
  }
  const DrawnSite& site = *random.pick(sites);
  if (which < 72 && !draw.options.rack_by_rack) return site.id;
  std::vector<std::string> halls;
  for (const DrawnHall& hall : site.halls) {
    if (hall.takes(system)) halls.push_back(site.id + "." + hall.id);
  }
  return random.pick(halls);
}

void draw_dates(ScenarioDraw& draw, YamlTree& order) {
  RandomNumbers& random = draw.random;
  if (random.chance(15)) {
    order["quantity"] = draw.units(1, 6);
    order["every"] = std::to_string(random.between(5, 20)) + " d";
    if (draw.wants_law()) {
      order["every"] = YamlTree();
      order["every"]["exponential"]["mean"] = std::to_string(random.between(5, 20)) + " d";
      order["every"]["draw"] = "each";
    }
    if (random.chance(60)) order["from"] = draw.date_between(-15, draw.days / 2);
    order["until"] = draw.date_between(draw.days / 2 + 1, draw.days - 1);
    return;
  }
  const std::int64_t ordered = random.between(-40, draw.days / 3);
  order["ordered"] = draw.date(ordered);
  if (random.chance(20)) {
    for (std::int64_t i = random.between(1, 3); i > 0; --i) {
      order["requested"][draw.date_between(ordered, draw.days / 2 + 5)] = draw.units(1, 12);
    }
    return;
  }
  order["quantity"] = draw.units(1, random.chance(30) ? 40 : 20);
  if (random.chance(40)) order["requested"] = draw.date_between(ordered, draw.days / 2 + 5);
}

void draw_order(ScenarioDraw& draw, const std::string& id) {
  RandomNumbers& random = draw.random;
  YamlTree& order = draw.tree["orders"][id];
  const std::string buyer = random.pick(draw.providers);
  const DrawnSystem& system = random.pick(draw.systems);
  order["buyer"] = buyer;
  order["system"] = system.id;
  draw_dates(draw, order);
  if (random.chance(88)) order["made_on"] = random.pick(draw.lines);
  if (random.chance(65)) order["lane"] = random.pick(draw.lanes);
  order["to"] = draw_destination(draw, system);
  if (random.chance(40)) order["priority"] = random.between(1, 3);
  std::vector<std::string> own;
  for (const DrawnTranche& tranche : draw.tranches) {
    if (tranche.provider == buyer) own.push_back(tranche.contract + "." + tranche.id);
  }
  if (random.chance(30) && !own.empty()) order["for"] = random.pick(own);
  draw.orders.push_back(id);
}

}  // namespace

YamlTree random_scenario(std::uint64_t seed, const RandomScenarioOptions& options) {
  ScenarioDraw draw(seed, options);
  RandomNumbers frame(options.frame_seed);
  draw_frame(draw, options.frame_seed == 0 ? draw.random : frame);
  draw_controls(draw, options.frame_seed == 0 ? seed : options.frame_seed);
  draw_parties(draw);
  draw_supply(draw);
  draw_freight(draw);
  draw.draw_parts();
  draw.draw_grid();
  draw.draw_calendars();
  draw.draw_shared_pools();
  draw.draw_sites();
  draw.draw_clusters();
  draw.draw_contracts();
  for (std::int64_t i = draw.random.between(3, 8); i > 0; --i) draw_order(draw, draw.numbered("order", i));
  draw.draw_demand();
  draw.draw_take_or_pay();
  draw.draw_events();
  draw.draw_changes_of_orders();
  draw.draw_money(seed);
  draw.draw_eligibility(seed);
  return draw.tree;
}

}  // namespace tests
