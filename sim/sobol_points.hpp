#pragma once
// Sobol points: they fill the unit cube more evenly than random ones do, so that means over them are closer for the
// same number of runs. Pure.
// Methods: study_designs.
//
// The direction numbers are Joe and Kuo's (2008, new-joe-kuo-6), as Boost.Random has them, points in Gray-code order.
// Point 0 is kept, the corner of the cube, as only then each block of 2^m points is balanced (Owen 2020, "On dropping
// the first Sobol' point"); a digital shift moves it, and all others, by bits drawn once for each input. Shifts by
// other streams are other, equally good points: the spread of their means is the error. Of inputs in order the first
// are filled best.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/random_stream.hpp"

namespace sim {

class SobolPoints {
 public:
  static constexpr std::size_t most_inputs = 3667;
  static constexpr std::uint64_t most_points = std::uint64_t{1} << 32;

  // Not shifted: point 0 is 2^-53 for each input, the others' numbers are theirs plus 2^-53.
  explicit SobolPoints(std::size_t inputs);
  // Shifted by the first draw of each input's own stream.
  explicit SobolPoints(std::span<const RandomStream> streams);

  std::size_t inputs() const { return shift_.size(); }

  // Point n < most_points, found from n alone: numbers in (0, 1), odd multiples of 2^-53.
  void point(std::uint64_t n, std::span<double> u) const;

 private:
  std::vector<std::uint64_t> directions_;  // of each bit of n, those of all inputs; 52 bits each
  std::vector<std::uint64_t> shift_;       // 52 bits each
};

}  // namespace sim
