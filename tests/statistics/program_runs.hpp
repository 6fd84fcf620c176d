#pragma once
// Runs of one scenario through the command-line program, what they log, and statistics over many replications.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

// One line of events.csv; the texts live as long as the call that hands them over.
struct LoggedRow {
  std::int64_t hour = 0;  // from the first row on
  std::string_view kind;
  std::string_view entity;
  std::int64_t count = 0;
  std::string_view detail;
};

// Runs `yaml` with `--set seed=` and visits the rows of a table of its result, the header first: cells, none of them
// quoted.
void visit_table(const std::string& yaml, std::uint64_t seed, const std::string& table,
                 const std::function<void(std::span<const std::string_view>)>& visit);

// Runs `yaml` with `--set seed=` and visits the rows of its events.csv. Fails the test if the program does.
void visit_events(const std::string& yaml, std::uint64_t seed, const std::function<void(const LoggedRow&)>& visit);

// A number at the beginning of a text; 2026-01-05T06:00Z as hours since 1970.
std::int64_t number(std::string_view text);
std::int64_t hour_of(std::string_view text);

// Mean and standard error of the mean over replications.
struct Estimate {
  double mean = 0;
  double error = 0;
  std::size_t replications = 0;
};
Estimate estimate(const std::vector<double>& values);

// The same with a control variate (Lavenberg and Welch 1981): what was measured beside each value and has a known mean.
// The part of the values' spread that goes with the control's is taken off, so fewer replications do.
Estimate estimate(const std::vector<double>& values, const std::vector<double>& control, double mean_of_control);

}  // namespace tests
