// Capacity contracts, and orders that wait for money. Drawn last and from streams of their own, so that all else is as
// it would be without.

#include <algorithm>

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

struct LetHall {
  std::string id;  // site.hall
  std::int64_t kilowatts = 0;
};

std::vector<LetHall> halls_with_load(const YamlTree& site, const std::string& id) {
  std::vector<LetHall> halls;
  for (const auto& [hall, text] : site.find("halls")->entries()) {
    const YamlTree* load = text.find("critical_it");
    if (load != nullptr) halls.push_back({id + "." + hall, std::stoll(load->text())});
  }
  return halls;
}

// Lengths are of days: terms in months would not move with the dates.
void draw_clauses(RandomNumbers& own, YamlTree& contract, bool has_price) {
  YamlTree& clauses = contract["clauses"];
  clauses["grace_period"] = std::to_string(own.between(0, 5)) + " d";
  if (has_price) clauses["delay_credit"]["rate"] = std::to_string(own.between(1, 9)) + " %/wk";
  if (has_price && own.chance(40)) clauses["prepayment"]["share"] = std::to_string(own.between(5, 30)) + " %";
  if (has_price && own.chance(40)) clauses["service_level"]["credits"]["99 %"] = "10 %";
  if (own.chance(40)) clauses["termination"]["after"] = std::to_string(own.between(6, 30)) + " d";
  if (own.chance(30)) clauses["start_shift"]["at_most"] = std::to_string(own.between(1, 20)) + " d";
  if (own.chance(30)) clauses["make_good"] = "true";
  if (own.chance(30)) clauses["renewal"]["term"] = std::to_string(own.between(2, 20)) + " d";
}

// A landlord lets halls of a site that say how much power they have.
void draw_lets(ScenarioDraw& draw, RandomNumbers& own, const std::string& site, const std::vector<LetHall>& halls) {
  YamlTree& text = draw.tree["sites"][site];
  const std::string landlord = draw.named("landlord");
  draw.tree["parties"][landlord]["archetype"] = "landlord";
  text["roles"]["shell"] = landlord;
  if (own.chance(60)) text["roles"]["power"] = landlord;
  if (own.chance(20)) text["roles"]["software"] = own.pick(draw.customers);
  if (text.find("lease") != nullptr) text["roles"]["land"] = text["lease"]["landlord"].text();
  for (const LetHall& hall : halls) {
    YamlTree& let = text["halls"][hall.id.substr(hall.id.find('.') + 1)];
    if (let.find("cooling") != nullptr || !own.chance(60)) continue;
    for (const char* loop : {"liquid", "air"}) {
      let["cooling"][loop]["limit"] = std::to_string(hall.kilowatts * own.between(20, 60) / 100) + " kW";
    }
  }
  for (std::int64_t i = own.between(1, 3); i > 0; --i) {
    YamlTree& contract = draw.tree["contracts"][site + "_let" + std::to_string(i)];
    contract["provider"] = landlord;
    contract["customer"] = own.pick(own.chance(50) ? draw.providers : draw.customers);
    contract["kind"] = "capacity";
    contract["priority"] = own.between(1, 3);
    const bool has_price = draw.options.money && own.chance(80);
    if (has_price) contract["price"] = own.chance(50) ? "1.5 USD_M/MW-yr" : "120.5 USD/kW-mo";
    contract["term"] = std::to_string(own.between(10, 90)) + " d";
    std::vector<std::string> named;
    std::int64_t kilowatts = 0;
    for (const LetHall& hall : halls) {
      if (!named.empty() && own.chance(40)) continue;
      named.push_back(hall.id);
      kilowatts += hall.kilowatts;
    }
    YamlTree& tranche = contract["tranches"]["t1"];
    tranche["quantity"] = std::to_string(own.chance(60) ? kilowatts : own.between(1, kilowatts)) + " kW";
    const std::int64_t due = own.between(1, draw.days * 3 / 4);
    tranche["due"] = draw.date(due);
    if (own.chance(40)) contract["signed"] = draw.date(own.between(-20, due));
    tranche["supplied_by"]["halls"] = YamlTree::list(named);
    if (own.chance(60)) draw_clauses(own, contract, has_price);
  }
}

// Pots of a buyer: a loan of its own, and what it is prepaid.
std::vector<std::string> draw_pots(ScenarioDraw& draw, RandomNumbers& own, const std::string& buyer) {
  const std::string id = buyer + "_debt";
  YamlTree& loan = draw.tree["financing"][id];
  loan["borrower"] = buyer;
  loan["interest"] = "7.5 %/yr";
  std::int64_t at = own.between(-10, draw.days / 4);
  for (std::int64_t i = own.between(1, 4); i > 0; --i) {
    loan["draws"][draw.date(at)] = std::to_string(own.between(1, 30)) + " USD_M";
    at += own.between(2, 20);
  }
  if (own.chance(20)) loan["repaid"] = draw.date(at + 10);
  if (own.chance(60)) {
    loan["covenant"]["at_least"] = std::to_string(own.between(1, 120)) + " GPU";
    loan["covenant"]["by"] = draw.date(own.between(-10, std::max<std::int64_t>(at - 25, -9)));
  }
  std::vector<std::string> pots{id};
  for (const auto& [contract, text] : draw.tree["contracts"].entries()) {
    const YamlTree* clauses = text.find("clauses");
    const bool is_prepaid = clauses != nullptr && clauses->find("prepayment") != nullptr;
    if (is_prepaid && text.find("provider")->text() == buyer && own.chance(70))
      pots.push_back(contract + ".prepayment");
  }
  return pots;
}

}  // namespace

void ScenarioDraw::draw_capacity() {
  const OwnStream stream(*this, "capacity");
  RandomNumbers& own = random;
  for (const DrawnSite& site : sites) {
    const std::vector<LetHall> halls = halls_with_load(tree["sites"][site.id], site.id);
    if (!halls.empty() && own.chance(50)) draw_lets(*this, own, site.id, halls);
  }
}

// A lot that is paid for as a whole is not as many that are paid for one by one.
void ScenarioDraw::draw_financing() {
  if (!options.money || options.rack_by_rack) return;
  const OwnStream stream(*this, "financing");
  RandomNumbers& own = random;
  if (!own.chance(35)) return;
  for (const std::string& buyer : providers) {
    if (!own.chance(70)) continue;
    std::vector<std::string> waiting;
    for (const std::string& id : orders) {
      const YamlTree& order = tree["orders"][id];
      const std::string& system = order.find("system")->text();
      const bool has_price = system == "h100_hgx" || tree["systems"][system].find("price") != nullptr;
      const bool may_wait = order.find("buyer")->text() == buyer && order.find("accepts") == nullptr && has_price;
      if (may_wait && own.chance(75)) waiting.push_back(id);
    }
    if (waiting.empty()) continue;
    const std::vector<std::string> pots = draw_pots(*this, own, buyer);
    for (const std::string& id : waiting) {
      std::vector<std::string> named;
      for (const std::string& pot : pots) {
        if (named.empty() || own.chance(60)) named.push_back(pot);
      }
      if (own.chance(50)) std::reverse(named.begin(), named.end());
      tree["orders"][id]["paid_by"] = YamlTree::list(named);
    }
  }
}

}  // namespace tests
