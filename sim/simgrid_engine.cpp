#include "sim/simgrid_engine.hpp"

#include <xbt/log.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <queue>
#include <set>
#include <simgrid/kernel/ProfileBuilder.hpp>
#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/s4u.hpp>
#include <string>
#include <unordered_map>

#include "sim/check.hpp"

namespace sim {
namespace {

namespace s4u = simgrid::s4u;
using simgrid::kernel::resource::Action;
using simgrid::kernel::resource::Model;

// A capacity of exactly zero makes SimGrid's lazy model end running work too early; this one moves 3e-7 in 30 years.
constexpr double stopped_per_hour = 1e-12;
// SimGrid compares sums of weights with an absolute precision, so they are brought near one.
constexpr double weight_scale = 1e-3;
constexpr std::size_t route_ends = 32;
constexpr std::size_t greatest_sets_of_lanes = route_ends * route_ends;

// SimGrid takes over these signals when it starts. The program keeps what it had.
class SignalGuard {
 public:
  SignalGuard() {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], nullptr, &before_[i]);
  }
  ~SignalGuard() {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
  }
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

 private:
  static constexpr std::array<int, 3> signals = {SIGINT, SIGSEGV, SIGBUS};
  std::array<struct sigaction, 3> before_{};
};

Hour whole_hour_from(double time) { return static_cast<Hour>(std::ceil(time - completion_tolerance)); }

double never_zero(double per_hour) { return std::max(per_hour, stopped_per_hour); }

double capacity_at_start(const std::vector<CapacityStep>& steps) {
  return never_zero(steps.empty() || steps.front().from > 0 ? 0.0 : steps.front().per_hour);
}

// The steps after the start, as multiples of `unit`; null when there are none.
simgrid::kernel::profile::Profile* profile_after_start(const std::string& name, const std::vector<CapacityStep>& steps,
                                                       double unit) {
  using simgrid::kernel::profile::DatedValue;
  std::vector<DatedValue> values;
  Hour previous = 0;
  for (const CapacityStep& step : steps) {
    if (step.from == 0) continue;
    // Against its name and comment, SimGrid takes the date of each value as the time since the one before.
    values.emplace_back(static_cast<double>(step.from - previous), never_zero(step.per_hour) / unit);
    previous = step.from;
  }
  if (values.empty()) return nullptr;
  // SimGrid asks again when the values are used up; then there is nothing to add.
  auto fill = [values, filled = false](std::vector<DatedValue>& into) mutable {
    if (!filled) into.insert(into.end(), values.begin(), values.end());
    filled = true;
  };
  return simgrid::kernel::profile::ProfileBuilder::from_callback(name, fill, -1.0);
}

struct Work {
  enum class State { running, suspended, completed, cancelled };

  WorkId id;
  State state = State::running;
  s4u::ActivityPtr activity;  // SimGrid needs it alive until it has ended
  std::span<s4u::Link* const> lanes;
  Action* action = nullptr;  // SimGrid's account of it; null once it has ended
  double amount = 0;
  double done = 0;    // set when it has ended
  double weight = 0;  // none told yet
};

class SimGridEngine final : public Engine {
 public:
  SimGridEngine();
  ~SimGridEngine() override {
    cancel_all();
    live = nullptr;
  }
  SimGridEngine(const SimGridEngine&) = delete;
  SimGridEngine& operator=(const SimGridEngine&) = delete;

  ResourceId add_line(std::vector<CapacityStep> capacity) override;
  ResourceId add_lane(std::vector<CapacityStep> capacity) override;
  WorkId start_work(std::span<const ResourceId> on, double amount, double weight, double bound) override;
  double done(WorkId id) override;
  void suspend(WorkId id) override;
  void resume(WorkId id) override;
  void reweight(WorkId id, double weight) override;
  void rebound(WorkId id, double bound) override;
  void cancel(WorkId id) override;
  void wake_at(Hour hour) override;
  Hour now() const override { return now_; }
  std::span<const WorkId> completed() const override { return completed_; }
  void run(Hour until, const Wake& wake) override;

