#pragma once
// A child process that works on one task: a fork of this process, which sends what came of it through a pipe.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "sim/output_file.hpp"

namespace sim {

// Numbers are written into record files and stay.
enum class TaskStatus : std::uint32_t { done = 0, failed = 1, timed_out = 2, out_of_memory = 3 };
const char* name_of(TaskStatus status);  // "done", "failed", "timed out", "out of memory"

struct TaskOutcome {
  std::uint64_t task = 0;
  TaskStatus status = TaskStatus::done;
  std::string bytes;  // done: what work returned. Else one line: what happened, and the end of its standard error
};

struct WorkerEnd {
  TaskOutcome outcome;
  bool has_answered = false;  // it said so itself; else it died, exited or took too long
};

using Work = std::function<std::string(std::uint64_t task)>;  // in the child

// Dropped, the child is killed and waited for.
class Worker {
 public:
  // Nothing, with errno, where there is no room for a process or a pipe. `memory_limit` in bytes of address space
  // (RLIMIT_AS), 0: none of its own. In the child, handlers of signals are those of a new process, and signals that are
  // blocked stay so.
  static std::optional<Worker> start(const Work& work, std::uint64_t task, int attempt, std::uint64_t memory_limit);

  Worker(Worker&& other) noexcept { *this = std::move(other); }
  Worker& operator=(Worker&& other) noexcept;
  ~Worker();

  std::uint64_t task() const { return task_; }
  int attempt() const { return attempt_; }
  int answer_file() const { return answer_.get(); }  // to wait for
  int error_file() const { return errors_.get(); }   // its standard error; -1 when closed

  // Takes what there is to read, but not much more than a MiB, so that others have their turn. False when there will
  // be no more.
  bool receive();
  bool has_answered() const;

  // How long it has been at work, looked at every `usual` at least. A longer gap counts as two of them: this process
  // was stopped then, and its children with it.
  std::chrono::nanoseconds time_spent(std::chrono::nanoseconds usual);

  // What it answered, or how it ended; if it has not, it ends now. Once.
  WorkerEnd end(bool is_too_late);

 private:
  Worker(pid_t process, std::uint64_t task, int attempt, FileDescriptor answer, FileDescriptor errors);
  void receive_errors();
  int kill_and_wait();
  WorkerEnd answered();

  std::uint64_t task_ = 0;
  int attempt_ = 0;
  pid_t process_ = 0;
  FileDescriptor answer_;
  FileDescriptor errors_;
  std::string received_;
  std::string said_;  // the end of its standard error
  std::chrono::steady_clock::time_point last_look_;
  std::chrono::nanoseconds spent_{0};
};

}  // namespace sim
