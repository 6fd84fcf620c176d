// The stages of halls: bound and put in order.

#include <fmt/core.h>

#include <algorithm>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

constexpr std::size_t most_stages = 250;

// Going back from a stage that is not placed leads from one such stage to the next, and so into a circle, which is
// printed.
void report_circle(Binder& binder, const std::string& path, const Things<TaskText>& stages,
                   const std::vector<bool>& is_placed) {
  const auto index_of = [&](const std::string& id) {
    return static_cast<std::size_t>(
        std::find_if(stages.begin(), stages.end(), [&](const auto& s) { return s.id == id; }) - stages.begin());
  };
  std::size_t at = static_cast<std::size_t>(std::find(is_placed.begin(), is_placed.end(), false) - is_placed.begin());
  std::vector<std::size_t> walk;
  while (std::find(walk.begin(), walk.end(), at) == walk.end()) {
    walk.push_back(at);
    for (const sim::LaggedReference& p : stages[at].value.after) {
      const std::size_t before = index_of(p.id);
      if (before < stages.size() && !is_placed[before]) {
        at = before;
        break;
      }
    }
  }
  std::string circle = stages[at].id;
  for (auto w = std::find(walk.begin(), walk.end(), at) + 1; w != walk.end(); ++w) circle += " after " + stages[*w].id;
  binder.errors.error(path + "." + stages[at].id + ".after",
                      "stages run in a circle: " + circle + " after " + stages[at].id);
}

// The needs of a stage; a name that does not exist has been reported by the reader.
std::vector<NeedOfCrew> bind_needs(Binder& binder, const std::string& path, const Site& site, const TaskText& text) {
  std::vector<NeedOfCrew> needs;
  const auto add = [&](const std::vector<Pool>& pools, const std::string& pools_path, bool is_shared,
                       const std::string& name, std::int64_t count) {
    for (std::uint32_t i = 0; i < pools.size(); ++i) {
      if (pools[i].id != name) continue;
      needs.push_back({is_shared, i, count});
      if (count <= pools[i].count) continue;
      binder.errors.error(fmt::format("{}.needs.{}", path, name),
                          fmt::format("needs more than there are: {}.{}.count is {}", pools_path, name, pools[i].count),
                          std::to_string(count), fmt::format("at most {}", pools[i].count));
    }
  };
  for (const auto& [name, count] : text.needs) {
    add(site.pools, fmt::format("sites.{}.resources", site.id), false, name, count);
    add(binder.scenario.shared_pools, "resources", true, name, count);
  }
  return needs;
}

// A length in working days counts those of the calendar of the stage, or of the site, on which all that it needs work.
void bind_calendar(Binder& binder, const std::string& path, const Site& site, const TaskText& text, Task& task) {
  const bool counts_work = text.duration.which == static_cast<int>(sim::WorkTime::working);
  if (!counts_work && text.calendar) {
    binder.errors.error(path + ".calendar", fmt::format("says nothing: {}.duration is elapsed time", path), "",
                        "a duration in working days (`20 wd`), or no calendar");
  }
  std::vector<CalendarId> calendars;
  const auto add = [&](CalendarId calendar) {
    if (calendar.exists()) calendars.push_back(calendar);
  };
  add(text.calendar ? binder.calendar(*text.calendar) : site.calendar);
  const auto add_pools = [&](const Things<PoolText>& pools, const std::string& pools_path) {
    for (const auto& need : text.needs) {
      const auto pool = std::find_if(pools.begin(), pools.end(), [&](const auto& p) { return p.id == need.first; });
      if (pool == pools.end() || !pool->value.calendar) continue;
      add(binder.calendar(*pool->value.calendar));
      if (counts_work) continue;
      binder.errors.error(
          path + ".duration",
          fmt::format("is elapsed time, but {}.{}.calendar says on which days it works", pools_path, need.first), "",
          "a duration in working days (`20 wd`)");
    }
  };
  const auto& sites = binder.text.sites;
  const auto own = std::find_if(sites.begin(), sites.end(), [&](const auto& s) { return s.id == site.id; });
  add_pools(own->value.resources, "sites." + site.id + ".resources");
  add_pools(binder.text.resources, "resources");
  if (counts_work) task.calendar = common_calendar(binder, path, std::move(calendars));
}

