#pragma once
// Runs many independent tasks, each in a child process of its own.
//
//   const PoolEnd end = run_tasks(next, work, on_done, {.jobs = 8, .time_limit = std::chrono::minutes(10)});
//   if (end.was_interrupted()) return 75;
//
// A child is a fork of the calling process, so it has everything that was loaded before, and its crash, endless loop or
// hunger for memory is the outcome of one task. It runs one task, sends the result through a pipe and ends without
// destructors, atexit handlers or flushing. It dies with its parent.
//
// Outcomes come in order of arrival, which depends on the machine: nothing that is written in the end may depend on it.
// To be called from the main thread of a process with one thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "sim/worker.hpp"

namespace sim {

struct PoolOptions {
  int jobs = 1;                             // children at a time
  std::chrono::milliseconds time_limit{0};  // per task; 0: none. Time in which the parent was stopped does not count
  std::uint64_t memory_limit = 0;           // bytes of address space of a child (RLIMIT_AS); 0: as the parent's
  // How often a task is tried whose child gave no answer: it died by a signal, exited, or took too long. What it said
  // itself (a result, an exception, no memory) is final. Once more by default: the machine may be to blame.
  int attempts = 2;
};

struct PoolEnd {
  int signal = 0;  // that interrupted it: SIGINT, SIGTERM, SIGHUP, SIGQUIT or SIGXCPU
  bool was_interrupted() const { return signal != 0; }
};

using NextTask = std::function<std::optional<std::uint64_t>()>;  // nothing: there are no more
using OnDone = std::function<void(TaskOutcome&&)>;               // in the parent

// Returns when all tasks have an outcome or when a signal asks to end; then no child is left, and tasks without an
// outcome are to be run another time. An exception of `next` or `on_done` ends all children and goes on. Throws
// std::system_error where not even one child can be started.
PoolEnd run_tasks(const NextTask& next, const Work& work, const OnDone& on_done, const PoolOptions& options);

// How many processors this process may use.
int available_processors();

}  // namespace sim
