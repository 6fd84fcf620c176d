// Queues of which theory knows the answer, run as scenarios through the command-line program: one order per arrival,
// one crew per server. Times are ten times those of the books, so that whole hours do not matter; each replication has
// its own seed, and its first tenth is discarded.

#include <fmt/core.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>

#include "tests/statistics/program_runs.hpp"

using tests::Estimate;
using tests::LoggedRow;

namespace {

// One site with one pool of crews; units come by a Poisson process, and each takes one crew for its only step.
std::string queue_scenario(int crews, const std::string& gap, const std::string& service) {
  return fmt::format(
      "schema: 1\nid: queue\nhorizon: {{ from: 2026-01-01, until: 2115-12-31 }}\nreport: {{ step: month }}\n"
      "parties: {{ yard: {{}} }}\nsystems: {{ r: {{ gpus: 1, power: {{ nominal: 1 kW }} }} }}\n"
      "sites:\n  s:\n    operator: yard\n    resources: {{ crew: {{ count: {} }} }}\n"
      "    bring_up: {{ install: {{ duration: {}, needs: {{ crew: 1 }} }} }}\n    halls: {{ a: {{}} }}\n"
      "orders:\n  o: {{ buyer: yard, system: r, quantity: 1 unit, to: s.a,\n"
      "       every: {{ exponential: {{ mean: {} }}, draw: each }} }}\n",
      crews, service, gap);
}

// Time averages: how many are present, how many of these wait for a crew, and in which share of time all crews are busy
// (Poisson arrivals see time averages, so it is the chance to wait).
struct Averages {
  double present = 0;
  double waiting = 0;
  double all_busy = 0;
};
Averages averages(const std::vector<LoggedRow>& rows, std::int64_t crews) {
  const std::int64_t end = rows.back().hour, begin = end / 10;
  Averages sum;
  std::int64_t present = 0, last = 0;
  for (const LoggedRow& row : rows) {
    const auto hours = static_cast<double>(std::max(row.hour, begin) - std::max(last, begin));
    sum.present += hours * static_cast<double>(present);
    sum.waiting += hours * static_cast<double>(std::max<std::int64_t>(present - crews, 0));
    sum.all_busy += present >= crews ? hours : 0;
    last = row.hour;
    if (row.kind == "units_arrived") present += row.count;
    if (row.kind == "step_finished") present -= row.count;
  }
  const auto span = static_cast<double>(end - begin);
  return {sum.present / span, sum.waiting / span, sum.all_busy / span};
}

void check(const char* what, const std::vector<double>& values, double expected) {
  const Estimate e = tests::estimate(values);
  std::printf("%-28s %10.4f +- %.4f, theory %.4f (%zu replications)\n", what, e.mean, e.error, expected,
              e.replications);
  INFO(what << ": " << e.mean << " +- " << e.error << ", theory " << expected);
  CHECK(std::abs(e.mean - expected) <= 4.5 * e.error);
  CHECK(e.error <= 0.005 * expected);
}

}  // namespace

// As many replications as bring the standard error below half a percent.
TEST_CASE("V001: one crew, fixed install time (M/D/1)") {
  // rho = 100 / 125 = 0.8: L = rho + rho^2 / (2 (1 - rho)) = 2.4, and by Little Lq = L - rho = 1.6, which is a wait of
  // Lq x 125 h = 200 h = rho D / (2 (1 - rho)).
  const std::string yaml = queue_scenario(1, "125 h", "100 h");
  std::vector<double> present, waiting, busy;
  for (std::uint64_t seed = 1; seed <= 640; ++seed) {
    const Averages a = averages(tests::run_events(yaml, seed), 1);
    present.push_back(a.present);
    waiting.push_back(a.waiting);
    busy.push_back(a.all_busy);
  }
  check("M/D/1 present", present, 2.4);
  check("M/D/1 waiting", waiting, 1.6);
  check("M/D/1 utilization", busy, 0.8);
}

TEST_CASE("V003: five crews, exponential install time (M/M/5, Erlang C)") {
  // Four erlang on five crews: P(wait) = C(5, 4) = 0.554112554113, Lq = C rho / (1 - rho) = 2.21645021645 (rho = 0.8).
  const std::string yaml = queue_scenario(5, "25 h", "{ exponential: { mean: 100 h }, draw: each }");
  std::vector<double> waiting, busy;
  for (std::uint64_t seed = 1; seed <= 480; ++seed) {
    const Averages a = averages(tests::run_events(yaml, seed), 5);
    waiting.push_back(a.waiting);
    busy.push_back(a.all_busy);
  }
  check("M/M/5 P(wait)", busy, 0.554112554113);
  check("M/M/5 waiting", waiting, 2.21645021645);
}
