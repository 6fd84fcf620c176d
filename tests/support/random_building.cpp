// What the building of random halls needs beside its stages.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

// Gear that stages of the site's halls need, of up to two kinds: as much as they need, or more.
void ScenarioDraw::draw_gear(DrawnSite& site, YamlTree& text) {
  const OwnStream stream(*this, "gear of " + site.id);
  for (const char* kind : {"cdu", "transformer"}) {
    if (!likely(Theme::building, 70)) continue;
    std::int64_t needed = 0;
    for (const DrawnHall& hall : site.halls) {
      for (const std::string& stage : hall.stages) {
        if (!random.chance(50)) continue;
        const std::int64_t count = random.between(1, 3);
        text["halls"][hall.id]["stages"][stage]["gear"][kind] = std::to_string(count) + " units";
        needed += count;
      }
    }
    if (needed == 0) continue;
    YamlTree& gear = text["gear"][kind];
    gear["quantity"] = std::to_string(needed + random.between(0, 2)) + " units";
    gear["ordered"] = date_between(-30, 18);
    gear["lead_time"] = std::to_string(random.between(20, 70)) + " d";
    if (options.laws && random.chance(30)) {
      YamlTree law;
      law["uniform"] = YamlTree::list({hours(0, 600), hours(600, 1600)});
      law["draw"] = "each";
      gear["lead_time"] = law;
    }
    if (options.shared_resources && random.chance(55)) {  // made on a line, beside racks
      gear.remove("lead_time");
      gear["made_on"] = random.pick(lines);
      if (random.chance(90)) gear["quoted_lead_time"] = std::to_string(random.between(10, 60)) + " d";
      if (random.chance(50)) gear["priority"] = random.between(1, 3);
      if (!lines_of_parts.empty() && random.chance(85)) gear["bom"][named("package")] = "1 unit";
    }
    site.gear.emplace_back(kind);
  }
}

// What stages hold while they are in work: of the site, or of all sites.
void ScenarioDraw::draw_stage_needs(DrawnSite& site, YamlTree& text) {
  const OwnStream stream(*this, "needs of stages of " + site.id);
  for (const DrawnHall& hall : site.halls) {
    for (const std::string& id : hall.stages) {
      YamlTree& stage = text["halls"][hall.id]["stages"][id];
      if (random.chance(30)) stage["priority"] = random.between(1, 3);
      if (!shared_pools.empty() && random.chance(85)) stage["needs"][shared_pools.front()] = random.chance(70) ? 2 : 1;
      if (!shared_pools.empty() && random.chance(20)) stage["needs"][shared_pools.back()] = random.between(1, 2);
      if (!site.pools.empty() && random.chance(30)) stage["needs"][random.pick(site.pools)] = random.between(1, 2);
    }
  }
}

void ScenarioDraw::draw_chance(YamlTree& text) {
  text["probability"] = random.pick(std::vector<std::string>{"20 %", "60 %", "80 %"});
  if (options.laws && random.chance(50)) text["draw"] = "each";
}

// What may hold up stages, and halls that are perhaps given up.
void ScenarioDraw::draw_risks(DrawnSite& site, YamlTree& text) {
  const OwnStream stream(*this, "risks of " + site.id);
  for (const DrawnHall& hall : site.halls) {
    YamlTree& of_hall = text["halls"][hall.id];
    for (const char* id : {"objection", "weather"}) {
      if (hall.stages.empty() || !likely(Theme::building, 70)) continue;
      YamlTree& risk = of_hall["risks"][id];
      risk["stage"] = random.pick(hall.stages);
      risk["delay"] = hours(24, 400);
      if (options.laws && random.chance(30)) risk["delay"] = law_of_time();
      if (random.chance(30)) risk["date"] = date_between(-10, days / 2);
      if (random.chance(50)) draw_chance(risk);
    }
    if (!likely(Theme::building, 4)) continue;
    draw_chance(of_hall["cancelled"]);
    if (random.chance(70)) of_hall["cancelled"]["date"] = date_between(-5, days / 2);
  }
}

// Power that follows stages instead of coming on a date.
void ScenarioDraw::draw_followers(DrawnSite& site, YamlTree& text) {
  const OwnStream stream(*this, "power after stages of " + site.id);
  std::vector<std::string> stages;
  for (const DrawnHall& hall : site.halls) {
    for (const std::string& stage : hall.stages) stages.push_back(hall.id + "." + stage);
  }
  for (const std::string& id : site.blocks) {
    if (stages.empty() || !random.chance(35)) continue;
    YamlTree& block = text["power"]["blocks"][id];
    block.remove("energization");
    std::vector<std::string> after{random.pick(stages)};
    if (random.chance(40)) after.front() += " + " + std::to_string(random.between(1, 9)) + " d";
    if (random.chance(30) && after.front() != stages.back()) after.push_back(stages.back());
    block["after"] = YamlTree::list(after);
  }
}

// Stages whose length counts working days: of their own calendar, of that of the site, or of every day.
void ScenarioDraw::draw_working_days(DrawnSite& site, YamlTree& text) {
  const OwnStream stream(*this, "working days of " + site.id);
  if (calendars.empty()) return;
  if (random.chance(60)) text["calendar"] = random.pick(calendars);
  for (const DrawnHall& hall : site.halls) {
    for (const std::string& id : hall.stages) {
      YamlTree& stage = text["halls"][hall.id]["stages"][id];
      bool needs_days = false;  // of somebody who does not work on others
      for (const std::string& pool : shared_pools) {
        const bool is_needed = stage.find("needs") != nullptr && stage.find("needs")->find(pool) != nullptr;
        needs_days = needs_days || (is_needed && tree["resources"][pool].find("calendar") != nullptr);
      }
      if (!needs_days && !random.chance(40)) continue;
      stage["duration"] = std::to_string(random.between(1, 15)) + " wd";
      if (random.chance(40)) stage["calendar"] = random.pick(calendars);
    }
  }
}

// Tied to the days of the week.
void ScenarioDraw::draw_calendars() {
  const OwnStream stream(*this, "calendars");
  if (!options.calendar_totals || !random.chance(60)) return;
  for (const char* id : {"five_days", "other"}) {
    calendars.push_back(named(id));
    YamlTree& calendar = tree["calendars"][calendars.back()];
    calendar["days"] = YamlTree::list(random.chance(60) ? std::vector<std::string>{"mon", "tue", "wed", "thu", "fri"}
                                                        : std::vector<std::string>{"sat", "tue"});
    std::vector<std::string> holidays;
    for (std::int64_t i = random.between(0, 3); i > 0; --i) holidays.push_back(date_between(-20, days));
    if (!holidays.empty()) calendar["holidays"] = YamlTree::list(holidays);
  }
}

void ScenarioDraw::draw_shared_pools() {
  const OwnStream stream(*this, "shared pools");
  if (!options.shared_resources || !random.chance(90)) return;
  for (const char* pool : {"inspectors", "testers"}) {
    shared_pools.push_back(named(pool));
    tree["resources"][shared_pools.back()]["count"] = random.chance(75) ? 2 : 3;
    if (!calendars.empty() && random.chance(30)) tree["resources"][shared_pools.back()]["calendar"] = calendars.back();
  }
}

}  // namespace tests
