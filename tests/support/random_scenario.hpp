#pragma once
// Random scenarios in the scenario language: small (1 to 40 units an order, 20 to 120 days), valid, and dense in what
// they exercise, so that a run takes milliseconds and most mechanisms meet in it. The same seed gives the same document
// anywhere.

#include <cstdint>
#include <string>

#include "tests/support/yaml_tree.hpp"

namespace tests {

struct RandomScenarioOptions {
  // Horizon, systems, policies and report step are drawn from this seed; 0: from the scenario's own. Two scenarios of
  // one frame and different prefixes can stand in one document.
  std::uint64_t frame_seed = 0;
  std::string prefix;          // of all ids but those of systems
  std::int64_t first_day = 0;  // all dates come so many days later
  std::int64_t longer_by = 0;  // days by which the horizon ends later; nothing else changes
  std::string report_step = "day";

  bool calendar_totals = true;   // line capacities by month: tied to the calendar, so they do not shift with the dates
  bool money = true;             // prices: bills are of calendar months, the last one ends with the horizon
  bool routing = true;           // orders that choose among sites
  bool installed = true;         // units that are live when the horizon begins
  bool shared_resources = true;  // that stages of all sites need, and lines that make their gear
  bool laws = true;              // times drawn anew for each unit, delivery or gap

  // Only what counted cohorts and single racks must agree about to the byte; why is said in the test of it.
  bool rack_by_rack = false;
};

YamlTree random_scenario(std::uint64_t seed, const RandomScenarioOptions& options = {});

}  // namespace tests
