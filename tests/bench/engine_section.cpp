#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

#include "sim/event_calendar.hpp"
#include "sim/simgrid_engine.hpp"
#include "tests/bench/pipeline_model.hpp"
#include "tests/bench/sections.hpp"
#include "tests/bench/stopwatch.hpp"
#include "tests/support/child_result.hpp"
#include "tests/support/twin_engine.hpp"

namespace bench {
namespace {

using sim::Hour;
using Stage = Pipeline::Stage;

constexpr std::uint32_t number_of_items = 1'000'000;
constexpr Hour end_hour = Pipeline::production_hours + 1200;

struct PipelineEvent {
  Stage stage;
  std::uint32_t item;
  std::uint64_t order_key() const { return std::uint64_t{static_cast<std::uint32_t>(stage)} << 32 | item; }
};

struct Outcome {
  double seconds = 0;
  std::uint64_t checksum = 0;
};

// The least that a simulation of these events can cost: a list per hour, no order within it, no engine.
Outcome bare_buckets() {
  Pipeline model(number_of_items);
  Outcome outcome;
  outcome.seconds = seconds_of([&] {
    std::vector<std::vector<PipelineEvent>> buckets(end_hour);
    for (std::uint32_t item = 0; item < number_of_items; ++item) {
      buckets[model.made_at(item)].push_back({Stage::made, item});
    }
    for (Hour hour = 0; hour < end_hour; ++hour) {
      for (const PipelineEvent event : buckets[hour]) {
        Hour next = hour;
        if (model.handle(event.stage, event.item, next)) {
          buckets[next].push_back({static_cast<Stage>(static_cast<int>(event.stage) + 1), event.item});
        }
      }
      buckets[hour] = {};  // memory of past hours is given back, as the ring does
    }
  });
  outcome.checksum = model.checksum();
  return outcome;
}

Outcome on_engine(sim::Engine& engine) {
  Pipeline model(number_of_items);
  Outcome outcome;
  outcome.seconds = seconds_of([&] {
    sim::EventCalendar<PipelineEvent> calendar;
    for (std::uint32_t item = 0; item < number_of_items; ++item)
      calendar.push(model.made_at(item), {Stage::made, item});
    engine.wake_at(calendar.next_hour());
    engine.run(end_hour, [&](Hour hour) {
      for (const PipelineEvent event : calendar.take(hour)) {
        Hour next = hour;
        if (model.handle(event.stage, event.item, next)) {
          calendar.push(next, {static_cast<Stage>(static_cast<int>(event.stage) + 1), event.item});
        }
      }
      if (const Hour next = calendar.next_hour(); next != sim::never) engine.wake_at(next);
    });
  });
  outcome.checksum = model.checksum();
  return outcome;
}

Outcome from_child(const std::function<Outcome()>& run) {
  const std::string text = tests::result_of_child([&] {
    const Outcome outcome = run();
    return fmt::format("{} {}", outcome.seconds, outcome.checksum);
  });
  Outcome outcome;
  if (std::sscanf(text.c_str(), "%lf %lu", &outcome.seconds, &outcome.checksum) != 2)
    throw std::runtime_error("no result");
  return outcome;
}

struct Variant {
  const char* what;
  std::function<Outcome()> run;
  double best = std::numeric_limits<double>::infinity();
};

// Seven rounds of all variants, each in a process of its own, and of each the best: a neighbor on the machine then
// disturbs all of them alike.
void time_in_turn(std::span<Variant> variants) {
  const std::uint64_t checksum = from_child(variants.front().run).checksum;
  for (int round = 0; round < 7; ++round) {
    for (Variant& variant : variants) {
      const Outcome outcome = from_child(variant.run);
      if (outcome.checksum != checksum) throw std::runtime_error("the variants of the model differ");
      variant.best = std::min(variant.best, outcome.seconds);
    }
  }
}

// The seconds per item on the engine.
double time_pipeline() {
  Variant variants[] = {{"bare loop over hour buckets", bare_buckets},
                        {"event calendar, woken by the twin",
                         [] {
                           tests::TwinEngine engine;
                           return on_engine(engine);
                         }},
                        {"event calendar, woken by SimGrid", [] { return on_engine(*sim::make_simgrid_engine()); }}};
  time_in_turn(variants);
  for (const Variant& variant : variants) {
    fmt::print("{:44} {:7.3f} s  {:6.3f} us/item  {:6.1f} M events/s\n", variant.what, variant.best,
               variant.best / number_of_items * 1e6, 3.0 * number_of_items / variant.best / 1e6);
  }
  fmt::print("{:44} {:7.2f}  (aim: at most 2)\n", "engine / bare loop", variants[2].best / variants[0].best);
  return variants[2].best / number_of_items;
}

// Work that comes and goes on one line or lane, so many at a time.
double seconds_per_work(bool on_lane, int at_a_time) {
  constexpr int works = 20000;
  const std::string text = tests::result_of_child([&] {
    const auto engine = sim::make_simgrid_engine();
    const auto on = on_lane ? engine->add_lane({{0, 1000.0}}) : engine->add_line({{0, 1000.0}});
    int started = 0;
    const auto start = [&] { engine->start_work({&on, 1}, 1000.0 + started++ % 977, 1, 0); };
    for (int i = 0; i < at_a_time; ++i) start();
    const double seconds = seconds_of([&] {
      engine->run(sim::Hour{1} << 40, [&](Hour) {
        for (std::size_t i = 0; i < engine->completed().size() && started < works; ++i) start();
      });
    });
    return fmt::format("{}", seconds);
  });
  return std::strtod(text.c_str(), nullptr) / works;
}

void time_work() {
  for (const int at_a_time : {1, 10, 100}) {
    fmt::print("work on a line, {:3} at a time {:25.2f} us\n", at_a_time, seconds_per_work(false, at_a_time) * 1e6);
    fmt::print("work on a lane, {:3} at a time {:25.2f} us\n", at_a_time, seconds_per_work(true, at_a_time) * 1e6);
  }
  const double wake = from_child([] {
                        constexpr Hour hours = 1'000'000;
                        const auto engine = sim::make_simgrid_engine();
                        engine->wake_at(0);
                        const auto run = [&] { engine->run(hours, [&](Hour hour) { engine->wake_at(hour + 1); }); };
                        return Outcome{seconds_of(run) / hours, 0};
                      }).seconds;
  fmt::print("a wake-up {:46.2f} us\n", wake * 1e6);
  std::fflush(stdout);
  const double process = best_of(20, [] {
    return seconds_of([] { tests::run_in_child([] { sim::make_simgrid_engine()->run(1, [](Hour) {}); }); });
  });
  fmt::print("a process of its own with an engine {:20.2f} us\n", process * 1e6);
}

// The same model item by item in SimPy, when the system's Python has it.
void time_simpy(double seconds_per_item) {
  if (std::system("/usr/bin/python3 -c 'import simpy' 2>/dev/null") != 0) {
    fmt::print("SimPy is not installed (Debian: python3-simpy3); not compared\n");
    return;
  }
  FILE* out = popen("/usr/bin/python3 " BENCH_DIR "/simpy_model.py 100000", "r");
  double simpy = 0;
  const bool read = out != nullptr && std::fscanf(out, "%lf", &simpy) == 1;
  if (out != nullptr) pclose(out);
  if (!read) throw std::runtime_error("simpy_model.py printed no time");
  fmt::print("{:44} {:7.2f} us/item\n", "SimPy, a process per item, 100,000 items", simpy / 100000 * 1e6);
  fmt::print("{:44} {:7.0f}\n", "SimPy / engine", simpy / 100000 / seconds_per_item);
}

}  // namespace

void engine_section() {
  const double seconds_per_item = time_pipeline();
  time_work();
  time_simpy(seconds_per_item);
}

}  // namespace bench
