#pragma once
// Replications of one scenario through the command-line program, and statistics over them.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tests {

// One line of events.csv.
struct LoggedRow {
  std::int64_t hour = 0;  // from the first row on
  std::string kind;
  std::int64_t count = 0;
};

// The events of `yaml` run with `--set seed=`. Fails the test if the program does.
std::vector<LoggedRow> run_events(const std::string& yaml, std::uint64_t seed);

// Mean and standard error of the mean over replications.
struct Estimate {
  double mean = 0;
  double error = 0;
  std::size_t replications = 0;
};
Estimate estimate(const std::vector<double>& values);

}  // namespace tests
