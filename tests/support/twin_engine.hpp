#pragma once
// The engine without SimGrid: a heap of wake hours, and fluid work advanced by weighted max-min shares from one change
// to the next. It is written to be seen through, and any number of them fit in one process. SimGrid's engine must agree
// with it.

#include <deque>
#include <functional>
#include <queue>
#include <vector>

#include "sim/engine.hpp"

namespace tests {

class TwinEngine final : public sim::Engine {
 public:
  sim::ResourceId add_line(std::vector<sim::CapacityStep> capacity) override;
  sim::ResourceId add_lane(std::vector<sim::CapacityStep> capacity) override;
  sim::WorkId start_work(std::span<const sim::ResourceId> on, double amount, double weight, double bound) override;
  double done(sim::WorkId id) override;
  void suspend(sim::WorkId id) override;
  void resume(sim::WorkId id) override;
  void reweight(sim::WorkId id, double weight) override;
  void rebound(sim::WorkId id, double bound) override;
  void cancel(sim::WorkId id) override;
  void wake_at(sim::Hour hour) override;
  sim::Hour now() const override { return now_; }
  std::span<const sim::WorkId> completed() const override { return completed_; }
  void run(sim::Hour until, const Wake& wake) override;

 private:
  struct Resource {
    bool is_line = false;
    std::vector<sim::CapacityStep> steps;
    std::size_t next_step = 0;
    double per_hour = 0;
  };
  struct Work {
    enum class State { running, suspended, completed, cancelled } state = State::running;
    std::vector<std::uint32_t> on;
    double amount = 0;
    double left = 0;
    double weight = 1;
    double bound = 0;
    double rate = 0;
  };

  sim::ResourceId add(bool is_line, std::vector<sim::CapacityStep> capacity);
  Work& in_progress(sim::WorkId id);
  void take_capacity_steps();
  void share();
  double next_capacity_step() const;
  void move_to(double time);
  void complete(std::uint32_t index);
  void advance_to(sim::Hour hour);
  bool complete_what_is_due(double tolerance);

  std::vector<Resource> resources_;
  std::vector<Work> works_;
  std::vector<std::uint32_t> open_;  // works in progress
  std::vector<sim::WorkId> completed_;
  std::priority_queue<sim::Hour, std::vector<sim::Hour>, std::greater<>> wakes_;
  double clock_ = 0;  // [h]
  bool changed_ = true;
  sim::Hour now_ = 0;
  enum class Phase { before, running, over } phase_ = Phase::before;
};

}  // namespace tests
