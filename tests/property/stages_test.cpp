// Which changes of the building of a hall never make it later.

#include <fmt/core.h>

#include <catch2/catch.hpp>

#include "tests/support/random_numbers.hpp"
#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

constexpr std::uint64_t scenarios = 300;

struct RandomStage {
  std::int64_t days = 0;
  std::vector<std::size_t> after;
  std::vector<std::int64_t> lags;
  std::int64_t gear_lead = -1;  // -1: it needs none
};

std::string yaml_of(const std::vector<RandomStage>& stages) {
  std::string gear, text;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    std::string after, need;
    for (std::size_t p = 0; p < stages[i].after.size(); ++p) {
      after += fmt::format("{}s{} + {} d", p == 0 ? "" : ", ", stages[i].after[p], stages[i].lags[p]);
    }
    if (stages[i].gear_lead >= 0) {
      gear += fmt::format("      g{}: {{ quantity: 1 unit, ordered: 2025-12-01, lead_time: {} d }}\n", i,
                          stages[i].gear_lead);
      need = fmt::format(", gear: {{ g{}: 1 unit }}", i);
    }
    text += fmt::format("          s{}: {{ duration: {} d, after: [{}]{} }}\n", i, stages[i].days, after, need);
  }
  return fmt::format(R"(schema: 1
id: building
horizon: {{ from: 2026-01-05, until: 2027-12-31 }}
systems: {{ rack: {{ gpus: 8, power: {{ nominal: 100 kW }} }} }}
parties: {{ cloud: {{}}, customer: {{}} }}
sites:
  site:
    operator: cloud
{}    halls:
      hall:
        stages:
{}orders: {{ order: {{ buyer: cloud, system: rack, quantity: 1 unit, ordered: 2026-01-05, to: site.hall }} }}
contracts: {{ contract: {{ provider: cloud, customer: customer, tranches: {{ all: {{ quantity: 8 GPU, due: 2026-02-01 }} }} }} }}
)",
                     gear.empty() ? "" : "    gear:\n" + gear, text);
}

models::Hour ready(const std::string& yaml) { return record_twin_run(yaml).completed.at(0); }

std::vector<RandomStage> random_network(RandomNumbers& random) {
  std::vector<RandomStage> stages(static_cast<std::size_t>(random.between(2, 7)));
  for (std::size_t i = 0; i < stages.size(); ++i) {
    stages[i].days = random.between(0, 30);
    for (std::size_t p = 0; p < i; ++p) {
      if (!random.chance(40)) continue;
      stages[i].after.push_back(p);
      stages[i].lags.push_back(random.chance(50) ? 0 : random.between(1, 10));
    }
    if (random.chance(40)) stages[i].gear_lead = random.between(0, 120);
  }
  return stages;
}

}  // namespace

// A theorem of the critical path method: every date is a maximum of sums of these. It needs that nobody competes: with
// gear that several stages need, or with crews, a stage that is sooner may take what another waits for, and with
// several stages after it that is an anomaly of list scheduling (Graham 1969; an example is among the unit tests).
TEST_CASE("a shorter stage, a shorter lag, gear that comes sooner or a missing tie never makes a hall later") {
  RandomNumbers random(11);
  int sooner = 0;
  for (std::uint64_t i = 0; i < scenarios; ++i) {
    const std::vector<RandomStage> stages = random_network(random);
    const models::Hour before = ready(yaml_of(stages));
    std::vector<RandomStage> better = stages;
    RandomStage& stage =
        better[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(stages.size()) - 1))];
    if (stage.gear_lead > 0 && random.chance(60)) {
      stage.gear_lead = random.between(-1, stage.gear_lead - 1);
    } else if (!stage.after.empty() && random.chance(50)) {
      if (random.chance(50)) {
        stage.lags.back() = 0;
      } else {
        stage.after.pop_back();
        stage.lags.pop_back();
      }
    } else {
      stage.days = random.between(0, stage.days);
    }
    INFO(yaml_of(stages) << "better:\n" << yaml_of(better));
    const models::Hour after = ready(yaml_of(better));
    REQUIRE(after <= before);
    sooner += after < before ? 1 : 0;
  }
  CHECK(sooner > static_cast<int>(scenarios) / 10);
}

