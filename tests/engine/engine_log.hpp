#pragma once
// Runs one workload on the engine on SimGrid (in a child process, since a process can have only one) or on the twin,
// and writes down what happened, so that both can be held against a hand calculation.

#include <fmt/core.h>

#include <functional>
#include <string>

#include "sim/simgrid_engine.hpp"
#include "tests/support/child_result.hpp"
#include "tests/support/twin_engine.hpp"

namespace tests {

// Adds lines and lanes, starts work, and returns what to do at each wake-up.
using Workload = std::function<sim::Engine::Wake(sim::Engine&)>;

// "14: #0" for each wake-up in which work completed, and what the workload adds by note().
inline std::string log_of(sim::Engine& engine, sim::Hour until, const Workload& workload, std::string& log) {
  const sim::Engine::Wake wake = workload(engine);
  engine.run(until, [&](sim::Hour hour) {
    if (!engine.completed().empty()) {
      log += fmt::format("{}:", hour);
      for (const sim::WorkId work : engine.completed()) log += fmt::format(" #{}", work.index);
      log += "\n";
    }
    if (wake) wake(hour);
  });
  return log;
}

struct Logs {
  std::string simgrid, twin;
};

// `make` gets the engine and a log to which it may add lines.
inline Logs run_on_both(sim::Hour until, const std::function<sim::Engine::Wake(sim::Engine&, std::string&)>& make) {
  const auto run_on = [&](sim::Engine& engine) {
    std::string log;
    return log_of(
        engine, until, [&](sim::Engine& e) { return make(e, log); }, log);
  };
  Logs logs;
  logs.simgrid = result_of_child([&] { return run_on(*sim::make_simgrid_engine()); });
  TwinEngine twin;
  logs.twin = run_on(twin);
  return logs;
}

// "4: #0 done 20" with nine digits, so that an error of 1e-6 shows in the amounts the tests use.
inline void note_done(std::string& log, sim::Engine& engine, sim::WorkId work) {
  const double done = engine.done(work);
  log += fmt::format("{}: #{} done {:.9g}\n", engine.now(), work.index, done);
}

inline sim::WorkId start(sim::Engine& engine, sim::ResourceId on, double amount, double weight = 1, double bound = 0) {
  return engine.start_work({&on, 1}, amount, weight, bound);
}

}  // namespace tests

// Holds both engines' logs against the expected one.
#define CHECK_LOGS(logs, expected)       \
  do {                                   \
    const tests::Logs got = (logs);      \
    const std::string should = expected; \
    CHECK(got.simgrid == should);        \
    CHECK(got.twin == should);           \
  } while (false)
