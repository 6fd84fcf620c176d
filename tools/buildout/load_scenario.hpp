#pragma once
// From files to a Scenario: reads, composes over the catalog, checks and resolves. The only place of the program that
// opens scenario files; each is read once.

#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "sim/compose.hpp"
#include "sim/describe.hpp"
#include "sim/diagnostics.hpp"

namespace buildout {

struct LoadedScenario {
  models::Scenario scenario;
  sim::Node canonical;  // of scenario.resolved.yaml: self-contained
  std::vector<sim::InputFile> inputs;
  std::vector<sim::Evidence> evidence;
  std::vector<sim::DrawnNumber> drawn;  // what is drawn once a run, and what it came to

  std::string resolved_yaml() const;
};

// A scenario file that is missing, unreadable or no regular file.
struct MissingInput {
  std::string message;
};

// The files of a scenario, read and composed over the catalog once, for any number of runs.
class ScenarioSource {
 public:
  ScenarioSource(const std::string& path, sim::InputReaders readers, sim::Diagnostics& errors);

  // With `--set` assignments, and with what its laws come to in one run; the seed is the scenario's where `draws` says
  // none. What is wrong goes to `errors`; then nothing is returned.
  std::optional<LoadedScenario> realize(const std::vector<sim::Assignment>& assignments, sim::Draws draws,
                                        sim::Diagnostics& errors) const;
  const sim::InputReaders& readers() const { return readers_; }
  const std::vector<sim::InputFile>& files() const { return composition_.files; }  // the catalog's, too

 private:
  sim::InputReaders readers_;
  std::vector<sim::Node> catalog_;
  sim::Node own_;  // without the catalog
  sim::Composition composition_;
};

// The bytes of a file that has to be there. Throws MissingInput.
std::string read_input(const std::string& path);

// Opens the files of a scenario. Throws MissingInput.
ScenarioSource open_scenario(const std::string& path, sim::Diagnostics& errors);

// Both in one.
std::optional<LoadedScenario> load_scenario(const std::string& path, const std::vector<std::string>& assignments,
                                            sim::Diagnostics& errors, const sim::Draws& draws = {});

// The same for a text that stands in no file (tests): `extends` finds nothing.
std::optional<LoadedScenario> load_scenario_text(const std::string& text, const std::string& name,
                                                 const std::vector<std::string>& assignments, sim::Diagnostics& errors);

}  // namespace buildout