// A theorem for stages that follow nothing, need one unit of one pool each and are taken in a fixed order: more of the
// pool lets none start later (by induction over the order: the hours at which units are free, sorted, are no later).
TEST_CASE("more agents let no stage start later, where each follows nothing and needs one") {
  RandomNumbers random(12);
  int sooner = 0;
  for (std::uint64_t i = 0; i < scenarios / 3; ++i) {
    std::string stages;
    for (std::int64_t s = random.between(2, 9); s > 0; --s) {
      stages += fmt::format("          s{}: {{ duration: {} h, needs: {{ agent: 1 }}, priority: {} }}\n", s,
                            random.between(0, 200), random.between(1, 9));
    }
    const auto starts = [&](std::int64_t agents) {
      const std::string yaml = fmt::format(
          "schema: 1\nid: agents\nhorizon: {{ from: 2026-01-05, until: 2026-12-31 }}\nparties: {{ cloud: {{}} }}\n"
          "policies: {{ dispatch: priority }}\nresources: {{ agent: {{ count: {} }} }}\n"
          "sites:\n  site:\n    operator: cloud\n    halls:\n      hall:\n        stages:\n{}",
          agents, stages);
      INFO(yaml);
      std::vector<std::string> dates;
      for (const auto& row : csv_rows(record_twin_run(yaml, {.all_tables = true}).tables.at("tasks.csv"))) {
        dates.push_back(row[5]);
      }
      return dates;
    };
    const std::int64_t agents = random.between(1, 3);
    const auto before = starts(agents), after = starts(agents + 1);
    REQUIRE(before.size() == after.size());
    for (std::size_t s = 0; s < before.size(); ++s) REQUIRE(after[s] <= before[s]);  // dates sort as text
    sooner += after != before ? 1 : 0;
  }
  CHECK(sooner > static_cast<int>(scenarios) / 30);
}

TEST_CASE("what has a probability happens from one half on, and as often as drawn") {
  const auto ready_day = [](std::uint64_t seed, const std::string& chance) {
    const std::string yaml = fmt::format(
        "schema: 1\nid: chance\nseed: {}\nhorizon: {{ from: 2026-01-05, until: 2026-12-31 }}\n"
        "parties: {{ cloud: {{}} }}\nsites:\n  site:\n    operator: cloud\n    halls:\n      hall:\n"
        "        stages: {{ shell: {{ duration: 10 d }} }}\n"
        "        risks: {{ frost: {{ stage: shell, delay: 4 d{} }} }}\n",
        seed, chance);
    const auto rows = csv_rows(record_twin_run(yaml, {.all_tables = true}).tables.at("tasks.csv"));
    return rows.back()[6];  // finish of the risk
  };
  const std::string with = "2026-01-19T00:00Z", without = "2026-01-15T00:00Z";
  CHECK(ready_day(1, "") == with);
  CHECK(ready_day(1, ", probability: 50 %") == with);
  CHECK(ready_day(1, ", probability: 49.9 %") == without);

  int struck = 0;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const std::string day = ready_day(seed, ", probability: 60 %, draw: each");
    REQUIRE((day == with || day == without));
    struck += day == with ? 1 : 0;
  }
  // 300 of 60 %: 180, with a standard deviation of sqrt(300 x 0.6 x 0.4) = 8.5; the streams are fixed.
  CHECK(std::abs(struck - 180) < 4 * 8.5);
}

namespace {

// The day on which the last stage of a hall is finished; `site` is what stands in the site before its halls.
std::string finished(const std::string& top, const std::string& site, const std::string& hall) {
  const std::string yaml =
      "schema: 1\nid: one_hall\nhorizon: { from: 2026-01-05, until: 2026-12-31 }\nparties: { cloud: {} }\n" + top +
      "sites:\n  site:\n    operator: cloud\n" + site + "    halls:\n      hall: " + hall + "\n";
  return csv_rows(record_twin_run(yaml, {.all_tables = true}).tables.at("tasks.csv")).back()[6].substr(0, 10);
}

}  // namespace

TEST_CASE("a risk with a date strikes a stage that is not finished by then") {
  const auto ready = [](const std::string& risk) {
    return finished(
        "", "",
        "{ stages: { shell: { duration: 10 d } }, risks: { frost: { stage: shell, delay: 4 d" + risk + " } } }");
  };
  CHECK(ready(", date: 2026-01-14") == "2026-01-19");
  CHECK(ready(", date: 2026-01-15") == "2026-01-19");  // dated events come first in an hour
  CHECK(ready(", date: 2026-01-16") == "2026-01-15");
  CHECK(ready(", date: 2025-12-30") == "2026-01-19");  // known before
  CHECK(ready(", date: 2026-01-14, probability: 40 %") == "2026-01-15");
}

TEST_CASE("a stage works on the days that its calendar and its crews have in common") {
  // From Monday 5 January 2026 on. The agents work on Tuesday, Wednesday, Thursday and Saturday, the site from Monday
  // to Friday but not on Thursday 8: five days are Tue 6, Wed 7, Tue 13, Wed 14 and Thu 15.
  const std::string top =
      "calendars: { site: { days: [mon, tue, wed, thu, fri], holidays: [2026-01-08] }, agents: { days: [tue, wed, thu, "
      "sat] } }\n"
      "resources: { agent: { count: 1, calendar: agents } }\n";
  CHECK(finished(top, "    calendar: site\n", "{ stages: { l5: { duration: 5 wd, needs: { agent: 1 } } } }") ==
        "2026-01-16");
  // Mon 5, Tue 6, Wed 7, Fri 9, Mon 12 without them; their own days where the site names none: 6, 7, 8, 10, 13.
  CHECK(finished(top, "    calendar: site\n", "{ stages: { l5: { duration: 5 wd } } }") == "2026-01-13");
  CHECK(finished(top, "", "{ stages: { l5: { duration: 5 wd, needs: { agent: 1 } } } }") == "2026-01-14");
}
