#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "models/fleet/fleet.hpp"
#include "models/resolve/binder.hpp"
#include "sim/suggestion.hpp"

namespace models {

namespace {

const SystemText& text_of(const Binder& binder, SystemId id) { return binder.text.systems[id.index].value; }

std::string path_of(const Binder& binder, SystemId id) {
  return "systems." + binder.scenario.systems[id].id + ".failures";
}

// Every name that some system uses must be that of something at some site; a site without it does not limit.
void check_name(Binder& binder, const std::string& path, const std::string& name, const std::set<std::string>& known,
                const char* what, const char* section) {
  if (known.contains(name)) return;
  binder.errors.error(path + "." + name, fmt::format("no site has a {} of this name", what), name,
                      fmt::format("a name under sites.*.{}", section),
                      sim::did_you_mean(name, std::vector<std::string>(known.begin(), known.end())));
}

void check_names(Binder& binder) {
  std::set<std::string> pools, parts;
  for (const auto& [id, site] : binder.text.sites) {
    for (const auto& pool : site.resources) pools.insert(pool.id);
    for (const auto& part : site.stocks) parts.insert(part.id);
  }
  for (SystemId id : binder.scenario.systems.ids()) {
    const auto& failures = text_of(binder, id).failures;
    if (!failures) continue;
    for (const auto& need : failures->needs) {
      check_name(binder, path_of(binder, id) + ".needs", need.first, pools, "resource", "resources");
    }
    for (const auto& use : failures->uses) {
      check_name(binder, path_of(binder, id) + ".uses", use.first, parts, "stock", "stocks");
    }
  }
}

}  // namespace

void bind_failures(Binder& binder, const std::string& path, const FailuresText& text, System& system) {
  FailureLaw law;
  law.life = Binder::time_of_a_unit(text.time_to_failure);
  law.life.point = std::max<Hour>(1, law.life.point);
  law.repair = Binder::time_of_a_unit(text.time_to_repair);
  law.after_repair = text.after_repair;
  if (law.after_repair == AfterRepair::as_old && (!law.life.varies || law.life.drawn.law.is_bounded())) {
    binder.errors.error(
        path + ".after_repair",
        law.life.varies ? "leaves no hours to a unit that has reached the longest life of time_to_failure"
                        : "leaves no hours to a unit that has lived its one life (time_to_failure)",
        "as_old", "as_new, or a law without an upper bound (exponential, weibull, ...) and `draw: each`");
  }
  for (const auto& [part, share] : text.uses) law.uses.push_back(path + ".uses." + part);
  if (law.uses.size() > most_parts) {
    binder.errors.error(path + ".uses", fmt::format("names more than {} parts", most_parts));
  }
  if (binder.acts(Mechanism::failures)) system.failures = std::move(law);
}

void bind_repair_needs(const Binder& binder, Site& site) {
  const auto& systems = binder.scenario.systems;
  if (std::none_of(systems.begin(), systems.end(), [](const System& s) { return s.failures.has_value(); })) return;
  site.repair_needs.resize(systems.size());
  site.repair_parts.resize(systems.size());
  for (SystemId id : systems.ids()) {
    if (!systems[id].failures) continue;
    for (const auto& [name, count] : text_of(binder, id).failures->needs) {
      for (std::uint32_t i = 0; i < site.pools.size(); ++i) {
        if (site.pools[i].id == name) site.repair_needs[id.index].push_back({i, count});
      }
    }
    std::uint32_t use = 0;
    for (const auto& [name, share] : text_of(binder, id).failures->uses) {
      for (StockId stock : site.stocks) {
        if (binder.scenario.stocks[stock].id == site.id + "." + name) {
          site.repair_parts[id.index].push_back({stock, share, use});
        }
      }
      ++use;
    }
  }
}

void check_repair_needs(Binder& binder) {
  check_names(binder);
  const Scenario& scenario = binder.scenario;
  std::set<std::pair<SystemId, SiteId>> checked;
  for (const Group& group : scenario.groups) {
    const SystemId system = scenario.order_of(group.lot).system;
    if (!group.hall.exists() || !scenario.systems[system].failures) continue;
    if (!checked.insert({system, group.site}).second) continue;
    const Site& site = scenario.sites[group.site];
    for (const NeedOfPool& need : site.repair_needs[system.index]) {
      const Pool& pool = site.pools[need.pool];
      if (has_calendar(binder, site.id, pool.id)) {
        binder.errors.error(
            path_of(binder, system) + ".needs." + pool.id,
            fmt::format("works by sites.{}.resources.{}.calendar, but repairs go on day and night", site.id, pool.id),
            "", "a resource without a calendar");
      }
      if (need.count <= pool.count) continue;
      binder.errors.error(
          path_of(binder, system) + ".needs." + pool.id,
          fmt::format("needs more than there are: sites.{}.resources.{}.count is {}", site.id, pool.id, pool.count),
          std::to_string(need.count), fmt::format("at most {}", pool.count));
    }
  }
}

}  // namespace models
