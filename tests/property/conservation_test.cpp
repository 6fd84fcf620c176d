// Nothing gets lost, and every missing accelerator-hour has its cause: checked inside the simulation after every hour,
// and once more from nothing but the rows that it writes.

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"
#include "tests/support/twin_engine.hpp"

using namespace tests;

namespace {

constexpr std::uint64_t scenarios = 2000;
constexpr std::uint64_t first_seed = 10'000;  // other scenarios than those of the engines' comparison

using Key = std::vector<std::string>;

Key key_of(const std::vector<std::string>& row, std::size_t columns) {
  return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(columns)};
}

// service.csv: date, contract, tranche, depth, unit, needed, supplied, shortfall.
// shortfall.csv: date, contract, tranche, cause, via, site, system, depth, unit, shortfall.
void check_closure(const RunRecord& run) {
  std::map<Key, std::int64_t> by_cause;
  for (const auto& row : csv_rows(run.tables.at("shortfall.csv"))) {
    const std::int64_t hours = std::stoll(row[9]);
    if (hours <= 0) FAIL("a cause owns " << hours << " hours on " << row[0]);
    by_cause[key_of(row, 3)] += hours;
  }
  for (const auto& row : csv_rows(run.tables.at("service.csv"))) {
    const std::int64_t needed = std::stoll(row[5]), supplied = std::stoll(row[6]), shortfall = std::stoll(row[7]);
    const Key key = key_of(row, 3);
    if (supplied < 0 || needed != supplied + shortfall || by_cause[key] != shortfall) {
      FAIL(row[0] << " " << row[1] << "." << row[2] << ": needed " << needed << ", supplied " << supplied
                  << ", shortfall " << shortfall << ", causes sum to " << by_cause[key]);
    }
    by_cause.erase(key);
  }
  REQUIRE(by_cause.empty());  // no cause of a need that there is not
}

// What was needed follows from the scenario alone: every tranche, every hour from its due date to its end; where
// clauses move these, from the log.
void check_needs(const models::Scenario& scenario, const RunRecord& run) {
  std::map<std::uint32_t, models::Hour> due, end;
  for (const models::LoggedEvent& event : run.log) {
    if (event.kind == models::EventKind::tranche_due) due[event.entity] = event.hour;
    const bool is_over = event.kind == models::EventKind::tranche_ended ||
                         event.kind == models::EventKind::tranche_terminated ||
                         event.kind == models::EventKind::tranche_taken;
    if (is_over) end[event.entity] = event.hour;
  }
  std::int64_t needed = 0, expected = 0;
  for (const auto& row : csv_rows(run.tables.at("service.csv"))) needed += std::stoll(row[5]);
  for (models::TrancheId id : scenario.tranches.ids()) {
    const models::Tranche& tranche = scenario.tranches[id];
    const models::Clauses& clauses = scenario.contracts[tranche.contract].clauses;
    models::Hour from = std::max<models::Hour>(tranche.due, 0), until = std::min(tranche.end, scenario.end);
    const bool is_moved = tranche.offered_as.exists() || tranche.instead_of.exists() || clauses.start_shift ||
                          clauses.termination || clauses.renewal || clauses.make_good;
    if (is_moved) {
      from = due.contains(id.index) ? due[id.index] : scenario.end;
      until = end.contains(id.index) ? end[id.index] : scenario.end;
    }
    if (from < until) expected += tranche.accelerators * (until - from);
  }
  REQUIRE(needed == expected);
}

// Orders that come to stand in for others place what they find: what that is the log says, and check_substitutions.
std::int64_t ordered_by_substitutes(const models::Scenario& scenario, const RunRecord& run, models::Hour until) {
  std::int64_t units = 0;
  for (const models::LoggedEvent& event : run.log) {
    if (event.kind != models::EventKind::lot_ordered || event.hour >= until) continue;
    if (scenario.orders[models::OrderId{event.entity}].substitute_of.exists()) units += event.count;
  }
  return units;
}

// Of each substitution: the accelerators placed are those of the units that it replaced, but for less than one of
// these.
void check_substitutions(const models::Scenario& scenario, const RunRecord& run) {
  const auto each = [&](models::OrderId order) { return scenario.systems[scenario.orders[order].system].accelerators; };
  for (std::size_t i = 0; i < run.log.size(); ++i) {
    if (run.log[i].kind != models::EventKind::units_substituted) continue;
    const models::OrderId from{run.log[i].entity};
    std::int64_t placed = 0;
    const bool any = i + 1 < run.log.size() && run.log[i + 1].kind == models::EventKind::lot_ordered;
    if (any && scenario.orders[models::OrderId{run.log[i + 1].entity}].substitute_of == from) {
      placed = run.log[i + 1].count * each(models::OrderId{run.log[i + 1].entity});
    }
    const std::int64_t replaced = run.log[i].count * each(from);
    if (placed > replaced || replaced - placed >= each(from)) FAIL(replaced << " replaced, " << placed << " placed");
  }
}

// What is resold of a tranche is part of what it is supplied, on every day.
void check_chains(const models::Scenario& scenario, const RunRecord& run) {
  const auto name_of = [&](models::TrancheId id) {
    return scenario.contracts[scenario.tranches[id].contract].id + "." + scenario.tranches[id].id;
  };
  std::map<std::string, std::string> upstream;
  for (models::TrancheId id : scenario.tranches.ids()) {
    if (scenario.tranches[id].upstream.exists()) upstream[name_of(id)] = name_of(scenario.tranches[id].upstream);
  }
  std::map<Key, std::int64_t> supplied, resold;
  for (const auto& row : csv_rows(run.tables.at("service.csv"))) {
    const std::string name = row[1] + "." + row[2];
    supplied[{row[0], name}] = std::stoll(row[6]);
    if (upstream.contains(name)) resold[{row[0], upstream.at(name)}] += std::stoll(row[6]);
  }
  for (const auto& [key, hours] : resold) REQUIRE(hours <= supplied[key]);
}

