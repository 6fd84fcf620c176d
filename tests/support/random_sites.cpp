// The sites of a random scenario: halls, power blocks, pools, bring-up chains, cooling, what is installed.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

// Hours of each year, so tied to the calendar. The horizon lies in the first five months.
YamlTree draw_curtailment(ScenarioDraw& draw, bool may_ask_for_hottest) {
  RandomNumbers& random = draw.random;
  YamlTree rule;
  const bool is_hottest = may_ask_for_hottest && random.chance(60);
  if (is_hottest || random.chance(60)) rule["hours"] = std::to_string(random.between(20, 900)) + " h/yr";
  if (is_hottest) {
    rule["when"] = "hottest";
    if (random.chance(50)) rule["call_max"] = draw.hours(1, 6);
  } else {
    rule["when"]["months"] = YamlTree::list({"1", "2", std::to_string(random.between(3, 5))});
    rule["when"]["hours"] =
        YamlTree::list({"0", std::to_string(random.between(1, 9)), std::to_string(random.between(10, 23))});
  }
  if (random.chance(20)) rule["service"] = "firm";
  return rule;
}

bool may_curtail(ScenarioDraw& draw) {
  return !draw.options.rack_by_rack || draw.tree["policies"]["preempt"].text() == "true";
}

void draw_blocks(ScenarioDraw& draw, DrawnSite& site, YamlTree& text) {
  const OwnStream stream(draw, "power of " + site.id);
  RandomNumbers& random = draw.random;
  if (!draw.likely(Theme::power, 75)) return;
  if (random.chance(30)) text["power"]["interconnection_request"] = "5 MW";
  if (draw.options.calendar_totals && may_curtail(draw) && draw.likely(Theme::power, 35)) {
    text["power"]["curtailment"] = draw_curtailment(draw, site.has_ambient);
  }
  for (std::int64_t i = random.between(1, 3); i > 0; --i) {
    const std::string id = "block" + std::to_string(i);
    YamlTree& block = text["power"]["blocks"][id];
    const std::string kind = random.pick(std::vector<std::string>{"grid", "onsite", "bridging"});
    const std::int64_t rated = random.between(150, draw.theme == Theme::power ? 800 : 1400);
    block["kind"] = kind;
    block[kind == "grid" ? "contracted" : "nameplate"] = std::to_string(rated) + " kW";
    block["energization"] = draw.date_between(-20, draw.latest_start());
    if (random.chance(40)) {
      block["load_ramp"]["0 d"] = draw.kilowatts(0, rated / 2);
      block["load_ramp"][std::to_string(random.between(1, 30)) + " d"] = draw.kilowatts(rated / 2, rated);
    }
    if (random.chance(20))
      block["usable"] = random.pick(std::vector<std::string>{"1 of 2", "2 of 3", "3 of 4", "11 of 12"});
    if (!draw.nodes.empty() && random.chance(70)) {
      std::vector<std::string> through{random.pick(draw.nodes)};
      if (through.front() != draw.nodes.back() && random.chance(40)) through.push_back(draw.nodes.back());
      block["through"] = YamlTree::list(through);
      if (draw.node_rule == "priority") block["priority"] = random.between(1, 2);
    }
    if (may_curtail(draw) && draw.likely(Theme::power, 30)) {  // it leaves: its limit falls
      if (i > 1 && random.chance(60)) {
        block["replaced_by"] = "block1";
      } else if (i > 1) {
        block["until"] = draw.date_between(draw.days * 2 / 3 + 1, draw.days + 10);
      }
    }
    if (random.chance(draw.theme == Theme::power ? 75 : 50)) {
      block["service"] = "interruptible";
      site.interruptible.push_back(id);
    }
    site.blocks.push_back(id);
  }
}

