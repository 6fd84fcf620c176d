// Reading a described language: values, ranges, defaults, references, alternatives, evidence, and the canonical form.

#include "sim/describe.hpp"

#include <catch2/catch.hpp>

#include "farm_text.hpp"

using farm::error_of;
using farm::read;

namespace {
const char* const whole_farm = R"(
title: "A farm: at the hill"
open: true
crop: barley
limits: { share: 4.3 %, heat: 45 C }
sheds:
  west: { doors: 2, ready: 2026-Q2, load: 35.25 MW, room: 1 crate, source: S1, grade: B }
  east: { ready: { value: 2026-05-01, low: 2026-04-01, high: 2026-07, as_of: 2026, source: a letter, grade: C }, after: [west, west + 240 h] }
  south: { like: east, copies: 2, stagger: 30 d }
best: west
share: { weighted: { west: 2, others: 50 % } }
harvest: { source: S2, totals: { 2026-Q1: 2160 crates, 2026-05: 744 crates } }
price: 1.5 USD_B
rest: 30 wk
water: 0.05 L/kWh
stock: 50 MW
watch: sheds.east
until: 2026-12
deliveries: { 2026-12-01: 1111 crates, 2026-09: 740 crates }
ramp: { 90 d: 70 MW, 0 d: 30 MW }
)";
}  // namespace

TEST_CASE("a whole farm is read into its structs", "[describe]") {
  const auto farm = read(whole_farm);
  REQUIRE(farm.errors.empty());
  const farm::FarmText& f = farm.result.value;
  CHECK(f.title == "A farm: at the hill");
  CHECK(f.open);
  CHECK(f.crop == farm::Crop::barley);
  CHECK(f.limits.share == 0.043);
  CHECK(f.limits.heat == 45.0);
  REQUIRE(f.sheds.size() == 4);  // east, south_1, south_2, west
  CHECK(f.sheds[0].id == "east");
  CHECK(f.sheds[0].value.after[1] == sim::LaggedReference{"west", 240});
  CHECK(f.sheds[0].value.doors == 1);  // the default
  CHECK(f.sheds[3].value.load == 35250000);
  CHECK(f.sheds[3].value.room == 1);
  CHECK(sim::date_text(*f.sheds[3].value.ready) == "2026-04-01");
  CHECK(sim::date_text(*f.sheds[2].value.ready) == "2026-05-31");  // 1 May + 30 d
  CHECK(f.share->weighted == std::vector<std::pair<std::string, double>>{{"others", 0.5}, {"west", 2}});
  CHECK(f.harvest->form() == sim::Curve::Form::totals);
  CHECK(f.price == 150000000000);  // cents
  CHECK(f.rest == 5040);
  CHECK(f.water == 0.05);
  CHECK(*f.stock == sim::Amount{50000000, 1});
  CHECK(sim::date_text(*f.until) == "2027-01-01");
  REQUIRE(f.deliveries.size() == 2);
  CHECK(f.deliveries[0].second == 740);  // sorted by date
  CHECK(f.ramp == std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 30000000}, {2160, 70000000}});
}

TEST_CASE("the canonical form reads back as itself", "[describe]") {
  const auto first = read(whole_farm);
  const std::string canonical = sim::to_yaml(first.result.canonical);
  const auto second = read(canonical);
  CHECK(second.errors.empty());
  CHECK(sim::to_yaml(second.result.canonical) == canonical);
  CHECK(canonical.find("like") == std::string::npos);
  CHECK(canonical.find("copies") == std::string::npos);
  CHECK(canonical.find("load: 35.25 MW") != std::string::npos);
  CHECK(canonical.find("rest: 210 d") != std::string::npos);
  CHECK(canonical.find("price: 1.5 USD_B") != std::string::npos);
  CHECK(canonical.find("grade: B") != std::string::npos);
}

