// Whole scenarios as a user runs them: read, simulate, write all tables. Each in a process of its own, on one core.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/bench/large_scenario.hpp"
#include "tests/bench/sections.hpp"
#include "tools/buildout/run_command.hpp"

namespace bench {

namespace {

struct Cost {
  double seconds = 0;  // of the processor, user and system
  double megabytes = 0;
  bool failed = true;
};

// The cost of `buildout run` in a child.
Cost run(const std::string& scenario, const std::string& output) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    buildout::RunOptions options;
    options.scenario = scenario;
    options.output = output;
    options.force = true;
    options.quiet = true;
    _exit(buildout::run_command(options));
  }
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) return {};
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return {seconds(usage.ru_utime) + seconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024.0,
          !WIFEXITED(status) || WEXITSTATUS(status) != 0};
}

void print(const char* name, const Cost& cost, const std::string& output, const char* aim) {
  if (cost.failed) {
    std::printf("%-22s FAILED\n", name);
    return;
  }
  nlohmann::json summary;
  std::ifstream(output + "/summary.json") >> summary;
  const double events = summary["events"].get<double>();
  const double units = summary["units_ever_ordered"].get<double>();
  std::printf("%-22s %6.2f s  %6.0f MiB  %9.0f units  %8.0f events  %9.0f events/s  %8.2f us per unit   aim: %s\n",
              name, cost.seconds, cost.megabytes, units, events, events / cost.seconds, 1e6 * cost.seconds / units,
              aim);
}

}  // namespace

void scenario_section() {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("buildout_bench_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string large = (folder / "large.yaml").string();
  std::ofstream(large) << large_scenario({});
  std::printf("processor time of reading, simulating and writing all tables; counted cohorts\n");
  const std::string reference_output = (folder / "reference").string();
  print("reference", run(REFERENCE_SCENARIO, reference_output), reference_output, "1 s");
  const std::string large_output = (folder / "large").string();
  print("10^6 racks", run(large, large_output), large_output, "8 s, 1024 MiB");
  std::filesystem::remove_all(folder);
}

}  // namespace bench
