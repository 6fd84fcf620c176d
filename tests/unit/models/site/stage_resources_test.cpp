#include "models/site/stage_resources.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "models/site/stage_floats.hpp"
#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using Happenings = Replay::Happenings;

namespace {

Task task(const std::string& id, Hour duration, std::vector<Predecessor> after, std::vector<NeedOfCrew> needs = {},
          std::int64_t priority = 1) {
  Task t{id, std::move(after), false, 0, duration};
  t.needs = std::move(needs);
  t.priority = priority;
  return t;
}

NeedOfCrew of_all(std::int64_t count) { return {true, 0, count}; }
NeedOfCrew of_site(std::int64_t count) { return {false, 0, count}; }

// Halls of one site with one stage each, in work when the commissioning agents that all share are free.
struct Queue {
  ScenarioBuilder b{200};
  std::vector<HallId> halls;

  explicit Queue(std::int64_t agents) { b->shared_pools = {{"agents", agents}}; }
  void hall(std::vector<Task> tasks) {
    if (halls.empty()) b.site("riverside");
    halls.push_back(b.hall(SiteId{0}, std::string(1, static_cast<char>('a' + halls.size()))));
    b[halls.back()].tasks = std::move(tasks);
  }
  // The hours in which the last stages of the halls start.
  static std::vector<Hour> starts(const Replay& run) {
    std::vector<Hour> starts;
    for (const HallState& hall : run.simulation().state().halls) starts.push_back(hall.tasks.back().dates.start);
    return starts;
  }
  std::vector<Hour> starts(Dispatch dispatch) {
    b->dispatch = dispatch;
    return starts(Replay(b.build()));
  }
};

// Graham 1969, Bounds on multiprocessing timing anomalies: nine tasks in one list.
Hour graham(std::vector<Hour> lengths, std::int64_t processors, std::vector<std::vector<std::uint32_t>> after) {
  ScenarioBuilder b(100);
  const auto hall = b.hall(b.site("graham"), "a");
  b->shared_pools = {{"processor", processors}};
  b->dispatch = Dispatch::priority;
  for (std::uint32_t t = 0; t < 9; ++t) {
    std::vector<Predecessor> predecessors;
    for (std::uint32_t p : after[t]) predecessors.push_back({p - 1, 0});
    b[hall].tasks.push_back(task(fmt::format("t{}", t + 1), lengths[t], predecessors, {of_all(1)}, t + 1));
  }
  return Replay(b.build()).happened(EventKind::hall_ready).at(0).first;
}

}  // namespace

TEST_CASE("stages wait for crews and hold them while they are in work", "[crews]") {
  // Two agents, three halls that need one for 10 hours each: the third starts at 10.
  Queue q(2);
  for (int i = 0; i < 3; ++i) q.hall({task("l5", 10, {}, {of_all(1)})});

  const Replay run(q.b.build());

  CHECK(Queue::starts(run) == std::vector<Hour>{0, 0, 10});
  CHECK(run.happened(EventKind::hall_ready) == Happenings{{10, 1}, {10, 1}, {20, 1}});
  CHECK(run.state_at(5).shared_pools[0].free == 0);
  CHECK(run.state_at(25).shared_pools[0].free == 2);
  CHECK(run.simulation().state().halls[q.halls[2]].tasks[0].ready_to_start == 0);
}

