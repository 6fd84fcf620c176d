// Reading values of which perhaps only a law is known.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "schema_definition.hpp"
#include "sim/describe.hpp"
#include "sim/law_family.hpp"
#include "sim/reference_page.hpp"
#include "sim/schema.hpp"
#include "sim/yaml_parser.hpp"
#include "sim/yaml_printer.hpp"

namespace {
using sim::Drawn;

struct FieldText {
  std::optional<Drawn> rest, gap, yield, opens, crates, price, heat, doors, stock, flow, weight;
  std::vector<Drawn> rests;
};

const sim::UnitTable& units() {
  static const auto table = [] {
    sim::UnitTable t;
    t.add_noun("crate", "crates");
    return t;
  }();
  return table;
}

const sim::StructType<FieldText>& field_type() {
  using namespace sim;
  static const auto type =
      describe<FieldText>("field", "A field.")
          .optional("rest", &FieldText::rest, law_of(duration()), "Rest between harvests.")
          .optional("rests", &FieldText::rests, list_of(law_of(duration())), "Rests, one after the other.")
          .optional("gap", &FieldText::gap, law_of(duration().at_least(1)), "Between deliveries.")
          .optional("yield", &FieldText::yield, law_of(ratio()), "What is left after sorting.")
          .optional("opens", &FieldText::opens, law_of(period_start()), "When it opens.")
          .optional("crates", &FieldText::crates, law_of(counted("crates")), "Crates that come.")
          .optional("price", &FieldText::price, law_of(money()), "Price.")
          .optional("heat", &FieldText::heat, law_of(temperature()), "The hottest day.")
          .optional("doors", &FieldText::doors, law_of(whole_number().at_least(1)), "Doors.")
          .optional("stock", &FieldText::stock, law_of(amount({"crates", "MW"})), "Stock.")
          .optional("flow", &FieldText::flow, law_of(rate("crates")), "Crates per time.")
          .optional("weight", &FieldText::weight, law_of(factor().more_than(0)), "A weight.");
  return type;
}

struct Read {
  sim::ReadResult<FieldText> result;
  std::string errors;
};

Read read(const std::string& yaml) {
  sim::Diagnostics errors;
  Read read;
  if (std::optional<sim::Node> tree = sim::parse_yaml(yaml, "field.yaml", errors)) {
    read.result = sim::read(field_type(), std::move(*tree), units(), errors);
  }
  read.errors = errors.text();
  return read;
}

FieldText value_of(const std::string& yaml) {
  const Read result = read(yaml);
  INFO(yaml);
  REQUIRE(result.errors.empty());
  return result.result.value;
}

// The first error, without its place.
std::string error_of(const std::string& yaml) {
  const std::string text = read(yaml).errors;
  const std::size_t begin = text.find("error: ");
  return begin == std::string::npos ? "" : text.substr(begin + 7, text.find('\n') - begin - 7);
}

std::string canonical_of(const std::string& yaml) {
  const Read result = read(yaml);
  INFO(yaml);
  REQUIRE(result.errors.empty());
  return sim::to_yaml(result.result.canonical);
}
}  // namespace

TEST_CASE("a plain value and an evidence map are certain", "[law_value]") {
  const FieldText field = value_of("rest: 30 d\ngap: { value: 2 d, low: 1 d, high: 3 d, source: S1, grade: C }\n");
  CHECK(field.rest->is_certain());
  CHECK(field.rest->point() == 720);
  CHECK_FALSE(field.rest->value);
  CHECK(field.rest->at(0.99) == 720);
  CHECK(field.rest->stream == "rest");
  CHECK(field.gap->point() == 48);
  CHECK(field.gap->low == 24.0);
  CHECK(field.gap->high == 72.0);
  CHECK_FALSE(field.crates);
}

