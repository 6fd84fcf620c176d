#include "models/site/curtailment.hpp"

#include <algorithm>
#include <chrono>

#include "models/site/power.hpp"
#include "models/site/weather.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

using namespace std::chrono;

struct CalendarYear {
  Hour begin = 0;  // may lie before the horizon
  Hour end = 0;
};

std::vector<CalendarYear> years_of(const Scenario& scenario) {
  std::vector<CalendarYear> years;
  for (year y = year_month_day{floor<days>(scenario.start)}.year();; ++y) {
    const auto hour_of = [&](year of) { return sim::hours_between(scenario.start, sys_days{of / January / 1}); };
    if (hour_of(y) >= scenario.end) return years;
    years.push_back({hour_of(y), hour_of(y + std::chrono::years{1})});
  }
}

// Hours of the horizon, each as a stretch of its own.
void take(const Scenario& scenario, std::vector<Outage>& stretches, Hour hour) {
  if (hour >= 0 && hour < scenario.end) stretches.push_back({hour, hour + 1});
}

}  // namespace

std::vector<Outage> hottest_hours(const Scenario& scenario, SiteId site, std::int64_t per_year, Hour call_max) {
  std::vector<Outage> stretches;
  Hour call_before = 0;  // hours up to the year's begin that are taken, without a gap
  for (const CalendarYear& y : years_of(scenario)) {
    std::vector<std::pair<double, Hour>> coldness;  // so that the hottest and earliest sort first
    for (Hour hour = y.begin; hour < y.end; ++hour) {
      coldness.emplace_back(-expected_ambient(scenario, site, hour), hour);
    }
    std::sort(coldness.begin(), coldness.end());
    std::vector<bool> taken(coldness.size(), false);
    const auto is_taken = [&](Hour hour) { return taken[static_cast<std::size_t>(hour - y.begin)]; };
    // Hours of the call that `hour` would belong to; counted no further than beyond what is allowed.
    const auto call_with = [&](Hour hour) {
      Hour first = hour, last = hour;
      while (first > y.begin && is_taken(first - 1)) --first;
      while (last + 1 < y.end && is_taken(last + 1)) ++last;
      return last - first + 1 + (first == y.begin ? call_before : 0);
    };
    std::int64_t left = per_year;
    for (auto hour = coldness.begin(); hour != coldness.end() && left > 0; ++hour) {
      if (call_max < sim::never && call_with(hour->second) > call_max) continue;
      taken[static_cast<std::size_t>(hour->second - y.begin)] = true;
      take(scenario, stretches, hour->second);
      --left;
    }
    for (call_before = 0; call_before < y.end - y.begin && is_taken(y.end - 1 - call_before);) ++call_before;
  }
  return merged(std::move(stretches));
}

std::vector<Outage> window_hours(const Scenario& scenario, const CurtailmentWindow& window, std::int64_t per_year) {
  std::vector<Outage> stretches;
  for (const CalendarYear& y : years_of(scenario)) {
    std::vector<Hour> open;
    for (Hour hour = y.begin; hour < y.end; ++hour) {
      const sim::Timestamp when = scenario.start + hours{hour};
      const auto day = floor<days>(when);
      const unsigned month = static_cast<unsigned>(year_month_day{day}.month()) - 1;
      if (window.months[month] && window.hours[static_cast<std::size_t>((when - day).count())]) open.push_back(hour);
    }
    const auto n = static_cast<std::int64_t>(open.size());
    const std::int64_t taken = std::min(per_year, n);
    for (std::int64_t i = 0; i < n; ++i) {
      if ((i + 1) * taken / n > i * taken / n) take(scenario, stretches, open[static_cast<std::size_t>(i)]);
    }
  }
  return merged(std::move(stretches));
}

void schedule_curtailment(World& world) {
  if (!world.scenario.curtailment_acts) return;
  for (BlockId id : world.scenario.blocks.ids()) {
    const std::vector<CurtailedHours>& rules = world.scenario.blocks[id].curtailed;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (const Outage& stretch : rules[i].stretches) {
        world.schedule(stretch.from, EventKind::block_curtailed, id.index, curtailment_detail(i, true));
        world.schedule(stretch.until, EventKind::block_curtailed, id.index, curtailment_detail(i, false));
      }
    }
  }
}

void curtail_block(World& world, BlockId id, std::size_t index, bool begins) {
  const PowerBlock& block = world.scenario.blocks[id];
  std::vector<CurtailmentId>& rules = world.state.blocks[id].curtailed_by;
  const CurtailmentId rule = block.curtailed[index].rule;
  const auto at = std::lower_bound(rules.begin(), rules.end(), rule);
  EXPECTS((at != rules.end() && *at == rule) != begins);
  begins ? void(rules.insert(at, rule)) : void(rules.erase(at));
  refresh_block(world, id);
  world.state.dirty_sites.add(block.site);  // the rule may be the cause, whatever the watts
  world.record(EventKind::block_curtailed, id.index, world.state.blocks[id].curtailed / 1000);
}

void act_on_interruptible(World& world, EventId id, bool begins) {
  const Scenario& scenario = world.scenario;
  if (!scenario.curtailment_acts) return;
  const DatedEvent& event = scenario.events[id];
  const auto act = [&](BlockId block) {
    if (scenario.blocks[block].service != PowerService::interruptible) return;
    world.state.blocks[block].active.set(id, begins);
    refresh_block(world, block);
    world.state.dirty_sites.add(scenario.blocks[block].site);  // the event may be the cause, whatever the watts
  };
  if (event.target == TargetKind::block) {
    act(BlockId{event.entity});
  } else if (event.target == TargetKind::site) {
    for (BlockId block : scenario.sites[SiteId{event.entity}].blocks) act(block);
  } else {
    for (BlockId block : scenario.nodes[NodeId{event.entity}].blocks) act(block);
  }
}

}  // namespace models
