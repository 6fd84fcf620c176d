// What systems and clusters of a random scenario deliver, what co-designs make of them and of bring-up, and who is late
// as his track record has it. Drawn beside all else.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

std::string percent(RandomNumbers& random, std::int64_t least, std::int64_t most) {
  return std::to_string(random.between(least, most)) + " %";
}

// Of the systems, which scenarios of a frame share.
void draw_deliveries(ScenarioDraw& draw, const std::string& id) {
  const OwnStream stream = OwnStream::of_frame(draw, "deliveries of " + id);
  RandomNumbers& random = draw.random;
  YamlTree& system = draw.tree["systems"][id];
  if (random.chance(60)) system["silicon"] = id == "dense" ? "alpha" : "beta";
  if (random.chance(20)) {
    YamlTree& curve = system["effective_compute"][random.chance(50) ? "steps" : "linear"];
    curve[draw.date(-30)] = "100 %";
    curve[draw.date_between(1, draw.days)] = percent(random, 90, 180);
  }
  if (random.chance(20)) system["goodput"] = percent(random, 50, 99);
}

void draw_co_design(ScenarioDraw& draw, const std::string& id) {
  const OwnStream stream(draw, "co-design of " + id);
  RandomNumbers& random = draw.random;
  if (draw.options.frame_seed != 0 || !random.chance(20)) return;  // scenarios of a frame share systems
  YamlTree& event = draw.tree["events"]["design_" + id];
  event["date"] = draw.date_between(-5, draw.days * 3 / 4);
  event["target"] = "systems." + id;
  if (random.chance(60)) event["multiply"]["effective_compute"] = percent(random, 80, 150);
  if (random.chance(70) || event.find("multiply") == nullptr) {
    event["multiply"]["power"]["typical"] = percent(random, 50, 99);
  }
  if (random.chance(40)) event["lasts"] = draw.hours(1, 600);
}

void draw_faster_steps(ScenarioDraw& draw, const std::string& site) {
  const OwnStream stream(draw, "faster steps of " + site);
  RandomNumbers& random = draw.random;
  const YamlTree* bring_up = draw.tree["sites"][site].find("bring_up");
  if (bring_up == nullptr) return;
  for (const auto& [step, text] : bring_up->entries()) {
    if (!random.chance(25)) continue;
    YamlTree& event = draw.tree["events"][site + "_" + step];
    event["date"] = draw.date_between(-5, draw.days / 2);
    event["target"] = "sites." + site + ".bring_up." + step;
    event["multiply"]["duration"] = percent(random, 0, 160);
    if (random.chance(30)) event["lasts"] = draw.hours(1, 600);
  }
}

void draw_track_records(ScenarioDraw& draw) {
  const OwnStream stream(draw, "track records");
  RandomNumbers& random = draw.random;
  if (!draw.likely(Theme::building, 40)) return;
  const std::string builder = draw.named("builder");
  YamlTree& record = draw.tree["parties"][builder]["track_record"];
  record["on_time"] = random.between(0, 3);
  record["late"] = random.between(0, 4);
  for (const DrawnSite& site : draw.sites) {
    for (auto& [id, hall] : draw.tree["sites"][site.id]["halls"].entries()) {
      if (hall.find("risks") == nullptr) continue;
      for (auto& [name, risk] : hall["risks"].entries()) {
        if (risk.find("probability") == nullptr && random.chance(60)) risk["track_record"] = builder;
      }
    }
  }
}

}  // namespace

void ScenarioDraw::draw_designs() {
  for (const std::string id : {"dense", "light", "middle"}) {
    draw_deliveries(*this, id);
    draw_co_design(*this, id);
  }
  for (const DrawnSite& site : sites) draw_faster_steps(*this, site.id);
  draw_track_records(*this);
  const OwnStream stream(*this, "value of clusters");
  if (tree.find("clusters") != nullptr && random.chance(35)) {
    for (auto& [id, cluster] : tree["clusters"].entries()) cluster["value_below"] = percent(random, 0, 100);
  }
}

}  // namespace tests
