// Tests of sim/progress, with a clock that the test sets.
#include "sim/progress.hpp"

#include <catch2/catch.hpp>

using namespace sim;
using namespace std::chrono_literals;

namespace {

Progress::Clock::time_point test_time{};

Progress::Options options_of(Progress::Style style, StringSink& sink, std::size_t width = 80) {
  test_time = {};
  return {.style = style, .width = width, .now = [] { return test_time; }, .out = &sink};
}

// What was written since the last call.
std::string taken(StringSink& sink) { return std::exchange(sink.text, std::string()); }

}  // namespace

TEST_CASE("on a terminal the line comes after a second, overwrites itself and is gone at the end") {
  StringSink sink;
  {
    Progress progress("simulating", options_of(Progress::Style::terminal, sink));
    progress.update(0.1, "2026-01-05");
    test_time += 999ms;
    progress.update(0.2, "2026-01-06");
    CHECK(taken(sink).empty());
    test_time += 1ms;
    progress.update(0.25, "2026-01-07");
    // 1 s for a quarter: three quarters take 3 s.
    CHECK(taken(sink) == "\rsimulating: 25 %, 2026-01-07, 0:01, about 0:03 left");
    test_time += 99ms;
    progress.update(0.26, "2026-01-08");
    CHECK(taken(sink).empty());
    test_time += 1ms;
    progress.update(0.5, "end");
    // 44 characters over the 51 of the line before: 7 blanks.
    CHECK(taken(sink) == "\rsimulating: 50 %, end, 0:01, about 0:01 left       ");
  }
  CHECK(taken(sink) == "\r" + std::string(44, ' ') + "\r");
}

TEST_CASE("the line never reaches the terminal's last column") {
  StringSink sink;
  Progress progress("simulating", options_of(Progress::Style::terminal, sink, 20));
  test_time += 5s;
  progress.update(0.5, "2026-01-05");
  CHECK(taken(sink) == "\rsimulating: 50 %, 2");  // 19 characters
}

TEST_CASE("in a log there is a plain line every 30 seconds") {
  StringSink sink;
  {
    Progress progress("simulating", options_of(Progress::Style::log, sink));
    test_time += 29s;
    progress.update(0.001, "2026-01-05");
    CHECK(taken(sink).empty());
    test_time += 1s;
    progress.update(0.001, "2026-01-05");
    CHECK(taken(sink) == "simulating: 0 %, 2026-01-05, 0:30\n");  // below 1 % no guess of what is left
    test_time += 29s;
    progress.update(0.5, "2026-01-06");
    CHECK(taken(sink).empty());
    test_time += 3616s;
    progress.update(0.5, "2026-02-01");
    CHECK(taken(sink) == "simulating: 50 %, 2026-02-01, 1:01:15, about 1:01:15 left\n");  // 30 + 29 + 3616 = 3675 s
  }
  CHECK(taken(sink).empty());
}

TEST_CASE("quiet says nothing") {
  StringSink sink;
  {
    Progress progress("simulating", options_of(Progress::Style::quiet, sink));
    test_time += 1h;
    progress.update(0.5, "2026-01-05");
  }
  CHECK(sink.text.empty());
  CHECK(Progress::for_standard_error(true).style == Progress::Style::quiet);
}

TEST_CASE("a cleared line comes back with the next update that is due") {
  StringSink sink;
  Progress progress("x", options_of(Progress::Style::terminal, sink));
  test_time += 2s;
  progress.update(0, "a");
  CHECK(taken(sink) == "\rx: 0 %, a, 0:02");
  progress.clear();
  CHECK(taken(sink) == "\r" + std::string(15, ' ') + "\r");
  progress.clear();
  CHECK(taken(sink).empty());
  test_time += 1s;
  progress.update(0, "b");
  CHECK(taken(sink) == "\rx: 0 %, b, 0:03");
}
