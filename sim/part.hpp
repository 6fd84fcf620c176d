#pragma once
// A part of a whole: 11 of 12 machines, 1 of 2 feeds. Whole numbers, 1 <= count <= of <= 1000.

#include <cstdint>

namespace sim {

struct Part {
  std::int64_t count = 1;
  std::int64_t of = 1;
  friend bool operator==(const Part&, const Part&) = default;
};

inline constexpr std::int64_t largest_whole = 1000;  // so that a part of 2^53 fits 64 bits on the way

// The part of `amount` (0 to 2^53), rounded down.
constexpr std::int64_t part_of(std::int64_t amount, Part part) { return amount * part.count / part.of; }

}  // namespace sim
