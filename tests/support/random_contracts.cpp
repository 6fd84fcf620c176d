#include <algorithm>

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

YamlTree draw_quantity(ScenarioDraw& draw, const std::vector<std::string>& required) {
  RandomNumbers& random = draw.random;
  const std::int64_t unit = required.size() == 1 ? random.between(0, 2) : 0;
  if (unit == 0)
    return std::to_string(random.chance(draw.theme == Theme::contracts ? 80 : 38) ? random.between(1, 25)
                                                                                  : random.between(30, 220)) +
           " GPU";
  if (unit == 1) return draw.units(1, 25);
  return "1." + std::to_string(random.between(0, 9)) + " MW";
}

YamlTree draw_places(ScenarioDraw& draw) {
  RandomNumbers& random = draw.random;
  const DrawnSite& site = random.pick(draw.sites);
  YamlTree places;
  if (random.chance(50)) {
    places["halls"] = YamlTree::list({site.id + "." + random.pick(site.halls).id});
  } else {
    places["sites"] = YamlTree::list({site.id});
  }
  return places;
}

// Whether so much finds room there, whatever system it is made of.
bool find_room(const ScenarioDraw& draw, const YamlTree& places, const std::string& quantity) {
  std::int64_t positions = 0, least = 1000;
  for (const DrawnSystem& system : draw.systems) least = std::min(least, system.accelerators);
  const bool names_halls = places.find("halls") != nullptr;
  const std::string named = places.find(names_halls ? "halls" : "sites")->items().front().text();
  const std::string site = named.substr(0, named.find('.'));
  for (const auto& [id, hall] : draw.tree.find("sites")->find(site)->find("halls")->entries()) {
    if (names_halls && site + "." + id != named) continue;
    const YamlTree* written = hall.find("positions");
    if (written == nullptr) return true;
    positions += std::stoll(written->text());
  }
  if (quantity.ends_with("MW")) return false;
  const std::int64_t number = std::stoll(quantity);
  return quantity.ends_with("GPU") ? number <= positions * least : number <= positions;
}

// Lengths are of days, or hours: terms in months would not move with the dates.
void draw_clauses(ScenarioDraw& draw, const std::string& id) {
  const OwnStream stream(draw, "clauses of " + id);
  YamlTree& contract = draw.tree["contracts"][id];
  RandomNumbers& random = draw.random;
  const bool has_term = contract.find("term") != nullptr, has_price = contract.find("price") != nullptr;
  const auto days = [&](std::int64_t least, std::int64_t most) {
    return std::to_string(random.between(least, most)) + " d";
  };
  YamlTree clauses;
  std::int64_t grace = 0;
  if (random.chance(50)) clauses["grace_period"] = std::to_string(grace = random.between(0, 10)) + " d";
  if (has_term && has_price && random.chance(70)) {
    clauses["delay_credit"]["rate"] = std::to_string(random.between(1, 9)) + " %/wk";
    if (random.chance(60)) clauses["delay_credit"]["cap"] = std::to_string(random.between(1, 5)) + " %";
  }
  if (has_term && has_price && random.chance(60)) {
    YamlTree& prepayment = clauses["prepayment"];
    prepayment["share"] = std::to_string(random.between(5, 40)) + " %";
    if (random.chance(30)) {
      prepayment["paid"] = "signature";
    } else if (random.chance(60)) {
      prepayment["ahead"] = days(0, 20);
    }
    if (random.chance(50)) prepayment["credited_after"] = days(0, 40);
  }
  if (random.chance(45)) {
    YamlTree& termination = clauses["termination"];
    termination["after"] = std::to_string(grace + random.between(1, 25)) + " d";
    if (random.chance(30)) termination["scope"] = "contract";
    if (random.chance(40)) draw.draw_chance(termination);
  }
  if (random.chance(35)) {
    clauses["start_shift"]["at_most"] = days(1, 30);
    if (random.chance(40)) clauses["start_shift"]["consent"] = std::to_string(random.between(0, 100)) + " %";
  }
  if (has_term && random.chance(45)) {
    clauses["renewal"]["term"] = days(2, 30);
    if (random.chance(50)) clauses["renewal"]["times"] = random.between(1, 3);
    if (random.chance(30)) draw.draw_chance(clauses["renewal"]);
  }
  if (has_term && random.chance(40)) clauses["make_good"] = "true";
  if (has_price && random.chance(95)) {
    clauses["service_level"]["credits"]["100 %"] = "10 %";
    clauses["service_level"]["credits"]["95 %"] = "30 %";
  }
  if (!clauses.entries().empty()) contract["clauses"] = clauses;
}

