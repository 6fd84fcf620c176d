#pragma once
// Random numbers for tests that are the same everywhere: raw output of std::mt19937_64, which the standard fixes, and
// own ranges, since the standard's distributions differ between libraries.

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace tests {

class RandomNumbers {
 public:
  explicit RandomNumbers(std::uint64_t seed) : bits_(seed) {}

  // A whole number of [least, most]. The remainder of 64 bits: uneven by less than 1e-12 for the ranges used here.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(bits_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool chance(int percent) { return between(0, 99) < percent; }

  template <class T>
  const T& pick(const std::vector<T>& of) {
    return of[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(of.size()) - 1))];
  }
  template <class T>
  void shuffle(std::vector<T>& all) {
    for (std::size_t i = all.size(); i > 1; --i) {
      std::swap(all[i - 1], all[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(i) - 1))]);
    }
  }

 private:
  std::mt19937_64 bits_;
};

}  // namespace tests
