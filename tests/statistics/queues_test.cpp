// Queues of which theory knows the answer, run as scenarios through the command-line program. A scenario has many sites
// that share nothing; each is a replication with random streams of its own: one order whose units come by a Poisson
// process, one crew per server. Times are longer than those of the books, so that whole hours do not matter, and the
// first tenth of each replication is discarded.

#include <fmt/core.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "tests/statistics/program_runs.hpp"

using tests::Estimate;
using tests::LoggedRow;

namespace {

std::string exponential(const std::string& mean) { return "{ exponential: { mean: " + mean + " }, draw: each }"; }
std::string poisson(const std::string& gap) { return "quantity: 1 unit, every: " + exponential(gap); }

struct Step {
  std::int64_t crews = 0;  // of its own
  std::string service;     // of a unit, by one crew
  std::string queue{};     // where it is limited
};
struct Queue {
  std::string arrivals;  // of the order
  std::vector<Step> steps;
  int years = 0;  // of a replication
  std::size_t sites = 0;
  std::uint64_t runs = 0;  // of the program: runs x sites replications
};

constexpr int first_year = 2026;

std::string scenario_of(const Queue& queue) {
  std::string resources, bring_up;
  for (std::size_t k = 0; k < queue.steps.size(); ++k) {
    const Step& step = queue.steps[k];
    resources += fmt::format("      crew_{}: {{ count: {} }}\n", k, step.crews);
    bring_up += fmt::format("      step_{}: {{ {}duration: {}, needs: {{ crew_{}: 1 }}{} }}\n", k,
                            k == 0 ? "" : fmt::format("after: [step_{}], ", k - 1), step.service, k,
                            step.queue.empty() ? "" : ", queue: " + step.queue);
  }
  std::string yaml = fmt::format(
      "schema: 1\nid: queue\nhorizon: {{ from: {}-01-01, until: {}-12-31 }}\nreport: {{ step: month }}\n"
      "parties: {{ yard: {{}} }}\nsystems: {{ r: {{ gpus: 1, power: {{ nominal: 1 kW }} }} }}\n"
      "sites:\n  s:\n    operator: yard\n    copies: {}\n    resources:\n{}    bring_up:\n{}    halls: {{ a: {{}} }}\n"
      "orders:\n",
      first_year, first_year + queue.years - 1, queue.sites, resources, bring_up);
  for (std::size_t i = 1; i <= queue.sites; ++i) {
    yaml += fmt::format("  o_{}: {{ buyer: yard, system: r, to: s_{}.a, {} }}\n", i, i, queue.arrivals);
  }
  return yaml;
}

std::int64_t hours_of(const Queue& queue) {
  using namespace std::chrono;
  const sys_days from = year{first_year} / January / 1, until = year{first_year + queue.years} / January / 1;
  return duration_cast<hours>(until - from).count();
}

// One step of one replication while its log is read: hours x units present, waiting and served, and the hours in which
// all crews are busy (Poisson arrivals see time averages, so their share is the chance to wait).
class Station {
 public:
  Station(std::int64_t crews, std::int64_t begin, std::int64_t end) : crews_(crews), begin_(begin), end_(end) {}

  void change(std::int64_t hour, std::int64_t by) {
    pass_to(hour);
    present_ += by;
  }
  void finish() { pass_to(end_); }
  // Units that were done after the warm-up, or turned away then.
  void count(std::int64_t hour, std::int64_t units, std::int64_t Station::*which) {
    if (hour >= begin_) this->*which += units;
  }
  std::int64_t done = 0, turned_away = 0;

  double present() const { return over_time(present_hours_); }
  double waiting() const { return over_time(waiting_hours_); }
  double served() const { return over_time(present_hours_ - waiting_hours_); }
  double all_busy() const { return over_time(busy_hours_); }

 private:
  void pass_to(std::int64_t hour) {
    const std::int64_t hours = std::max(hour, begin_) - std::max(last_, begin_);
    present_hours_ += hours * present_;
    waiting_hours_ += hours * std::max<std::int64_t>(present_ - crews_, 0);
    busy_hours_ += present_ >= crews_ ? hours : 0;
    last_ = hour;
  }
  double over_time(std::int64_t hours) const { return static_cast<double>(hours) / static_cast<double>(end_ - begin_); }