TEST_CASE("evidence is collected with its path, of values and of whole maps", "[describe]") {
  const auto farm = read(
      "title: { value: x, source: a book, grade: A, note: seen }\nrest: { value: 3 d, low: 2 d, high: 96 h, as_of: "
      "2026-05, "
      "grade: D }\nlimits: { share: 10 %, source: S1 }\n");
  REQUIRE(farm.errors.empty());
  const auto& evidence = farm.result.evidence;
  REQUIRE(evidence.size() == 3);
  CHECK(evidence[0].path == "title");
  CHECK(evidence[0].grade == 'A');
  CHECK(evidence[0].note == "seen");
  CHECK(evidence[1].path == "limits");
  CHECK_FALSE(evidence[1].grade);
  CHECK(evidence[2].value == "3 d");
  CHECK(evidence[2].high == "4 d");
  CHECK(sim::date_text(evidence[2].as_of->end) == "2026-06-01");
}

TEST_CASE("evidence that makes no sense is refused", "[describe]") {
  CHECK(error_of("rest: { value: 3 d, grade: E }\n") ==
        "rest.grade: is not a grade; got \"E\"; expected A (document), B (named analyst or press), C (aggregator) or D "
        "(judgement)");
  CHECK(error_of("rest: { value: 3 d, low: 4 d }\n") == "rest: lies outside its `low` and `high`; got \"3 d\"");
  CHECK(error_of("rest: { value: 3 d, low: 3 MW }\n").rfind("rest.low: is a power", 0) == 0);
  CHECK(error_of("rest: { value: 3 d, sauce: x }\n") ==
        "rest.sauce: unknown key; expected value, low, high, as_of, source, grade or note");
  CHECK(error_of("rest: { value: 3 d, low: 3 d, high: 3 d }\n").empty());
}

TEST_CASE("a wrong dimension, unit or number names what was found and what is due", "[describe]") {
  CHECK(error_of("sheds: { a: { load: 200 MWh } }\n") ==
        "sheds.a.load: is an energy; got \"200 MWh\"; expected a power, for example 200 MW");
  CHECK(error_of("sheds: { a: { load: 30 d } }\n").rfind("sheds.a.load: is a duration", 0) == 0);
  CHECK(error_of("sheds: { a: { load: 30 } }\n").rfind("sheds.a.load: has no unit", 0) == 0);
  CHECK(error_of("sheds: { a: { load: 30 Mw } }\n").find("did you mean \"MW\"?") != std::string::npos);
  CHECK(error_of("sheds: { a: { load: -1 W } }\n") ==
        "sheds.a.load: is too small; got \"-1 W\"; expected at least 0 W");
  CHECK(error_of("sheds: { a: { load: 0.4 W } }\n").rfind("sheds.a.load: is below the resolution of 1 W", 0) == 0);
  CHECK(error_of("sheds: { a: { room: 5 } }\n").rfind("sheds.a.room: has no unit", 0) == 0);
  CHECK(error_of("sheds: { a: { room: 1.5 crates } }\n").rfind("sheds.a.room: is not a whole number", 0) == 0);
  CHECK(error_of("sheds: { a: { doors: 1.5 } }\n").rfind("sheds.a.doors: is not a whole number", 0) == 0);
  CHECK(error_of("sheds: { a: { doors: 1e-3 } }\n").rfind("sheds.a.doors: is not a whole number", 0) == 0);
  CHECK(error_of("sheds: { a: { doors: 010 } }\n").rfind("sheds.a.doors: has a leading zero", 0) == 0);
  CHECK(error_of("sheds: { a: { doors: 0 } }\n") == "sheds.a.doors: is too small; got \"0\"; expected at least 1");
  CHECK(error_of("limits: { share: 1.2 }\n") ==
        "limits.share: is too large; got \"1.2\"; expected at least 0 and at most 1");
  CHECK(error_of("limits: { share: 85 }\n").rfind("limits.share: is too large", 0) == 0);
  CHECK(error_of("limits: { share: .nan }\n").rfind("limits.share: is not finite", 0) == 0);
  CHECK(error_of("limits: { heat: -300 C }\n").rfind("limits.heat: is too small", 0) == 0);
  CHECK(error_of("rest: 0.3 h\n").rfind("rest: is below the resolution of hours", 0) == 0);
  CHECK(error_of("rest: 1.7 h\n").rfind("rest: is not a whole number of hours", 0) == 0);
  CHECK(error_of("rest: 1.5 d\n").empty());
  CHECK(error_of("rest: 1 mo\n").rfind("rest: has the calendar unit `mo`", 0) == 0);
  CHECK(error_of("sheds: { a: { doors: 1e3 } }\n").empty());
}

