#include "tests/engine/random_workload.hpp"

#include <algorithm>

namespace tests {

using sim::Hour;

RandomWorkload::RandomWorkload(std::uint64_t number) : state_(number * 0x9e3779b97f4a7c15ULL + 1) {
  plan_resources();
  plan_work();
  every_ = 1 + static_cast<Hour>(next() % 40);
}

std::uint64_t RandomWorkload::next() {  // splitmix64
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

double RandomWorkload::pick(std::initializer_list<double> values) { return values.begin()[next() % values.size()]; }

Hour RandomWorkload::hour_between(Hour from, Hour to) {
  return from + static_cast<Hour>(next() % static_cast<std::uint64_t>(to - from + 1));
}

void RandomWorkload::plan_resources() {
  base_ = pick({1.0 / 730, 0.1, 1, 1, 10, 100.0 / 24, 1000, 1e6});
  lines_ = next() % 4;
  const std::size_t lanes = (lines_ == 0 ? 1 : 0) + next() % 5;
  for (std::size_t i = 0; i < lines_ + lanes; ++i) {
    std::vector<sim::CapacityStep> steps;
    Hour at = one_in(8) ? hour_between(1, 40) : 0;
    for (std::uint64_t count = 1 + next() % 4; count > 0; --count) {
      steps.push_back({at, base_ * pick({0, 0.5, 1, 1, 2, 3, 1.0 / 3, 0.7})});
      at += hour_between(1, 100);
    }
    capacities_.push_back(steps);
  }
}

void RandomWorkload::plan_work() {
  for (std::uint64_t count = 3 + next() % 20; count > 0; --count) {
    PlannedWork work;
    if (lines_ > 0 && one_in(2)) {
      work.on = {next() % lines_};
    } else {
      for (std::size_t lane = lines_; lane < capacities_.size(); ++lane) {
        if (one_in(2)) work.on.push_back(lane);
      }
      if (work.on.empty()) work.on = {next() % capacities_.size()};
    }
    work.amount = base_ * pick({1, 5, 10, 10, 20, 40, 100, 33.3, 250.25, 1e-4});
    work.weight = pick({1, 1, 1, 2, 3, 0.5, 1000, 1.0 / 7, 12345});
    work.bound = one_in(3) ? base_ * pick({0.1, 0.25, 0.5, 1, 1.0 / 3}) : 0;
    scale_ = std::max(scale_, work.amount);
    const Hour begin = one_in(3) ? 0 : hour_between(0, 200);
    const std::size_t index = works_.size();
    interventions_.push_back({begin, Kind::start, index, 0});
    for (std::uint64_t more = next() % 5; more > 0; --more) {
      const Kind kind = static_cast<Kind>(1 + next() % 4);  // suspend, resume, reweight, rebound
      const double value = kind == Kind::reweight ? pick({1, 2, 5, 0.1, 300}) : base_ * pick({0, 0.05, 0.3, 1});
      interventions_.push_back({hour_between(begin, begin + 60), kind, index, value});
      if (kind == Kind::suspend) interventions_.push_back({hour_between(begin, begin + 120), Kind::resume, index, 0});
    }
    if (one_in(6)) interventions_.push_back({hour_between(begin, begin + 60), Kind::cancel, index, 0});
    works_.push_back(std::move(work));
  }
  std::stable_sort(interventions_.begin(), interventions_.end(),
                   [](const Intervention& a, const Intervention& b) { return a.at < b.at; });
}

void RandomWorkload::add_resources(sim::Engine& engine) {
  for (std::size_t i = 0; i < capacities_.size(); ++i) {
    resources_.push_back(i < lines_ ? engine.add_line(capacities_[i]) : engine.add_lane(capacities_[i]));
  }
}

void RandomWorkload::note_capacity_changes() {
  for (const auto& steps : capacities_) {
    for (std::size_t i = 1; i < steps.size(); ++i) {
      ++happened_[steps[i].per_hour == 0 ? "outage" : "capacity step"];
      if (steps[i - 1].per_hour == 0 && steps[i].per_hour > 0) ++happened_["end of an outage"];
    }
  }
}

void RandomWorkload::start(sim::Engine& engine, PlannedWork& work) {
  std::vector<sim::ResourceId> on;
  for (const std::size_t i : work.on) on.push_back(resources_[i]);
  work.id = engine.start_work(on, work.amount, work.weight, work.bound);
  work.started = true;
  ++happened_[work.on.front() < lines_ ? "work on a line" : work.on.size() > 1 ? "work on lanes" : "work on a lane"];
  if (work.weight != 1) ++happened_["weight"];
  if (work.bound > 0) ++happened_["bound"];
}

void RandomWorkload::intervene(sim::Engine& engine, const Intervention& intervention) {
  PlannedWork& work = works_[intervention.work];
  if (intervention.kind == Kind::start) return start(engine, work);
  if (!work.started || work.ended) return;
  switch (intervention.kind) {
    case Kind::start:
      break;
    case Kind::suspend:
      ++happened_["suspend"];
      engine.suspend(work.id);
      work.suspended = true;
      break;
    case Kind::resume:
      if (work.suspended) ++happened_["resume"];
      engine.resume(work.id);
      work.suspended = false;
      break;
    case Kind::reweight:
      ++happened_[work.suspended ? "reweight while suspended" : "reweight"];
      engine.reweight(work.id, intervention.value);
      break;
    case Kind::rebound:
      ++happened_[intervention.value > 0 ? "rebound" : "lift of a bound"];
      engine.rebound(work.id, intervention.value);
      break;
    case Kind::cancel:
      ++happened_["cancel"];
      engine.cancel(work.id);
      work.ended = true;
      break;
  }
}

RandomWorkload::Log RandomWorkload::play(sim::Engine& engine) {
  Log log;
  add_resources(engine);
  note_capacity_changes();
  for (const Intervention& intervention : interventions_) engine.wake_at(intervention.at);
  for (Hour hour = 0; hour <= horizon; hour += every_) engine.wake_at(hour);  // mostly for nothing
  std::size_t next_intervention = 0;
  engine.run(horizon, [&](Hour hour) {
    log.hours_and_completions.push_back(hour);
    log.hours_and_completions.push_back(static_cast<std::int64_t>(engine.completed().size()));
    if (engine.completed().size() > 1) ++happened_["completion together"];
    for (const sim::WorkId id : engine.completed()) {
      log.hours_and_completions.push_back(id.index);
      ++happened_["completion"];
      for (PlannedWork& work : works_) {
        if (work.started && work.id == id) work.ended = true;
      }
    }
    for (const PlannedWork& work : works_) {
      if (work.started && hour % 3 == 0) log.done.push_back(engine.done(work.id));
    }
    for (; next_intervention < interventions_.size() && interventions_[next_intervention].at == hour;
         ++next_intervention) {
      intervene(engine, interventions_[next_intervention]);
    }
  });
  return log;
}

}  // namespace tests