 private:
  struct Resource {
    s4u::Host* line = nullptr;
    s4u::Link* lane = nullptr;
  };

  // A set of lanes, and the two hosts whose route it is.
  struct Route {
    std::vector<s4u::Link*> lanes;
    s4u::Host* source = nullptr;
    s4u::Host* destination = nullptr;
  };

  Work& in_progress(WorkId id);
  s4u::ActivityPtr start_on_line(s4u::Host* line, Work& work);
  s4u::ActivityPtr start_over_lanes(std::span<const ResourceId> lanes, Work& work);
  const Route& route_over(std::span<const ResourceId> lanes);
  void seal();
  Action* newest_action(const s4u::Activity& activity) const;
  void completed_in_simgrid(const s4u::Activity& activity);
  void end(Work& work, Work::State state, double done);
  void take_out(Work& work, Work::State state, double done);
  void wake_hour_by_hour(Hour until, const Wake& wake);
  void advance_to(Hour hour);
  void catch_up();
  void complete_what_is_due();
  Hour next_hour_of_simgrid();
  void cancel_all();

  static inline SimGridEngine* live = nullptr;
  s4u::Engine* simgrid_ = nullptr;
  s4u::NetZone* zone_ = nullptr;
  bool sealed_ = false;
  std::vector<Resource> resources_;
  std::vector<s4u::Host*> sources_, destinations_;  // each pair of them can get a route
  std::map<std::vector<ResourceId>, Route> routes_;
  std::deque<Work> works_;  // by WorkId; SimGrid points into it
  std::unordered_map<const Action*, Work*> by_action_;
  std::vector<WorkId> completed_;
  std::vector<s4u::ActivityPtr> ended_;  // let go only when SimGrid has noticed
  std::set<s4u::Activity*> break_;       // SimGrid's loop returns early when this is not empty
  std::priority_queue<Hour, std::vector<Hour>, std::greater<>> wakes_;
  std::vector<Hour> step_hours_;  // at which any capacity changes, in order
  std::size_t next_step_ = 0;
  Hour now_ = 0;
  Hour quiet_until_ = 0;  // SimGrid has nothing to do before; its clock may stay behind now_
  enum class Phase { before, running, over } phase_ = Phase::before;
};

SimGridEngine::SimGridEngine() {
  static bool existed = false;
  EXPECTS_WITH(!existed, "a process can have one SimGrid engine; fork one process per run");
  existed = true;

  const SignalGuard keep_signals;
  xbt_log_control_set("root.thres:critical");
  simgrid_ = new s4u::Engine("engine");  // SimGrid deletes it at exit
  s4u::Engine::set_config("network/model:CM02");
  s4u::Engine::set_config("network/TCP-gamma:0");
  s4u::Engine::set_config("network/crosstraffic:0");
  s4u::Engine::set_config("network/weight-S:0");
  s4u::Engine::set_config("maxmin/precision:1e-10");  // of sums of weights, and of a capacity's rest relative to it
  s4u::Engine::set_config("surf/precision:1e-9");     // of time [h]; above the step of a double for 400 years
  zone_ = s4u::create_full_zone("all");
  // SimGrid takes itself down at exit, and crashes on work in progress. This runs before, wherever exit() is called
  // from.
  live = this;
  std::atexit([] {
    if (live != nullptr) live->cancel_all();
  });
  simgrid_->track_vetoed_activities(&break_);
  s4u::Activity::on_completion_cb([this](const s4u::Activity& activity) { completed_in_simgrid(activity); });
}

