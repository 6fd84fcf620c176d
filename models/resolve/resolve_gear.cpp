// Gear of sites, and whether there is enough of it for the stages that need it.

#include <fmt/core.h>

#include <algorithm>

#include "models/resolve/binder.hpp"
#include "sim/date_text.hpp"

namespace models {

namespace {

// "sites.<site>.<section>.<rest>" of an id "<site>.<rest>".
std::string path_within_site(const std::string& id, const char* section) {
  const std::size_t dot = id.find('.');
  return fmt::format("sites.{}.{}.{}", id.substr(0, dot), section, id.substr(dot + 1));
}

std::string path_of(const Scenario& scenario, const GearClaim& claim, const Gear& gear) {
  const Hall& hall = scenario.halls[claim.hall];
  return fmt::format("{}.stages.{}.gear.{}", path_within_site(hall.id, "halls"), hall.tasks[claim.task].id,
                     gear.id.substr(gear.id.find('.') + 1));
}

void check_quantity(Binder& binder, const Gear& gear) {
  const std::string quantity = path_within_site(gear.id, "gear") + ".quantity";
  Units needed = 0;
  bool is_one_too_large = false;
  for (const GearClaim& claim : gear.claims) {
    needed += claim.units;
    if (claim.units <= gear.quantity) continue;
    is_one_too_large = true;
    binder.errors.error(path_of(binder.scenario, claim, gear),
                        fmt::format("needs more than there are: {} is {}", quantity, units_text(gear.quantity)),
                        units_text(claim.units), "at most " + units_text(gear.quantity));
  }
  if (is_one_too_large || needed <= gear.quantity) return;
  binder.errors.error(quantity,
                      fmt::format("is less than the stages of the site need together, the last of them {}",
                                  path_of(binder.scenario, gear.claims.back(), gear)),
                      units_text(gear.quantity), "at least " + units_text(needed));
}

void refuse_name_of_resource(Binder& binder, const Gear& gear, std::string_view name, const std::vector<Pool>& pools,
                             const std::string& path) {
  if (std::none_of(pools.begin(), pools.end(), [&](const Pool& pool) { return pool.id == name; })) return;
  binder.errors.error(
      path_within_site(gear.id, "gear"),
      fmt::format("has the name of {}.{}: the cause site:{} would not tell them apart", path, name, name), "",
      "another name for one of them");
}

// Units of systems queue for the limited part of a lane; gear has no place in that queue.
void bind_lane(Binder& binder, Gear& gear, const GearText& text) {
  gear.lane = binder.lane(*text.lane);
  if (!gear.lane.exists()) return;
  const Lane& lane = binder.scenario.lanes[gear.lane];
  gear.nominal_transit = text.quoted_lead_time ? 0 : lane.transit.point;
  if (!lane.is_limited() && !binder.text.lanes[gear.lane.index].value.capacity) return;
  binder.errors.error(path_within_site(gear.id, "gear") + ".lane",
                      fmt::format("is limited (lanes.{}.{}), and gear does not queue with units", lane.id,
                                  lane.through.empty() ? "capacity" : "through"),
                      lane.id, "a lane without `capacity` and `through`");
}

}  // namespace

void bind_gear(Binder& binder, const Site& site, SiteId id, const Things<GearText>& things) {
  for (const auto& [name, text] : things) {
    Gear gear;
    gear.id = site.id + "." + name;
    gear.site = id;
    gear.quantity = text.quantity;
    gear.ordered = binder.hour(text.ordered);
    if (text.lead_time) gear.lead_time = binder.time(*text.lead_time);
    gear.priority = text.priority;
    const std::string path = fmt::format("sites.{}.gear.{}", site.id, name);
    if (text.quoted_lead_time && !text.made_on) {
      binder.errors.error(path + ".quoted_lead_time", "belongs to `made_on`", "", "`lead_time` alone");
    }
    if (!text.bom.empty() && !text.made_on) binder.errors.error(path + ".bom", "belongs to `made_on`");
    refuse_name_of_resource(binder, gear, name, site.pools, "sites." + site.id + ".resources");
    refuse_name_of_resource(binder, gear, name, binder.scenario.shared_pools, "resources");
    binder.scenario.gear.push_back(std::move(gear));
  }
}

void bind_gear_supply(Binder& binder) {
  for (const auto& site : binder.text.sites) {
    for (const auto& [name, text] : site.value.gear) {
      Gear& gear = binder.scenario.gear[binder.gear(site.id + "." + name)];
      if (text.lane) bind_lane(binder, gear, text);
      if (!text.made_on) continue;
      gear.line = binder.line(*text.made_on);
      if (!gear.line.exists()) continue;
      const Line& line = binder.scenario.lines[gear.line];
      if (line.noun == std::string_view("units")) continue;
      binder.errors.error(path_within_site(gear.id, "gear") + ".made_on",
                          fmt::format("suppliers.{}.lines.{}.capacity counts {}", line.id.substr(0, line.id.find('.')),
                                      line.id.substr(line.id.find('.') + 1), line.noun),
                          "", "a line whose capacity counts units");
    }
  }
}

void check_gear(Binder& binder) {
  for (const Gear& gear : binder.scenario.gear) {
    check_quantity(binder, gear);
    if (gear.claims.empty() || gear.ordered < binder.scenario.end) continue;
    binder.errors.error(path_within_site(gear.id, "gear") + ".ordered",
                        fmt::format("lies after the horizon (horizon.until): {} would never start",
                                    path_of(binder.scenario, gear.claims.front(), gear)));
  }
}

}  // namespace models
