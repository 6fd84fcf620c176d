#include "tests/statistics/program_runs.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "tests/support/scratch_folder.hpp"

namespace tests {

namespace {

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::int64_t hour_of(std::string_view text) {
  using namespace std::chrono;
  const year_month_day day{year{static_cast<int>(number(text.substr(0, 4)))},
                           month{static_cast<unsigned>(number(text.substr(5, 2)))},
                           std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))}};
  return duration_cast<hours>(sys_days{day}.time_since_epoch()).count() + number(text.substr(11, 2));
}

void visit_table(const std::string& yaml, std::uint64_t seed, const std::string& table,
                 const std::function<void(std::span<const std::string_view>)>& visit) {
  const ScratchFolder scratch;
  const std::string scenario = scratch / "scenario.yaml", output = scratch / "out";
  std::ofstream(scenario) << yaml;
  const std::string command = std::string(BUILDOUT_BINARY_DIR) + "/buildout run " + scenario + " -o " + output +
                              " -q --set seed=" + std::to_string(seed);
  REQUIRE(std::system(command.c_str()) == 0);

  std::ifstream rows(output + "/" + table);
  std::string line;
  std::vector<std::string_view> cells;
  while (std::getline(rows, line)) {
    const std::string_view text = line;
    cells.clear();
    for (std::size_t at = 0; at <= text.size(); at += cells.back().size() + 1) {
      cells.push_back(text.substr(at, text.find(',', at) - at));
    }
    visit(cells);
  }
}

void visit_events(const std::string& yaml, std::uint64_t seed, const std::function<void(const LoggedRow&)>& visit) {
  std::int64_t first = -1;
  visit_table(yaml, seed, "events.csv", [&](std::span<const std::string_view> cells) {
    if (cells.size() != 6) FAIL("not time, phase, kind, entity, count, detail");  // REQUIRE costs more than the row
    if (cells[0] == "time") return;
    const std::int64_t hour = hour_of(cells[0]);
    if (first < 0) first = hour;
    visit({hour - first, cells[2], cells[3], number(cells[4]), cells[5]});
  });
}

Estimate estimate(const std::vector<double>& values) {
  return estimate(values, std::vector<double>(values.size(), 0), 0);
}

Estimate estimate(const std::vector<double>& values, const std::vector<double>& control, double mean_of_control) {
  const double value_mean = mean(values), control_mean = mean(control);
  double together = 0, alone = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    together += (values[i] - value_mean) * (control[i] - control_mean);
    alone += (control[i] - control_mean) * (control[i] - control_mean);
  }
  const double slope = alone > 0 ? together / alone : 0;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double rest = values[i] - value_mean - slope * (control[i] - control_mean);
    squares += rest * rest;
  }
  const auto n = static_cast<double>(values.size());
  const double freedom = n - (alone > 0 ? 2 : 1);
  return {value_mean - slope * (control_mean - mean_of_control), std::sqrt(squares / freedom / n), values.size()};
}

}  // namespace tests
