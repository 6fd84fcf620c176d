// Scenarios that differ in a way of which the answer is known beforehand. The numbers M03 to M30 are those of the
// verification cases.

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <map>

#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

constexpr std::uint64_t scenarios = 80;

using Tables = std::map<std::string, std::string>;

Tables tables_of(const YamlTree& scenario, const YamlSpelling& spelling = {}) {
  return record_twin_run(write_yaml(scenario, spelling), {.all_tables = true}).tables;
}

void require_same(const Tables& a, const Tables& b) {
  REQUIRE(a.size() == b.size());
  for (const auto& [name, csv] : a) {
    INFO(name);
    REQUIRE(csv == b.at(name));
  }
}

bool is_date(const std::string& text, std::size_t at) {
  static const std::string form = "9999-99-99";
  if (at + form.size() > text.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = text[at + i];
    if (form[i] == '9' ? c < '0' || c > '9' : c != form[i]) return false;
  }
  return true;
}

// Every calendar day in a text, so many days earlier.
std::string dates_moved(std::string text, int days) {
  using namespace std::chrono;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_date(text, at)) continue;
    const year_month_day written{year{std::stoi(text.substr(at, 4))},
                                 month{static_cast<unsigned>(std::stoi(text.substr(at + 5, 2)))},
                                 day{static_cast<unsigned>(std::stoi(text.substr(at + 8, 2)))}};
    const year_month_day moved{sys_days{written} + std::chrono::days{days}};
    char date[32];
    std::snprintf(date, sizeof date, "%04d-%02u-%02u", static_cast<int>(moved.year()),
                  static_cast<unsigned>(moved.month()), static_cast<unsigned>(moved.day()));
    text.replace(at, 10, date);
    at += 9;
  }
  return text;
}

// The rows of a table in which some cell belongs to the scenario with this prefix.
std::vector<std::string> lines_with(const std::string& csv, const std::string& prefix) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find('\n', at);
    const std::string line = "," + csv.substr(at, end - at);
    if (line.find("," + prefix) != std::string::npos) lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

std::string swapped(std::string text, const std::string& a, const std::string& b) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, a.size(), a) == 0) {
      text.replace(at, a.size(), b);
      at += b.size() - 1;
    } else if (text.compare(at, b.size(), b) == 0) {
      text.replace(at, b.size(), a);
      at += a.size() - 1;
    }
  }
  return text;
}

std::vector<std::string> sorted_lines(const std::string& csv) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find('\n', at);
    lines.push_back(csv.substr(at, end - at));
    at = end + 1;
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// The sums of the last column by all the columns before it, with hours cut to their days.
std::map<std::vector<std::string>, std::int64_t> daily_sums(const std::string& csv) {
  std::map<std::vector<std::string>, std::int64_t> sums;
  for (auto row : csv_rows(csv)) {
    row[0] = row[0].substr(0, 10);
    const std::int64_t value = std::stoll(row.back());
    row.pop_back();
    sums[row] += value;
  }
  return sums;
}

}  // namespace

TEST_CASE("M03: a week later everywhere is a week later in every table") {
  RandomScenarioOptions options;
  options.calendar_totals = false;
  options.money = false;
  RandomScenarioOptions later = options;
  later.first_day = 7;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed, options);
    INFO("seed " << seed << "\n" << write_yaml(scenario));
    Tables a = tables_of(scenario), b = tables_of(random_scenario(seed, later));
    for (Tables* tables : {&a, &b}) {
      for (const char* by_quarter : {"chain.csv", "sourcing.csv", "common_causes.csv", "obligations.csv"}) {
        tables->erase(by_quarter);  // or month
      }
    }
    for (auto& [name, csv] : b) csv = dates_moved(csv, -7);
    require_same(a, b);
  }
}

TEST_CASE("M07: the order of the entries of a map means nothing") {
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed);
    INFO("seed " << seed << "\n" << write_yaml(scenario));
    require_same(tables_of(scenario), tables_of(scenario, {.shuffles_maps = true, .seed = seed}));
  }
}

