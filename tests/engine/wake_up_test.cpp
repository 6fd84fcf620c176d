// When the engine wakes its user, and what the rest of the process notices of it. Each trap of SimGrid that a wrong
// version of the engine would fall into has its case here or in shares_test.cpp and capacity_test.cpp.

#include <catch2/catch.hpp>
#include <csignal>
#include <limits>

#include "tests/engine/engine_log.hpp"

using namespace tests;
using sim::Engine;
using sim::Hour;
using sim::WorkId;

namespace {

std::string hours_of(std::function<void(Engine&)> prepare, Hour until) {
  const auto logs = run_on_both(until, [&](Engine& engine, std::string& log) {
    prepare(engine);
    return [&](Hour hour) { log += fmt::format("[{}] ", hour); };
  });
  CHECK(logs.simgrid == logs.twin);
  return logs.simgrid;
}

}  // namespace

TEST_CASE("each hour asked for wakes once, in order, up to and including the end") {
  CHECK(hours_of(
            [](Engine& engine) {
              for (const Hour hour : {50, 7, 100, 0, 7, 101, 50}) engine.wake_at(hour);
            },
            100) == "[0] [7] [50] [100] ");
  CHECK(hours_of([](Engine&) {}, 100).empty());
  CHECK(hours_of([](Engine& engine) { engine.wake_at(0); }, 0) == "[0] ");
}

TEST_CASE("a completion in an hour that is asked for wakes once and is told in it") {
  // 30 / 3 = 10 h; 25 / 2.5 = 10 h.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 3}}), lane = engine.add_lane({{0, 2.5}});
                           start(engine, line, 30);
                           start(engine, lane, 25);
                           engine.wake_at(10);
                           return [&](Hour hour) { log += fmt::format("[{}]", hour); };
                         }),
             "10: #0 #1\n[10]");
}

TEST_CASE("work that ends within the hour it was started in completes at the next hour") {
  // Even when it needs only a millionth of a second.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string&) {
                           const auto line = engine.add_line({{0, 3}});
                           engine.wake_at(5);
                           return [&engine, line](Hour hour) {
                             if (hour == 5) start(engine, line, 1e-9);
                             if (hour == 6) start(engine, line, 2);
                           };
                         }),
             "6: #0\n7: #1\n");
}

TEST_CASE("work can be started before the run and at hour zero") {
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string&) {
                           const auto line = engine.add_line({{0, 4}});
                           start(engine, line, 10);  // 4/h for 1 h, then 2/h of what is shared: 10 / 2 = 5 h
                           engine.wake_at(0);
                           return [&engine, line](Hour hour) {
                             if (hour == 0) start(engine, line, 10);
                           };
                         }),
             "5: #0 #1\n");
}

TEST_CASE("ended work can be asked what it did, and for nothing else") {
  const auto after_completion = [](std::function<void(Engine&, WorkId)> ask) {
    return fails_a_check([&] {
      const auto engine = sim::make_simgrid_engine();
      const WorkId work = start(*engine, engine->add_line({{0, 1}}), 10);
      engine->run(20, [&](Hour) { ask(*engine, work); });
      if (engine->done(work) != 10) throw std::runtime_error("not exact");
    });
  };
  CHECK_FALSE(after_completion([](Engine& e, WorkId w) { e.done(w); }));
  CHECK(after_completion([](Engine& e, WorkId w) { e.suspend(w); }));
  CHECK(after_completion([](Engine& e, WorkId w) { e.resume(w); }));
  CHECK(after_completion([](Engine& e, WorkId w) { e.cancel(w); }));
  CHECK(after_completion([](Engine& e, WorkId w) { e.reweight(w, 2); }));
  CHECK(after_completion([](Engine& e, WorkId w) { e.rebound(w, 2); }));
}

