// Racks that share order, hall, state and peg move as one counted cohort. The result must be that of rack by rack: the
// same scenario with every order of n units split into n orders of one unit.

#include <fmt/core.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/random_numbers.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

constexpr std::uint64_t scenarios = 200;

std::int64_t units_of(const YamlTree& quantity) { return std::stoll(quantity.text()); }

// One order a unit, under names that sort as the lots of the order do.
void split_order(const std::string& id, const YamlTree& order, YamlTree& into) {
  int number = 0;
  const auto add = [&](YamlTree single) {
    single["quantity"] = "1 unit";
    into[fmt::format("{}_{:03}", id, ++number)] = std::move(single);
  };
  const YamlTree* requested = order.find("requested");
  if (requested == nullptr || requested->kind() == YamlTree::Kind::scalar) {
    for (std::int64_t n = units_of(*order.find("quantity")); n > 0; --n) add(order);
    return;
  }
  auto dates = requested->entries();
  std::sort(dates.begin(), dates.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [date, quantity] : dates) {
    YamlTree single = order;
    single["requested"] = date;
    for (std::int64_t n = units_of(quantity); n > 0; --n) add(single);
  }
}

YamlTree split_orders(const YamlTree& scenario) {
  YamlTree split = scenario;
  split["orders"] = YamlTree();
  for (const auto& [id, order] : scenario.find("orders")->entries()) split_order(id, order, split["orders"]);
  return split;
}

// Orders that choose among sites of one hall each, where only positions and headroom are short: what becomes of a rack
// then does not hang on the rank of others.
YamlTree routed_scenario(std::uint64_t seed) {
  RandomNumbers random(seed);
  YamlTree tree;
  tree["schema"] = 1;
  tree["id"] = "routed";
  tree["horizon"]["from"] = "2026-01-05";
  tree["horizon"]["until"] = "2026-02-28";
  tree["systems"]["rack"]["gpus"] = 8;
  tree["systems"]["rack"]["power"]["nominal"] = "100 kW";
  tree["parties"]["cloud"]["name"] = "Cloud";
  tree["suppliers"]["maker"]["lines"]["line"]["capacity"] = std::to_string(random.between(1, 9)) + " units/d";
  std::vector<std::string> sites;
  for (int i = 1; i <= 3; ++i) {
    sites.push_back("site" + std::to_string(i));
    YamlTree& site = tree["sites"][sites.back()];
    site["operator"] = "cloud";
    site["bring_up"]["install"]["duration"] = std::to_string(random.between(1, 200)) + " h";
    YamlTree& hall = site["halls"]["hall"];
    hall["ready"] = "2026-01-" + std::to_string(random.between(10, 31));
    hall["positions"] = std::to_string(random.between(1, 12)) + " units";
    hall["critical_it"] = std::to_string(random.between(3, 20)) + "00 kW";
  }
  for (int i = 1; i <= 3; ++i) {
    random.shuffle(sites);
    YamlTree& order = tree["orders"]["order" + std::to_string(i)];
    order["buyer"] = "cloud";
    order["system"] = "rack";
    order["ordered"] = "2026-01-0" + std::to_string(random.between(5, 9));
    order["quantity"] = std::to_string(random.between(1, 12)) + " units";
    order["made_on"] = "maker.line";
    order["to"][random.chance(50) ? "first_ready" : "most_headroom"] = YamlTree::list(sites);
  }
  return tree;
}

}  // namespace

TEST_CASE("a cohort that chooses among sites is split as its racks would choose one by one") {
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = routed_scenario(seed);
    const std::string cohorts = write_yaml(scenario);
    INFO("seed " << seed << "\n" << cohorts);
    REQUIRE(record_twin_run(cohorts).tables.at("units.csv") ==
            record_twin_run(write_yaml(split_orders(scenario))).tables.at("units.csv"));
  }
}

// A theorem for what this generator draws: contenders for lines are buyers, who stay the same; nothing happens to an
// order by its name; none overtakes another of its cohort, as one that learns would (where power falls, a cohort stops
// the one that began last, single racks the one of the worst rank); no dock sends units back (of a cohort it loses
// promises of any, of single racks those of the rack that came too many); units go to a hall that is fixed (with a
// choice of halls, racks of one cohort rank by hall, single racks by order); of a
// system all or none are dead on arrival (units that come in one hour are numbered by order and lot, and a rack that is
// an order of its own stands elsewhere among them: another lot has the dead one); and where limits may fall, grants are
// made anew each time (else a cohort gives up units of the tranche of the worst rank, single racks the unit of the
// worst rank, whoever has it).
TEST_CASE("a cohort of n racks fares as n orders of one rack do") {
  RandomScenarioOptions options;
  options.rack_by_rack = true;
  std::size_t rows = 0;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed, options);
    const std::string cohorts = write_yaml(scenario), racks = write_yaml(split_orders(scenario));
    INFO("seed " << seed << "\n" << cohorts);
    const RunRecord a = record_twin_run(cohorts), b = record_twin_run(racks);
    for (const char* table : {"service.csv", "shortfall.csv", "units.csv"})
      REQUIRE(a.tables.at(table) == b.tables.at(table));
    rows += csv_rows(a.tables.at("shortfall.csv")).size();
  }
  CHECK(rows > 20 * scenarios);  // it was about something
}
