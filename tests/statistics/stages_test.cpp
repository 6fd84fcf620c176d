// Stages and gear of which theory knows the answer, run as scenarios through the command-line program. One run has tens
// of thousands of independent cases, as each stage of each hall draws from a stream of its own. Times are rounded to
// whole hours: of a mean of 10 days that moves no figure here by a thousandth of its tolerance.

#include <fmt/core.h>

#include <catch2/catch.hpp>
#include <map>

#include "tests/statistics/sample.hpp"

using namespace tests;

namespace {

constexpr double day = 24;

std::string frame(const std::string& site) {
  return "schema: 1\nid: stages\nhorizon: { from: 2026-01-01, until: 2029-12-31 }\nreport: { step: month }\n"
         "parties: { yard: {} }\nsites:\n  s:\n    operator: yard\n" +
         site;
}

}  // namespace

TEST_CASE("V028: chain of four exponential stages (Erlang)") {
  // Sixty chains a hall of four stages each, 600 halls: Gamma(4, 10 d), mean 40, standard deviation 20.
  std::string stages;
  for (int chain = 0; chain < 60; ++chain) {
    for (int k = 1; k <= 4; ++k) {
      stages += fmt::format("          c{}_{}: {{ {}duration: {{ exponential: {{ mean: 10 d }}, draw: each }} }}\n",
                            chain, k, k == 1 ? "" : fmt::format("after: [c{}_{}], ", chain, k - 1));
    }
  }
  const std::string yaml = frame("    halls:\n      h:\n        copies: 600\n        stages:\n" + stages);

  std::vector<double> days;
  const double start = static_cast<double>(hour_of("2026-01-01T00:00Z"));
  visit_table(yaml, 1, "tasks.csv", [&](std::span<const std::string_view> row) {
    if (row[2].ends_with("_4")) days.push_back((static_cast<double>(hour_of(row[6])) - start) / day);
  });
  REQUIRE(days.size() == 36'000);
  const Sample sample(days);
  check_against("four stages, mean [d]", sample.mean(), 40.0);
  check_against("four stages, standard deviation [d]", sample.deviation(), 20.0);
  check_against("four stages, P(T <= 40 d)", sample.share_up_to(40), 0.566529879633);
  check_against("four stages, P90 [d]", sample.quantile(0.9), 66.8078306826);
}

TEST_CASE("V026: slowest of ten parallel deliveries") {
  // A hall of 200 stages, each with a kind of gear of its own, of which ten units come after exponential lead times of
  // mean 30 days: 100 need all ten, 100 eight of them. 230 sites and two seeds: 46,000 cases of each.
  std::string gear, stages;
  for (int kind = 0; kind < 200; ++kind) {
    gear += fmt::format(
        "      g{}: {{ quantity: 10 units, ordered: 2026-01-01, lead_time: {{ exponential: {{ mean: 30 d }}, "
        "draw: each }} }}\n",
        kind);
    stages += fmt::format("          {}{}: {{ gear: {{ g{}: {} units }}, duration: 0 d }}\n",
                          kind < 100 ? "all" : "most", kind, kind, kind < 100 ? 10 : 8);
  }
  const std::string yaml =
      frame("    copies: 230\n    gear:\n" + gear + "    halls:\n      h:\n        stages:\n" + stages);

  std::vector<double> all, eight;
  const double start = static_cast<double>(hour_of("2026-01-01T00:00Z"));
  for (const std::uint64_t seed : {1, 2}) {
    visit_table(yaml, seed, "tasks.csv", [&](std::span<const std::string_view> row) {
      if (row[2] == "task") return;
      (row[2].starts_with("all") ? all : eight).push_back((static_cast<double>(hour_of(row[5])) - start) / day);
    });
  }
  REQUIRE(all.size() == 46'000);
  REQUIRE(eight.size() == 46'000);
  const Sample sample(all);
  check_against("slowest of ten, mean [d]", sample.mean(), 87.869047619);
  check_against("slowest of ten, standard deviation [d]", sample.deviation(), 37.3469002469);
  check_against("slowest of ten, P95 [d]", sample.quantile(0.95), 158.260317315);
  check_against("eighth of ten, mean [d]", Sample(eight).mean(), 42.869047619);
}

TEST_CASE("V029: kit of two parts") {
  // A stage needs a chassis (exponential, mean 30 days) and power gear (mean 20): 100 kits a hall, 300 sites, two
  // seeds.
  std::string gear, stages;
  for (int kit = 0; kit < 100; ++kit) {
    for (const auto& [part, days] : {std::pair("chassis", 30), std::pair("power", 20)}) {
      gear += fmt::format(
          "      {}{}: {{ quantity: 1 unit, ordered: 2026-01-01, lead_time: {{ exponential: {{ mean: {} d }}, "
          "draw: each }} }}\n",
          part, kit, days);
    }
    stages += fmt::format("          kit{}: {{ gear: {{ chassis{}: 1 unit, power{}: 1 unit }}, duration: 0 d }}\n", kit,
                          kit, kit);
  }
  const std::string yaml =
      frame("    copies: 300\n    gear:\n" + gear + "    halls:\n      h:\n        stages:\n" + stages);

  // gear.csv has a row for the chassis of each kit of a site, then one for the power gear of each.
  struct Kit {
    double chassis = 0, power = 0, taken = 0;
  };
  std::map<std::tuple<std::uint64_t, std::string, std::string>, Kit> kits;
  const double start = static_cast<double>(hour_of("2026-01-01T00:00Z"));
  const auto days = [&](std::string_view date) { return (static_cast<double>(hour_of(date)) - start) / day; };
  for (const std::uint64_t seed : {1, 2}) {
    visit_table(yaml, seed, "gear.csv", [&](std::span<const std::string_view> row) {
      if (row[0] == "site") return;
      Kit& kit = kits[{seed, std::string(row[0]), std::string(row[9])}];
      (row[1].starts_with("chassis") ? kit.chassis : kit.power) = days(row[5]);
      kit.taken = days(row[7]);
    });
  }
  REQUIRE(kits.size() == 60'000);
  std::vector<double> times, idle, power_is_last;
  for (const auto& [name, kit] : kits) {
    times.push_back(kit.taken);
    idle.push_back(kit.taken - std::min(kit.chassis, kit.power));
    power_is_last.push_back(kit.power > kit.chassis ? 1 : kit.power == kit.chassis ? 0.5 : 0);
  }
  check_against("kit, mean time [d]", Sample(times).mean(), 38.0);
  check_against("kit, P(power gear is last)", Sample(power_is_last).mean(), 0.4);
  check_against("kit, mean idle time of the first [d]", Sample(idle).mean(), 26.0);
}