TEST_CASE("each family is read in the unit of its value", "[law_value]") {
  // A list of three: PERT's P50 of (1, 2, 6) is 2.38336129696, here in days.
  CHECK(value_of("rest: { pert: [1 d, 2 d, 6 d] }\n").rest->point() == Approx(24 * 2.38336129696).epsilon(1e-9));
  CHECK(value_of("rest: { triangular: [1 d, 2 d, 6 d] }\n").rest->law.mean() == Approx(72));
  CHECK(value_of("rest: { uniform: [48 h, 96 h], draw: each }\n").rest->at(0.25) == 60);
  CHECK(value_of("crates: { log_uniform: [10 crates, 1000 crates] }\n").crates->point() == Approx(100));
  CHECK(value_of("rest: { lognormal: { p50: 4 h, p90: 24 h } }\n").rest->at(0.9) == Approx(24));
  CHECK(value_of("rest: { lognormal: { p10: 6 h, p90: 24 h } }\n").rest->point() == Approx(12));
  CHECK(value_of("rest: { lognormal: { mean: 10 h, sd: 5 h } }\n").rest->law.mean() == Approx(10));
  CHECK(value_of("rest: { lognormal: { median: 10 h, sigma: 0.5 } }\n").rest->point() == Approx(10));
  CHECK(value_of("rest: { normal: { mean: 10 d, sd: 1 d } }\n").rest->at(0.5) == Approx(240));
  CHECK(value_of("rest: { normal: { p50: 10 d, p90: 12 d } }\n").rest->at(0.9) == Approx(288));
  CHECK(value_of("rest: { exponential: { mean: 703 h }, draw: each }\n").rest->law.mean() == 703);
  CHECK(value_of("rest: { exponential: { mean: 12.5 h } }\n").rest->law.mean() == 12.5);  // no whole hours
  CHECK(value_of("rest: { weibull: { scale: 1000 h, shape: 2 } }\n").rest->law.mean() == Approx(886.226925453));
  CHECK(value_of("rest: { gamma: { shape: 2, scale: 30 d } }\n").rest->law.mean() == 1440);
  CHECK(value_of("rest: { gamma: { mean: 10 d, sd: 5 d } }\n").rest->law.mean() == Approx(240));
  CHECK(value_of("yield: { beta: { low: 80 %, high: 1, a: 1, b: 1 } }\n").yield->at(0.5) == Approx(0.9));
  CHECK(value_of("crates: { poisson: { mean: 3 crates } }\n").crates->point() == 3);
  CHECK(value_of("crates: { poisson: { mean: 2.5 crates } }\n").crates->law.mean() == 2.5);
  CHECK(value_of("doors: { poisson: { mean: 3 } }\n").doors->point() == 3);
  CHECK(value_of("rest: { empirical: [61 d, 75 d, 140 d] }\n").rest->point() == 1800);
  CHECK(value_of("price: { uniform: [1 USD, 2 USD] }\n").price->point() == 150);  // cents
  CHECK(value_of("heat: { normal: { mean: 45 C, sd: 2 C } }\n").heat->point() == 45);
  CHECK(value_of("flow: { uniform: [24 crates/d, 48 crates/d] }\n").flow->point() == Approx(1.5));
  const FieldText stock = value_of("stock: { uniform: [10 MW, 20 MW] }\n");
  CHECK(stock.stock->point() == 15e6);
  CHECK(stock.stock->which == 1);
}

TEST_CASE("a point value, the way of drawing and evidence stand beside a law", "[law_value]") {
  const Read field = read(
      "rest: { value: 21 d, pert: [7 d, 21 d, 60 d], draw: each, stream: crews, source: J, grade: D, as_of: 2026 }\n");
  REQUIRE(field.errors.empty());
  const Drawn& rest = *field.result.value.rest;
  CHECK(rest.point() == 504);
  CHECK(rest.value == 504.0);
  CHECK(rest.each);
  CHECK(rest.stream == "crews");
  CHECK_FALSE(rest.is_certain());
  CHECK(rest.at(0.5) != 504);
  REQUIRE(field.result.evidence.size() == 1);
  CHECK(field.result.evidence[0].path == "rest");
  CHECK(field.result.evidence[0].value == "21 d");
  CHECK(field.result.evidence[0].grade == 'D');
  // Without a value the evidence is of the median, and a law drawn once draws from the stream of its path.
  const Read other = read("rest: { uniform: [48 h, 96 h], draw: once, source: J }\n");
  REQUIRE(other.result.evidence.size() == 1);
  CHECK(other.result.evidence[0].value == "3 d");
  CHECK_FALSE(other.result.value.rest->each);
  CHECK(other.result.value.rest->stream == "rest");
  CHECK(value_of("rests: [3 d, { uniform: [1 d, 2 d] }]\n").rests[1].stream == "rests[1]");
}

TEST_CASE("a mixture has parts that are values or laws", "[law_value]") {
  const FieldText field = value_of(
      "rest: { mixture: [{ share: 0.55, is: 0 d }, { share: 0.45, is: { lognormal: { p50: 137 d, p90: 396 d } } }] "
      "}\n");
  CHECK(field.rest->point() == 0);
  CHECK(field.rest->at(0.775) == Approx(137 * 24));  // (0.775 - 0.55) / 0.45 = 0.5
}