TEST_CASE("only true and false are booleans, and words are words where text is due", "[describe]") {
  for (const char* word : {"no", "off", "n", "0", "\"true\"", "True", "yes", "on"}) {
    INFO(word);
    CHECK(error_of(std::string("open: ") + word + "\n").rfind("open: is neither true nor false", 0) == 0);
  }
  CHECK(error_of("open: yes\n").find("write true, without quotes") != std::string::npos);
  for (const char* word : {"NO", "on", "y", "010", "1.5"}) {
    const auto farm = read(std::string("title: ") + word + "\n");
    CHECK(farm.errors.empty());
    CHECK(farm.result.value.title == word);
  }
}

TEST_CASE("an unknown word lists the words that may stand there", "[describe]") {
  CHECK(error_of("crop: Wheat\n") ==
        "crop: is none of the words that may stand here; got \"Wheat\"; expected wheat or barley; did you mean "
        "\"wheat\"?");
}

TEST_CASE("an unknown key is an error that names the nearest key, or where it is allowed", "[describe]") {
  CHECK(error_of("sheds: { a: { raedy: 2026 } }\n") == "sheds.a.raedy: unknown key; did you mean \"ready\"?");
  CHECK(error_of("ready: 2026\n").find("it is a key of sheds.*") != std::string::npos);
}

TEST_CASE("everything that is missing is reported in one run, at its parent", "[describe]") {
  CHECK(read("open: 1\nsheds: []\n").errors ==
        "farm.yaml:1:1: error: title: is missing; expected text\n"
        "farm.yaml:1:7: error: open: is neither true nor false; got \"1\"; expected true or false; write true, without "
        "quotes\n"
        "farm.yaml:2:8: error: sheds: is a list; expected a map of sheds by id\n"
        "3 errors; nothing was simulated\n");
}

TEST_CASE("empty values and values of the wrong kind are refused", "[describe]") {
  CHECK(error_of("rest:\n").rfind("rest: is empty; expected a duration", 0) == 0);
  CHECK(error_of("rest: ~\n").rfind("rest: is empty", 0) == 0);
  CHECK(error_of("rest: null\n").rfind("rest: is empty", 0) == 0);
  CHECK(error_of("rest: [3 d]\n").rfind("rest: is a list; expected a duration", 0) == 0);
  CHECK(error_of("rest: { a: 3 d }\n").rfind("rest: is a map; expected a duration", 0) == 0);
  CHECK(error_of("sheds: west\n") == "sheds: is text; got \"west\"; expected a map of sheds by id");
  CHECK(error_of("sheds: { a: 5 }\n").rfind("sheds.a: is text; got \"5\"; expected a map", 0) == 0);
  CHECK(error_of("sheds: { a: { after: west } }\n").rfind("sheds.a.after: is text", 0) == 0);
  CHECK(error_of("deliveries: 5\n").rfind("deliveries: is text", 0) == 0);
  CHECK(error_of("sheds: {}\n").empty());
  CHECK(read("- a\n").errors.rfind("farm.yaml:1:1: error: is a list; expected a map: farm with title", 0) == 0);
}

