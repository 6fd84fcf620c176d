// Who may serve whom, and what may leave for where.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

// Words that name no two scenarios in one document together.
YamlTree some_of(RandomNumbers& random, std::vector<std::string> all) {
  random.shuffle(all);
  all.resize(static_cast<std::size_t>(random.between(1, static_cast<std::int64_t>(all.size()))));
  return YamlTree::list(all);
}

bool is_link(const YamlTree& contract) {
  for (const auto& [id, tranche] : contract.find("tranches")->entries()) {
    const YamlTree* supplied_by = tranche.find("supplied_by");
    if (supplied_by != nullptr && supplied_by->find("tranche") != nullptr) return true;
  }
  return false;
}

void draw_requirements(ScenarioDraw& draw, RandomNumbers& random, const std::vector<std::string>& jurisdictions) {
  const std::string capability = draw.named("fabric");
  bool is_known = false;
  for (const std::string& provider : draw.providers) {
    if (!random.chance(40)) continue;
    draw.tree["parties"][provider]["capabilities"] = YamlTree::list({capability});
    is_known = true;
  }
  for (auto& [id, contract] : draw.tree["contracts"].entries()) {
    if (is_link(contract)) continue;  // what its upstream brings is what it gets
    if (random.chance(50)) contract["requires"]["jurisdictions"] = YamlTree::list({random.pick(jurisdictions)});
    if (random.chance(60) && is_known) contract["requires"]["capabilities"] = YamlTree::list({capability});
    if (random.chance(50)) {
      contract["requires"]["workloads"] = some_of(random, {"training", "inference", "fine_tuning"});
    }
  }
}

void draw_licences(ScenarioDraw& draw, RandomNumbers& random) {
  for (std::int64_t i = random.between(1, 2); i > 0; --i) {
    const std::string id = draw.numbered("licence", i);
    YamlTree& licence = draw.tree["licences"][id];
    const YamlTree& site = draw.tree["sites"][random.pick(draw.sites).id];
    licence["to"] = site.find("jurisdiction")->text();
    licence["granted"] = draw.date_between(draw.days / 6, draw.days * 3 / 4);
    if (random.chance(60)) {
      licence["quantity"] = random.chance(50) ? std::to_string(random.between(1, 12)) + " units"
                                              : std::to_string(random.between(4, 90)) + " GPU";
    }
    if (random.chance(45)) {
      YamlTree& event = draw.tree["events"][id + "_late"];
      event["date"] = draw.date_between(1, draw.days / 2);
      event["target"] = "licences." + id;
      event["slip"] = std::to_string(random.between(-10, 25)) + " d";
    }
    if (random.chance(60)) {
      YamlTree& event = draw.tree["events"][id + "_suspended"];
      event["date"] = draw.date_between(1, draw.days * 3 / 4);
      event["target"] = "licences." + id;
      event["outage"] = std::to_string(random.between(1, 500)) + " h";
    }
  }
}

// One contract of a customer may keep the others from being served.
void draw_exclusivity(ScenarioDraw& draw, RandomNumbers& random) {
  for (const std::string& customer : draw.customers) {
    std::vector<YamlTree*> own;
    for (auto& [id, contract] : draw.tree["contracts"].entries()) {
      if (contract.find("customer")->text() == customer) own.push_back(&contract);
    }
    if (own.size() < 2 || !draw.likely(Theme::eligibility, 12)) continue;
    YamlTree& contract = *random.pick(own);
    contract["clauses"]["exclusivity"]["until"] = draw.date_between(draw.days / 2 + 1, draw.days * 3 / 4);
  }
}

}  // namespace

void ScenarioDraw::draw_eligibility() {
  const OwnStream stream(*this, "eligibility");
  RandomNumbers& own = random;
  const std::vector<std::string> jurisdictions{named("here"), named("there")};
  for (const std::string& provider : providers) tree["parties"][provider]["jurisdiction"] = own.pick(jurisdictions);
  for (const DrawnSite& site : sites) {
    if (own.chance(75)) tree["sites"][site.id]["jurisdiction"] = own.pick(jurisdictions);
  }
  if (likely(Theme::eligibility, 45)) draw_requirements(*this, own, jurisdictions);
  if (likely(Theme::eligibility, 45)) {
    for (const DrawnSite& site : sites) {
      if (tree["sites"][site.id].find("jurisdiction") == nullptr) {
        tree["sites"][site.id]["jurisdiction"] = own.pick(jurisdictions);
      }
    }
    draw_licences(*this, own);
  }
  draw_exclusivity(*this, own);
}

}  // namespace tests