TEST_CASE("dates have laws, too", "[law_value]") {
  const auto hours = [](const char* date) {
    return static_cast<double>(sim::read_period(date).period.begin.time_since_epoch().count());
  };
  const FieldText quarters = value_of("opens: { discrete: { 2028-Q3: 0.6, 2027-Q4: 0.4 } }\n");
  CHECK(quarters.opens->at(0.4) == hours("2027-10-01"));
  CHECK(quarters.opens->point() == hours("2028-07-01"));
  const FieldText months = value_of("opens: { triangular: [2026-03-01, 2026-06-01, 2027-03-01] }\n");
  CHECK(months.opens->law.quantile(0) == Approx(hours("2026-03-01")));
  CHECK(value_of("opens: { normal: { mean: 2026-06-01, sd: 30 d } }\n").opens->at(0.841344746068543) ==
        Approx(hours("2026-07-01")).epsilon(1e-9));
  CHECK(error_of("opens: { exponential: { mean: 2026 } }\n").rfind("opens.exponential: is no law of dates", 0) == 0);
  CHECK(error_of("opens: { normal: { mean: 2026-06-01, sd: 2026-07 } }\n").rfind("opens.normal.sd: ", 0) == 0);
}

TEST_CASE("a draw beyond the range of its value counts as the end of the range", "[law_value]") {
  const FieldText field = value_of(
      "gap: { exponential: { mean: 12 h }, draw: each }\nyield: { normal: { mean: 95 %, sd: 10 % } }\n"
      "weight: { normal: { mean: 1, sd: 1 } }\nrest: { normal: { mean: 1 d, sd: 2 d } }\n");
  CHECK(field.gap->at(0.01) == 1);  // 12 x 0.01 h, at least 1 h
  CHECK(field.yield->at(0.99) == 1);
  CHECK(field.weight->at(0.01) > 0);
  CHECK(field.rest->at(0.01) == 0);
}

TEST_CASE("the canonical form of a law reads back as itself", "[law_value]") {
  const char* const yaml =
      "rest: { grade: D, source: J, draw: each, pert: [5 wk, 7 wk, 10 wk], value: 48 d }\n"
      "rests: [2 d, { uniform: [48 h, 12.5 h] }]\n";
  CHECK(error_of(yaml) == "rests[1].uniform[1]: is less than its low; got \"12.5 h\"; expected at least 48 h");
  const std::string canonical = canonical_of(
      "rest: { grade: D, source: J, draw: each, pert: [5 wk, 7 wk, 10 wk], value: 48 d }\n"
      "gap: { uniform: [12.5 h, 48 h], draw: once }\n"
      "yield: { mixture: [{ is: 0.9, share: 40 % }, { share: 0.6, is: { uniform: [80 %, 1] } }] }\n"
      "opens: { discrete: { 2028-Q3: 60 %, 2027-Q4: 0.4 } }\n"
      "heat: { weibull: { scale: 40 C, shape: 2 } }\ncrates: { value: 5 crates }\n");
  CHECK(sim::to_yaml(read(canonical).result.canonical) == canonical);
  CHECK(canonical.find("draw: once") == std::string::npos);
  const auto again = read(canonical).result.canonical;
  const auto keys = [](const sim::Node& map) {
    std::string text;
    for (const sim::Entry& entry : map.entries) text += entry.key + " ";
    return text;
  };
  CHECK(keys(*again.find("rest")) == "value pert draw source grade ");
  CHECK(again.find("rest")->find("pert")->items[0].text == "35 d");
  CHECK(again.find("gap")->find("uniform")->items[0].text == "12.5 h");
  CHECK(keys(*again.find("opens")->find("discrete")) == "2027-Q4 2028-Q3 ");
  CHECK(keys(*again.find("heat")->find("weibull")) == "shape scale ");
}