TEST_CASE("work of no amount, of NaN or without a weight is refused") {
  const auto refused = [](double amount, double weight, double bound) {
    return fails_a_check([&] {
      const auto engine = sim::make_simgrid_engine();
      start(*engine, engine->add_line({{0, 1}}), amount, weight, bound);
    });
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(refused(1, 1, 0));
  CHECK(refused(0, 1, 0));
  CHECK(refused(-1, 1, 0));
  CHECK(refused(nan, 1, 0));
  CHECK(refused(1, 0, 0));
  CHECK(refused(1, nan, 0));
  CHECK(refused(1, 1, -1));
  CHECK(refused(1, 1, nan));
}

TEST_CASE("a capacity that is negative or out of order is refused") {
  const auto refused = [](std::vector<sim::CapacityStep> steps) {
    return fails_a_check([&] { sim::make_simgrid_engine()->add_line(steps); });
  };
  CHECK_FALSE(refused({{0, 1}, {5, 0}}));
  CHECK(refused({{0, -1}}));
  CHECK(refused({{5, 1}, {5, 2}}));
  CHECK(refused({{-5, 1}}));
}

TEST_CASE("a second engine in one process is refused") {
  CHECK(fails_a_check([] {
    sim::make_simgrid_engine();
    sim::make_simgrid_engine();
  }));
  CHECK_FALSE(fails_a_check([] { sim::make_simgrid_engine(); }));
}

TEST_CASE("an exception of the wake passes through run unharmed, with work in progress") {
  const auto end = end_of_child([] {
    const auto engine = sim::make_simgrid_engine();
    const auto line = engine->add_line({{0, 1}}), lane = engine->add_lane({{0, 1}});
    start(*engine, line, 100);
    start(*engine, lane, 100);
    engine->wake_at(5);
    std::string caught;
    try {
      engine->run(20, [&](Hour) { throw std::runtime_error("mine"); });
    } catch (const std::runtime_error& e) {
      caught = e.what();
    }
    if (caught != "mine" || engine->now() != 5) std::abort();
  });
  CHECK(end.end.exit_code == 0);
  CHECK(end.printed.empty());
}

TEST_CASE("a process with work in progress exits normally and silently, whatever has been run") {
  const auto exits = [](int what) {
    const auto end = end_of_child([&] {
      static std::unique_ptr<Engine> engine;  // destroyed at exit, after main
      engine = sim::make_simgrid_engine();
      const auto line = engine->add_line({{0, 1}, {7, 0}, {9, 3}});
      const auto lane = engine->add_lane({{0, 1}, {7, 0}, {9, 3}});
      if (what == 0) return;
      for (int i = 0; i < 50; ++i) start(*engine, i % 2 == 0 ? line : lane, 1000);
      engine->suspend({3});
      engine->suspend({4});
      if (what == 1) return;
      engine->wake_at(5);
      engine->run(20, [&](Hour) {
        engine->cancel({10});
        if (what == 4) std::exit(0);
      });
      if (what == 2) return;
      engine.reset();
    });
    UNSCOPED_INFO(what << ": exit code " << end.end.exit_code << ", signal " << end.end.signal << "\n" << end.printed);
    return end.end.exit_code == 0 && end.printed.empty();
  };
  CHECK(exits(0));  // only lines and lanes
  CHECK(exits(1));  // work started, never run
  CHECK(exits(2));  // run to an end before the work's
  CHECK(exits(3));  // engine destroyed before the process ends
  CHECK(exits(4));  // exit() in the middle of a wake-up
}

TEST_CASE("a run in which nothing can ever happen ends without a notice") {
  const auto end = end_of_child([] {
    const auto engine = sim::make_simgrid_engine();
    start(*engine, engine->add_line({}), 1);
    engine->run(1000, [](Hour) { std::abort(); });
    if (engine->now() != 1000) std::abort();
  });
  CHECK(end.end.exit_code == 0);
  CHECK(end.printed.empty());
}

TEST_CASE("signals keep what the program had for them") {
  const auto dies_by = [](int signal) {
    return run_in_child([&] {
             std::signal(signal, SIG_DFL);  // not what the test program has
             const auto engine = sim::make_simgrid_engine();
             engine->wake_at(1);
             engine->run(2, [&](Hour) { std::raise(signal); });
           })
        .signal;
  };
  CHECK(dies_by(SIGINT) == SIGINT);
  CHECK(dies_by(SIGTERM) == SIGTERM);
  CHECK(dies_by(SIGBUS) == SIGBUS);
  static volatile std::sig_atomic_t caught = 0;
  CHECK(run_in_child([] {
          std::signal(SIGINT, [](int) { caught = 1; });
          const auto engine = sim::make_simgrid_engine();
          engine->wake_at(1);
          engine->run(2, [](Hour) { std::raise(SIGINT); });
          _exit(caught == 1 ? 7 : 8);
        }).exit_code == 7);
}

TEST_CASE("a process forked in mid-run goes on as its parent does") {
  const std::string log = result_of_child([] {
    std::string text;
    const auto engine = sim::make_simgrid_engine();
    start(*engine, engine->add_line({{0, 1}}), 10);  // ends at 10
    engine->wake_at(5);
    bool child = false;
    pid_t pid = 0;
    engine->run(20, [&](Hour hour) {
      if (hour == 5) {
        pid = fork();
        child = pid == 0;
        if (child) engine->suspend({0});
        if (child) engine->wake_at(12);
      }
      if (child && hour == 12) _exit(engine->done({0}) == 5 ? 42 : 43);
      if (!child && hour == 10) text = fmt::format("parent {} ", engine->done({0}));
    });
    return text + fmt::format("child {}", wait_for_child(pid).exit_code);
  });
  CHECK(log == "parent 10 child 42");
}

TEST_CASE("ten thousand short works come and go") {
  // One after the other, each an hour long, on a line and a lane.
  CHECK_LOGS(run_on_both(10001,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 1}});
                           const auto lane = engine.add_lane({{0, 1}});
                           engine.wake_at(0);
                           return [&, line, lane, count = 0](Hour hour) mutable {
                             count += static_cast<int>(engine.completed().size());
                             log.clear();
                             if (hour == 10000) log = fmt::format("{}", count);
                             if (hour == 10000) return;
                             start(engine, line, 1);
                             start(engine, lane, 1);
                           };
                         }),
             "20000");
}