ResourceId SimGridEngine::add_line(std::vector<CapacityStep> capacity) {
  EXPECTS(!sealed_ && is_step_function(capacity));
  const std::string name = "line" + std::to_string(resources_.size());
  const double first = capacity_at_start(capacity);
  for (const CapacityStep& step : capacity) step_hours_.push_back(step.from);
  s4u::Host* line = zone_->create_host(name, first);
  line->set_speed_profile(profile_after_start(name, capacity, first));  // values are multiples of the first speed
  line->seal();
  resources_.push_back({line, nullptr});
  return {static_cast<std::uint32_t>(resources_.size() - 1)};
}

ResourceId SimGridEngine::add_lane(std::vector<CapacityStep> capacity) {
  EXPECTS(!sealed_ && is_step_function(capacity));
  const std::string name = "lane" + std::to_string(resources_.size());
  s4u::Link* lane = zone_->create_link(name, capacity_at_start(capacity));
  for (const CapacityStep& step : capacity) step_hours_.push_back(step.from);
  lane->set_latency(0.0);
  lane->set_bandwidth_profile(profile_after_start(name, capacity, 1.0));  // values are bandwidths
  lane->seal();
  resources_.push_back({nullptr, lane});
  return {static_cast<std::uint32_t>(resources_.size() - 1)};
}

Work& SimGridEngine::in_progress(WorkId id) {
  EXPECTS(id.index < works_.size());
  Work& work = works_[id.index];
  EXPECTS(work.state == Work::State::running || work.state == Work::State::suspended);
  catch_up();
  quiet_until_ = now_;  // whatever is done to it moves completions
  return work;
}

// After this SimGrid takes no new hosts, but it does take new routes. So the ends of routes are made in advance.
void SimGridEngine::seal() {
  if (sealed_) return;
  sealed_ = true;
  const bool has_lanes = std::any_of(resources_.begin(), resources_.end(), [](const Resource& r) { return r.lane; });
  for (std::size_t i = 0; has_lanes && i < route_ends; ++i) {
    sources_.push_back(zone_->create_host("source" + std::to_string(i), 1.0));
    destinations_.push_back(zone_->create_host("destination" + std::to_string(i), 1.0));
  }
  std::sort(step_hours_.begin(), step_hours_.end());
  simgrid_->seal_platform();
}

const SimGridEngine::Route& SimGridEngine::route_over(std::span<const ResourceId> lanes) {
  std::vector<ResourceId> key(lanes.begin(), lanes.end());
  std::sort(key.begin(), key.end());
  if (const auto known = routes_.find(key); known != routes_.end()) return known->second;
  EXPECTS(std::adjacent_find(key.begin(), key.end()) == key.end());
  EXPECTS(routes_.size() < greatest_sets_of_lanes);
  Route& route = routes_[key];
  const std::size_t nth = routes_.size() - 1;
  route.source = sources_[nth / route_ends];
  route.destination = destinations_[nth % route_ends];
  std::vector<s4u::LinkInRoute> links;
  for (const ResourceId lane : key) {
    EXPECTS(lane.index < resources_.size() && resources_[lane.index].lane != nullptr);
    route.lanes.push_back(resources_[lane.index].lane);
    links.emplace_back(route.lanes.back());
  }
  zone_->add_route(route.source->get_netpoint(), route.destination->get_netpoint(), nullptr, nullptr, links, false);
  return route;
}

s4u::ActivityPtr SimGridEngine::start_on_line(s4u::Host* line, Work& work) {
  const s4u::ExecPtr exec = s4u::Exec::init()->set_flops_amount(work.amount)->set_host(line);
  exec->set_data(&work);
  exec->start();
  return exec;
}

s4u::ActivityPtr SimGridEngine::start_over_lanes(std::span<const ResourceId> lanes, Work& work) {
  const Route& route = route_over(lanes);
  work.lanes = route.lanes;
  const s4u::CommPtr comm = s4u::Comm::sendto_init(route.source, route.destination);
  comm->set_payload_size(1);  // takes whole numbers only: the amount is set on the action
  comm->set_data(&work);
  comm->start();
  break_.clear();  // SimGrid noted a first try, with one end only
  return comm;
}

