#include "sim/sobol_points.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>

#include "sim/check.hpp"

namespace sim {

namespace {
constexpr unsigned dropped_bits = 12;  // of 64: a double in (0, 1) holds 52 and a last bit that is always 1
constexpr unsigned number_bits = 32;   // of a point's number

// In Gray-code order the point 2^(k + 1) - 1 differs from point 0 in bit k alone. Boost leaves point 0 out.
std::vector<std::uint64_t> direction_numbers(std::size_t inputs) {
  std::vector<std::uint64_t> directions;
  if (inputs == 0) return directions;
  directions.reserve(number_bits * inputs);
  boost::random::sobol engine(inputs);
  for (unsigned k = 0; k < number_bits; ++k) {
    engine.seed((std::uint64_t{2} << k) - 2);
    for (std::size_t input = 0; input < inputs; ++input) directions.push_back(engine() >> dropped_bits);
  }
  return directions;
}
}  // namespace

SobolPoints::SobolPoints(std::size_t inputs) : shift_(inputs, 0) {
  EXPECTS(inputs <= most_inputs);
  directions_ = direction_numbers(inputs);
}

SobolPoints::SobolPoints(std::span<const RandomStream> streams) : SobolPoints(streams.size()) {
  for (std::size_t input = 0; input < streams.size(); ++input) {
    shift_[input] = static_cast<std::uint64_t>(streams[input].uniform(0) * 0x1p52);
  }
}

void SobolPoints::point(std::uint64_t n, std::span<double> u) const {
  EXPECTS(n < most_points && u.size() == inputs());
  const std::uint64_t gray = n ^ (n >> 1);
  for (std::size_t input = 0; input < u.size(); ++input) {
    std::uint64_t bits = shift_[input];
    for (unsigned k = 0; gray >> k != 0; ++k) {
      if ((gray >> k & 1) != 0) bits ^= directions_[k * u.size() + input];
    }
    u[input] = static_cast<double>(bits * 2 + 1) * 0x1p-53;
  }
}

}  // namespace sim
