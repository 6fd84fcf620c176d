#include "sim/design.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "sim/check.hpp"

namespace sim {

std::optional<std::uint64_t> grid_count(std::span<const std::size_t> sizes) {
  std::uint64_t count = 1;
  for (std::size_t size : sizes) {
    EXPECTS(size > 0);
    if (count > std::numeric_limits<std::uint64_t>::max() / size) return {};
    count *= size;
  }
  return count;
}

DesignPoint grid_point(std::span<const std::size_t> sizes, std::uint64_t point) {
  DesignPoint values(sizes.size());
  for (std::size_t axis = sizes.size(); axis-- > 0;) {
    EXPECTS(sizes[axis] > 0);
    values[axis] = static_cast<std::size_t>(point % sizes[axis]);
    point /= sizes[axis];
  }
  EXPECTS(point == 0);
  return values;
}

std::uint64_t one_at_a_time_count(std::span<const std::size_t> sizes) {
  std::uint64_t count = 1;
  for (std::size_t size : sizes) {
    EXPECTS(size > 0);
    count += size - 1;
  }
  return count;
}

DesignPoint one_at_a_time_point(std::span<const std::size_t> sizes, std::span<const std::size_t> base,
                                std::uint64_t point) {
  EXPECTS(sizes.size() == base.size() && point < one_at_a_time_count(sizes));
  DesignPoint values(base.begin(), base.end());
  if (point == 0) return values;
  --point;
  for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
    EXPECTS(base[axis] < sizes[axis]);
    if (point < sizes[axis] - 1) {
      values[axis] = static_cast<std::size_t>(point) + (point < base[axis] ? 0 : 1);
      return values;
    }
    point -= sizes[axis] - 1;
  }
  return values;
}

std::optional<std::uint64_t> list_count(std::span<const std::size_t> sizes) {
  std::size_t count = 1;
  for (std::size_t size : sizes) {
    EXPECTS(size > 0);
    if (size == 1) continue;
    if (count != 1 && count != size) return {};
    count = size;
  }
  return count;
}

DesignPoint list_point(std::span<const std::size_t> sizes, std::uint64_t point) {
  DesignPoint values(sizes.size());
  for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
    if (sizes[axis] == 1) continue;
    EXPECTS(point < sizes[axis]);
    values[axis] = static_cast<std::size_t>(point);
  }
  return values;
}

Matrix latin_hypercube(std::size_t count, std::span<const RandomStream> streams, InCell place) {
  EXPECTS(count >= 1);
  Matrix points(count, streams.size());
  std::vector<std::size_t> cells(count);
  for (std::size_t input = 0; input < streams.size(); ++input) {
    RandomStream stream = streams[input];
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    for (std::size_t last = count; last-- > 1;) {  // Fisher and Yates
      const auto other = static_cast<std::size_t>(stream.next() * static_cast<double>(last + 1));
      std::swap(cells[last], cells[std::min(other, last)]);
    }
    for (std::size_t point = 0; point < count; ++point) {
      const double within = place == InCell::middle ? 0.5 : stream.next();
      const double u = (static_cast<double>(cells[point]) + within) / static_cast<double>(count);
      points(point, input) = std::min(u, 1 - 0x1p-53);
    }
  }
  return points;
}

}  // namespace sim
