#pragma once
// What becomes of what is started on a line. Each is tested; a share `yield` is good; of those that fail a share
// `rework` goes through the line again and is tested anew, as often as it fails; the rest is scrapped. Sums of the
// geometric series over the rounds. Methods: rework.

#include <cstdint>

#include "models/scenario/ids.hpp"

namespace models {

// `yield` in (0, 1], `rework` in [0, 1]. All pure.

double good_share(double yield, double rework);  // good ones, in the end, among those started

// To start so that at least `good` of them are good, rounded up. `good` >= 1.
std::int64_t started_for(std::int64_t good, double yield, double rework = 0);

// Times that some of these go through the line again, rounded up. `started` >= 1.
std::int64_t reworked_of(std::int64_t started, double yield, double rework);

// What became of those that went through a line `passes` times in all: whole ones, each rounded down. `passes` >= 0.
struct Outcome {
  std::int64_t started = 0;
  std::int64_t good = 0;
};
Outcome outcome_of(std::int64_t passes, double yield, double rework);

// What `good` ones cost beside them, rounded down. `good` >= 0.
struct Losses {
  std::int64_t scrapped = 0;
  std::int64_t reworked = 0;
};
Losses losses_of(std::int64_t good, double yield, double rework);

}  // namespace models
