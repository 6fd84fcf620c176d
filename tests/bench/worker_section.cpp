#include <cstdio>
#include <string>
#include <vector>

#include "sim/worker_pool.hpp"
#include "tests/bench/sections.hpp"
#include "tests/bench/stopwatch.hpp"

namespace bench {
namespace {

constexpr std::uint64_t number_of_tasks = 500;

// Seconds of a task that returns so many bytes.
double seconds_per_task(int jobs, std::size_t bytes) {
  const double seconds = best_of(3, [&] {
    std::uint64_t next = 0;
    std::uint64_t received = 0;
    const double taken = seconds_of([&] {
      sim::run_tasks(
          [&]() -> std::optional<std::uint64_t> {
            if (next == number_of_tasks) return std::nullopt;
            return next++;
          },
          [&](std::uint64_t) { return std::string(bytes, 'x'); },
          [&](sim::TaskOutcome&& outcome) { received += outcome.bytes.size(); }, {.jobs = jobs});
    });
    return received == number_of_tasks * bytes ? taken : 0.0;
  });
  return seconds / static_cast<double>(number_of_tasks);
}

}  // namespace

void worker_section() {
  for (const std::size_t mebibytes : {1, 50}) {
    // What a parent has loaded is not copied, but its page table is.
    const std::vector<char> loaded(mebibytes << 20, 'x');
    for (const int jobs : {1, sim::available_processors()}) {
      std::printf("a task of a parent with %3zu MiB, %d at a time: %.3f ms\n", mebibytes, jobs,
                  1e3 * seconds_per_task(jobs, 100));
    }
    if (loaded.back() != 'x') return;
  }
  const double small = seconds_per_task(1, 100);
  const double large = seconds_per_task(1, 1 << 20);
  std::printf("a result of 1 MiB: %.3f ms more\n", 1e3 * (large - small));
}

}  // namespace bench
