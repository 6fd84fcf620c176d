#pragma once
// When enough replicates were run. Pure.
// Methods: stopping_rule.
//
// Replicates are numbered, and it is asked at fixed numbers of them only, of the results of exactly those below that
// number, whichever came first. So the answer is the same with any number of workers, and a study that is resumed stops
// where it would have.

#include <cstdint>
#include <span>

#include "sim/estimate.hpp"

namespace sim {

struct StoppingRule {
  std::uint64_t at_least = 1;
  std::uint64_t at_most = 1;  // not below at_least
  std::uint64_t batch = 1;    // at least 1

  // Where to ask next: at_least, at_least + batch, and so on, and at_most. `done` itself once nothing follows.
  std::uint64_t next_boundary(std::uint64_t done) const;
};

struct Precision {
  Estimate estimate;
  double target = 0;  // standard error to reach
};

enum class Verdict {
  go_on,
  precise,    // each error is at most its target; also where there is none to reach
  exhausted,  // at_most, and some error is above its target: whoever reads the result has to be told
};

// At a boundary. An infinite error is above any target.
Verdict verdict(const StoppingRule& rule, std::uint64_t done, std::span<const Precision> precisions);

// The boundary at which all targets would be met, as errors fall with the root of the number of replicates; at_most
// where that is not enough, or an error is infinite. done >= 1.
std::uint64_t expected_end(const StoppingRule& rule, std::uint64_t done, std::span<const Precision> precisions);

}  // namespace sim