  std::int64_t crews_, begin_, end_;
  std::int64_t present_ = 0, last_ = 0;
  std::int64_t present_hours_ = 0, waiting_hours_ = 0, busy_hours_ = 0;
};

struct Averages {
  std::vector<double> present, waiting, served, all_busy;  // by replication
  std::vector<double> done_per_hour, turned_away;          // of those that came
};

// The stations of one site, first step first.
using Stations = std::vector<Station>;

std::vector<Stations> stations_of_run(const Queue& queue, std::uint64_t seed) {
  const std::int64_t end = hours_of(queue);
  Stations stations;
  for (const Step& step : queue.steps) stations.emplace_back(step.crews, end / 10, end);
  std::vector<Stations> sites(queue.sites, stations);
  tests::visit_events(scenario_of(queue), seed, [&](const LoggedRow& row) {
    const bool arrives = row.kind == "units_arrived", returns = row.kind == "units_returned";
    if (!arrives && !returns && row.kind != "step_finished") return;
    Stations& site = sites.at(static_cast<std::size_t>(tests::number(row.entity.substr(2))) - 1);  // of o_12
    if (arrives || returns) {
      site.front().change(row.hour, arrives ? row.count : -row.count);
      if (returns) site.front().count(row.hour, row.count, &Station::turned_away);
      return;
    }
    const auto step = static_cast<std::size_t>(row.detail.back() - '0');  // of s_12.a.step_1
    site.at(step).change(row.hour, -row.count);
    site.at(step).count(row.hour, row.count, &Station::done);
    if (step + 1 < site.size()) site[step + 1].change(row.hour, row.count);
  });
  for (Stations& site : sites) {
    for (Station& station : site) station.finish();
  }
  return sites;
}

// By step.
std::vector<Averages> averages_of(const Queue& queue) {
  std::vector<Averages> averages(queue.steps.size());
  for (std::uint64_t seed = 1; seed <= queue.runs; ++seed) {
    for (const Stations& site : stations_of_run(queue, seed)) {
      for (std::size_t k = 0; k < site.size(); ++k) {
        averages[k].present.push_back(site[k].present());
        averages[k].waiting.push_back(site[k].waiting());
        averages[k].served.push_back(site[k].served());
        averages[k].all_busy.push_back(site[k].all_busy());
        averages[k].done_per_hour.push_back(static_cast<double>(site[k].done) /
                                            static_cast<double>(hours_of(queue) * 9 / 10));
        averages[k].turned_away.push_back(static_cast<double>(site[k].turned_away) /
                                          static_cast<double>(site[k].turned_away + site[k].done));
      }
    }
  }
  return averages;
}

void check(const char* what, const Estimate& e, double expected) {
  std::printf("%-28s %10.4f +- %.4f, theory %.4f, z %+.2f (%zu replications)\n", what, e.mean, e.error, expected,
              (e.mean - expected) / e.error, e.replications);
  INFO(what << ": " << e.mean << " +- " << e.error << ", theory " << expected);
  CHECK(std::abs(e.mean - expected) <= 4.5 * e.error);
  CHECK(e.error <= 0.005 * expected);
}

}  // namespace

// As many replications as bring the standard error below half a percent. How many crews work on average is the offered
// load, whatever the queue is like: it is checked, and then serves the others as control variate.

TEST_CASE("V001: one crew, fixed install time (M/D/1)") {
  // rho = 100 / 125 = 0.8: L = rho + rho^2 / (2 (1 - rho)) = 2.4, and by Little Lq = L - rho = 1.6, which is a wait of
  // Lq x 125 h = 200 h = rho D / (2 (1 - rho)).
  const Averages a =
      averages_of({.arrivals = poisson("125 h"), .steps = {{1, "100 h"}}, .years = 30, .sites = 50, .runs = 17})
          .front();
  check("M/D/1 utilization", tests::estimate(a.all_busy), 0.8);
  check("M/D/1 present", tests::estimate(a.present, a.served, 0.8), 2.4);
  check("M/D/1 waiting", tests::estimate(a.waiting, a.served, 0.8), 1.6);
}

