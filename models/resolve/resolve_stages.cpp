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

Task bind_stage(Binder& binder, const std::string& path, const Site& site, const sim::Thing<TaskText>& text) {
  const TaskText& t = text.value;
  Task task{text.id, {}, t.started.has_value(), t.started ? binder.hour(*t.started) : 0, binder.time(t.duration)};
  for (const auto& [name, units] : t.gear) {
    if (const GearId gear = binder.gear(site.id + "." + name); gear.exists()) task.gear.push_back({gear, units});
  }
  if (binder.gear(site.id + "." + text.id).exists()) {
    binder.errors.error(path + "." + text.id,
                        fmt::format("has the name of sites.{}.gear.{}: the cause site:{} would not tell them apart",
                                    site.id, text.id, text.id),
                        "", "another name for one of them");
  }
  return task;
}

}  // namespace

std::vector<Task> bind_stages(Binder& binder, const std::string& path, const Site& site,
                              const Things<TaskText>& stages) {
  std::vector<Task> tasks;
  std::vector<bool> is_placed(stages.size(), false);
  const auto index_of = [&](const std::string& id) {
    return static_cast<std::uint32_t>(
        std::find_if(tasks.begin(), tasks.end(), [&](const Task& t) { return t.id == id; }) - tasks.begin());
  };
  while (tasks.size() < stages.size()) {
    const std::size_t before = tasks.size();
    for (std::size_t i = 0; i < stages.size(); ++i) {
      const auto& after = stages[i].value.after;
      const bool is_free = std::all_of(after.begin(), after.end(),
                                       [&](const sim::LaggedReference& p) { return index_of(p.id) < tasks.size(); });
      if (is_placed[i] || !is_free) continue;
      Task task = bind_stage(binder, path, site, stages[i]);
      for (const sim::LaggedReference& p : after) task.after.push_back({index_of(p.id), p.lag});
      tasks.push_back(std::move(task));
      is_placed[i] = true;
    }
    if (tasks.size() > before) continue;
    report_circle(binder, path, stages, is_placed);
    return {};
  }
  if (tasks.size() > most_stages) binder.errors.error(path, fmt::format("has more than {} stages", most_stages));
  return tasks;
}

}  // namespace models