TEST_CASE("M10, M24: two scenarios that share nothing run together as each runs alone") {
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    RandomScenarioOptions first, second;
    first.frame_seed = second.frame_seed = seed;
    first.prefix = "aa_";
    second.prefix = "zz_";
    const YamlTree a = random_scenario(seed, first), z = random_scenario(seed + 1000, second);
    INFO("seed " << seed << "\n" << write_yaml(a) << write_yaml(z));
    const Tables alone_a = tables_of(a), alone_z = tables_of(z), together = tables_of(united(a, z));
    for (const auto& [name, csv] : together) {
      INFO(name);
      REQUIRE(lines_with(csv, "aa_") == lines_with(alone_a.at(name), "aa_"));
      REQUIRE(lines_with(csv, "zz_") == lines_with(alone_z.at(name), "zz_"));
    }
  }
}

TEST_CASE("M11: a longer horizon changes nothing before the end of the shorter one") {
  RandomScenarioOptions options;
  options.money = false;
  RandomScenarioOptions longer = options;
  longer.longer_by = 30;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed, options);
    INFO("seed " << seed << "\n" << write_yaml(scenario));
    const Tables a = tables_of(scenario), b = tables_of(random_scenario(seed, longer));
    // What each of these says of a period or an hour stands when it is over. (Tables of final dates tell more later.)
    for (const char* name :
         {"service.csv", "shortfall.csv", "pegs.csv", "units.csv", "capacity.csv", "utilization.csv", "timeseries.csv",
          "idle_capital.csv", "allocation.csv", "events.csv", "contract_events.csv"}) {
      INFO(name);
      const std::string& csv = a.at(name);
      REQUIRE(b.at(name).substr(0, csv.size()) == csv);
    }
  }
}

TEST_CASE("M13: the hours of a day sum to the day") {
  RandomScenarioOptions hourly;
  hourly.report_step = "hour";
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed);
    INFO("seed " << seed << "\n" << write_yaml(scenario));
    const RunRecord days = record_twin_run(write_yaml(scenario));
    const RunRecord hours = record_twin_run(write_yaml(random_scenario(seed, hourly)));
    REQUIRE(daily_sums(hours.tables.at("shortfall.csv")) == daily_sums(days.tables.at("shortfall.csv")));
    // needed, supplied and shortfall: the columns 5 to 7.
    std::map<std::vector<std::string>, std::array<std::int64_t, 3>> sums;
    for (const auto& row : csv_rows(hours.tables.at("service.csv"))) {
      auto& sum = sums[{row[0].substr(0, 10), row[1], row[2]}];
      for (std::size_t i = 0; i < 3; ++i) sum[i] += std::stoll(row[5 + i]);
    }
    for (const auto& row : csv_rows(days.tables.at("service.csv"))) {
      const auto& sum = sums.at({row[0], row[1], row[2]});
      for (std::size_t i = 0; i < 3; ++i) REQUIRE(std::to_string(sum[i]) == row[5 + i]);
    }
    // Units stand as at the end of the day's last hour.
    CsvRows last_hours;
    for (auto row : csv_rows(hours.tables.at("units.csv"))) {
      if (row[0].substr(11, 2) != "23") continue;
      row[0].resize(10);
      last_hours.push_back(row);
    }
    REQUIRE(last_hours == csv_rows(days.tables.at("units.csv")));
  }
}