// A battery; where single racks are compared with cohorts, only if grants are made anew: it holds units for a while.
void draw_storage(ScenarioDraw& draw, DrawnSite& site, YamlTree& text) {
  const OwnStream stream(draw, "storage of " + site.id);
  RandomNumbers& random = draw.random;
  if (site.blocks.empty() || !may_curtail(draw) || !draw.likely(Theme::power, 45)) return;
  YamlTree& block = text["power"]["blocks"]["battery"];
  block["kind"] = "storage";
  block["nameplate"] = draw.kilowatts(50, 900);
  block["energy"] = std::to_string(random.between(50, 20'000)) + " kWh";
  if (random.chance(70)) block["round_trip"] = std::to_string(random.between(70, 99)) + " %";
  if (random.chance(40)) block["energization"] = draw.date_between(-10, draw.days / 2);
  site.blocks.emplace_back("battery");  // events may hit it, too
}

std::string step_name(std::int64_t i) { return "step" + std::to_string(9 - i); }  // their order is not the chain's

std::int64_t need_of(const YamlTree& bring_up, std::int64_t step, const std::string& pool) {
  const YamlTree* needs = bring_up.find(step_name(step))->find("needs");
  const YamlTree* need = needs == nullptr ? nullptr : needs->find(pool);
  return need == nullptr ? 0 : std::stoll(need->text());
}

// Whether units that are held before a step would keep what a later one needs (but for what that very step takes over).
bool waits_for_itself(const YamlTree& bring_up, std::int64_t step, std::int64_t steps,
                      const std::vector<std::string>& pools) {
  for (const std::string& pool : pools) {
    const std::int64_t kept = need_of(bring_up, step - 1, pool);
    for (std::int64_t later = step; kept > 0 && later < steps; ++later) {
      if (need_of(bring_up, later, pool) > (later == step ? kept : 0)) return true;
    }
  }
  return false;
}

void draw_queues(ScenarioDraw& draw, const DrawnSite& site, YamlTree& bring_up, std::int64_t steps) {
  RandomNumbers& random = draw.random;
  if (steps > 0 && draw.likely(Theme::building, 30)) {
    YamlTree& queue = bring_up[step_name(0)]["queue"];
    queue["limit"] = draw.units(0, 6);
    // Of a cohort it is not known which of its racks was promised to whom.
    if (random.chance(80) && !draw.options.rack_by_rack) queue["when_full"] = "turn_away";
  }
  for (std::int64_t i = 1; i < steps; ++i) {
    if (draw.likely(Theme::building, 50) && !waits_for_itself(bring_up, i, steps, site.pools)) {
      bring_up[step_name(i)]["queue"]["limit"] = draw.units(0, 4);
    }
  }
}

void draw_bring_up(ScenarioDraw& draw, DrawnSite& site, YamlTree& text) {
  const OwnStream stream(draw, "bring-up of " + site.id);
  RandomNumbers& random = draw.random;
  for (const char* pool : {"agents", "crew"}) {
    if (!random.chance(60)) continue;
    text["resources"][pool]["count"] = random.between(2, 6);
    site.pools.emplace_back(pool);
  }
  if (draw.repairs_need_crew && (draw.sites.empty() || random.chance(60))) {
    text["resources"]["repair_crew"]["count"] = random.between(2, 3);
    site.pools.emplace_back("repair_crew");  // shared with bring-up
  }
  const std::int64_t steps = random.between(0, 4);
  const std::int64_t powered_from = random.chance(40) ? random.between(0, steps) : -1;
  for (std::int64_t i = 0; i < steps; ++i) {
    YamlTree& step = text["bring_up"][step_name(i)];
    if (i > 0) step["after"] = YamlTree::list({step_name(i - 1)});
    step["duration"] = random.chance(15) ? "0 h" : draw.hours(1, i == 0 ? 48 : 200);
    if (draw.wants_law()) step["duration"] = draw.law_of_time();
    // Racks of one cohort must not overtake each other where they are compared one by one.
    const bool keeps_order = draw.options.rack_by_rack;
    if (random.chance(20) && !keeps_order) step["learning"] = std::to_string(random.between(70, 99)) + " %";
    if (random.chance(55) && !keeps_order && draw.has_dated_system()) {
      step["new_generation"]["for"] = std::to_string(random.between(1, 40)) + " d";
      step["new_generation"]["duration"] = draw.hours(0, 300);
      if (draw.wants_law()) step["new_generation"]["duration"] = draw.law_of_time();
    }
    if (!site.pools.empty() && random.chance(60)) {
      step["needs"][random.pick(site.pools)] = random.between(1, 2);
      if (random.chance(20)) step["needs"][site.pools.front()] = 1;
    }
    if (powered_from >= 0 && i >= powered_from) step["powered"] = "true";
  }
  if (steps > 0) draw_queues(draw, site, text["bring_up"], steps);
}

void draw_readiness(ScenarioDraw& draw, DrawnHall& hall, YamlTree& text) {
  RandomNumbers& random = draw.random;
  if (!draw.likely(Theme::building, 95)) return;
  if (!draw.likely(Theme::building, 60)) {
    text["ready"] = draw.date_between(-20, draw.latest_start());
    return;
  }
  const std::int64_t stages = random.between(draw.theme == Theme::building ? 2 : 1, 4);
  for (std::int64_t i = 0; i < stages; ++i) {
    const std::string id = "stage" + std::to_string(7 - i);
    YamlTree& stage = text["stages"][id];
    stage["duration"] = random.chance(10) ? "0 d" : std::to_string(random.between(1, 25)) + " d";
    if (draw.options.laws && random.chance(15)) stage["duration"] = draw.law_of_time();
    if (i == 0 || random.chance(15)) {
      if (random.chance(70)) stage["started"] = draw.date_between(-30, 10);
    }
    if (i > 0) {
      const std::string before = random.pick(hall.stages);
      stage["after"] =
          YamlTree::list({random.chance(40) ? before + " + " + std::to_string(random.between(1, 6)) + " d" : before});
    }
    hall.stages.push_back(id);
  }
}

// The outside air: around 30 C at its warmest, so that loops of a design ambient of 25 to 35 C now and then derate.
void draw_ambient(ScenarioDraw& draw, DrawnSite& site, YamlTree& text) {
  RandomNumbers& random = draw.random;
  const OwnStream stream(draw, "ambient of " + site.id);
  if (!draw.nodes_curtail_hottest && !draw.likely(Theme::power, 45)) return;
  site.has_ambient = true;
  if (random.chance(15)) {
    text["climate"] = draw.options.calendar_totals ? "mid_atlantic" : draw.named("steady");
    return;
  }
  const auto mean = [&] { return std::to_string(random.between(18, 30)) + " C"; };
  text["ambient"]["mean"] = mean();
  if (draw.options.calendar_totals && random.chance(50)) {
    std::vector<std::string> months;
    for (int month = 0; month < 12; ++month) months.push_back(mean());
    text["ambient"]["mean"] = YamlTree();
    text["ambient"]["mean"]["monthly"] = YamlTree::list(months);
  }
  text["ambient"]["daily"] = std::to_string(random.between(0, 8)) + " C";
  if (random.chance(70)) text["ambient"]["peak_hour"] = random.between(0, 23);
}

// Limits that fall and rise with the day; where single racks are compared with cohorts, only if grants are made anew.
void draw_rejection(ScenarioDraw& draw, const DrawnSite& site, YamlTree& loop, bool is_liquid) {
  RandomNumbers& random = draw.random;
  const bool may_fall = !draw.options.rack_by_rack || draw.tree["policies"]["preempt"].text() == "true";
  if (!site.has_ambient || !may_fall || !random.chance(65)) return;
  const bool is_chiller = random.chance(50);
  loop["rejection"] = is_chiller ? "chiller" : "dry_cooler";
  loop["design_ambient"] = std::to_string(random.between(22, 34)) + " C";
  if (is_chiller && random.chance(50)) loop["derate"] = std::to_string(random.between(1, 9)) + " %/C";
  if (!is_chiller && (!is_liquid || random.chance(30))) loop["return"] = std::to_string(random.between(38, 55)) + " C";
}

void draw_cooling(ScenarioDraw& draw, const DrawnSite& site, DrawnHall& hall, YamlTree& text) {
  const OwnStream stream(draw, "cooling of " + site.id + "." + hall.id);
  RandomNumbers& random = draw.random;
  if (!draw.likely(Theme::power, 60)) return;
  hall.has_liquid_limit = random.chance(60);
  hall.has_air_limit = !hall.has_liquid_limit || random.chance(60);
  if (hall.has_liquid_limit) text["cooling"]["liquid"]["limit"] = draw.kilowatts(60, 900);
  if (hall.has_liquid_limit) draw_rejection(draw, site, text["cooling"]["liquid"], true);
  if (hall.has_air_limit) text["cooling"]["air"]["limit"] = draw.kilowatts(60, 900);
  if (hall.has_air_limit) draw_rejection(draw, site, text["cooling"]["air"], false);
  if (random.chance(65)) {  // a unit gives 80 kW to the water at most
    hall.has_rows = true;
    YamlTree& cdu = text["cooling"]["cdu"];
    const std::int64_t group = random.chance(30) ? 2 : 1, spare = random.between(0, 1);
    cdu["limit"] = draw.kilowatts(80, 220);
    cdu["count"] = group * random.between(1, 3) + spare;
    if (group > 1) cdu["group"] = group;
    if (group > 1 && random.chance(60)) cdu["spare_in_group"] = 1;
    if (spare > 0) cdu["spare"] = spare;
    if (random.chance(70)) cdu["serves"] = draw.units(1, 4);
    if (random.chance(20)) cdu["density_max"] = "100 kW";
  }
  if (hall.has_liquid_limit && random.chance(50)) {
    // At 25 C a unit of the first system, with 80 kW of liquid heat, takes 39 L/min, at 45 C 116.
    hall.supply = random.pick(std::vector<std::int64_t>{25, 35, 40, 45});
    text["cooling"]["liquid"]["supply"] = std::to_string(hall.supply) + " C";
    if (random.chance(80)) {
      text["cooling"]["liquid"]["flow_max"] = std::to_string(random.between(50, 600)) + " L/min";
    }
  }
}

void draw_hall(ScenarioDraw& draw, DrawnSite& site, YamlTree& site_text, std::int64_t number) {
  const OwnStream stream(draw, site.id + ".hall" + std::to_string(number));
  RandomNumbers& random = draw.random;
  DrawnHall hall{.id = "hall" + std::to_string(number), .densest = 1'000'000, .stages = {}};
  YamlTree& text = site_text["halls"][hall.id];
  draw_readiness(draw, hall, text);
  const std::int64_t positions = random.chance(70) ? random.between(2, 30) : 1000;
  if (positions < 1000) text["positions"] = std::to_string(positions) + " units";
  if (random.chance(40)) text["critical_it"] = draw.kilowatts(200, 1500);
  if (random.chance(30)) {
    hall.densest = random.pick(std::vector<std::int64_t>{50, 80, 120});
    text["density_max"] = std::to_string(hall.densest) + " kW";
  }
  draw_cooling(draw, site, hall, text);
  if (draw.likely(Theme::power, 45)) {  // a unit takes 100 kW at most
    hall.has_rows = true;
    text["lineups"]["count"] = random.between(1, 6);
    text["lineups"]["limit"] = draw.kilowatts(140, 450);
    if (random.chance(40)) text["lineups"]["usable"] = "3 of 4";
  }
  if (draw.options.installed && !hall.has_rows && random.chance(draw.hurries() ? 50 : 25)) {
    const DrawnSystem& system = random.pick(draw.systems);
    if (hall.takes(system)) text["installed"][system.id] = draw.units(1, std::min<std::int64_t>(positions, 10));
  }
  site.halls.push_back(std::move(hall));
}

}  // namespace

void ScenarioDraw::draw_grid() {
  const OwnStream stream(*this, "grid");
  if (!likely(Theme::power, 40)) return;
  node_rule = random.pick(std::vector<std::string>{"equal", "pro_rata", "priority"});
  nodes_curtail_hottest = random.chance(40);
  for (std::int64_t i = random.between(1, 3); i > 0; --i) {
    nodes.push_back(numbered("node", i));
    YamlTree& node = tree["grid"][nodes.back()];
    node["limit"] = kilowatts(300, 2500);
    node["allocation"] = node_rule;
    if (options.calendar_totals && may_curtail(*this) && random.chance(25)) {
      node["curtailment"] = draw_curtailment(*this, nodes_curtail_hottest);
    }
  }
}

void ScenarioDraw::draw_sites() {
  const OwnStream stream(*this, "sites");
  const std::int64_t count = random.between(1, 3);
  if (!options.calendar_totals) {
    tree["climates"][named("steady")]["mean"] = "27 C";
    tree["climates"][named("steady")]["daily"] = "4 C";
  }
  for (std::int64_t i = 1; i <= count; ++i) {
    DrawnSite site;
    site.id = numbered("site", i);
    const OwnStream own(*this, site.id);
    YamlTree& text = tree["sites"][site.id];
    text["operator"] = random.pick(providers);
    if (random.chance(70)) text["pue"] = random.pick(std::vector<std::string>{"1.05", "1.1", "1.25", "1.37"});
    if (options.calendar_totals && random.chance(20)) {
      text["pue"] = YamlTree();
      std::vector<std::string> months;
      for (int month = 0; month < 12; ++month) months.push_back("1." + std::to_string(random.between(10, 39)));
      text["pue"]["monthly"] = YamlTree::list(months);
    }
    if (random.chance(25)) text["pue_peak"] = random.pick(std::vector<std::string>{"1.39", "1.5"});
    draw_ambient(*this, site, text);
    draw_blocks(*this, site, text);
    draw_storage(*this, site, text);
    draw_bring_up(*this, site, text);
    const std::int64_t halls = random.between(1, 3);
    for (std::int64_t h = 1; h <= halls; ++h) draw_hall(*this, site, text, h);
    draw_gear(site, text);
    draw_stage_needs(site, text);
    draw_working_days(site, text);
    draw_risks(site, text);
    draw_followers(site, text);
    draw_stocks(site.id);
    sites.push_back(std::move(site));
  }
}

void ScenarioDraw::draw_clusters() {
  const OwnStream stream(*this, "clusters");
  if (!likely(Theme::building, 45)) return;
  std::vector<std::string> halls;
  for (const DrawnSite& site : sites) {
    for (const DrawnHall& hall : site.halls) halls.push_back(site.id + "." + hall.id);
  }
  random.shuffle(halls);
  if (halls.size() > 3) halls.resize(3);
  YamlTree& cluster = tree["clusters"][named("cluster")];
  cluster["halls"] = YamlTree::list(halls);
  cluster["minimum"] = std::to_string(random.between(8, 150)) + " GPU";
}

}  // namespace tests
