#pragma once

#include <algorithm>
#include <chrono>

namespace bench {

// The seconds `body` takes.
template <class Body>
double seconds_of(Body body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// The least of several runs: what the machine can do when nothing else disturbs it.
template <class Run>
double best_of(int runs, Run seconds) {
  double best = seconds();
  for (int i = 1; i < runs; ++i) best = std::min(best, seconds());
  return best;
}

}  // namespace bench
