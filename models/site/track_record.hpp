#pragma once
// How likely a party is late, by what it has delivered so far. Methods: track_record.

#include <cstdint>

namespace models {

// What a party delivered on time and late, and what was thought of it before: `prior` in (0, 1) is the share that is
// late of those of whom nothing is known, `weight` > 0 how many deliveries that is worth.
struct TrackRecord {
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  double prior = 0.45;
  double weight = 2;
};

// The mean of the posterior of a beta prior after so many cases: (prior x weight + late) / (weight + on_time + late).
double late_probability(const TrackRecord& record);

}  // namespace models
