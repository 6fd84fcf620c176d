#pragma once
// Runs a piece of code in a child process of its own, for code that ends the process: failed checks, signals.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <stdexcept>

namespace tests {

struct ChildEnd {
  int exit_code = -1;  // -1 if it died by a signal
  int signal = 0;      // 0 if it exited
};

inline ChildEnd wait_for_child(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("waitpid failed");
  if (WIFSIGNALED(status)) return {-1, WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

// Starts `body` in a child whose standard error is silenced; a body that returns ends the child with exit code 0, one
// that throws with 99.
inline pid_t start_child(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child > 0) return child;
  const int null = open("/dev/null", O_WRONLY);
  if (null >= 0) dup2(null, STDERR_FILENO);
  try {
    body();
  } catch (...) {
    _exit(99);
  }
  _exit(0);
}

inline ChildEnd run_in_child(const std::function<void()>& body) { return wait_for_child(start_child(body)); }

// True if `body` ends the process as a failed EXPECTS or ENSURES does.
inline bool fails_a_check(const std::function<void()>& body) { return run_in_child(body).exit_code == 70; }

}  // namespace tests