TEST_CASE("parameters out of order or out of range are refused at their place", "[law_value]") {
  CHECK(error_of("rest: { pert: [7 d, 5 d, 10 d] }\n") ==
        "rest.pert[1]: is less than its low; got \"5 d\"; expected at least 7 d");
  CHECK(error_of("rest: { pert: [7 d, 10 d, 8 d] }\n") ==
        "rest.pert[2]: is less than its mode; got \"8 d\"; expected at least 10 d");
  CHECK(error_of("rest: { lognormal: { p50: 24 h, p90: 4 h } }\n") ==
        "rest.lognormal.p90: is less than its p50; got \"4 h\"; expected at least 24 h");
  CHECK(error_of("rest: { lognormal: { p50: 0 h, p90: 4 h } }\n") ==
        "rest.lognormal.p50: is too small; got \"0 h\"; expected more than 0");
  CHECK(error_of("rest: { weibull: { shape: 0, scale: 4 h } }\n") ==
        "rest.weibull.shape: is too small; got \"0\"; expected more than 0");
  CHECK(error_of("rest: { lognormal: { median: 4 h, sigma: -1 } }\n") ==
        "rest.lognormal.sigma: is too small; got \"-1\"; expected at least 0");
  CHECK(error_of("rest: { normal: { mean: 4 h, sd: -1 h } }\n") ==
        "rest.normal.sd: is too small; got \"-1 h\"; expected at least 0");
  CHECK(error_of("rest: { weibull: { shape: 0.001, scale: 4 h } }\n") ==
        "rest.weibull: spreads so far that its largest draws are no numbers");
  CHECK(error_of("rest: { exponential: { mean: .nan } }\n").rfind("rest.exponential.mean: is not finite", 0) == 0);
  CHECK(error_of("rest: { exponential: { mean: .inf } }\n").rfind("rest.exponential.mean: is not finite", 0) == 0);
  // The range and the unit of the value hold for each level.
  CHECK(error_of("yield: { uniform: [0.9, 1.1] }\n") ==
        "yield.uniform[1]: is too large; got \"1.1\"; expected at least 0 and at most 1");
  CHECK(error_of("rest: { uniform: [-1 d, 3 d] }\n") ==
        "rest.uniform[0]: is too small; got \"-1 d\"; expected at least 0 d");
  CHECK(error_of("rest: { uniform: [1 d, 3 MW] }\n").rfind("rest.uniform[1]: is a power; got \"3 MW\"", 0) == 0);
  CHECK(error_of("rest: { uniform: [1 d, 3] }\n").rfind("rest.uniform[1]: has no unit", 0) == 0);
  CHECK(error_of("rest: { exponential: { mean: 12 } }\n").rfind("rest.exponential.mean: has no unit", 0) == 0);
  CHECK(error_of("crates: { empirical: [1.5 crates] }\n").rfind("crates.empirical[0]: is not a whole number", 0) == 0);
  CHECK(error_of("stock: { uniform: [1 crate, 3 MW] }\n").rfind("stock.uniform[1]: is in another unit", 0) == 0);
  CHECK(error_of("rest: { poisson: { mean: 3 d } }\n").rfind("rest.poisson: is a law of counts", 0) == 0);
  CHECK(error_of("rest: 1.7 h\n").rfind("rest: is not a whole number of hours", 0) == 0);
}

TEST_CASE("no spread is no error", "[law_value]") {
  for (const char* law :
       {"{ uniform: [3 d, 3 d] }", "{ pert: [3 d, 3 d, 3 d] }", "{ lognormal: { p50: 3 d, p90: 3 d } }",
        "{ normal: { mean: 3 d, sd: 0 h } }", "{ empirical: [3 d] }", "{ discrete: { 3 d: 1 } }"}) {
    INFO(law);
    CHECK(value_of(std::string("rest: ") + law + "\n").rest->is_certain());
    CHECK(value_of(std::string("rest: ") + law + "\n").rest->point() == 72);
  }
  CHECK(value_of("rest: { exponential: { mean: 0 h } }\n").rest->at(0.9) == 0);
}

TEST_CASE("shares and probabilities sum to 1", "[law_value]") {
  CHECK(error_of("rest: { mixture: [{ share: 0.5, is: 0 d }, { share: 0.4, is: 1 d }] }\n") ==
        "rest.mixture: has shares that sum to 0.9; expected 1");
  CHECK(error_of("opens: { discrete: { 2027-Q4: 0.4, 2028-Q3: 0.7 } }\n") ==
        "opens.discrete: has probabilities that sum to 1.1; expected 1");
  CHECK(error_of("rest: { discrete: { 1 d: 0.1, 2 d: 0.2, 3 d: 0.7 } }\n").empty());  // 0.1 + 0.2 is not quite 0.3
  CHECK(error_of("rest: { discrete: { 1 d: 0.5, 24 h: 0.5 } }\n") ==
        "rest.discrete.1 d: is the same as another value; got \"1 d\"");
  CHECK(error_of("rest: { discrete: { 1 d: 1.5 } }\n").rfind("rest.discrete.1 d: is too large", 0) == 0);
  CHECK(error_of("rest: { mixture: [{ share: 1, is: 0 MW }] }\n").rfind("rest.mixture[0].is: is a power", 0) == 0);
  CHECK(error_of("rest: { mixture: [{ share: 1, it: 0 d }] }\n").find("did you mean \"is\"?") != std::string::npos);
  CHECK(error_of("rest: { mixture: [{ share: 1 }] }\n") ==
        "rest.mixture[0]: is incomplete; expected a map with share and is");
  CHECK(error_of("rest: { mixture: [{ share: 1, is: { part: [1 d, 2 d, 3 d] } }] }\n").find("did you mean \"pert\"?") !=
        std::string::npos);
}