Task bind_stage(Binder& binder, const std::string& path, const Site& site, const sim::Thing<TaskText>& text) {
  const TaskText& t = text.value;
  Task task{text.id, {}, t.started.has_value(), t.started ? binder.hour(*t.started) : 0, binder.time(t.duration)};
  for (const auto& [name, units] : t.gear) {
    if (const GearId gear = binder.gear(site.id + "." + name); gear.exists()) task.gear.push_back({gear, units});
  }
  task.needs = bind_needs(binder, path + "." + text.id, site, t);
  task.priority = t.priority;
  bind_calendar(binder, path + "." + text.id, site, t, task);
  const auto refuse_name_of = [&](const std::string& other) {
    binder.errors.error(path + "." + text.id,
                        fmt::format("has the name of {}: the cause site:{} would not tell them apart", other, text.id),
                        "", "another name for one of them");
  };
  const auto has = [&](const std::vector<Pool>& pools) {
    return std::any_of(pools.begin(), pools.end(), [&](const Pool& pool) { return pool.id == text.id; });
  };
  if (binder.gear(site.id + "." + text.id).exists()) refuse_name_of("sites." + site.id + ".gear." + text.id);
  if (has(site.pools)) refuse_name_of("sites." + site.id + ".resources." + text.id);
  if (has(binder.scenario.shared_pools)) refuse_name_of("resources." + text.id);
  return task;
}

// A risk is as likely as a track record says, or as it says itself.
void check_track_record(Binder& binder, const std::string& path, const RiskText& text) {
  if (!text.track_record) return;
  if (text.probability) {
    binder.errors.error(path + ".track_record",
                        fmt::format("says a second time how likely it is ({}.probability)", path), *text.track_record,
                        "one of the two");
  }
  const PartyId party = binder.party(*text.track_record);
  if (!party.exists() || binder.scenario.parties[party].track_record) return;
  binder.errors.error(path + ".track_record",
                      fmt::format("nothing is known of it: parties.{}.track_record is not written", *text.track_record),
                      *text.track_record, "a party with a track record");
}

// The risks of the last stage, one after the other.
void bind_risks(Binder& binder, const std::string& path, const Things<RiskText>& risks, std::vector<Task>& tasks) {
  const std::string stage = tasks.back().id;
  for (const auto& [id, text] : risks) {
    if (text.stage != stage) continue;
    const TimeLaw delay = text.date ? TimeLaw() : binder.time(text.delay);  // what has a date comes by an event
    const ChanceText chance = chance_of(binder, text);
    const bool is_planned = chance.probability.value_or(1) >= 0.5;
    Task task{id, {{static_cast<std::uint32_t>(tasks.size() - 1), 0}}, false, 0, is_planned ? delay.point : 0};
    task.risk = Risk{!text.date && binder.note_whether(path + "." + id, chance), delay};
    if (text.track_record) task.risk->record_of = binder.party(*text.track_record);
    tasks.push_back(std::move(task));
  }
}

void check_risks(Binder& binder, const std::string& hall_path, const HallText& hall) {
  for (const auto& [id, text] : hall.risks) {
    const std::string path = hall_path + ".risks." + id;
    check_track_record(binder, path, text);
    check_chance(binder, path, chance_of(binder, text));
    if (std::any_of(hall.stages.begin(), hall.stages.end(), [&](const auto& stage) { return stage.id == id; })) {
      binder.errors.error(path, fmt::format("has the name of {}.stages.{}", hall_path, id), "",
                          "another name for one of them");
    }
    if (!hall.ready) continue;
    binder.errors.error(path, fmt::format("says nothing: {}.ready stands in place of the stages", hall_path), "",
                        "a hall without `ready`");
  }
}

}  // namespace

ChanceText chance_of(const Binder& binder, const RiskText& risk) {
  ChanceText chance = risk;
  const PartyId party = risk.track_record ? binder.party(*risk.track_record) : PartyId{};
  if (party.exists() && binder.scenario.parties[party].track_record) {
    chance.probability = late_probability(*binder.scenario.parties[party].track_record);
  }
  return chance;
}

