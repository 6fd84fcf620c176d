// What demands go by: the hour of the day, the class of workload, what fits them, channels and prices. Drawn beside all
// else.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

const std::vector<std::string> classes{"training", "fine_tuning", "inference", "managed_api"};

YamlTree order_of_classes(RandomNumbers& random) {
  std::vector<std::string> order = classes;
  random.shuffle(order);
  order.resize(static_cast<std::size_t>(random.between(2, 4)));
  return YamlTree::list(order);
}

std::string price(RandomNumbers& random) { return std::to_string(random.between(1, 8)) + ".25 USD/GPU-h"; }

// Orders of classes, prices and what happens to them are of the whole document.
void draw_shared(ScenarioDraw& draw) {
  const OwnStream stream = OwnStream::of_frame(draw, "market");
  RandomNumbers& random = draw.random;
  if (random.chance(45)) {
    YamlTree& workloads = draw.tree["policies"]["workloads"];
    workloads["order"] = order_of_classes(random);
    if (random.chance(60)) {
      const std::int64_t from = random.between(0, 23);
      workloads["night"]["from_hour"] = from;
      workloads["night"]["until_hour"] = (from + random.between(1, 23)) % 24;
      workloads["night"]["order"] = order_of_classes(random);
    }
  }
  if (!draw.options.money || !random.chance(60)) return;
  for (const DrawnSystem& system : draw.systems) {
    YamlTree& text = draw.tree["market"]["rental_price"][system.id];
    if (random.chance(50)) {
      text = price(random);
    } else {
      text["linear"][draw.date_between(-5, 5)] = price(random);
      text["linear"][draw.date_between(6, draw.days)] = price(random);
    }
  }
  for (const std::string effect : {"multiply", "set"}) {
    if (random.chance(40)) continue;
    YamlTree& event = draw.tree["events"]["price_" + effect];
    event["date"] = draw.date_between(-3, draw.days * 3 / 4);
    event["target"] = "market.rental_price." + (random.chance(50) ? std::string("*") : random.pick(draw.systems).id);
    event[effect] = effect == "set" ? price(random) : std::to_string(random.between(40, 150)) + " %";
    if (random.chance(60)) event["lasts"] = std::to_string(random.between(1, 500)) + " h";
  }
}

void draw_course_and_fit(ScenarioDraw& draw, const std::string& id, YamlTree& demand) {
  const OwnStream stream(draw, "course of " + id);
  RandomNumbers& random = draw.random;
  if (random.chance(25)) {
    demand["daily"]["peak_hour"] = random.between(0, 23);
    demand["daily"]["trough"] = std::to_string(random.between(0, 95)) + " %";
  }
  if (random.chance(25)) {
    demand["requires"]["systems"] = YamlTree::list({random.chance(50) ? "dense" : "middle", "light"});
  }
  if (random.chance(25)) demand["requires"]["jurisdictions"] = YamlTree::list({draw.named("here")});
  if (draw.tree.find("market") == nullptr || !random.chance(45)) return;
  demand["elasticity"] = "-" + std::to_string(random.between(0, 2)) + ".4";
  demand["priced_as"] = random.pick(draw.systems).id;
}

}  // namespace

void ScenarioDraw::draw_market() {
  draw_shared(*this);
  const OwnStream stream(*this, "channels");
  for (std::int64_t i = random.chance(60) ? random.between(1, 2) : 0; i > 0; --i) {
    const std::string id = numbered("channel", i);
    YamlTree& channel = tree["channels"][id];
    channel["provider"] = random.pick(providers);
    channel["share"] = std::to_string(random.between(5, 50)) + " %";
    if (random.chance(70)) {
      channel["operator"] = random.pick(customers);
      channel["fee"] = std::to_string(random.between(0, 40)) + " %";
    }
    for (std::int64_t n = random.between(1, 2); n > 0; --n) {
      YamlTree& demand = tree["demand"][id + "_calls" + std::to_string(n)];
      demand["customer"] = random.pick(customers);
      demand["class"] = random.pick(classes);
      demand["channel"] = id;
      demand["need"] = std::to_string(random.between(1, 40)) + " GPU";
    }
  }
  if (tree.find("demand") == nullptr) return;
  for (auto& [id, demand] : tree["demand"].entries()) draw_course_and_fit(*this, id, demand);
}

}  // namespace tests
