#include "tools/buildout/run_command.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "models/output/summary.hpp"
#include "sim/output_error.hpp"
#include "sim/sha256.hpp"
#include "sim/signal_cleanup.hpp"
#include "sim/simgrid_engine.hpp"
#include "tools/buildout/build_version.hpp"
#include "tools/buildout/exit_code.hpp"
#include "tools/buildout/load_scenario.hpp"
#include "tools/buildout/result_writer.hpp"
#include "tools/buildout/standard_output.hpp"

namespace buildout {

namespace {

void print_error(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void print_diagnostics(const sim::Diagnostics& diagnostics, bool as_json) {
  print_error(as_json ? diagnostics.json() + "\n" : diagnostics.text());
}

std::string manifest(const LoadedScenario& loaded, const std::vector<sim::FileRecord>& files) {
  nlohmann::ordered_json json;
  json["program"] = "buildout";
  json["version"] = version;
  json["commit"] = commit;
  json["scenario"] = loaded.scenario.id;
  json["scenario_sha256"] = sim::sha256_hex(loaded.resolved_yaml());
  json["inputs"] = nlohmann::ordered_json::array();
  for (const sim::InputFile& input : loaded.inputs) {
    json["inputs"].push_back({{"path", input.path}, {"sha256", sim::sha256_hex(input.bytes)}});
  }
  json["engine"] = {{"name", "SimGrid"}, {"hour", "one simulated second of the engine"}, {"network_model", "CM02"}};
  json["files"] = nlohmann::ordered_json::array();
  for (const sim::FileRecord& file : files) {
    nlohmann::ordered_json row{{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}};
    if (file.rows) row["rows"] = *file.rows;
    json["files"].push_back(std::move(row));
  }
  return json.dump(2) + "\n";
}

int simulate(const RunOptions& options, const LoadedScenario& loaded) {
  std::vector<std::string> inputs{options.scenario};
  for (const sim::InputFile& input : loaded.inputs) inputs.push_back(input.path);
  sim::ResultFolder folder(options.output, {.force = options.force, .inputs = inputs});
  for (const std::string& note : folder.notes()) print_error("buildout: " + note + "\n");

  const auto engine = sim::make_simgrid_engine();
  sim::remove_watched_folders_on_signals();  // the engine may have put its own handlers in place
  sim::Progress progress("simulating", sim::Progress::for_standard_error(options.quiet));
  ResultWriter writer(loaded.scenario, folder, &progress);
  models::Simulation simulation(loaded.scenario, *engine,
                                {.log = &writer, .observer = &writer, .check_every_hour = options.check_every_hour});
  simulation.run();
  writer.finish(simulation);
  progress.clear();

  const models::Summary summary = models::summarize(simulation);
  const std::string json = models::summary_json(simulation, summary);
  folder.write("summary.json", json);
  folder.write("scenario.resolved.yaml", loaded.resolved_yaml());
  folder.write("datapackage.json", sim::data_package(loaded.scenario.id, loaded.scenario.title, folder.tables()));
  folder.write("manifest.json", manifest(loaded, folder.close_files()));
  folder.commit();
  if (options.quiet) return done;
  const std::string text =
      options.json ? json : models::summary_text(simulation, summary) + "\nresults: " + folder.path() + "\n";
  print(text, "the results are whole: " + folder.path());
  return done;
}

}  // namespace

int run_command(const RunOptions& options) {
  sim::Diagnostics diagnostics;
  const auto loaded = load_scenario(options.scenario, options.assignments, diagnostics, options.draws);
  if (!loaded || !options.quiet) print_diagnostics(diagnostics, options.json && !loaded);
  if (!loaded) return wrong_input;
  return simulate(options, *loaded);
}

int validate_command(const RunOptions& options) {
  sim::Diagnostics diagnostics;
  const auto loaded = load_scenario(options.scenario, options.assignments, diagnostics, options.draws);
  if (options.json) {
    print(diagnostics.json() + "\n");
  } else {
    print_error(diagnostics.text());
  }
  if (!loaded) return wrong_input;
  if (options.quiet || options.json) return done;
  const models::Scenario& s = loaded->scenario;
  const auto count = [](std::size_t n, const char* noun) { return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s"); };
  print(fmt::format("{}: valid; {}, {}, {} in {}, {}, {}\n", options.scenario, count(s.sites.size(), "site"),
                    count(s.halls.size(), "hall"), count(s.orders.size(), "order"), count(s.lots.size(), "lot"),
                    count(s.contracts.size(), "contract"), count(s.events.size(), "event")));
  return done;
}

}  // namespace buildout