// units.csv: date, provider, site, system, state, units. On every day the states sum to what was ordered by then.
void check_units(const models::Scenario& scenario, const RunRecord& run) {
  std::map<std::string, std::int64_t> by_day;
  for (const auto& row : csv_rows(run.tables.at("units.csv"))) {
    const std::int64_t units = std::stoll(row[5]);
    if (units <= 0) FAIL(units << " units on " << row[0]);
    by_day[row[0]] += units;
  }
  models::Hour end_of_day = 0;
  std::int64_t before = 0;
  for (const auto& [day, units] : by_day) {
    // Days without any unit have no row, and only the first days can be so.
    if (before == 0) {
      std::chrono::year_month_day ymd{std::chrono::year{std::stoi(day.substr(0, 4))},
                                      std::chrono::month{static_cast<unsigned>(std::stoi(day.substr(5, 2)))},
                                      std::chrono::day{static_cast<unsigned>(std::stoi(day.substr(8, 2)))}};
      end_of_day = sim::hours_between(scenario.start, std::chrono::sys_days{ymd});
    }
    end_of_day += 24;
    std::int64_t ordered = ordered_by_substitutes(scenario, run, end_of_day);
    for (const models::Lot& lot : scenario.lots) {
      const bool is_ordered = lot.opening || lot.ordered < end_of_day;
      const bool is_written = !lot.gear.exists() && !scenario.orders[lot.order].substitute_of.exists();
      if (is_ordered && is_written) ordered += lot.units;
    }
    if (units != ordered) FAIL(day << ": " << units << " units in all states, " << ordered << " ordered");
    before = units;
  }
  if (!by_day.empty()) REQUIRE(end_of_day == scenario.end);
}

// energy.csv: date, site, side, use, kwh. Of sites whose power is limited what is drawn from is what is drawn for, and
// what is stored grows by what is put in, less losses, and less what is taken.
void check_energy(const models::Scenario& scenario, const RunRecord& run) {
  std::set<std::string> limited;
  for (const models::Site& site : scenario.sites) {
    if (scenario.power_acts && site.limited_by_power) limited.insert(site.id);
  }
  struct Sums {
    double in = 0, out = 0, grown = 0, stored = -1;
  };
  std::map<Key, Sums> by_site;  // and day before it, so that days of a site stand side by side
  for (const auto& row : csv_rows(run.tables.at("energy.csv"))) {
    Sums& sums = by_site[{row[1], row[0]}];
    const double kwh = std::stod(row[4]);
    REQUIRE(kwh >= 0);
    if (row[2] == "in") sums.in += kwh;
    if (row[2] == "out") sums.out += kwh;
    if (row[3] == "charge") sums.grown += kwh;
    if (row[3] == "discharge") sums.grown -= kwh;
    if (row[3] == "stored") sums.stored = kwh;
  }
  std::string site;
  double stored = 0;
  for (const auto& [key, sums] : by_site) {
    INFO(key[0] << " " << key[1]);
    if (limited.contains(key[0])) REQUIRE(sums.in == Approx(sums.out).epsilon(1e-9).margin(1e-9));
    if (!limited.contains(key[0])) REQUIRE(sums.in == 0);
    if (key[0] == site && sums.stored >= 0) REQUIRE(sums.stored - stored == Approx(sums.grown).margin(1e-6));
    site = key[0];
    stored = sums.stored;
  }
}

// stranded.csv: date, site, hall, system, reason, stranded_mw; capacity.csv: date, site, ..., it_limit_mw, it_live_mw.
// No watt is stranded twice, and none that a live unit has. The rows of a site hold until it has rows again.
void check_stranded(const RunRecord& run) {
  std::map<std::string, std::map<std::string, double>> stranded;  // by site, date
  for (const auto& row : csv_rows(run.tables.at("stranded.csv"))) {
    REQUIRE((std::stod(row[5]) > 0) == (row[4] != "none"));
    stranded[row[1]][row[0]] += row[4] == "redundancy" ? 0 : std::stod(row[5]);
  }
  for (const auto& row : csv_rows(run.tables.at("capacity.csv"))) {
    const auto& of_site = stranded[row[1]];
    const auto after = of_site.upper_bound(row[0]);
    if (after == of_site.begin()) continue;
    INFO(row[0] << " " << row[1]);
    const double unused = std::max(0.0, std::stod(row[7]) - std::stod(row[8]));  // storage may hold more than the limit
    REQUIRE(std::prev(after)->second <= unused + 1e-9);
  }
}

}  // namespace

TEST_CASE("units, accelerator-hours and energy balance after every hour and in the tables, in random scenarios") {
  for (std::uint64_t seed = first_seed; seed < first_seed + scenarios; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed));
    INFO("seed " << seed << "\n" << yaml);
    const buildout::LoadedScenario scenario = loaded(yaml);
    TwinEngine engine;
    const RunRecord run =
        record_run(scenario.scenario, engine, {.all_tables = seed % 4 == 0, .check_every_hour = true});
    check_closure(run);
    check_chains(scenario.scenario, run);
    check_needs(scenario.scenario, run);
    check_units(scenario.scenario, run);
    check_substitutions(scenario.scenario, run);
    if (seed % 4 != 0) continue;
    check_energy(scenario.scenario, run);
    check_stranded(run);
  }
}
