#pragma once
// Tells a waiting person on standard error how far a run is. Never part of a result.
//
// On a terminal: one line that overwrites itself, from the first second on, gone at the end. Elsewhere (a log): a plain
// line every 30 seconds. Quiet: nothing. It reads a clock of the real world, only to decide when to write and what time
// is left.

#include <chrono>
#include <string>
#include <string_view>

#include "sim/csv_writer.hpp"

namespace sim {

class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Style { quiet, terminal, log };

  struct Options {
    Style style = Style::quiet;
    std::size_t width = 80;  // columns of the terminal
    Clock::time_point (*now)() = Clock::now;
    ByteSink* out = nullptr;  // null: standard error
  };
  // What fits the standard error of this process.
  static Options for_standard_error(bool quiet);

  // `doing` in words: "simulating".
  Progress(std::string doing, Options options);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  // `done` is the share done, 0 to 1, `where` what it is at ("2026-03-05"). Cheap enough for every simulated hour.
  void update(double done, std::string_view where);

  // Takes the line off the terminal, so that something else can be written. It comes back with the next update that is
  // due.
  void clear();

 private:
  std::string line(double done, std::string_view where, Clock::duration elapsed) const;
  void write(std::string_view text);

  std::string doing_;
  Options options_;
  Clock::time_point start_;
  Clock::time_point next_;
  std::size_t shown_ = 0;  // characters on the terminal's line
};

}  // namespace sim
