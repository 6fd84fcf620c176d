#pragma once
// The toy model of the benchmark: items are made at a steady pace, travel for some weeks and are set up for some days.
// Three events an item. Its state is a few counters and one hour per item; all the rest is the cost of keeping time.

#include <cstdint>
#include <vector>

#include "sim/time.hpp"

namespace bench {

struct Pipeline {
  static constexpr sim::Hour production_hours = 26280;  // three years

  enum class Stage : std::uint32_t { made, arrived, ready };

  explicit Pipeline(std::uint32_t number_of_items) : items(number_of_items), ready_at(number_of_items) {}

  // A hash in place of a random draw: the same in every variant and language.
  static std::uint32_t mix(std::uint32_t x) {
    x *= 2654435769u;
    return x ^ (x >> 15);
  }
  sim::Hour made_at(std::uint32_t item) const { return static_cast<sim::Hour>(item) * production_hours / items; }
  static sim::Hour travel_hours(std::uint32_t item) { return 480 + mix(item) % 480; }
  static sim::Hour setup_hours(std::uint32_t item) { return 72 + mix(item + 1) % 168; }

  // Handles one event; true if there is a next one, at `hour`, in the stage that follows.
  bool handle(Stage stage, std::uint32_t item, sim::Hour& hour) {
    switch (stage) {
      case Stage::made:
        ++on_the_way;
        hour += travel_hours(item);
        return true;
      case Stage::arrived:
        --on_the_way;
        ++in_setup;
        hour += setup_hours(item);
        return true;
      case Stage::ready:
        --in_setup;
        ready_at[item] = static_cast<std::uint32_t>(hour);
        return false;
    }
    return false;
  }

  // All variants must come to the same.
  std::uint64_t checksum() const {
    std::uint64_t sum = 0;
    for (const std::uint32_t hour : ready_at) sum = sum * 31 + hour;
    return sum;
  }

  std::uint32_t items;
  std::vector<std::uint32_t> ready_at;
  std::int64_t on_the_way = 0;
  std::int64_t in_setup = 0;
};

}  // namespace bench
