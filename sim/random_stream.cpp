#include "sim/random_stream.hpp"

#include <Random123/philox.h>

#include <charconv>
#include <limits>
#include <string>

#include "sim/check.hpp"
#include "sim/sha256.hpp"

namespace sim {

namespace {
using Philox = r123::Philox4x32;

Philox::ctr_type block_of(std::uint64_t seed, std::uint64_t number, std::uint32_t replicate, std::uint32_t block) {
  const auto low = [](std::uint64_t bits) { return static_cast<std::uint32_t>(bits); };
  const Philox::ctr_type counter = {{block, replicate, low(number), low(number >> 32)}};
  const Philox::key_type key = {{low(seed), low(seed >> 32)}};
  return Philox()(counter, key);
}

// The upper 52 of 64 bits and a last bit that is always 1: exact in a double, never 0 and never 1.
double open_unit(std::uint32_t low, std::uint32_t high) {
  const std::uint64_t bits = std::uint64_t{high} << 32 | low;
  return static_cast<double>((bits >> 12) * 2 + 1) * 0x1p-53;
}
}  // namespace

double RandomStream::uniform(std::uint64_t n) const {
  EXPECTS(n >> 33 == 0);
  const Philox::ctr_type words = block_of(seed_, number_, replicate_, static_cast<std::uint32_t>(n >> 1));
  return n % 2 == 0 ? open_unit(words[0], words[1]) : open_unit(words[2], words[3]);
}

double RandomStream::next() {
  if (second_ > 0) {
    const double draw = second_;
    second_ = 0;
    return draw;
  }
  EXPECTS(block_ < std::numeric_limits<std::uint32_t>::max());
  const Philox::ctr_type words = block_of(seed_, number_, replicate_, block_++);
  second_ = open_unit(words[2], words[3]);
  return open_unit(words[0], words[1]);
}

std::uint64_t stream_number(std::string_view key) {
  const std::string digits = sha256_hex(key).substr(0, 16);
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return number;
}

}  // namespace sim
