#include "models/site/stage_resources.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "models/site/stage_network.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr auto rules = std::to_array<DispatchInfo>({
    {Dispatch::first_come, "first_come", "Who has waited longest."},
    {Dispatch::priority, "priority", "By the stages' priority: 1 goes first."},
    {Dispatch::shortest, "shortest", "The shortest duration first, as plans count on it."},
    {Dispatch::least_float, "least_float", "Who can wait least without making the own hall late."},
    {Dispatch::latest_finish, "latest_finish", "Who must be finished first if the own hall is not to be late."},
});

const Task& task_of(const World& world, const StageRef& stage) {
  return world.scenario.halls[stage.hall].tasks[stage.task];
}
TaskState& state_of(World& world, const StageRef& stage) { return world.state.halls[stage.hall].tasks[stage.task]; }

// The latest finish of a task, or its float, if it started now.
Hour time_left(const World& world, const StageRef& stage) {
  const auto& tasks = world.scenario.halls[stage.hall].tasks;
  const auto dates = forward_pass(tasks, world.state.halls[stage.hall].tasks, world.now - 1, world.scenario.calendars);
  const Hour latest = latest_finishes(tasks, dates, end_of_network(dates), world.scenario.calendars)[stage.task];
  return world.scenario.dispatch == Dispatch::least_float ? latest - dates[stage.task].finish : latest;
}

Hour dispatch_key(const World& world, const StageRef& stage) {
  switch (world.scenario.dispatch) {
    case Dispatch::first_come:
      break;
    case Dispatch::priority:
      return task_of(world, stage).priority;
    case Dispatch::shortest:
      return task_of(world, stage).duration.point;
    case Dispatch::least_float:
    case Dispatch::latest_finish:
      return time_left(world, stage);
  }
  return 0;
}

// A pool, wherever it is.
struct PoolRef {
  std::int64_t count;
  std::int64_t& free;
  std::int64_t& peak;
  std::deque<LastUser>& last_users;
};

PoolRef pool_of(World& world, const StageRef& stage, const NeedOfCrew& need) {
  if (need.is_shared) {
    SharedPoolState& pool = world.state.shared_pools[need.pool];
    return {world.scenario.shared_pools[need.pool].count, pool.free, pool.peak, pool.last_users};
  }
  const SiteId site = world.scenario.halls[stage.hall].site;
  SiteState& state = world.state.sites[site];
  return {world.scenario.sites[site].pools[need.pool].count, state.pool_free[need.pool], state.pool_peak[need.pool],
          state.pool_last_users[need.pool]};
}

// Takes `count` away from the front; says whose they were.
void forget_first(std::deque<LastUser>& users, std::int64_t count, std::vector<StageRef>* whose) {
  while (count > 0) {
    LastUser& first = users.front();
    const std::int64_t here = std::min(count, first.count);
    if (whose != nullptr) whose->push_back(first.stage);
    count -= here;
    first.count -= here;
    if (first.count == 0) users.pop_front();
  }
}

// Those that have been free for longest go first: the ones that no stage had, then by the hour in which they were given
// back. Bring-up does not say which it takes of a site's pool; it counts as having taken the first.
void take(const PoolRef& pool, std::int64_t count, std::vector<StageRef>& whose) {
  std::int64_t known = 0;
  for (const LastUser& user : pool.last_users) known += user.count;
  if (known > pool.free) forget_first(pool.last_users, known - pool.free, nullptr);
  const std::int64_t unknown = std::max<std::int64_t>(pool.free - known, 0);
  forget_first(pool.last_users, std::max<std::int64_t>(count - unknown, 0), &whose);
  pool.free -= count;
  EXPECTS(pool.free >= 0);
  pool.peak = std::max(pool.peak, pool.count - pool.free);
}

}  // namespace

std::span<const DispatchInfo> dispatch_rules() { return rules; }

void ask_for_crews(World& world, const StageRef& stage) {
  TaskState& task = state_of(world, stage);
  world.state.crews_changed = true;
  if (task.crews_asked != sim::never) return;
  task.crews_asked = world.now;
  world.state.waiting_stages.push_back(stage);
}

std::vector<StageRef> in_dispatch_order(const World& world) {
  using Key = std::tuple<Hour, Hour, StageRef>;
  std::vector<Key> keys;
  for (const StageRef& stage : world.state.waiting_stages) {
    keys.emplace_back(dispatch_key(world, stage), world.state.halls[stage.hall].tasks[stage.task].crews_asked, stage);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<StageRef> stages;
  for (const Key& key : keys) stages.push_back(std::get<StageRef>(key));
  return stages;
}

bool has_crews(World& world, const StageRef& stage) {
  const auto& needs = task_of(world, stage).needs;
  const auto is_free = [&](const NeedOfCrew& need) { return pool_of(world, stage, need).free >= need.count; };
  TaskState& task = state_of(world, stage);
  if (task.lacks != TaskState::no_need && !is_free(needs[task.lacks])) return false;  // still the same
  const auto lacking = std::find_if_not(needs.begin(), needs.end(), is_free);
  const std::uint32_t lacks =
      lacking == needs.end() ? TaskState::no_need : static_cast<std::uint32_t>(lacking - needs.begin());
  if (lacks != task.lacks) world.state.dirty_halls.add(stage.hall);  // something else holds it now
  task.lacks = lacks;
  if (lacks != TaskState::no_need) task.waited_for = lacks;
  return lacks == TaskState::no_need;
}

void take_crews(World& world, const StageRef& stage) {
  TaskState& task = state_of(world, stage);
  for (const NeedOfCrew& need : task_of(world, stage).needs) {
    take(pool_of(world, stage, need), need.count, task.after_crews_of);
  }
  auto& before = task.after_crews_of;
  std::sort(before.begin(), before.end());
  before.erase(std::unique(before.begin(), before.end()), before.end());
  std::erase(world.state.waiting_stages, stage);
}

void give_back_crews(World& world, const StageRef& stage) {
  for (const NeedOfCrew& need : task_of(world, stage).needs) {
    const PoolRef pool = pool_of(world, stage, need);
    pool.free += need.count;
    pool.last_users.push_back({stage, need.count});
    world.state.crews_changed = true;
    if (!need.is_shared) world.state.dirty_sites.add(world.scenario.halls[stage.hall].site);
  }
}

}  // namespace models
