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
  std::string resolved_yaml;  // scenario.resolved.yaml: self-contained, canonical
  std::string digest;         // SHA-256 of it
  std::vector<sim::InputFile> inputs;
  std::vector<sim::Evidence> evidence;
};

// A scenario file that is missing, unreadable or no regular file.
struct MissingInput {
  std::string message;
};

// Loads `path` with `--set` assignments. What is wrong goes to `errors`; then nothing is returned. Throws MissingInput.
std::optional<LoadedScenario> load_scenario(const std::string& path, const std::vector<std::string>& assignments,
                                            sim::Diagnostics& errors);

// The same for a text that stands in no file (tests): `extends` finds nothing.
std::optional<LoadedScenario> load_scenario_text(const std::string& text, const std::string& name,
                                                 const std::vector<std::string>& assignments, sim::Diagnostics& errors);

}  // namespace buildout