TEST_CASE("waiting stages are scanned in the order of the rule, and each that fits starts", "[crews]") {
  // One agent is busy until 10. Then wait: a, ready since 4 (20 h, priority 3), b since 2 (30 h, priority 2), c since 3
  // (10 h, priority 4, then 35 h more), d since 5 (25 h, priority 1, then 10 h more). Their halls end, if they start at
  // 10, at 30, 40, 55 and 45: latest finishes 30, 40, 20 and 35.
  Queue q(1);
  const auto after = [&](Hour wait, Hour length, std::int64_t priority, Hour more) {
    std::vector<Task> tasks{task("shell", wait, {}), task("l5", length, {{0, 0}}, {of_all(1)}, priority)};
    if (more > 0) tasks.push_back(task("rest", more, {{1, 0}}));
    q.hall(std::move(tasks));
  };
  q.hall({task("l5", 10, {}, {of_all(1)})});
  after(4, 20, 3, 0);
  after(2, 30, 2, 0);
  after(3, 10, 4, 35);
  after(5, 25, 1, 10);
  const auto order = [&](Dispatch dispatch) {
    q.b->dispatch = dispatch;
    const Replay run(q.b.build());
    std::string names;
    std::vector<std::pair<Hour, char>> starts;
    for (std::uint32_t h = 1; h < 5; ++h) {
      starts.emplace_back(run.simulation().state().halls[q.halls[h]].tasks[1].dates.start,
                          static_cast<char>('a' + h - 1));
    }
    std::sort(starts.begin(), starts.end());
    for (const auto& [start, name] : starts) names += name;
    return names;
  };

  CHECK(order(Dispatch::first_come) == "bcad");
  CHECK(order(Dispatch::priority) == "dbac");
  CHECK(order(Dispatch::shortest) == "cadb");
  CHECK(order(Dispatch::latest_finish) == "cadb");
}

TEST_CASE("the least float goes first, and a large need does not hold up smaller ones that fit", "[crews]") {
  // Three agents, one in work until 20. At 10 two are given back: the next needs three, so the one after it starts.
  Queue q(3);
  q.hall({task("l5", 10, {}, {of_all(2)})});
  q.hall({task("l5", 20, {}, {of_all(1)})});
  q.hall({task("shell", 5, {}), task("l5", 10, {{0, 0}}, {of_all(3)})});
  q.hall({task("shell", 6, {}), task("l5", 10, {{0, 0}}, {of_all(2)})});
  CHECK(q.starts(Dispatch::first_come) == std::vector<Hour>{0, 0, 20, 10});

  // a and b wait for one agent from 5 and 6 on; in b a roof of 60 hours is built beside, so a has less float.
  Queue r(1);
  r.hall({task("l5", 10, {}, {of_all(1)})});
  r.hall({task("shell", 6, {}), task("l5", 10, {{0, 0}}, {of_all(1)})});
  r.hall({task("roof", 60, {}), task("shell", 5, {}), task("l5", 10, {{1, 0}}, {of_all(1)})});
  CHECK(r.starts(Dispatch::first_come) == std::vector<Hour>{0, 20, 10});
  CHECK(r.starts(Dispatch::least_float) == std::vector<Hour>{0, 10, 20});
}

TEST_CASE("stages take crews of their site before its units do", "[crews]") {
  // The site has 2 crews. Units of 8 h a crew each install from hour 0; the stage asks at 4 for both and starts at 8.
  ScenarioBuilder b(60);
  const auto acme = b.party("acme");
  const auto site = b.site("riverside");
  b.pool(site, "crew", 2);
  b.step(site, "install", 8, {{0, 1}});
  const auto a = b.hall(site, "a"), second = b.hall(site, "b");
  b[second].tasks = {task("shell", 4, {}), task("fit_out", 10, {{0, 0}}, {of_site(2)})};
  const auto order = b.order("first", acme, b.system("rack", 8));
  b.to(order, a);
  b.lot(order, 4);

  const Replay run(b.build());

  CHECK(run.simulation().state().halls[second].tasks[1].dates == TaskDates{8, 18});
  CHECK(run.happened(EventKind::step_finished) == Happenings{{8, 2}, {26, 2}});
}

