#pragma once
// Whole numbers out of fractions, in the few ways the model allows.

#include <cstdint>
#include <span>
#include <vector>

namespace models {

// Splits `total` over `weights` (>= 0) in proportion, in whole numbers that sum to `total`: each gets the floor of its part,
// and what is left goes to the largest remainders, the first of equals first. All zero weights: nothing is given to anyone.
std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total, std::span<const std::int64_t> weights);

constexpr std::int64_t divide_rounding_up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

}  // namespace models
