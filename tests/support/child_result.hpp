#pragma once
// Gets a result out of a child process. Tests use it where a process can run one engine only, or where what a process
// prints and how it ends is the question.

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>

#include "tests/support/child_process.hpp"

namespace tests {

inline std::string read_all(int from) {
  std::string text;
  char buffer[65536];
  for (ssize_t n = 0; (n = read(from, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
  close(from);
  return text;
}

// What `body` returns, run in a child of its own. A child that ends in any other way than by returning is an error.
inline std::string result_of_child(const std::function<std::string()>& body) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("pipe failed");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    close(ends[0]);
    int code = 99;
    try {
      const std::string text = body();
      std::size_t sent = 0;
      while (sent < text.size()) {
        const ssize_t n = write(ends[1], text.data() + sent, text.size() - sent);
        if (n <= 0) _exit(98);
        sent += static_cast<std::size_t>(n);
      }
      code = 0;
    } catch (const std::exception& e) {
      std::fprintf(stderr, "in a child process: %s\n", e.what());
    }
    _exit(code);
  }
  close(ends[1]);
  std::string text = read_all(ends[0]);
  const ChildEnd end = wait_for_child(child);
  if (end.exit_code != 0) {
    throw std::runtime_error("a child process ended with exit code " + std::to_string(end.exit_code) + ", signal " +
                             std::to_string(end.signal));
  }
  return text;
}

struct PrintedEnd {
  ChildEnd end;
  std::string printed;  // standard output and standard error
};

// How a child ends that runs `body` and then leaves by exit(0), destructors of static objects included, and what it
// prints.
inline PrintedEnd end_of_child(const std::function<void()>& body) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("pipe failed");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    close(ends[0]);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    try {
      body();
    } catch (...) {
      _exit(99);
    }
    std::exit(0);
  }
  close(ends[1]);
  PrintedEnd result;
  result.printed = read_all(ends[0]);
  result.end = wait_for_child(child);
  return result;
}

}  // namespace tests