TEST_CASE("a hall whose stage waits for its crews is held by what it lacks of them", "[crews]") {
  // From 5 on hall b waits for the agent that hall a has until 40; a roof of 30 hours goes on beside it until 33. At
  // first the roof has less float: 33 against 6 + 10; from 23 on what waits (24 + 10 at 23) ends later.
  Queue q(1);
  q.hall({task("l5", 40, {}, {of_all(1)})});
  q.hall({task("shell", 5, {}), task("roof", 30, {}), task("l5", 10, {{0, 0}}, {of_all(1)})});
  q.b[q.halls[1]].tasks[1].has_start = true;
  q.b[q.halls[1]].tasks[1].started = 3;

  const Replay run(q.b.build());

  const auto held_by = [&](Hour hour) { return run.state_at(hour).halls[q.halls[1]].held_by; };
  const HeldBy roof{HeldBy::Kind::stage, 1}, agents{HeldBy::Kind::shared_pool, 0}, l5{HeldBy::Kind::stage, 2};
  CHECK(held_by(10) == roof);
  CHECK(held_by(22) == roof);
  CHECK(held_by(23) == agents);
  CHECK(held_by(39) == agents);
  CHECK(held_by(40) == l5);
}

TEST_CASE("a stage that waits for several resources waits for one until that is there, then for the next", "[crews]") {
  // The stage needs an agent, whom hall a has until 10, and a crew of the site, which hall b has until 20. Needed from
  // hour 0 on is a rack of 8 at the dock of c: 10 hours agents, 10 hours crew, 5 hours the stage itself.
  Queue q(1);
  q.hall({task("l5", 10, {}, {of_all(1)})});
  q.hall({task("l4", 20, {}, {of_site(1)})});
  q.hall({task("l5", 5, {}, {of_all(1), of_site(1)})});
  q.b.pool(SiteId{0}, "crew", 1);
  const auto acme = q.b.party("acme"), bigco = q.b.party("bigco");
  const auto order = q.b.order("first", acme, q.b.system("rack", 8));
  q.b.to(order, q.halls[2]);
  q.b.lot(order, 1);
  const auto tranche = q.b.tranche(q.b.contract("deal", acme, bigco), "all", 8, 0);

  const Replay run(q.b.build());

  CHECK(run.totals(tranche) == Replay::ByCause{{"needed", 8 * 200},
                                               {"supplied", 8 * 175},
                                               {"site:agents", 8 * 10},
                                               {"site:crew", 8 * 10},
                                               {"site:l5", 8 * 5}});
}

TEST_CASE("who had the crews last could not have ended later: float goes over the crews", "[crews]") {
  // One agent: a has it to 10, b from 10 to 30. b's hall ends then; a's ends at 50 by its roof. a could end its l5 40
  // hours later without its own hall being late, but not an hour without b's.
  Queue q(1);
  q.hall({task("l5", 10, {}, {of_all(1)}), task("roof", 50, {})});
  q.hall({task("l5", 20, {}, {of_all(1)})});

  const Replay run(q.b.build());

  const auto stages = dates_of_stages(run.scenario(), run.simulation().state(), 199);
  CHECK(stages[0].latest == std::vector<Hour>{10, 50});
  CHECK(stages[1].latest == std::vector<Hour>{30});

  // Of two agents the one that was free first is taken: b follows the first stage of a, not the second.
  Queue r(2);
  r.hall({task("first", 10, {}, {of_all(1)}), task("second", 15, {}, {of_all(1)}), task("roof", 50, {})});
  r.hall({task("shell", 20, {}), task("l5", 20, {{0, 0}}, {of_all(1)})});
  const Replay two(r.b.build());
  const auto of_two = dates_of_stages(two.scenario(), two.simulation().state(), 199);
  CHECK(of_two[0].latest == std::vector<Hour>{20, 50, 50});
}

TEST_CASE("list scheduling of a published example, with its anomalies: more, shorter and freer may be later",
          "[crews]") {
  const std::vector<Hour> lengths{3, 2, 2, 2, 4, 4, 4, 4, 9};
  const std::vector<std::vector<std::uint32_t>> after{{}, {}, {}, {}, {4}, {4}, {4}, {4}, {1}};
  CHECK(graham(lengths, 3, after) == 12);
  CHECK(graham(lengths, 4, after) == 15);
  CHECK(graham({2, 1, 1, 1, 3, 3, 3, 3, 8}, 3, after) == 13);
  CHECK(graham(lengths, 3, {{}, {}, {}, {}, {}, {}, {4}, {4}, {1}}) == 16);
}
