#pragma once
// A run of a scenario as tests look at it: its tables as CSV text, its event log, its sums, and what of the model was
// at work.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/simulation.hpp"
#include "tests/support/yaml_tree.hpp"
#include "tools/buildout/load_scenario.hpp"

namespace tests {

// Loads a scenario text; throws what the reader says against it, with the text.
buildout::LoadedScenario loaded(const std::string& yaml);

struct RunWishes {
  bool all_tables = false;  // else service, shortfall and units
  bool check_every_hour = false;
};

struct RunRecord {
  std::map<std::string, std::string> tables;  // by file name
  std::vector<models::LoggedEvent> log;
  std::string sums;                     // needed, supplied and each cause's hours, a line per tranche
  std::vector<models::Hour> completed;  // by tranche; sim::never
  std::set<std::string> active;         // of mechanisms()
};

RunRecord record_run(const models::Scenario& scenario, sim::Engine& engine, const RunWishes& wishes = {});

// The same on an engine without SimGrid, from the text on.
RunRecord record_twin_run(const std::string& yaml, const RunWishes& wishes = {});

std::string text_of(const std::vector<models::LoggedEvent>& log);

// Everything of which a run can tell whether it was at work: causes that owned hours, policies under contention, kinds
// of events handled, states occupied, effects that took place, routing rules used.
const std::vector<std::string>& mechanisms();

// The rows of a CSV table without its header, as cells. Cells of these tables never need quotes.
using CsvRows = std::vector<std::vector<std::string>>;
CsvRows csv_rows(const std::string& csv);

}  // namespace tests