TEST_CASE("laws of no or two families, or with keys that are none, are refused", "[law_value]") {
  CHECK(error_of("rest: { prt: [1 d, 2 d, 3 d] }\n") == "rest.prt: unknown key; did you mean \"pert\"?");
  CHECK(error_of("rest: { pert: [1 d, 2 d, 3 d], uniform: [1 d, 2 d] }\n") ==
        "rest.uniform: stands beside `pert`; expected one law");
  CHECK(error_of("rest: { source: J }\n").rfind("rest: has neither a value nor a law; expected a duration", 0) == 0);
  CHECK(error_of("rest: {}\n").rfind("rest: has neither a value nor a law", 0) == 0);
  CHECK(error_of("rest: [1 d]\n").rfind("rest: is a list; expected a duration", 0) == 0);
  CHECK(error_of("rest: { pert: [1 d, 2 d] }\n") == "rest.pert: has 2 values; expected a list of 3: [low, mode, high]");
  CHECK(error_of("rest: { pert: 3 d }\n") ==
        "rest.pert: is text; got \"3 d\"; expected a list of 3: [low, mode, high]");
  CHECK(error_of("rest: { weibull: { shape: 2, scal: 3 d } }\n") ==
        "rest.weibull.scal: unknown key; expected shape and scale; did you mean \"scale\"?");
  CHECK(error_of("rest: { gamma: { shape: 2, mean: 3 d } }\n") ==
        "rest.gamma: has not the parameters of one law; expected mean and sd, or shape and scale");
  CHECK(error_of("rest: { exponential: 3 d }\n") == "rest.exponential: is text; got \"3 d\"; expected a map: mean");
  CHECK(error_of("rest: { value: 3 d, draw: each }\n") == "rest.draw: stands only beside a law");
  CHECK(error_of("rest: { uniform: [1 d, 2 d], draw: always }\n")
            .rfind("rest.draw: is none of the words that may stand here; got \"always\"; expected once or each", 0) ==
        0);
  CHECK(error_of("rest: { uniform: [1 d, 2 d], stream: a b }\n").rfind("rest.stream: is not the key of a stream", 0) ==
        0);
  CHECK(error_of("rest: { value: 9 d, uniform: [1 d, 2 d] }\n") == "rest: lies where its law never does; got \"9 d\"");
  CHECK(error_of("rest: { value: 2 d, uniform: [1 d, 2 d] }\n").empty());
  CHECK(error_of("rest: { value: 3 d, low: 4 d }\n") == "rest: lies outside its `low` and `high`; got \"3 d\"");
}

TEST_CASE("every example of the table of families is such a law", "[law_value]") {
  for (const sim::LawFamily& family : sim::law_families()) {
    INFO(family.example);
    CHECK(family.example.rfind("{ " + family.name + ": ", 0) == 0);
    int fields = 0;
    for (const char* field : {"rest", "yield", "opens", "doors"}) {
      fields += error_of(std::string(field) + ": " + family.example + "\n").empty() ? 1 : 0;
    }
    CHECK(fields > 0);
  }
}

TEST_CASE("schema and reference page show laws, described once", "[law_value]") {
  const auto schema = nlohmann::json::parse(sim::json_schema(field_type().info(), "Field"));
  const auto& rest = tests::plain_value(schema, "rest")["anyOf"];
  REQUIRE(rest.size() == 2);  // a plain value, or a law
  for (const sim::LawFamily& family : sim::law_families()) {
    INFO(family.name);
    CHECK(rest[1]["properties"][family.name]["$ref"] == "#/definitions/law_" + family.name);
    CHECK(schema["definitions"].contains("law_" + family.name));
    CHECK_FALSE(family.doc.empty());
  }
  CHECK(rest[1]["properties"].contains("grade"));
  CHECK(rest[1]["properties"]["draw"]["enum"] == nlohmann::json::parse(R"(["once", "each"])"));
  const std::string page = sim::reference_page(field_type().info(), "Fields");
  CHECK(page.find("| `gap` | duration, or law | h d wk |  | at least 1 h | Between deliveries. |") !=
        std::string::npos);
  CHECK(page.find("## Laws\n") != std::string::npos);
  CHECK(page.find("| `{ gamma: { mean: 10 d, sd: 5 d } }` | mean, sd; or shape, scale |") != std::string::npos);
  CHECK(sim::undocumented(field_type().info()).empty());
}
