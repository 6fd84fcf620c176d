#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <span>

#include "models/fleet/fleet.hpp"
#include "models/fleet/life.hpp"
#include "models/resolve/binder.hpp"
#include "sim/suggestion.hpp"

namespace models {

namespace {

const SystemText& text_of(const Binder& binder, SystemId id) { return binder.text.systems[id.index].value; }

std::string path_of(const Binder& binder, SystemId id, const char* section) {
  return "systems." + binder.scenario.systems[id].id + "." + section;
}

// What repairs, or maintenance, of units need of a site.
struct NeedsOfFleet {
  std::string path;
  const char* works = "";  // what goes on day and night
  bool acts = false;
  std::span<const std::pair<std::string, std::int64_t>> text;
  std::vector<std::vector<NeedOfPool>> Site::*needs = nullptr;
};

std::vector<NeedsOfFleet> needs_of(const Binder& binder, SystemId id) {
  const SystemText& text = text_of(binder, id);
  std::vector<NeedsOfFleet> needs;
  if (text.failures) {
    needs.push_back({path_of(binder, id, "failures.needs"), "repairs go", binder.acts(Mechanism::failures),
                     text.failures->needs, &Site::repair_needs});
  }
  if (text.maintenance) {
    needs.push_back({path_of(binder, id, "maintenance.needs"), "maintenance goes", binder.acts(Mechanism::maintenance),
                     text.maintenance->needs, &Site::maintenance_needs});
  }
  return needs;
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
    for (const NeedsOfFleet& needs : needs_of(binder, id)) {
      for (const auto& need : needs.text) check_name(binder, needs.path, need.first, pools, "resource", "resources");
    }
    const auto& failures = text_of(binder, id).failures;
    if (!failures) continue;
    for (const auto& use : failures->uses) {
      check_name(binder, path_of(binder, id, "failures.uses"), use.first, parts, "stock", "stocks");
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

void bind_maintenance(Binder& binder, const std::string& path, const MaintenanceText& text, System& system) {
  MaintenancePlan plan{std::min(text.every, longest_life), Binder::time_of_a_unit(text.lasts), text.clock,
                       text.after_maintenance};
  if (plan.lasts.point >= plan.every) {
    binder.errors.error(path + ".lasts", fmt::format("is not shorter than {}.every", path),
                        fmt::format("{} h", plan.lasts.point), fmt::format("less than {} h", plan.every));
  }
  if (binder.acts(Mechanism::maintenance)) system.maintenance = std::move(plan);
}

void bind_needs_of_fleet(const Binder& binder, Site& site) {
  const auto& systems = binder.scenario.systems;
  if (std::none_of(systems.begin(), systems.end(), [](const System& s) { return s.is_followed(); })) return;
  site.repair_needs.resize(systems.size());
  site.repair_parts.resize(systems.size());
  site.maintenance_needs.resize(systems.size());
  for (SystemId id : systems.ids()) {
    for (const NeedsOfFleet& needs : needs_of(binder, id)) {
      if (!needs.acts) continue;
      for (const auto& [name, count] : needs.text) {
        for (std::uint32_t i = 0; i < site.pools.size(); ++i) {
          if (site.pools[i].id == name) (site.*needs.needs)[id.index].push_back({i, count});
        }
      }
    }
    if (!systems[id].failures) continue;
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

namespace {

void check_needs(Binder& binder, const NeedsOfFleet& needs, SystemId system, const Site& site) {
  for (const NeedOfPool& need : (site.*needs.needs)[system.index]) {
    const Pool& pool = site.pools[need.pool];
    if (has_calendar(binder, site.id, pool.id)) {
      binder.errors.error(needs.path + "." + pool.id,
                          fmt::format("works by sites.{}.resources.{}.calendar, but {} on day and night", site.id,
                                      pool.id, needs.works),
                          "", "a resource without a calendar");
    }
    if (need.count <= pool.count) continue;
    binder.errors.error(
        needs.path + "." + pool.id,
        fmt::format("needs more than there are: sites.{}.resources.{}.count is {}", site.id, pool.id, pool.count),
        std::to_string(need.count), fmt::format("at most {}", pool.count));
  }
}

}  // namespace

void check_needs_of_fleet(Binder& binder) {
  check_names(binder);
  const Scenario& scenario = binder.scenario;
  std::set<std::pair<SystemId, SiteId>> checked;
  for (const Group& group : scenario.groups) {
    const SystemId system = scenario.order_of(group.lot).system;
    if (!group.hall.exists() || !scenario.systems[system].is_followed()) continue;
    if (!checked.insert({system, group.site}).second) continue;
    for (const NeedsOfFleet& needs : needs_of(binder, system)) {
      check_needs(binder, needs, system, scenario.sites[group.site]);
    }
  }
}

}  // namespace models
