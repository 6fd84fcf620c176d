#include "tests/statistics/program_runs.hpp"

#include <catch2/catch.hpp>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "tests/support/scratch_folder.hpp"

namespace tests {

namespace {

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// 2026-01-05T06:00Z as hours since 1970.
std::int64_t hour_of(std::string_view text) {
  using namespace std::chrono;
  const year_month_day day{year{static_cast<int>(number(text.substr(0, 4)))},
                           month{static_cast<unsigned>(number(text.substr(5, 2)))},
                           std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))}};
  return duration_cast<hours>(sys_days{day}.time_since_epoch()).count() + number(text.substr(11, 2));
}

}  // namespace

std::vector<LoggedRow> run_events(const std::string& yaml, std::uint64_t seed) {
  const ScratchFolder scratch;
  const std::string scenario = scratch / "scenario.yaml", output = scratch / "out";
  std::ofstream(scenario) << yaml;
  const std::string command = std::string(BUILDOUT_BINARY_DIR) + "/buildout run " + scenario + " -o " + output +
                              " -q --set seed=" + std::to_string(seed);
  REQUIRE(std::system(command.c_str()) == 0);

  std::vector<LoggedRow> rows;
  std::ifstream events(output + "/events.csv");
  std::string line;
  std::getline(events, line);  // header
  std::int64_t first = 0;
  while (std::getline(events, line)) {  // time,phase,kind,entity,count
    const std::size_t phase = line.find(','), kind = line.find(',', phase + 1), entity = line.find(',', kind + 1);
    const std::int64_t hour = hour_of(line);
    if (rows.empty()) first = hour;
    rows.push_back({hour - first, line.substr(kind + 1, entity - kind - 1),
                    number(std::string_view(line).substr(line.rfind(',') + 1))});
  }
  return rows;
}

Estimate estimate(const std::vector<double>& values) {
  Estimate e;
  e.replications = values.size();
  for (double v : values) e.mean += v / static_cast<double>(values.size());
  double squares = 0;
  for (double v : values) squares += (v - e.mean) * (v - e.mean);
  e.error = std::sqrt(squares / static_cast<double>(values.size() - 1) / static_cast<double>(values.size()));
  return e;
}

}  // namespace tests