// SimGrid's public way from an activity to its action is the list of started actions, where the newest is the last.
Action* SimGridEngine::newest_action(const s4u::Activity& activity) const {
  for (Model* model : simgrid_->get_all_models()) {
    Action::StateSet& started = *model->get_started_action_set();
    if (!started.empty() && started.back().get_activity() == activity.get_impl()) return &started.back();
  }
  return nullptr;
}

WorkId SimGridEngine::start_work(std::span<const ResourceId> on, double amount, double weight, double bound) {
  EXPECTS(phase_ != Phase::over && !on.empty() && on.front().index < resources_.size());
  EXPECTS(amount > 0 && std::isfinite(amount));
  seal();
  catch_up();
  const WorkId id{static_cast<std::uint32_t>(works_.size())};
  Work& work = works_.emplace_back();
  work.id = id;
  work.amount = amount;
  s4u::Host* line = resources_[on.front().index].line;
  EXPECTS(line == nullptr || on.size() == 1);
  work.activity = line != nullptr ? start_on_line(line, work) : start_over_lanes(on, work);
  work.action = newest_action(*work.activity);
  ENSURES(work.action != nullptr);
  by_action_[work.action] = &work;
  work.action->set_cost(amount);
  work.action->set_remains(amount);
  reweight(id, weight);
  rebound(id, bound);  // always: SimGrid bounds a Comm by its lanes' capacity of this moment, for ever
  return id;
}

double SimGridEngine::done(WorkId id) {
  EXPECTS(id.index < works_.size());
  const Work& work = works_[id.index];
  if (work.action == nullptr) return work.done;
  catch_up();
  return std::clamp(work.amount - work.action->get_remains(), 0.0, work.amount);
}

void SimGridEngine::suspend(WorkId id) {
  Work& work = in_progress(id);
  if (work.state == Work::State::suspended) return;
  work.action->suspend();
  work.state = Work::State::suspended;
}

void SimGridEngine::resume(WorkId id) {
  Work& work = in_progress(id);
  if (work.state == Work::State::running) return;
  work.action->set_sharing_penalty_no_update(1.0 / (work.weight * weight_scale));
  work.action->resume();
  // SimGrid overlooks the other lanes when the first has changed in this hour already, and would not hold the work to
  // them.
  for (s4u::Link* lane : work.lanes) lane->set_bandwidth(lane->get_bandwidth());
  work.state = Work::State::running;
}

void SimGridEngine::reweight(WorkId id, double weight) {
  Work& work = in_progress(id);
  EXPECTS(weight >= least_weight && weight <= greatest_weight);
  // Told the weight that it has, SimGrid forgets when the work completes; told one for suspended work, it wakes the
  // work.
  const bool is_news = weight != work.weight;
  work.weight = weight;
  if (is_news && work.state == Work::State::running) {
    work.action->set_sharing_penalty(1.0 / (weight * weight_scale));
  }
}

void SimGridEngine::rebound(WorkId id, double bound) {
  Work& work = in_progress(id);
  EXPECTS(bound >= 0 && std::isfinite(bound));
  const double limit = bound > 0 ? bound : -1.0;
  work.action->set_user_bound(limit);  // what a later capacity step goes by
  work.action->set_bound(limit);
}

void SimGridEngine::cancel(WorkId id) {
  Work& work = in_progress(id);
  take_out(work, Work::State::cancelled, done(id));
}

// Notes the end of work.
void SimGridEngine::end(Work& work, Work::State state, double done) {
  work.state = state;
  work.done = done;
  if (state == Work::State::completed) completed_.push_back(work.id);
  by_action_.erase(work.action);
  work.action = nullptr;
  ended_.push_back(std::move(work.activity));
}

