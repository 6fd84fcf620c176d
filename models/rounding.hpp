#pragma once
// Whole numbers out of fractions, in the few ways the model allows.

#include <cstdint>
#include <span>
#include <vector>

namespace models {

// Splits `total` over `weights` (>= 0) in proportion, in whole numbers that sum to `total`: each gets the floor of its
// part, and what is left goes to the largest remainders, the first of equals first. All zero weights: nothing is given
// to anyone.
std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total, std::span<const std::int64_t> weights);

// The whole part of a value >= 0 that is a product or quotient of a few decimal numbers. Such numbers are not exact in
// binary: 27.5 MW / 1.10 comes out as 24,999,999.999999996 W. Within a few units of the last binary digit (a relative
// 1e-15, far below one in 1e12) a value counts as the whole number next to it.
std::int64_t whole_part(double value);

// A number >= 0 rounded up; a quotient that is meant to be whole may be off by as much as doubles are.
std::int64_t rounded_up(double value);

constexpr std::int64_t divide_rounding_up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

}  // namespace models
