// Lives and repairs of which theory knows the answer, run as scenarios through the command-line program. A scenario has
// many sites that share nothing; each is a replication, its units draw from random streams of their own. Times are ten
// times those of the books, so that whole hours do not matter.

#include <fmt/core.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <span>

#include "tests/statistics/sample.hpp"

using tests::number;

namespace {

// Units of a system that are live in the hall of each of `sites` sites when the horizon begins.
struct Fleet {
  std::string system;
  std::string life, repair, after_repair = "as_new";
  int units = 0;
};

constexpr int sites = 100;

std::string scenario_of(const std::vector<Fleet>& fleets, int years, const std::string& step) {
  std::string yaml = fmt::format(
      "schema: 1\nid: fleet\nhorizon: {{ from: 2018-01-01, until: {}-12-31 }}\nreport: {{ step: {} }}\n"  // a Monday
      "parties: {{ yard: {{}} }}\nsystems:\n",
      2018 + years - 1, step);
  for (const Fleet& f : fleets) {
    yaml += fmt::format(
        "  {}: {{ gpus: 1, power: {{ nominal: 1 kW }}, failures: {{ time_to_failure: {}, time_to_repair: {}, "
        "after_repair: {} }} }}\n",
        f.system, f.life, f.repair, f.after_repair);
  }
  yaml += "sites:\n";
  for (const Fleet& f : fleets) {
    yaml += fmt::format("  {}: {{ operator: yard, copies: {}, halls: {{ a: {{ installed: {{ {}: {} units }} }} }} }}\n",
                        f.system, sites, f.system, f.units);
  }
  return yaml;
}

// Rows of reliability.csv, by system and site, added up from a date on and before another.
struct Sums {
  double failures = 0, live = 0, down = 0;
};
using SumsOfSites = std::map<std::string, std::map<std::string, Sums>>;

class Reliability {
 public:
  void add(const std::string& from, const std::string& before) { spans_.push_back({from, before, {}}); }
  void read(const std::string& yaml) {
    // date, provider, site, system, failures, repairs, maintenances, live_unit_h, waiting_unit_h, repair_unit_h, ..
    tests::visit_table(yaml, 1, "reliability.csv", [&](std::span<const std::string_view> row) {
      if (row[0] == "date") return;
      for (Span& span : spans_) {
        if (row[0] < span.from || row[0] >= span.before) continue;
        Sums& sums = span.sums[std::string(row[3])][std::string(row[2])];
        sums.failures += static_cast<double>(number(row[4]));
        sums.live += static_cast<double>(number(row[7]));
        sums.down += static_cast<double>(number(row[8]) + number(row[9]));
      }
    });
  }
  // Of the span of this number, one value per site.
  template <class Of>
  tests::Estimate estimate(std::size_t span, const std::string& system, Of of) const {
    std::vector<double> values;
    for (const auto& [site, sums] : spans_[span].sums.at(system)) values.push_back(of(sums));
    REQUIRE(values.size() == sites);
    return tests::estimate(values);
  }

 private:
  struct Span {
    std::string from, before;
    SumsOfSites sums;
  };
  std::vector<Span> spans_;
};

double availability(const Sums& sums) { return sums.live / (sums.live + sums.down); }

// The share of the reports after `from` in which at least k units of the site were live.
std::map<std::string, std::vector<double>> shares_live(const std::string& yaml, const std::string& from,
                                                       const std::map<std::string, std::int64_t>& k) {
  std::map<std::string, std::map<std::string, std::map<std::string, bool>>> enough;  // by system, site, date
  // date, provider, site, system, state, units
  tests::visit_table(yaml, 1, "units.csv", [&](std::span<const std::string_view> row) {
    const auto of = k.find(std::string(row[3]));
    if (row[0] == "date" || row[0] < from || of == k.end()) return;
    bool& is_enough = enough[of->first][std::string(row[2])][std::string(row[0])];
    if (row[4] == "live") is_enough = number(row[5]) >= of->second;
  });
  std::map<std::string, std::vector<double>> shares;
  for (const auto& [system, by_site] : enough) {
    for (const auto& [site, by_date] : by_site) {
      const auto live = std::count_if(by_date.begin(), by_date.end(), [](const auto& d) { return d.second; });
      shares[system].push_back(static_cast<double>(live) / static_cast<double>(by_date.size()));
    }
  }
  return shares;
}

std::string weibull(double shape, double scale) {
  return fmt::format("{{ weibull: {{ shape: {}, scale: {} h }}, draw: each }}", shape, scale);
}
std::string exponential(int mean) { return fmt::format("{{ exponential: {{ mean: {} h }}, draw: each }}", mean); }

}  // namespace