// Ends work that SimGrid still runs.
void SimGridEngine::take_out(Work& work, Work::State state, double done) {
  work.action->suspend();  // cancelled only, it would go on using its share until SimGrid frees it
  end(work, state, done);
  ended_.back()->cancel();
}

// Called by SimGrid in the middle of its loop, for completed and for cancelled work: nothing but a note is taken.
void SimGridEngine::completed_in_simgrid(const s4u::Activity& activity) {
  Work* work = activity.get_data<Work>();
  if (work == nullptr || work->action == nullptr) return;
  ENSURES(activity.get_state() == s4u::Activity::State::FINISHED);
  end(*work, Work::State::completed, work->amount);
  break_.insert(nullptr);
}

void SimGridEngine::wake_at(Hour hour) {
  EXPECTS(hour > now_ || (hour == now_ && phase_ == Phase::before));
  wakes_.push(hour);
}

// Moves to `hour`, or to the whole hour after the first completion before it.
void SimGridEngine::advance_to(Hour hour) {
  const Hour earliest = std::min(hour, now_ + 1);
  now_ = hour;
  if (hour < quiet_until_) return;  // SimGrid follows when it is asked for something
  while (s4u::Engine::get_clock() < static_cast<double>(now_)) {
    simgrid_->run_until(static_cast<double>(now_));
    ended_.clear();
    if (break_.empty()) continue;
    break_.clear();
    now_ = std::min(now_, std::max(earliest, whole_hour_from(s4u::Engine::get_clock())));
  }
  complete_what_is_due();
  quiet_until_ = next_hour_of_simgrid();
}

// Brings SimGrid to the present hour; nothing completes on the way.
void SimGridEngine::catch_up() {
  while (s4u::Engine::get_clock() < static_cast<double>(now_)) simgrid_->run_until(static_cast<double>(now_));
  ENSURES(break_.empty());
}

// Work that would end a rounding error after this hour belongs to it.
void SimGridEngine::complete_what_is_due() {
  const double due = static_cast<double>(now_) + completion_tolerance;
  for (Model* model : simgrid_->get_all_models()) {
    auto& heap = model->get_action_heap();
    do {
      model->next_occurring_event(s4u::Engine::get_clock());  // brings the dates of completion up to date
      if (heap.empty() || heap.top_date() > due) break;
      Work& work = *by_action_.at(heap.top().second);
      take_out(work, Work::State::completed, work.amount);
    } while (true);
  }
}

// The hour of the next completion, unless a capacity changes before it: then that hour.
Hour SimGridEngine::next_hour_of_simgrid() {
  if (by_action_.empty()) return never;
  while (next_step_ < step_hours_.size() && step_hours_[next_step_] <= now_) ++next_step_;
  Hour next = next_step_ < step_hours_.size() ? step_hours_[next_step_] : never;
  for (Model* model : simgrid_->get_all_models()) {
    const auto& heap = model->get_action_heap();
    // Far dates, of work that all but stands still, are beyond what an Hour holds.
    if (!heap.empty() && heap.top_date() < 1e15) next = std::min(next, whole_hour_from(heap.top_date()));
  }
  return next;
}

void SimGridEngine::wake_hour_by_hour(Hour until, const Wake& wake) {
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
}

void SimGridEngine::run(Hour until, const Wake& wake) {
  EXPECTS(phase_ == Phase::before && until >= 0);
  phase_ = Phase::running;
  seal();
  try {
    wake_hour_by_hour(until, wake);
  } catch (...) {
    cancel_all();
    throw;
  }
  cancel_all();
}

void SimGridEngine::cancel_all() {
  phase_ = Phase::over;
  for (Work& work : works_) {
    if (work.action != nullptr) cancel(work.id);
  }
  if (ended_.empty()) return;
  simgrid_->run_until(s4u::Engine::get_clock());
  ended_.clear();
}

}  // namespace

std::unique_ptr<Engine> make_simgrid_engine() { return std::make_unique<SimGridEngine>(); }

}  // namespace sim