void bind_followers(Binder& binder, SiteId site, const SiteText& text) {
  if (!text.power) return;
  for (const auto& [name, block] : text.power->blocks) {
    if (block.energization) continue;  // stands in place of what stages would give
    const std::string site_id = binder.text.sites[site.index].id;
    const std::string path = fmt::format("sites.{}.power.blocks.{}.after", site_id, name);
    const BlockId id = binder.block(site_id + "." + name);
    for (const sim::LaggedReference& after : block.after) {
      const std::size_t dot = after.id.find('.');
      const HallId hall = binder.hall(site_id + "." + after.id.substr(0, dot));
      if (!hall.exists() || dot == std::string::npos) continue;
      if (after.lag < 0) {
        binder.errors.error(path,
                            fmt::format("would come before {} is finished, of which nobody knows the day", after.id),
                            "", "a lag of at least 0");
      }
      auto& tasks = binder.scenario.halls[hall].tasks;
      const std::uint32_t task = end_of_stage(tasks, after.id.substr(dot + 1));
      if (task == tasks.size()) {
        binder.errors.error(path,
                            fmt::format("sites.{}.halls.{}.ready stands in place of its stages: power would never come",
                                        site_id, after.id.substr(0, dot)),
                            "", "a stage of a hall without `ready`, or `energization`");
        continue;
      }
      binder.scenario.blocks[id].after.push_back({{hall, task}, after.lag});
      auto& blocks = tasks[task].blocks;
      if (blocks.empty() || blocks.back() != id) blocks.push_back(id);
    }
  }
}

void resolve_shared_pools(Binder& binder) {
  for (const auto& [pool, value] : binder.text.resources) {
    binder.scenario.shared_pools.push_back({pool, value.count});
    for (const auto& site : binder.text.sites) {
      const auto& own = site.value.resources;
      if (std::none_of(own.begin(), own.end(), [&](const auto& p) { return p.id == pool; })) continue;
      binder.errors.error(
          fmt::format("sites.{}.resources.{}", site.id, pool),
          fmt::format("has the name of resources.{}, which all sites share: a stage that needs it would "
                      "not say which",
                      pool),
          "", "another name for one of them");
    }
  }
}

std::uint32_t end_of_stage(const std::vector<Task>& tasks, std::string_view stage) {
  auto at = std::find_if(tasks.begin(), tasks.end(), [&](const Task& t) { return t.id == stage && !t.risk; });
  if (at == tasks.end()) return static_cast<std::uint32_t>(tasks.size());
  while (at + 1 != tasks.end() && (at + 1)->risk) ++at;
  return static_cast<std::uint32_t>(at - tasks.begin());
}

std::vector<Task> bind_stages(Binder& binder, const std::string& hall_path, const Site& site, const HallText& hall) {
  const std::string path = hall_path + ".stages";
  const Things<TaskText>& stages = hall.stages;
  std::vector<Task> tasks;
  std::vector<bool> is_placed(stages.size(), false);
  const auto index_of = [&](const std::string& id) { return end_of_stage(tasks, id); };
  while (std::find(is_placed.begin(), is_placed.end(), false) != is_placed.end()) {
    const std::size_t before = tasks.size();
    for (std::size_t i = 0; i < stages.size(); ++i) {
      const auto& after = stages[i].value.after;
      const bool is_free = std::all_of(after.begin(), after.end(),
                                       [&](const sim::LaggedReference& p) { return index_of(p.id) < tasks.size(); });
      if (is_placed[i] || !is_free) continue;
      Task task = bind_stage(binder, path, site, stages[i]);
      for (const sim::LaggedReference& p : after) task.after.push_back({index_of(p.id), p.lag});
      tasks.push_back(std::move(task));
      bind_risks(binder, hall_path + ".risks", hall.risks, tasks);
      is_placed[i] = true;
    }
    if (tasks.size() > before) continue;
    report_circle(binder, path, stages, is_placed);
    return {};
  }
  check_risks(binder, hall_path, hall);
  if (tasks.size() > most_stages) binder.errors.error(path, fmt::format("has more than {} stages", most_stages));
  return tasks;
}

}  // namespace models