void draw_contract(ScenarioDraw& draw, const std::string& id, const std::string& provider) {
  const OwnStream stream(draw, id);
  RandomNumbers& random = draw.random;
  YamlTree& contract = draw.tree["contracts"][id];
  contract["provider"] = provider;
  const bool is_own_load = draw.options.frame_seed == 0 && random.chance(15);
  contract["customer"] = is_own_load ? provider : random.pick(draw.customers);
  if (is_own_load && std::find(draw.own_load.begin(), draw.own_load.end(), provider) == draw.own_load.end()) {
    draw.own_load.push_back(provider);
    draw.tree["policies"]["own_load_first"] = YamlTree::list(draw.own_load);
  }
  if (draw.grant_policy == "weighted" && random.chance(70)) contract["weight"] = random.between(1, 5);
  if (draw.grant_policy == "quota") contract["quota"] = std::to_string(random.between(10, 33)) + " %";
  const std::int64_t signed_on = random.between(-20, draw.days / 2);
  if (random.chance(60)) contract["signed"] = draw.date(signed_on);
  if (random.chance(60)) contract["priority"] = random.between(1, 3);
  std::vector<std::string> required;
  if (random.chance(draw.theme == Theme::contracts ? 25 : 45)) {
    required.push_back(random.pick(draw.systems).id);
    if (random.chance(25) && required.front() != "dense") required.push_back("dense");
    contract["requires"]["systems"] = YamlTree::list(required);
  }
  if (random.chance(70)) contract["term"] = std::to_string(random.between(10, 90)) + " d";
  if (draw.options.money && !is_own_load && random.chance(90))
    contract["price"] = std::to_string(random.between(1, 9)) + ".125 USD/GPU-h";
  for (std::int64_t i = random.between(1, 3); i > 0; --i) {
    const std::string tranche_id = "t" + std::to_string(i);
    YamlTree& tranche = contract["tranches"][tranche_id];
    tranche["quantity"] = draw_quantity(draw, required);
    const std::int64_t due = random.between(std::max<std::int64_t>(signed_on, 1), draw.days * 3 / 4);
    tranche["due"] = draw.date(due);
    if (random.chance(30)) tranche["end"] = draw.date_between(due + 1, draw.days + 20);
    if (random.chance(35)) {
      const YamlTree places = draw_places(draw);
      if (find_room(draw, places, tranche["quantity"].text())) tranche["supplied_by"] = places;
    }
    draw.tranches.push_back({id, tranche_id, provider});
  }
  if (random.chance(30)) {
    YamlTree& option = contract["options"]["more"];
    option["quantity"] = draw_quantity(draw, required);
    const std::int64_t exercised = random.between(std::max<std::int64_t>(signed_on, 1), draw.days * 3 / 4);
    option["exercise_by"] = draw.date(exercised);
    option["due"] = draw.date(exercised + random.between(0, 20));
    if (random.chance(50)) draw.draw_chance(option);
  }
  if (draw.likely(Theme::contracts, 75)) draw_clauses(draw, id);
}

std::string accelerators(RandomNumbers& random) { return std::to_string(random.between(0, 300)) + " GPU"; }

YamlTree draw_formula(ScenarioDraw& draw) {
  RandomNumbers& random = draw.random;
  const auto percent = [&](std::int64_t least, std::int64_t most, const std::string& per) {
    return std::to_string(random.between(least, most)) + " %/" + per;
  };
  YamlTree curve;
  if (random.chance(50)) {
    YamlTree& growth = curve["growth"];
    growth["start"] = accelerators(random);
    growth["rates"][draw.date_between(-5, 5)] = percent(-20, 60, "wk");
    growth["rates"][draw.date_between(6, draw.days)] = percent(-30, 30, "mo");
  } else {
    YamlTree& bass = curve["bass"];
    bass["from"] = draw.date_between(-20, 5);
    bass["innovation"] = percent(1, 20, "mo");
    bass["imitation"] = percent(0, 300, "mo");
    bass["market"] = accelerators(random);
  }
  return curve;
}

