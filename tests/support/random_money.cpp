// Money beside contracts: what power, rent and loans cost, and who invests in whom.

#include "tests/support/random_scenario_draw.hpp"

namespace tests {

namespace {

YamlTree draw_loan(ScenarioDraw& draw, RandomNumbers& random) {
  YamlTree loan;
  loan["borrower"] = random.pick(draw.providers);
  if (random.chance(50)) loan["lender"] = random.pick(draw.customers);
  const std::int64_t first = random.between(-20, draw.days / 2);
  loan["draws"][draw.date(first)] = std::to_string(random.between(1, 40)) + " USD_M";
  if (random.chance(60)) loan["draws"][draw.date(first + random.between(1, 9))] = "1.5 USD_M";
  loan["interest"] = std::to_string(random.between(0, 14)) + ".5 %/yr";
  if (random.chance(60)) loan["repaid"] = draw.date_between(first + 10, draw.days + 10);
  return loan;
}

}  // namespace

void ScenarioDraw::draw_money() {
  if (!options.money) return;
  const OwnStream stream(*this, "money");
  RandomNumbers& own = random;
  for (auto& [id, site] : tree["sites"].entries()) {
    if (own.chance(60)) {
      site["power"]["price"] = std::to_string(own.between(20, 150)) + ".25 USD/MWh";
      if (own.chance(30)) site["power"]["utility"] = own.pick(customers);
    }
    bool has_load = true;
    for (const auto& [hall, text] : site.find("halls")->entries()) has_load &= text.find("critical_it") != nullptr;
    if (!has_load || !own.chance(90)) continue;
    site["lease"]["landlord"] = own.pick(customers);
    site["lease"]["rate"] = "1." + std::to_string(own.between(1, 9)) + " USD_M/MW-yr";
    if (own.chance(30)) site["lease"]["from"] = date(own.between(-10, days));
    if (own.chance(50)) site["capex"] = std::to_string(own.between(8, 20)) + " USD_M/MW";
  }
  if (own.chance(35)) tree["financing"][named("notes")] = draw_loan(*this, own);
  if (own.chance(50)) {
    YamlTree& investment = tree["investments"][named("stake")];
    investment["investor"] = own.pick(providers);
    investment["investee"] = own.pick(customers);
    investment["amount"] = std::to_string(own.between(1, 300)) + "000 USD";
    investment["by"] = date(own.between(-10, days - 2));
    if (own.chance(80)) investment["spent_with_investor"] = std::to_string(own.between(10, 100)) + " %";
  }
}

}  // namespace tests
