// What the systems of a random scenario are made of: packages on one line, memory on another.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

void draw_line(ScenarioDraw& draw, YamlTree& line, YamlTree capacity, const std::vector<std::string>& makers) {
  RandomNumbers& random = draw.random;
  line["capacity"] = capacity;
  if (random.chance(60)) line["cycle_time"] = draw.hours(0, 200);
  if (draw.wants_law()) line["cycle_time"] = draw.law_of_time();
  if (random.chance(50)) line["pickup"] = draw.hours(1, 72);
  if (!makers.empty()) {
    line["shared_by"] = "makers";
    if (random.chance(60)) {
      line["allocation"]["quota"][makers.front()] = "70 %";
      line["allocation"]["quota"]["others"] = "30 %";
      if (random.chance(50)) line["allocation"]["reuse"] = "false";
    }
  } else if (random.chance(70)) {
    line["allocation"] = random.pick(std::vector<std::string>{"equal", "pro_rata", "priority", "first_come"});
  }
}

// Where cohorts are compared with racks, the work of a unit is a whole number of millionths: rounded ones of a cohort
// and of its racks may end on two sides of a pickup.
void draw_losses(ScenarioDraw& draw, YamlTree& of) {
  RandomNumbers& random = draw.random;
  if (!random.chance(50)) return;
  const std::int64_t yield = random.between(60, 99);
  of["yield"] = (draw.options.rack_by_rack ? std::string(yield < 80 ? "50" : "80") : std::to_string(yield)) + " %";
  if (random.chance(60)) of["rework"]["share"] = std::to_string(random.between(0, 100)) + " %";
}

void draw_yield(ScenarioDraw& draw, YamlTree& part) {
  draw_losses(draw, part);
  if (draw.random.chance(40)) part["make_to"] = "stock";
}

}  // namespace

void ScenarioDraw::draw_parts() {
  if (options.frame_seed != 0) return;  // systems are shared by the scenarios of a frame: their parts would be, too
  const OwnStream stream(*this, "parts");
  if (!likely(Theme::supply, 45)) return;
  const std::string supplier = named("fab");
  std::vector<std::string> makers;
  if (!options.rack_by_rack && random.chance(60)) {
    for (std::int64_t i = 1; i <= 2; ++i) {
      makers.push_back(numbered("chips", i));
      tree["parties"][makers.back()]["archetype"] = "chip_maker";
    }
    for (const char* system : {"dense", "light", "middle"}) tree["systems"][system]["maker"] = random.pick(makers);
  }
  YamlTree& of_fab = tree["suppliers"][supplier]["lines"];
  const bool by_wafer = random.chance(50);
  draw_line(*this, of_fab[named("cowos")], by_wafer ? rate(1, 4, "d", "wafers") : rate(4, 14, "d"), makers);
  draw_line(*this, of_fab[named("tsv")], rate(40, 200, "d", "Gb"), {});
  lines_of_parts = {supplier + "." + named("cowos"), supplier + "." + named("tsv")};

  YamlTree package, memory;
  package["made_on"] = lines_of_parts.front();
  if (by_wafer) package["per_input"] = "4 units/wafer";
  draw_yield(*this, package);
  if (random.chance(30)) package["stock"] = std::to_string(random.between(1, 30)) + " units";
  memory["made_on"] = lines_of_parts.back();
  draw_yield(*this, memory);
  if (random.chance(50)) memory["stock"] = std::to_string(random.between(1, 900)) + " Gb";
  if (random.chance(80)) package["bom"][named("memory")] = std::to_string(random.between(4, 16)) + " Gb";
  tree["parts"][named("package")] = package;
  tree["parts"][named("memory")] = memory;
  for (const char* system : {"dense", "light", "middle"}) {
    draw_losses(*this, tree["systems"][system]);
    YamlTree& bom = tree["systems"][system]["bom"];
    const bool takes_packages = random.chance(70);
    if (takes_packages) bom[named("package")] = std::to_string(random.between(1, 4)) + " units";
    if (!takes_packages || random.chance(25)) bom[named("memory")] = std::to_string(random.between(4, 30)) + " Gb";
  }
}

}  // namespace tests
