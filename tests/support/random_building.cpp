// What the building of random halls needs beside its stages.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

// Gear that stages of the site's halls need, of up to two kinds: as much as they need, or more.
void ScenarioDraw::draw_gear(DrawnSite& site, YamlTree& text) {
  for (const char* kind : {"cdu", "transformer"}) {
    if (!random.chance(70)) continue;
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
    gear["ordered"] = date_between(-50, 5);
    gear["lead_time"] = std::to_string(random.between(20, 70)) + " d";
    if (options.laws && random.chance(30)) {
      YamlTree law;
      law["uniform"] = YamlTree::list({hours(0, 600), hours(600, 1600)});
      law["draw"] = "each";
      gear["lead_time"] = law;
    }
    site.gear.emplace_back(kind);
  }
}

}  // namespace tests
