// The engine on SimGrid and the twin without it, on random workloads: the same wake hours, completions and amounts.

#include <fmt/core.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>

#include "sim/simgrid_engine.hpp"
#include "tests/engine/random_workload.hpp"
#include "tests/support/child_result.hpp"
#include "tests/support/twin_engine.hpp"

using namespace tests;

namespace {

using Log = RandomWorkload::Log;

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <class T>
std::vector<T> values_of(const std::string& bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

Log play_on_simgrid(std::uint64_t number) {
  const std::string bytes = result_of_child([&] {
    const auto engine = sim::make_simgrid_engine();
    const Log log = RandomWorkload(number).play(*engine);
    const std::string hours = bytes_of(log.hours_and_completions);
    return bytes_of(std::vector<std::size_t>{hours.size()}) + hours + bytes_of(log.done);
  });
  const std::size_t size = values_of<std::size_t>(bytes.substr(0, sizeof(std::size_t))).front();
  return {values_of<std::int64_t>(bytes.substr(sizeof(std::size_t), size)),
          values_of<double>(bytes.substr(sizeof(std::size_t) + size))};
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a[i] - b[i]));
  return largest;
}

}  // namespace

TEST_CASE("both engines agree on random workloads") {
  constexpr int workloads = 600;
  std::map<std::string, int> workloads_with;
  double largest = 0;
  for (int number = 0; number < workloads; ++number) {
    RandomWorkload workload(number);
    TwinEngine twin;
    const Log expected = workload.play(twin), got = play_on_simgrid(number);
    const double difference = largest_difference(got.done, expected.done) / workload.scale();
    INFO("workload " << number);
    CHECK(got.hours_and_completions == expected.hours_and_completions);
    CHECK(difference < 1e-6);
    largest = std::max(largest, difference);
    for (const auto& [what, times] : workload.happened()) workloads_with[what] += times > 0 ? 1 : 0;
  }
  fmt::print("{} random workloads, largest difference {:.2g}; share of them with\n", workloads, largest);
  CHECK(workloads_with.size() == 17);
  for (const auto& [what, count] : workloads_with) {
    fmt::print("  {:28} {:5.1f} %\n", what, 100.0 * count / workloads);
    INFO(what);
    CHECK(count >= 0.05 * workloads);
  }
}
