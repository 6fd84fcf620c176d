#pragma once
// Designs: at which points of its inputs a model is run. Pure.
// Methods: study_designs.
//
// Two kinds. Where each axis has values to choose from, a point is the number of the value on each axis; points are
// numbered, and any of them is found from its number alone. Where each input has a law, a point is a number in (0, 1)
// for each input, at which the law's quantile is taken: latin_hypercube here, and sobol_points.hpp.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/matrix.hpp"
#include "sim/random_stream.hpp"

namespace sim {

// Which value of each axis.
using DesignPoint = std::vector<std::size_t>;

// All combinations. `sizes` are how many values each axis has, at least one each. Nothing: more than 2^64 - 1.
std::optional<std::uint64_t> grid_count(std::span<const std::size_t> sizes);
// The last axis turns fastest. point < grid_count.
DesignPoint grid_point(std::span<const std::size_t> sizes, std::uint64_t point);

// The base point, then each other value of each axis with all others as in the base.
std::uint64_t one_at_a_time_count(std::span<const std::size_t> sizes);
DesignPoint one_at_a_time_point(std::span<const std::size_t> sizes, std::span<const std::size_t> base,
                                std::uint64_t point);

// The first values of all axes, the second values, and so on; an axis of one value keeps it. Nothing: two axes have
// different sizes, neither of them 1.
std::optional<std::uint64_t> list_count(std::span<const std::size_t> sizes);
DesignPoint list_point(std::span<const std::size_t> sizes, std::uint64_t point);

// `count` points, a row each, of as many inputs as streams. Each input's span is cut into `count` cells of equal width,
// and each cell has one point: in its middle, or anywhere in it. An input is shuffled by its own stream, so that
// another input moves none of its numbers. count >= 1; count x inputs numbers are held.
enum class InCell { middle, anywhere };
Matrix latin_hypercube(std::size_t count, std::span<const RandomStream> streams, InCell place);

}  // namespace sim
