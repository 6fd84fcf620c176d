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

// What may be done with systems, and where they may not go.
void draw_controls(ScenarioDraw& draw, const std::string& system) {
  const OwnStream stream = OwnStream::of_frame(draw, "controls of " + system);
  YamlTree& text = draw.tree["systems"][system];
  if (draw.likely(Theme::eligibility, 45)) text["export_controlled"] = "true";
  if (draw.likely(Theme::eligibility, 30))
    text["workloads"] = YamlTree::list(draw.random.chance(50) ? std::vector<std::string>{"training"}
                                                              : std::vector<std::string>{"inference", "managed_api"});
}

void draw_theme(ScenarioDraw& draw) {
  const OwnStream stream = OwnStream::of_frame(draw, "theme");
  const std::vector<Theme> themes{Theme::everything, Theme::supply, Theme::building,  Theme::building,
                                  Theme::power,      Theme::fleet,  Theme::contracts, Theme::eligibility};
  draw.theme = draw.random.pick(themes);
}

void draw_policies(ScenarioDraw& draw) {
  const OwnStream stream = OwnStream::of_frame(draw, "policies");
  RandomNumbers& random = draw.random;
  const std::int64_t left_out = random.between(0, 9);
  if (left_out < 3)
    draw.tree["without"] = YamlTree::list(
        {std::vector<std::string>{"power", "cooling", "curtailment"}[static_cast<std::size_t>(left_out)]});
  draw.tree["policies"]["preempt"] = random.chance(25) ? "true" : "false";
  const std::vector<std::string> grants{"rank", "first_come", "equal", "weighted", "pro_rata", "quota"};
  draw.grant_policy = random.pick(grants);
  draw.tree["policies"]["grants"] = draw.grant_policy;
  const std::vector<std::string> dispatch{"first_come", "priority", "shortest", "least_float", "latest_finish"};
  draw.tree["policies"]["dispatch"] = random.pick(dispatch);
}

void draw_system(ScenarioDraw& draw, const DrawnSystem& system, const std::string& liquid_share) {
  const OwnStream stream = OwnStream::of_frame(draw, "system " + system.id);
  RandomNumbers& random = draw.random;
  const auto& options = draw.options;
  YamlTree& text = draw.tree["systems"][system.id];
  text["gpus"] = system.accelerators;
  text["power"]["nominal"] = std::to_string(system.kilowatts) + " kW";
  if (random.chance(60)) text["power"]["typical"] = std::to_string(system.kilowatts - 10) + " kW";
  if (random.chance(35)) {
    text["power"]["idle"] = std::to_string(system.kilowatts / random.between(2, 4)) + " kW";
    if (random.chance(60)) text["power"]["drawn"]["training"] = std::to_string(random.between(70, 100)) + " %";
    if (random.chance(60)) text["power"]["drawn"]["inference"] = std::to_string(random.between(50, 80)) + " %";
  }
  text["cooling"]["liquid_share"] = liquid_share;
  if (system.warmest_supply < 99) text["cooling"]["supply_max"] = std::to_string(system.warmest_supply) + " C";
  if (system.id == "middle") text["cooling"]["return"] = "50 C";
  text["compute"]["fp8"] = "2 PFLOP/s";
  if (random.chance(60)) {
    const std::string price = std::to_string(random.between(1, 40)) + "00000 USD";
    if (options.money) text["price"] = price;
    if (options.money && system.id != "middle") text["life"] = system.id == "dense" ? "1 mo" : "5 y";
  }
  if (random.chance(60)) text["available"] = draw.date(random.between(-40, draw.days / 3));
  if (random.chance(40)) text["quoted_lead_time"] = std::to_string(random.between(3, 30)) + " d";
}

// What scenarios of one frame share: nothing of it may depend on the scenario's own seed.
void draw_frame(ScenarioDraw& draw) {
  draw_theme(draw);
  const OwnStream stream = OwnStream::of_frame(draw, "frame");
  const auto& options = draw.options;
  draw.days = draw.random.between(20, 120);
  draw.tree["schema"] = 1;
  draw.tree["id"] = "random";
  draw.tree["horizon"]["from"] = draw.date(0);
  draw.tree["horizon"]["until"] = draw.date(draw.days - 1 + options.longer_by);
  draw.tree["report"]["step"] = options.report_step;
  draw_policies(draw);
  draw.systems = {{"dense", 8, 100, 40}, {"light", 4, 40}, {"middle", 6, 70}};
  const std::vector<std::string> liquid_shares{"80 %", "0 %", "50 %"};
  for (std::size_t i = 0; i < draw.systems.size(); ++i) {
    const std::string id = draw.systems[i].id;
    draw_system(draw, draw.systems[i], liquid_shares[i]);
    draw_controls(draw, id);
    draw.draw_fleet(id);
  }
  if (draw.random.chance(30)) draw.systems.push_back({"h100_hgx", 8, 11});  // of the catalog; 10.2 kW
  if (!options.money) draw.tree["systems"]["h100_hgx"]["price"] = "0 USD";  // bought, it is paid for
}

void draw_parties(ScenarioDraw& draw) {
  const OwnStream stream(draw, "parties");
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
  const OwnStream stream(draw, "lines");
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
    if (!draw.options.rack_by_rack && draw.likely(Theme::supply, 35)) line["shared_by"] = "orders";
    if (random.chance(85)) line["allocation"] = draw_allocation(draw);
  }
}

// Gateways of one rule, and lanes of which some pass one or two of them.
void draw_freight(ScenarioDraw& draw) {
  const OwnStream stream(draw, "lanes");
  RandomNumbers& random = draw.random;
  const std::string rule = random.pick(std::vector<std::string>{"equal", "pro_rata", "weighted"});
  if (random.chance(95)) {
    for (std::int64_t i = random.between(1, 2); i > 0; --i) {
      draw.gateways.push_back(draw.numbered("gate", i));
      YamlTree& gateway = draw.tree["gateways"][draw.gateways.back()];
      gateway["capacity"] = draw.rate(2, 10, "wk");
      if (rule != "weighted") gateway["allocation"] = rule;
    }
  }
  for (std::int64_t i = random.between(1, 3); i > 0; --i) {
    const std::string id = draw.numbered("lane", i);
    YamlTree& lane = draw.tree["lanes"][id];
    draw.lanes.push_back(id);
    if (random.chance(85)) lane["transit"] = draw.hours(0, 240);
    if (draw.wants_law()) lane["transit"] = draw.law_of_time();
    if (draw.likely(Theme::supply, 50)) {
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
  const OwnStream stream(draw, id);
  RandomNumbers& random = draw.random;
  YamlTree& order = draw.tree["orders"][id];
  const std::string buyer = random.pick(draw.providers);
  const DrawnSystem& system = random.pick(draw.systems);
  order["buyer"] = buyer;
  order["system"] = system.id;
  draw_dates(draw, order);
  if (random.chance(draw.hurries() ? 65 : 90)) order["made_on"] = random.pick(draw.lines);
  if (draw.likely(Theme::supply, 75)) order["lane"] = random.pick(draw.lanes);
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
  draw_frame(draw);
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
  for (std::int64_t i = draw.random.between(4, 9); i > 0; --i) draw_order(draw, draw.numbered("order", i));
  draw.draw_demand();
  draw.draw_take_or_pay();
  draw.draw_events();
  draw.draw_changes_of_orders();
  draw.draw_money();
  draw.draw_eligibility();
  draw.draw_market();
  draw.draw_capacity();
  draw.draw_financing();
  draw.draw_designs();
  draw.draw_terms();
  return draw.tree;
}

}  // namespace tests
