#pragma once
// Random networks of lines and lanes with random work and random interventions, played on an engine.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/engine.hpp"

namespace tests {

// A random workload: reproducible from its number, free of the standard library's distributions.
class RandomWorkload {
 public:
  explicit RandomWorkload(std::uint64_t number);

  // What an engine made of it: at each wake-up the hour, what has completed, and every third hour done() of all work so
  // far.
  struct Log {
    std::vector<std::int64_t> hours_and_completions;  // hour, number of completions, their ids; and so on
    std::vector<double> done;
  };
  Log play(sim::Engine& engine);

  // How often each kind of thing happened to work in progress. Filled by play().
  const std::map<std::string, int>& happened() const { return happened_; }
  double scale() const {
    return scale_;
  }  // the largest amount, at least 1: what errors of amounts are measured against

 private:
  enum class Kind { start, suspend, resume, reweight, rebound, cancel };
  struct Intervention {
    sim::Hour at = 0;
    Kind kind = Kind::start;
    std::size_t work = 0;
    double value = 0;
  };
  struct PlannedWork {
    std::vector<std::size_t> on;  // resources, by their order of creation
    double amount = 0, weight = 1, bound = 0;
    sim::WorkId id;
    bool started = false, suspended = false, ended = false;
  };

  std::uint64_t next();
  double pick(std::initializer_list<double> values);
  sim::Hour hour_between(sim::Hour from, sim::Hour to);
  bool one_in(std::uint64_t n) { return next() % n == 0; }
  void plan_resources();
  void plan_work();
  void add_resources(sim::Engine& engine);
  void note_capacity_changes();
  void intervene(sim::Engine& engine, const Intervention& intervention);
  void start(sim::Engine& engine, PlannedWork& work);

  static constexpr sim::Hour horizon = 400;

  std::uint64_t state_;
  sim::Hour every_ = 1;  // wake-ups in which there is nothing to do
  double base_ = 1;      // [amount/h], of the order of all capacities
  double scale_ = 1;
  std::size_t lines_ = 0;
  std::vector<std::vector<sim::CapacityStep>> capacities_;  // of lines, then of lanes
  std::vector<sim::ResourceId> resources_;
  std::vector<PlannedWork> works_;
  std::vector<Intervention> interventions_;  // in the order of time
  std::map<std::string, int> happened_;
};

}  // namespace tests
