#include "sim/diagnostics.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using sim::Diagnostics;
using sim::Mark;

TEST_CASE("problems are printed sorted by place, with what was got, expected and meant", "[diagnostics]") {
  Diagnostics errors;
  errors.error_at(Mark::in("west.yaml", 15, 5), "sites.a.design_peu", "unknown key", "", "",
                  "did you mean \"design_pue\"?");
  errors.error_at(Mark::in("west.yaml", 14, 23), "sites.a.load", "is an energy", sim::quoted("200 MWh"),
                  "a power, for example 200 MW");
  errors.warning_at(Mark::in("west.yaml", 2, 1), "title", "is long");
  CHECK(errors.text() ==
        "west.yaml:2:1: warning: title: is long\n"
        "west.yaml:14:23: error: sites.a.load: is an energy; got \"200 MWh\"; expected a power, for example 200 MW\n"
        "west.yaml:15:5: error: sites.a.design_peu: unknown key; did you mean \"design_pue\"?\n"
        "2 errors; nothing was simulated\n");
  CHECK(errors.error_count() == 2);
  CHECK(errors.warning_count() == 1);
}

TEST_CASE("nothing wrong prints nothing, and a warning alone does not stop a run", "[diagnostics]") {
  Diagnostics errors;
  CHECK(errors.text().empty());
  errors.warning_at(Mark::in("a.yaml", 1, 1), "x", "is odd");
  CHECK_FALSE(errors.any_errors());
  CHECK(errors.text() == "a.yaml:1:1: warning: x: is odd\n");
}

TEST_CASE("at most a hundred problems are printed, with a count of the rest", "[diagnostics]") {
  Diagnostics errors;
  for (int line = 1; line <= 130; ++line) errors.error_at(Mark::in("a.yaml", line, 1), "x", "is wrong");
  const std::string text = errors.text();
  CHECK(std::count(text.begin(), text.end(), '\n') == 102);  // 100 problems, the rest, the sum
  CHECK(text.find("... and 30 more\n130 errors; nothing was simulated\n") != std::string::npos);
}

TEST_CASE("a token is cut after 80 bytes, not inside a character, and cannot steer the terminal", "[diagnostics]") {
  CHECK(sim::quoted("a\x1b[31m") == "\"a\\x1b[31m\"");
  CHECK(sim::quoted(std::string(80, 'x')) == '"' + std::string(80, 'x') + '"');
  CHECK(sim::quoted(std::string(81, 'x')) == '"' + std::string(80, 'x') + "...\"");
  CHECK(sim::quoted(std::string(79, 'x') + "\xc3\xa9" + "y") == '"' + std::string(79, 'x') + "...\"");
}

TEST_CASE("an error at a path stands where the tree has it", "[diagnostics]") {
  auto tree = std::make_shared<sim::Node>(sim::Node::map(Mark::in("a.yaml", 1, 1)));
  tree->set("x", sim::Node::scalar("1", Mark::in("--set x=1", 1, 1)));
  Diagnostics errors;
  errors.locate_in(tree);
  errors.error("x", "is wrong");
  errors.error("y.z", "is missing");
  CHECK(errors.text() ==
        "--set x=1:1:1: error: x: is wrong; got \"1\"\na.yaml:1:1: error: y.z: is missing\n2 errors; nothing was "
        "simulated\n");
}

TEST_CASE("the JSON form has the same list", "[diagnostics]") {
  Diagnostics errors;
  errors.error_at(Mark::in("a.yaml", 3, 7), "x.y", "is wrong", "\"1\"", "2", "write 2");
  const auto json = nlohmann::json::parse(errors.json());
  CHECK(json["errors"] == 1);
  CHECK(json["warnings"] == 0);
  CHECK(json["diagnostics"][0]["line"] == 3);
  CHECK(json["diagnostics"][0]["path"] == "x.y");
  CHECK(json["diagnostics"][0]["hint"] == "write 2");
}
