#include "tests/support/twin_engine.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/check.hpp"
#include "sim/fair_share.hpp"

namespace tests {

namespace {
constexpr double rounding = 1e-9;  // [h]
}

using sim::Hour;
using sim::ResourceId;
using sim::WorkId;

ResourceId TwinEngine::add(bool is_line, std::vector<sim::CapacityStep> capacity) {
  EXPECTS(phase_ == Phase::before && works_.empty() && sim::is_step_function(capacity));
  resources_.push_back({is_line, std::move(capacity), 0, 0.0});
  return {static_cast<std::uint32_t>(resources_.size() - 1)};
}

ResourceId TwinEngine::add_line(std::vector<sim::CapacityStep> capacity) { return add(true, std::move(capacity)); }
ResourceId TwinEngine::add_lane(std::vector<sim::CapacityStep> capacity) { return add(false, std::move(capacity)); }

TwinEngine::Work& TwinEngine::in_progress(WorkId id) {
  EXPECTS(id.index < works_.size());
  Work& work = works_[id.index];
  EXPECTS(work.state == Work::State::running || work.state == Work::State::suspended);
  changed_ = true;
  return work;
}

WorkId TwinEngine::start_work(std::span<const ResourceId> on, double amount, double weight, double bound) {
  EXPECTS(phase_ != Phase::over && !on.empty() && amount > 0 && std::isfinite(amount));
  const WorkId id{static_cast<std::uint32_t>(works_.size())};
  Work& work = works_.emplace_back();
  for (const ResourceId resource : on) {
    EXPECTS(resource.index < resources_.size() && (!resources_[resource.index].is_line || on.size() == 1));
    work.on.push_back(resource.index);
  }
  work.amount = work.left = amount;
  open_.push_back(id.index);
  reweight(id, weight);
  rebound(id, bound);
  return id;
}

double TwinEngine::done(WorkId id) {
  EXPECTS(id.index < works_.size());
  return works_[id.index].amount - works_[id.index].left;
}

void TwinEngine::suspend(WorkId id) { in_progress(id).state = Work::State::suspended; }
void TwinEngine::resume(WorkId id) { in_progress(id).state = Work::State::running; }

void TwinEngine::reweight(WorkId id, double weight) {
  EXPECTS(weight >= sim::least_weight && weight <= sim::greatest_weight);
  in_progress(id).weight = weight;
}

void TwinEngine::rebound(WorkId id, double bound) {
  EXPECTS(bound >= 0 && std::isfinite(bound));
  in_progress(id).bound = bound;
}

void TwinEngine::cancel(WorkId id) {
  in_progress(id).state = Work::State::cancelled;
  std::erase(open_, id.index);
}

void TwinEngine::wake_at(Hour hour) {
  EXPECTS(hour > now_ || (hour == now_ && phase_ == Phase::before));
  wakes_.push(hour);
}

void TwinEngine::take_capacity_steps() {
  for (Resource& resource : resources_) {
    while (resource.next_step < resource.steps.size() &&
           static_cast<double>(resource.steps[resource.next_step].from) <= clock_) {
      resource.per_hour = resource.steps[resource.next_step++].per_hour;
      changed_ = true;
    }
  }
}

void TwinEngine::share() {
  if (!changed_) return;
  changed_ = false;
  std::vector<double> capacities;
  for (const Resource& resource : resources_) capacities.push_back(resource.per_hour);
  std::vector<sim::Claim> claims;
  std::vector<Work*> claimants;
  for (const std::uint32_t index : open_) {
    Work& work = works_[index];
    work.rate = 0;
    if (work.state == Work::State::suspended) continue;
    const double bound = work.bound > 0 ? work.bound : std::numeric_limits<double>::infinity();
    claims.push_back({work.on, work.weight, bound});
    claimants.push_back(&work);
  }
  const std::vector<double> shares = sim::fair_shares(capacities, claims);
  for (std::size_t i = 0; i < shares.size(); ++i) claimants[i]->rate = shares[i];
}

void TwinEngine::move_to(double time) {
  for (const std::uint32_t index : open_) works_[index].left -= works_[index].rate * (time - clock_);
  clock_ = time;
}

void TwinEngine::complete(std::uint32_t index) {
  works_[index].state = Work::State::completed;
  works_[index].left = 0;
  completed_.push_back({index});
  std::erase(open_, index);
  changed_ = true;
}

double TwinEngine::next_capacity_step() const {
  double time = std::numeric_limits<double>::infinity();
  for (const Resource& resource : resources_) {
    if (resource.next_step == resource.steps.size()) continue;
    time = std::min(time, static_cast<double>(resource.steps[resource.next_step].from));
  }
  return time;
}

// Completes the open work that, at its present rate, ends up to `tolerance` [h] from now; whether there was any.
bool TwinEngine::complete_what_is_due(double tolerance) {
  bool any = false;
  for (const std::uint32_t index : std::vector<std::uint32_t>(open_)) {
    const Work& work = works_[index];
    if (work.rate <= 0 || work.left > work.rate * tolerance) continue;
    complete(index);
    any = true;
  }
  return any;
}

// Moves to `hour`, or if work completes before it, to the whole hour after that.
void TwinEngine::advance_to(Hour hour) {
  const Hour earliest = std::min(hour, now_ + 1);
  now_ = hour;
  take_capacity_steps();
  share();
  while (clock_ < static_cast<double>(now_)) {
    double time = std::min(next_capacity_step(), static_cast<double>(now_));
    for (const std::uint32_t index : open_) {
      if (works_[index].rate > 0) time = std::min(time, clock_ + works_[index].left / works_[index].rate);
    }
    move_to(std::max(time, clock_));
    // By the rates up to here: a step down in this very hour must not keep what is complete but for a rounding error.
    if (complete_what_is_due(rounding)) {
      const Hour whole = static_cast<Hour>(std::ceil(clock_ - sim::completion_tolerance));
      now_ = std::min(now_, std::max(earliest, whole));
    }
    take_capacity_steps();
    share();
  }
  // And what would end within the tolerance after this hour.
  while (complete_what_is_due(sim::completion_tolerance)) share();
}

void TwinEngine::run(Hour until, const Wake& wake) {
  EXPECTS(phase_ == Phase::before && until >= 0);
  phase_ = Phase::running;
  Hour woken = -1;
  do {
    while (!wakes_.empty() && wakes_.top() <= woken) wakes_.pop();
    advance_to(wakes_.empty() ? until : std::min(wakes_.top(), until));
    if (completed_.empty() && (wakes_.empty() || wakes_.top() != now_)) continue;
    std::sort(completed_.begin(), completed_.end());
    woken = now_;
    wake(now_);
    completed_.clear();
  } while (now_ < until);
  phase_ = Phase::over;
  while (!open_.empty()) cancel({open_.back()});
}

}  // namespace tests
