// The simulation on SimGrid and on the engine without it: the same events in the same hours, the same sums.

#include <fmt/core.h>

#include <array>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>

#include "sim/simgrid_engine.hpp"
#include "tests/support/child_result.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"
#include "tests/support/twin_engine.hpp"

using namespace tests;

namespace {

constexpr std::uint64_t scenarios = 500;
constexpr std::array<const char*, 3> curve_formulas{"logistic", "growth", "bass"};
constexpr std::uint64_t least_active = scenarios / 20;  // 5 %

std::string trace(const RunRecord& run) { return text_of(run.log) + run.sums; }

// The first line in which two texts differ.
std::string first_difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const auto line = [&](const std::string& text) {
    const std::size_t begin = text.rfind('\n', at == 0 ? 0 : at - 1) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
  };
  return line(a) + "  <>  " + line(b);
}

}  // namespace

TEST_CASE("SimGrid and the engine without it give the same events and sums, and every mechanism is at work somewhere") {
  std::map<std::string, std::uint64_t> active;
  std::uint64_t events = 0;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed));
    const buildout::LoadedScenario scenario = loaded(yaml);
    TwinEngine twin;
    const RunRecord run = record_run(scenario.scenario, twin);
    events += run.log.size();
    for (const std::string& name : run.active) ++active[name];
    for (const char* formula : curve_formulas) active[formula] += yaml.find(fmt::format(" {}:", formula)) != yaml.npos;

    const std::string on_simgrid = result_of_child([&] {
      const auto engine = sim::make_simgrid_engine();
      return trace(record_run(scenario.scenario, *engine));
    });
    if (on_simgrid != trace(run)) {
      FAIL("seed " << seed << ": SimGrid  <>  twin: " << first_difference(on_simgrid, trace(run)) << "\n" << yaml);
    }
  }
  std::string table =
      fmt::format("{} random scenarios, {} logged events; in how many of them was at work\n", scenarios, events);
  std::string rare;
  std::vector<std::string> names = mechanisms();
  names.insert(names.end(), curve_formulas.begin(), curve_formulas.end());
  for (const std::string& name : names) {
    table += fmt::format("  {:<40} {:>5}  {:>3} %\n", name, active[name], active[name] * 100 / scenarios);
    if (active[name] < least_active) rare += "  " + name + "\n";
  }
  std::cout << table << std::flush;
  INFO("active in less than 5 %:\n" << rare);
  CHECK(rare.empty());
}
