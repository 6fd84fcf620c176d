// What binds customers to providers, and what happens to providers. Drawn last, from a stream of its own.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

std::string days(RandomNumbers& random, std::int64_t least, std::int64_t most) {
  return std::to_string(random.between(least, most)) + " d";
}

void draw_fates_of_providers(ScenarioDraw& draw, RandomNumbers& random) {
  if (draw.likely(Theme::contracts, 22)) {
    YamlTree& event = draw.tree["events"][draw.named("provider_down")];
    event["date"] = draw.date_between(draw.days / 3, draw.days * 3 / 4);
    event["target"] = "parties." + random.pick(draw.providers);
    event["outage"] = std::to_string(random.between(10, 500)) + " h";
  }
  // Cancellations name orders, so they cannot be the same for each of their racks.
  if (draw.options.rack_by_rack || !draw.likely(Theme::contracts, 9)) return;
  YamlTree& event = draw.tree["events"][draw.named("provider_gone")];
  event["date"] = draw.date_between(draw.days / 4, draw.days * 3 / 4);
  event["target"] = "parties." + random.pick(draw.providers);
  event["insolvency"] = "true";
}

void draw_sourcing(ScenarioDraw& draw, RandomNumbers& random) {
  for (const std::string& customer : draw.customers) {
    if (!draw.likely(Theme::contracts, 60)) continue;
    YamlTree& sourcing = draw.tree["parties"][customer]["multi_sourcing"];
    const bool costs = draw.options.money && random.chance(90);
    if (costs) sourcing["cost"] = std::to_string(random.between(1, 9)) + " USD_M/yr";
    if (!costs || random.chance(80)) sourcing["porting"] = std::to_string(random.between(10, 400)) + " h";
  }
}

bool is_of_power(const YamlTree& contract) { return contract.find("kind") != nullptr; }

void draw_ties(ScenarioDraw& draw, RandomNumbers& random) {
  std::vector<YamlTree*> of_customers;
  for (auto& [id, contract] : draw.tree["contracts"].entries()) {
    if (is_of_power(contract)) continue;
    if (contract.find("customer")->text() != contract.find("provider")->text()) of_customers.push_back(&contract);
  }
  for (YamlTree* contract : of_customers) {
    if (!draw.likely(Theme::contracts, 60)) continue;
    YamlTree& switching = (*contract)["clauses"]["switching"];
    switching["delay"] = days(random, 30, 90);
    if (draw.options.money) switching["cost"] = "2 USD_M";
  }
  for (YamlTree* contract : of_customers) {
    const YamlTree* clauses = contract->find("clauses");
    const bool is_of_value =
        clauses != nullptr && (clauses->find("delay_credit") != nullptr || clauses->find("prepayment") != nullptr);
    // What the holder takes may have no end, and what is a share of a value needs one.
    if (!draw.likely(Theme::contracts, 30) || (is_of_value && contract->find("term") == nullptr)) continue;
    YamlTree& refusal = (*contract)["clauses"]["first_refusal"];
    refusal["from"] = draw.date(-20);
    refusal["answer"] = days(random, 20, 45);
  }
}

bool is_resale(const YamlTree& contract) {
  for (const auto& [id, tranche] : contract.find("tranches")->entries()) {
    const YamlTree* supplied_by = tranche.find("supplied_by");
    if (supplied_by != nullptr && supplied_by->find("tranche") != nullptr) return true;
  }
  return false;
}

void draw_obligations(ScenarioDraw& draw, RandomNumbers& random) {
  for (const DrawnSite& site : draw.sites) {
    YamlTree& text = draw.tree["sites"][site.id];
    if (random.chance(50)) text["water"] = "0." + std::to_string(random.between(1, 9)) + " L/kWh";
    for (const std::string& id : site.blocks) {
      YamlTree& block = text["power"]["blocks"][id];
      if (block.find("kind")->text() == "storage" || !random.chance(70)) continue;
      block["clean_share"] = std::to_string(random.between(0, 100)) + " %";
    }
  }
  for (auto& [id, contract] : draw.tree["contracts"].entries()) {
    if (is_resale(contract) || is_of_power(contract)) continue;  // what its upstream brings is measured there
    if (draw.likely(Theme::eligibility, 25)) {
      YamlTree& clean = contract["clauses"]["clean_energy"];
      clean["share"] = std::to_string(random.between(20, 100)) + " %";
      if (random.chance(60)) {
        clean["otherwise"] = "ineligible";
        clean["from"] = draw.date_between(1, draw.days * 2 / 3);
      } else if (draw.options.money) {
        clean["penalty"] = std::to_string(random.between(1, 40)) + " USD/MWh";
      }
    }
    if (!draw.likely(Theme::eligibility, 25)) continue;
    YamlTree& efficiency = contract["clauses"]["efficiency"];
    efficiency["pue_at_most"] = "1.1" + std::to_string(random.between(0, 9));
    if (random.chance(50)) efficiency["water_at_most"] = "0.4 L/kWh";
    if (draw.options.money) efficiency["penalty"] = "2 USD/MWh";
  }
}

}  // namespace

void ScenarioDraw::draw_terms() {
  const OwnStream stream(*this, "terms");
  draw_fates_of_providers(*this, random);
  draw_sourcing(*this, random);
  draw_ties(*this, random);
  draw_obligations(*this, random);
}

}  // namespace tests