// A contract of the customer of a tranche, that resells it; gives its only tranche.
DrawnTranche draw_resale(ScenarioDraw& draw, const std::string& id, const DrawnTranche& upstream) {
  const OwnStream stream(draw, id + " of " + upstream.contract);
  RandomNumbers& random = draw.random;
  const std::string provider = draw.tree["contracts"][upstream.contract]["customer"].text();
  YamlTree& contract = draw.tree["contracts"][id];
  contract["provider"] = provider;
  std::vector<std::string> others;
  for (const std::string& customer : draw.customers) {
    if (customer != provider) others.push_back(customer);
  }
  contract["customer"] = others.empty() ? draw.named("reseller") : random.pick(others);
  if (others.empty()) draw.tree["parties"][draw.named("reseller")] = YamlTree();
  if (random.chance(50)) contract["term"] = std::to_string(random.between(10, 90)) + " d";
  if (draw.options.money && random.chance(80)) contract["price"] = "4 USD/GPU-h";
  YamlTree& tranche = contract["tranches"]["t1"];
  tranche["quantity"] = std::to_string(random.between(5, 60)) + " GPU";
  tranche["due"] = draw.date_between(1, draw.days * 3 / 4);
  tranche["supplied_by"]["tranche"] = upstream.contract + "." + upstream.id;
  if (random.chance(40)) draw_clauses(draw, id);
  return {id, "t1", provider};
}

}  // namespace

void ScenarioDraw::draw_contracts() {
  const OwnStream stream(*this, "contracts");
  std::int64_t contracts = 0;
  for (const std::string& provider : providers) {
    for (std::int64_t i = likely(Theme::contracts, 40) ? random.between(1, 3) : random.between(0, 2); i > 0; --i) {
      draw_contract(*this, numbered("contract", ++contracts), provider);
    }
  }
  if (contracts == 0) draw_contract(*this, named("contract"), providers.front());
  for (std::int64_t i = likely(Theme::contracts, 85) ? random.between(1, 2) : 0; i > 0; --i) {
    const DrawnTranche resold = draw_resale(*this, numbered("resale", i), random.pick(tranches));
    if (random.chance(88)) draw_resale(*this, numbered("resale_of_resale", i), resold);
  }
}

void ScenarioDraw::draw_demand() {
  const OwnStream stream(*this, "demand");
  const std::vector<std::string> classes{"training", "fine_tuning", "inference", "managed_api"};
  for (std::int64_t i = random.between(0, 3); i > 0; --i) {
    YamlTree& demand = tree["demand"][numbered("demand", i)];
    demand["customer"] = random.pick(customers);
    demand["class"] = random.pick(classes);
    if (random.chance(40)) {
      demand["need"] = accelerators(random);
    } else if (random.chance(40)) {
      demand["need"] = draw_formula(*this);
    } else {
      YamlTree& points = demand["need"][random.chance(50) ? "steps" : "linear"];
      points[date_between(-5, 5)] = accelerators(random);
      points[date_between(6, days)] = accelerators(random);
    }
  }
}

// A contract is take-or-pay where it alone is between its parties; its customer gets a demand.
void ScenarioDraw::draw_take_or_pay() {
  if (!options.money) return;
  const OwnStream stream(*this, "take or pay");
  for (auto& [id, contract] : tree["contracts"].entries()) {
    const std::string provider = contract.find("provider")->text(), customer = contract.find("customer")->text();
    std::int64_t between_them = 0;
    for (const auto& [other, c] : tree["contracts"].entries()) {
      between_them += c.find("provider")->text() == provider && c.find("customer")->text() == customer ? 1 : 0;
    }
    if (between_them > 1 || contract.find("price") == nullptr || random.chance(15)) continue;
    YamlTree& demand = tree["demand"][id];
    demand["customer"] = customer;
    demand["need"] = std::to_string(random.between(0, 12)) + " GPU";
    YamlTree& clause = contract["clauses"]["take_or_pay"];
    clause["share"] = std::to_string(random.between(60, 100)) + " %";
    const std::vector<std::string> periods{"month", "quarter", "year"};
    clause["period"] = random.pick(periods);
  }
}

}  // namespace tests
