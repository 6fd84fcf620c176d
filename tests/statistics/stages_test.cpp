// Stages and gear of which theory knows the answer, run as scenarios through the command-line program. One run has tens
// of thousands of independent cases, as each stage of each hall draws from a stream of its own. Times are rounded to
// whole hours: of a mean of 10 days that moves no figure here by a thousandth of its tolerance.

#include <fmt/core.h>

#include <catch2/catch.hpp>

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
    if (row[2].ends_with("_4")) days.push_back((static_cast<double>(hour_of(row[4])) - start) / day);
  });
  REQUIRE(days.size() == 36'000);
  const Sample sample(days);
  check_against("four stages, mean [d]", sample.mean(), 40.0);
  check_against("four stages, standard deviation [d]", sample.deviation(), 20.0);
  check_against("four stages, P(T <= 40 d)", sample.share_up_to(40), 0.566529879633);
  check_against("four stages, P90 [d]", sample.quantile(0.9), 66.8078306826);
}