TEST_CASE("V003: five crews, exponential install time (M/M/5, Erlang C)") {
  // Four erlang on five crews: P(wait) = C(5, 4) = 0.554112554113, Lq = C rho / (1 - rho) = 2.21645021645 (rho = 0.8).
  const Averages a =
      averages_of(
          {.arrivals = poisson("25 h"), .steps = {{5, exponential("100 h")}}, .years = 10, .sites = 30, .runs = 60})
          .front();
  check("M/M/5 crews at work", tests::estimate(a.served), 4);
  check("M/M/5 P(wait)", tests::estimate(a.all_busy, a.served, 4), 0.554112554113);
  check("M/M/5 waiting", tests::estimate(a.waiting, a.served, 4), 2.21645021645);
}

TEST_CASE("V010: three steps one after the other, a crew each, exponential times (Jackson)") {
  // A day of the book is 168 h here: 0.5 arrivals a day, and 1, 0.8 and 0.7 units a day. By Burke each step is M/M/1:
  // L = lambda / (mu - lambda) = 1, 5/3 and 5/2, together 31/6, which by Little is 31/6 / 0.5 = 10 1/3 days on the way.
  const std::vector<Averages> a =
      averages_of({.arrivals = poisson("336 h"),
                   .steps = {{1, exponential("168 h")}, {1, exponential("210 h")}, {1, exponential("240 h")}},
                   .years = 90,
                   .sites = 50,
                   .runs = 7});
  const double load[] = {168.0 / 336, 210.0 / 336, 240.0 / 336}, present[] = {1, 5.0 / 3, 5.0 / 2};
  std::vector<double> days(a[0].present.size(), 0), work(days);
  for (std::size_t k = 0; k < 3; ++k) {
    check(fmt::format("Jackson load {}", k + 1).c_str(), tests::estimate(a[k].served), load[k]);
    check(fmt::format("Jackson present {}", k + 1).c_str(), tests::estimate(a[k].present, a[k].served, load[k]),
          present[k]);
    for (std::size_t i = 0; i < days.size(); ++i) {
      days[i] += a[k].present[i] / 0.5;
      work[i] += a[k].served[i];
    }
  }
  check("Jackson days on the way", tests::estimate(days, work, load[0] + load[1] + load[2]), 31.0 / 3);
}

TEST_CASE("five crews and no room to wait (Erlang loss)") {
  // Four erlang on five crews: B(5, 4) = (4^5 / 5!) / (1 + 4 + 4^2 / 2! + ... + 4^5 / 5!) = 0.199066874028 are turned
  // away, and 4 (1 - B) = 3.20373250389 crews are at work. Done and turned away are those that came, but for the few in
  // work at both ends. The gaps are long, as in a whole hour who ends makes room for who comes: at 25 h between
  // arrivals all crews are busy for 1.8 % longer than in continuous time.
  const Averages a = averages_of({.arrivals = poisson("250 h"),
                                  .steps = {{5, exponential("1000 h"), "{ limit: 0 units, when_full: turn_away }"}},
                                  .years = 90,
                                  .sites = 30,
                                  .runs = 8})
                         .front();
  check("M/M/5/5 turned away", tests::estimate(a.turned_away), 0.199066874028);
  check("M/M/5/5 all busy", tests::estimate(a.all_busy), 0.199066874028);
  check("M/M/5/5 crews at work", tests::estimate(a.served), 3.20373250389);
}

TEST_CASE("two steps, a crew each, with room for 0 or 2 between them, always busy (Hunt)") {
  // The second step is a queue M/M/1 of b + 2 places (in work, in the queue, held by the first): with equal means it
  // stands idle in 1 of b + 3 states, all alike, so the pace is (b + 2) / (b + 3) of one step alone: 2/3 and 4/5.
  for (const auto& [room, pace] : {std::pair("0 units", 2.0 / 3), std::pair("2 units", 4.0 / 5)}) {
    const Averages a = averages_of({.arrivals = "quantity: 3000 units, ordered: 2026-01-01",
                                    .steps = {{1, exponential("100 h")},
                                              {1, exponential("100 h"), fmt::format("{{ limit: {} }}", room)}},
                                    .years = 30,
                                    .sites = 50,
                                    .runs = 1})
                           .back();
    check(fmt::format("pace, room for {}", room).c_str(), tests::estimate(a.done_per_hour), pace / 100);
  }
}
