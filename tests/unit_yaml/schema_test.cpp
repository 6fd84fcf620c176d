#include "sim/schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "farm_text.hpp"
#include "schema_definition.hpp"
#include "sim/reference_page.hpp"

TEST_CASE("the schema has every key with its doc, and a definition for each struct", "[schema]") {
  const auto schema = nlohmann::json::parse(sim::json_schema(farm::farm_type().info(), "Farm"));
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema["title"] == "Farm");
  CHECK(schema["additionalProperties"] == false);
  for (const std::string& key : farm::farm_type().info().keys()) {
    INFO(key);
    REQUIRE(schema["properties"].contains(key));
    CHECK_FALSE(schema["properties"][key]["description"].get<std::string>().empty());
  }
  CHECK(schema["properties"].contains("extends"));
  CHECK(schema["definitions"]["shed"]["properties"].contains("like"));
  CHECK(schema["definitions"]["shed"]["properties"].contains("copies"));
  CHECK_FALSE(schema["definitions"]["limits"]["properties"].contains("like"));
  CHECK(tests::plain_value(schema, "crop")["enum"] == nlohmann::json::parse(R"(["wheat", "barley"])"));
  CHECK(tests::plain_value(schema, "sheds")["propertyNames"]["pattern"] == "^[a-z0-9_]{1,64}$");
}

TEST_CASE("every reference of the schema leads to a definition", "[schema]") {
  const auto schema = nlohmann::json::parse(sim::json_schema(farm::farm_type().info(), "Farm"));
  int found = 0;
  const std::function<void(const nlohmann::json&)> visit = [&](const nlohmann::json& node) {
    if (node.is_object() && node.contains("$ref")) {
      const std::string name = node["$ref"].get<std::string>().substr(std::string("#/definitions/").size());
      INFO(name);
      CHECK(schema["definitions"].contains(name));
      ++found;
    }
    if (node.is_structured()) {
      for (const auto& child : node) visit(child);
    }
  };
  visit(schema);
  CHECK(found > 10);
}

TEST_CASE("what several keys accept is written once", "[schema]") {
  const std::string text = sim::json_schema(farm::farm_type().info(), "Farm");
  const auto schema = nlohmann::json::parse(text);
  std::set<std::string> written;
  for (const auto& definition : schema["definitions"]) CHECK(written.insert(definition.dump()).second);
  for (const auto& [key, property] : schema["properties"].items()) {
    INFO(key);
    CHECK(property.dump().size() < 400);  // its doc and a reference
  }
}

TEST_CASE("the reference page has a row for each key and a line for each word", "[schema]") {
  const std::string page = sim::reference_page(farm::farm_type().info(), "Farms");
  CHECK(page.rfind("# Farms\n\n## Top level\n\nA farm.\n", 0) == 0);
  CHECK(page.find("## `sheds.*`\n\nA shed: the smallest place that opens.\n") != std::string::npos);
  CHECK(page.find("| `doors` | whole number |  | `1` | at least 1 | Doors that open at once. |") != std::string::npos);
  CHECK(page.find("| `title` | text |  | required |  | What it is called. |") != std::string::npos);
  CHECK(page.find("- `crop: barley`: For beer.") != std::string::npos);
  CHECK(page.find("- `share: all`: Everything.") != std::string::npos);
}
