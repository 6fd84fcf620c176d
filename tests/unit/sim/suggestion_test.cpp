#include "sim/suggestion.hpp"

#include <catch2/catch.hpp>

TEST_CASE("edit distance counts inserted, removed, exchanged and swapped letters", "[suggestion]") {
  CHECK(sim::edit_distance("ready", "ready") == 0);
  CHECK(sim::edit_distance("ready", "raedy") == 1);  // one swap
  CHECK(sim::edit_distance("ready", "red") == 2);    // two removed
  CHECK(sim::edit_distance("", "abc") == 3);
}

TEST_CASE("the nearest word is suggested, and nothing when none is near", "[suggestion]") {
  const std::vector<std::string> known = {"ready", "doors", "critical_load"};
  CHECK(sim::did_you_mean("raedy", known) == "did you mean \"ready\"?");
  CHECK(sim::did_you_mean("Doors", known) == "did you mean \"doors\"?");
  CHECK(sim::did_you_mean("critical_laod", known) == "did you mean \"critical_load\"?");
  CHECK(sim::did_you_mean("umbrella", known).empty());
  CHECK(sim::did_you_mean(std::string(100000, 'a'), known).empty());
}
