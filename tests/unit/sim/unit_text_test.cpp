#include "sim/unit_text.hpp"

#include <catch2/catch.hpp>

namespace {
sim::UnitTable units() {
  sim::UnitTable table;
  table.add_noun("crate", "crates");
  table.add_multiple("pallet", "pallets", "crate", 0);
  table.add_noun("sum", "sums");
  table.add_multiple("Gsum", "sum", 9);
  return table;
}
double value(const char* text) {
  const sim::QuantityText quantity = sim::read_quantity(text, units());
  INFO(text << ": " << quantity.problem);
  REQUIRE(quantity.ok());
  return quantity.value;
}
std::string problem(const char* text) { return sim::read_quantity(text, units()).problem; }
std::string hint(const char* text) { return sim::read_quantity(text, units()).hint; }
std::string dimension(const char* unit) {
  const auto found = units().find(unit);
  REQUIRE(found);
  return units().dimension_words(found->dimension);
}
}  // namespace

TEST_CASE("quantities are carried in base units", "[units]") {
  CHECK(value("120 kW") == 120000);
  CHECK(value("0.1 kW") == 100);
  CHECK(value("35.25 MW") == 35250000);
  CHECK(value("1.5 GWh") == 1.5e9);
  CHECK(value("30 wk") == 5040);  // 30 x 168 h
  CHECK(value("3 d") == 72);
  CHECK(value("4.0 USD_M") == 4e8);  // cents
  CHECK(value("1 USD_B") == 1e11);
  CHECK(value("85 %") == 0.85);
  CHECK(value("85%") == 0.85);
  CHECK(value("4.3 %") == 0.043);
  CHECK(value("12") == 12);
  CHECK(value("1 crate") == 1);
  CHECK(value("7 pallets") == 7);
}

TEST_CASE("compound units divide, with a month of 730 h and a year of 8760 h", "[units]") {
  CHECK(value("15 crates/d") == 0.625);  // 15 / 24
  CHECK(value("730 crates/mo") == 1);
  CHECK(value("2 L/min") == 120);  // per hour
  CHECK(dimension("L/min") == "a flow");
  CHECK(value("8760 USD/MW-yr") == Approx(100 * 1e-6));  // 100 cents per W over 10^6, an hour
  CHECK(value("45 USD/MWh") == Approx(4500 * 1e-6));
  CHECK(value("5 Gsum/s") == 5e9 * 3600);
  CHECK(value("6 %/mo") == Approx(0.06 / 730));
  CHECK(dimension("USD/MWh") == dimension("USD/MW-h"));
}

TEST_CASE("the case of a unit matters, and the right one is suggested", "[units]") {
  for (const char* wrong : {"5 Mw", "5 mw", "5 mW"}) {
    CHECK(problem(wrong).rfind("has the unknown unit `", 0) == 0);
    CHECK(hint(wrong) == "did you mean \"MW\"?");
  }
  CHECK(hint("5 KW") == "did you mean \"kW\"?");
  CHECK(hint("5 cartes") == "did you mean \"crates\"?");
  CHECK(problem("5 m") == "has the unknown unit `m`");
  CHECK(problem("5 M") == "has the unknown unit `M`");
}

TEST_CASE("durations of other grammars are refused with the accepted form", "[units]") {
  CHECK(hint("2 weeks") == "did you mean \"wk\"?");
  CHECK(hint("1.5 days") == "did you mean \"d\"?");
  CHECK(problem("1 mo") == "has the calendar unit `mo`");
  CHECK(hint("1 mo") == "elapsed time is written in h, d or wk: 1 mo is about 30 d, 1 y is 365 d");
  CHECK(problem("5 y") == "has the calendar unit `y`");
  CHECK(problem("90 min") == "has the unit `min`: time is counted in whole hours");
  CHECK_FALSE(problem("3h 20m").empty());
  CHECK_FALSE(problem("90min").empty());
  CHECK_FALSE(problem("P1M").empty());
  CHECK(problem("30wk") == "has no blank between number and unit");
  CHECK(hint("30wk") == "write 30 wk");
}

TEST_CASE("a blank inside a number and strange units are refused", "[units]") {
  CHECK(problem("1 000 kW") == "has a blank inside the number");
  CHECK(problem("5 \xc2\xb5W") == "has the character U+00B5 in its unit");
  CHECK(problem("5 USD/MW/yr") == "has the unit `USD/MW/yr` with more than one `/`");
  CHECK_FALSE(problem("5 USD/").empty());
  CHECK_FALSE(problem("5 /h").empty());
}

TEST_CASE("dimensions have names a reader knows", "[units]") {
  CHECK(dimension("MW") == "a power");
  CHECK(dimension("MWh") == "an energy");
  CHECK(dimension("wk") == "a duration");
  CHECK(dimension("USD") == "an amount of money");
  CHECK(dimension("crates") == "a number of crates");
  CHECK(dimension("crates/wk") == "a number of crates per time");
}

TEST_CASE("a value in terms of its own unit is exactly what was written", "[units]") {
  const auto table = units();
  CHECK(sim::in_unit(sim::read_quantity("2.9 USD/crate-h", table), *table.find("USD/crate-h")).value == 2.9);
  CHECK(sim::in_unit(sim::read_quantity("0.065 USD/kWh", table), *table.find("USD/MWh")).value == 65);
}
