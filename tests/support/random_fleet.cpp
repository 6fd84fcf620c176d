// How units of the systems of a random scenario fail, are serviced, and arrive dead.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

// How units of a system fail. Lives are short beside the horizon, so that many end in it.
void draw_failures(ScenarioDraw& draw, YamlTree& system) {
  RandomNumbers& random = draw.random;
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

void draw_maintenance(ScenarioDraw& draw, YamlTree& system) {
  RandomNumbers& random = draw.random;
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

void draw_dead_on_arrival(ScenarioDraw& draw, YamlTree& system) {
  RandomNumbers& random = draw.random;
  YamlTree& dead = system["dead_on_arrival"];
  const bool may_draw = draw.options.laws && !draw.options.rack_by_rack;
  dead["share"] = may_draw ? std::to_string(random.between(3, 60)) + " %" : "100 %";
  dead["rework"] = std::to_string(random.between(0, 200)) + " h";
  if (!draw.options.laws || draw.options.rack_by_rack || !random.chance(50)) return;
  dead["rework"] = YamlTree();
  dead["rework"]["uniform"] = YamlTree::list({"0 h", std::to_string(random.between(1, 200)) + " h"});
  dead["rework"]["draw"] = "each";
}

}  // namespace

void ScenarioDraw::draw_fleet(const std::string& id) {
  // Who of several promises loses a unit that fails is a matter of cohorts unless grants are made anew each time.
  const bool is_alike = tree["policies"]["preempt"].text() == "true" || !options.rack_by_rack;
  const OwnStream stream = OwnStream::of_frame(*this, "fleet of " + id);
  YamlTree& system = tree["systems"][id];
  if (is_alike && likely(Theme::fleet, 35)) draw_failures(*this, system);
  if (is_alike && likely(Theme::fleet, system.find("failures") == nullptr ? 20 : 55)) draw_maintenance(*this, system);
  if (likely(Theme::fleet, 25)) draw_dead_on_arrival(*this, system);
}

}  // namespace tests
