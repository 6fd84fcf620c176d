#pragma once
// The seam to the simulation engine, in words that know no domain.
//
// The engine owns the clock and everything that is shared continuously: lines (something works on amounts at a capacity
// that changes over time) and lanes (something carries amounts). Work on one of them gets a share of its capacity by
// weighted max-min fairness with an upper bound per work. What happens inside one hour, and all counted things, are not
// the engine's: it only wakes its user at whole hours.
//
// Two engines exist: the one on SimGrid (one per process) and the twin without SimGrid that tests and the benchmark
// use. Both must wake at the same hours and report the same completions.

#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include "sim/time.hpp"

namespace sim {

struct ResourceId {
  std::uint32_t index = 0;
  friend constexpr auto operator<=>(ResourceId, ResourceId) = default;
};
struct WorkId {
  std::uint32_t index = 0;
  friend constexpr auto operator<=>(WorkId, WorkId) = default;
};

// Capacity of a line or lane as a step function: `per_hour` [amount/h, >= 0] holds from `from` until the next step.
// Steps ascend in time, from hour 0 or later; before the first the capacity is 0.
struct CapacityStep {
  Hour from = 0;
  double per_hour = 0;
};

inline bool is_step_function(const std::vector<CapacityStep>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].from < 0 || !(steps[i].per_hour >= 0) || !std::isfinite(steps[i].per_hour)) return false;
    if (i > 0 && steps[i].from <= steps[i - 1].from) return false;
  }
  return true;
}

inline constexpr double least_weight = 1e-4;  // of work; a share is weight / sum of weights
inline constexpr double greatest_weight = 1e7;
inline constexpr double completion_tolerance = 1e-6;  // [h]; so little after a whole hour still counts as that hour

class Engine {
 public:
  virtual ~Engine() = default;

  // Lines and lanes are added before any work starts and before run().
  virtual ResourceId add_line(std::vector<CapacityStep> capacity) = 0;
  virtual ResourceId add_lane(std::vector<CapacityStep> capacity) = 0;

  // Starts work of `amount` (> 0) on one line, or over a set of lanes that it uses all at once (up to 1024
  // distinct sets). `weight` is its share,
  // `bound` [amount/h] its largest rate; 0 means none. Before run() or in a wake-up. Work that has ended, completed or
  // cancelled, can only be asked for done().
  virtual WorkId start_work(std::span<const ResourceId> on, double amount, double weight, double bound) = 0;
  virtual double done(WorkId work) = 0;  // amount done so far, exact at whole hours
  virtual void suspend(WorkId work) = 0;
  virtual void resume(WorkId work) = 0;
  virtual void reweight(WorkId work, double weight) = 0;
  virtual void rebound(WorkId work, double bound) = 0;
  virtual void cancel(WorkId work) = 0;  // ends it without a completion

  // Asks for a wake-up at a later hour (before run(), also at hour 0). Asking twice for one hour gives one wake-up.
  virtual void wake_at(Hour hour) = 0;
  virtual Hour now() const = 0;

  // Work completed since the last wake-up, by WorkId. A completion at a fraction of an hour wakes at the next whole
  // hour.
  virtual std::span<const WorkId> completed() const = 0;

  // Calls `wake` at each hour asked for and each hour in which work completed, in order, up to and including `until`.
  // An exception thrown by `wake` ends the run and is thrown on. Work in progress at the end is cancelled. Once per
  // engine.
  using Wake = std::function<void(Hour)>;
  virtual void run(Hour until, const Wake& wake) = 0;
};

}  // namespace sim