TEST_CASE("names must exist, and the nearest is suggested", "[describe]") {
  const std::string sheds = "sheds: { west: {}, east: {} }\n";
  CHECK(error_of(sheds + "best: wst\n") ==
        "best: names nothing that exists; got \"wst\"; expected a name in sheds; did you mean \"west\"?");
  CHECK(error_of(sheds + "best: sheds.west\n").rfind("best: names nothing that exists", 0) == 0);
  CHECK(error_of(sheds + "watch: sheds.wets\n").find("did you mean \"sheds.west\"?") != std::string::npos);
  CHECK(error_of(sheds + "watch: title\n").rfind("watch: names something of another kind", 0) == 0);
  CHECK(error_of(sheds + "best: ../west\n").rfind("best: is not a name", 0) == 0);
  CHECK(error_of(sheds + "best: west\n").empty());
}

TEST_CASE("ids are lower-case words, not too long, not reserved", "[describe]") {
  for (const char* id :
       {"West", "a-b", "\"a b\"", "\"\"", "\"a/b\"", "..", "total", "world", "none", "outside", "unassigned"}) {
    INFO(id);
    CHECK_FALSE(error_of(std::string("sheds: { ") + id + ": { doors: 2 } }\n").empty());
  }
  CHECK_FALSE(error_of("sheds: { " + std::string(65, 'a') + ": {} }\n").empty());
  CHECK(error_of("sheds: { " + std::string(64, 'a') + ": {} }\n").empty());
  CHECK(error_of("sheds: { 2b_1: {} }\n").empty());
}

TEST_CASE("alternatives are told apart by what is written", "[describe]") {
  const std::string sheds = "title: x\nsheds: { west: {} }\n";
  CHECK(read(sheds + "share: all\n").result.value.share->all);
  CHECK(read(sheds + "share: 5 crates\n").result.value.share->crates == 5);
  CHECK(read(sheds + "share: [west]\n").result.value.share->sheds == std::vector<std::string>{"west"});
  CHECK(read(sheds + "share: { weighted: { west: 1 } }\n").result.value.share->weighted.size() == 1);
  CHECK(error_of("share: { value: all, source: S }\n").empty());
  CHECK(error_of("share: {}\n") == "share: is incomplete; expected one of weighted");
  CHECK(error_of("share: al\n").rfind("share: is not a number", 0) == 0);
}

TEST_CASE("a curve has one form, ascending dates and no overlaps", "[describe]") {
  CHECK(error_of("harvest: 15 crates/d\n").empty());
  CHECK(error_of("harvest: { steps: { 2026-02: 5 crates/d, 2026-01: 1 crates/d } }\n").empty());  // sorted by date
  CHECK(error_of("harvest: { steps: { 2026-02: 5 crates/d, 2026-02-01: 1 crates/d } }\n")
            .find("is the same date as another point") != std::string::npos);
  CHECK(error_of("harvest: { totals: { 2026-Q1: 5 crates, 2026-03: 1 crates } }\n")
            .find("overlaps the period before it") != std::string::npos);
  CHECK(error_of("harvest: { step: { 2026: 1 crates/d } }\n").find("did you mean \"steps\"?") != std::string::npos);
  CHECK(error_of("harvest: { steps: { 2026: 1 crates/d }, linear: { 2026: 1 crates/d } }\n")
            .find("stands beside `steps`") != std::string::npos);
  CHECK_FALSE(error_of("harvest: { steps: {} }\n").empty());
  CHECK_FALSE(error_of("harvest: {}\n").empty());
  CHECK(error_of("harvest: { linear: { 2026: 5 crates } }\n").find("is a number of crates; got") != std::string::npos);
  CHECK(
      error_of("deliveries: { 2026-02: 5 crates, 2026-02-01: 6 crates }\n").find("has the same key as another entry") !=
      std::string::npos);
}

TEST_CASE("every field of a description is documented", "[describe]") {
  CHECK(sim::undocumented(farm::farm_type().info()).empty());
  struct Bare {
    std::string a;
  };
  const auto bare = sim::describe<Bare>("bare", "").required("a", &Bare::a, sim::text(), "");
  CHECK(sim::undocumented(bare.info()) == std::vector<std::string>{"the top level", "a"});
}