TEST_CASE("V060: availability of lives and repairs of any law, in series and k of n") {
  // 990 h live and 10 h in repair on average: 0.99. Of the Weibull law of shape 2 the scale is 990 / Gamma(1.5).
  const double scale = 9900 / std::tgamma(1.5);
  const std::vector<Fleet> fleets{
      {.system = "exponential", .life = exponential(9900), .repair = exponential(100), .units = 20},
      {.system = "weibull", .life = weibull(2, scale), .repair = weibull(2, 100 / std::tgamma(1.5)), .units = 20},
      {.system = "fixed", .life = "9900 h", .repair = "100 h", .units = 1},
      {.system = "series", .life = weibull(2, scale), .repair = "100 h", .units = 3},
      {.system = "four_of_five", .life = exponential(9800), .repair = exponential(200), .units = 5},
      {.system = "eight_of_ten",
       .life = weibull(1.5, 9500 / std::tgamma(5. / 3)),
       .repair = exponential(500),
       .units = 10},
  };
  const std::string yaml = scenario_of(fleets, 80, "week");
  Reliability table;
  // The first ten years, nine lives, are discarded; the fixed ones take 50 turns of 10,000 h, the last ends on
  // 2075-01-15.
  table.add("2028-01-01", "2098-01-01");
  table.add("2018-01-01", "2075-01-21");
  table.read(yaml);
  tests::check_against("exponential", table.estimate(0, "exponential", availability), 0.99);
  tests::check_against("Weibull", table.estimate(0, "weibull", availability), 0.99);
  // Whole weeks from the first on: 500,136 h, of which 5,000 in repair and, after the fiftieth, 136 live.
  const tests::Estimate fixed = table.estimate(1, "fixed", availability);
  CHECK(fixed.mean == Approx(1 - 5000. / 500'136).epsilon(1e-12));
  CHECK(fixed.error < 1e-12);

  const auto shares = shares_live(yaml, "2028-01-01", {{"series", 3}, {"four_of_five", 4}, {"eight_of_ten", 8}});
  tests::check_against("three in series", tests::estimate(shares.at("series")), 0.970299);
  tests::check_against("4 of 5 at 0.98", tests::estimate(shares.at("four_of_five")), 0.9961576128);
  tests::check_against("8 of 10 at 0.95", tests::estimate(shares.at("eight_of_ten")), 0.988496442621);
}

TEST_CASE("V062: Weibull wear-out, replaced or minimally repaired") {
  // Shape 2 and scale 1000 h, as 10,080 h: 500 h are 30 weeks. What is `once` is not repaired within the horizon.
  const std::vector<Fleet> fleets{
      {.system = "once", .life = weibull(2, 10'080), .repair = "100000 d", .units = 150},
      {.system = "replaced", .life = weibull(2, 10'080), .repair = "0 h", .units = 30},
      {.system = "old", .life = weibull(2, 10'080), .repair = "0 h", .after_repair = "as_old", .units = 60},
  };
  Reliability table;
  table.add("2018-01-01", "2018-07-30");  // 30 weeks
  table.add("2018-01-01", "2021-06-14");  // 180 weeks: 3000 h
  table.add("2021-06-14", "2028-05-08");  // the next 360
  table.add("2018-01-01", "2100-01-01");
  table.read(scenario_of(fleets, 11, "week"));
  tests::check_against("P(survive 500 h)",
                       table.estimate(0, "once", [](const Sums& s) { return 1 - s.failures / 150; }), 0.778800783071);
  tests::check_against("mean life", table.estimate(3, "once", [](const Sums& s) { return s.live / 150 / 10.08; }),
                       886.226925453);
  tests::check_against("failures as old in 3000 h",
                       table.estimate(1, "old", [](const Sums& s) { return s.failures / 60; }), 9.0);
  tests::check_against("replacements per 1000 h",
                       table.estimate(2, "replaced", [](const Sums& s) { return s.failures / 30 / 6; }), 1.1283791671);

  Reliability early;
  early.add("2018-01-01", "2118-01-01");
  early.read(scenario_of({{.system = "early", .life = weibull(0.7, 10'080), .repair = "100000 d", .units = 1200}}, 99,
                         "month"));
  tests::check_against("mean life at shape 0.7",
                       early.estimate(0, "early", [](const Sums& s) { return s.live / 1200 / 10.08; }), 1265.82350606);
}