TEST_CASE("M14: an event of no size or no length changes nothing") {
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed);
    INFO("seed " << seed << "\n" << write_yaml(scenario));
    YamlTree more = scenario;
    int number = 0;
    const auto add = [&](const std::string& target, const char* effect, const char* size) {
      YamlTree& event = more["events"]["nothing" + std::to_string(++number)];
      event["date"] = scenario.find("horizon")->find("from")->text();
      event["target"] = target;
      event[effect] = size;
    };
    for (const auto& [site, text] : scenario.find("sites")->entries()) {
      if (text.find("ambient") != nullptr) {
        add("sites." + site, "add", "");
        YamlTree& wave = more["events"]["nothing" + std::to_string(number)];
        wave["add"] = YamlTree();
        wave["add"]["ambient"] = "0 C";
      }
      add("sites." + site, "curtail", "0 %");
      for (const auto& [hall, ignored] : text.find("halls")->entries()) {
        add("sites." + site + ".halls." + hall, "slip", "0 d");
        add("sites." + site + ".halls." + hall, "outage", "0 h");
      }
    }
    for (const auto& [order, ignored] : scenario.find("orders")->entries()) add("orders." + order, "slip", "0 d");
    for (const auto& [lane, ignored] : scenario.find("lanes")->entries()) add("lanes." + lane, "outage", "0 d");
    for (const auto& [supplier, text] : scenario.find("suppliers")->entries()) {
      for (const auto& [line, ignored] : text.find("lines")->entries()) {
        add("suppliers." + supplier + ".lines." + line, "multiply", "100 %");
      }
    }
    require_same(tables_of(scenario), tables_of(more));
  }
}

TEST_CASE("M18: block or flow, JSON, quotes, comments, CRLF and a byte order mark mean the same") {
  using Style = YamlSpelling::Style;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed);
    const std::string plain = loaded(write_yaml(scenario)).resolved_yaml();
    for (const YamlSpelling& spelling :
         {YamlSpelling{.style = Style::json, .seed = seed},
          YamlSpelling{.style = Style::mixed, .quotes = true, .comments = true, .seed = seed},
          YamlSpelling{.quotes = true, .carriage_returns = true, .byte_order_mark = true, .seed = seed}}) {
      const std::string text = write_yaml(scenario, spelling);
      INFO("seed " << seed << "\n" << text);
      REQUIRE(loaded(text).resolved_yaml() == plain);
    }
  }
}

// But for what links of chains get: of what its upstream lacks alike at several sites a link takes that at the site of
// the first name.
std::string without_links(const std::string& name, const std::string& csv) {
  if (name != "shortfall.csv") return csv;
  std::string kept = csv.substr(0, csv.find('\n') + 1);
  for (const auto& row : csv_rows(csv)) {
    if (row[7] != "0") continue;  // depth
    for (std::size_t i = 0; i < row.size(); ++i) kept += (i > 0 ? "," : "") + row[i];
    kept += '\n';
  }
  return kept;
}

TEST_CASE("M25: exchange the names of two sites, and their results are exchanged") {
  RandomScenarioOptions options;
  options.routing = false;           // among sites that are alike the one written first is chosen
  options.installed = false;         // what is installed ranks by the name of its site
  options.laws = false;              // streams go by path
  options.shared_resources = false;  // of stages that wait equally long the one at the site of the first name starts
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const YamlTree scenario = random_scenario(seed, options);
    if (scenario.find("sites")->entries().size() < 2) continue;
    const std::string yaml = write_yaml(scenario), exchanged = swapped(yaml, "site1", "site2");
    INFO("seed " << seed << "\n" << yaml);
    const RunRecord a = record_twin_run(yaml), b = record_twin_run(exchanged);
    for (const char* name : {"service.csv", "shortfall.csv", "units.csv"}) {
      INFO(name);
      REQUIRE(sorted_lines(swapped(without_links(name, b.tables.at(name)), "site1", "site2")) ==
              sorted_lines(without_links(name, a.tables.at(name))));
    }
    ++compared;
  }
  CHECK(compared > scenarios / 3);
}

TEST_CASE("M30: a resolved scenario resolves to itself and runs to the same bytes") {
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed));
    INFO("seed " << seed << "\n" << yaml);
    const std::string resolved = loaded(yaml).resolved_yaml();
    REQUIRE(loaded(resolved).resolved_yaml() == resolved);
    require_same(record_twin_run(yaml, {.all_tables = true}).tables,
                 record_twin_run(resolved, {.all_tables = true}).tables);
  }
}
