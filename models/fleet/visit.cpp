#include "models/fleet/visit.hpp"

#include <algorithm>

namespace models {

namespace {

// The radical inverse of n in a base, in parts of 2^32, rounded down.
std::uint32_t radical_inverse(std::uint32_t n, std::uint32_t base) {
  std::uint64_t reversed = 0, scale = 1;
  for (; n > 0; n /= base) {
    reversed = reversed * base + n % base;
    scale *= base;
  }
  return static_cast<std::uint32_t>(static_cast<double>(reversed) / static_cast<double>(scale) * 0x1p32);
}

}  // namespace

Hour first_visit(Hour every, std::uint32_t unit, std::uint32_t hall) {
  const std::uint32_t part = radical_inverse(unit + 1, 2) + radical_inverse(hall, 3);  // of 2^32: whole turns fall away
  const auto share = static_cast<double>(part) * 0x1p-32;
  return std::max<Hour>(1, whole_hours(static_cast<double>(every) * share));
}

}  // namespace models
