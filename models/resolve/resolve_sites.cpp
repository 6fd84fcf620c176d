#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "models/resolve/binder.hpp"
#include "models/site/cooling.hpp"
#include "models/site/gear.hpp"
#include "models/stage.hpp"
#include "sim/random_stream.hpp"

namespace models {

namespace {

void bind_block(Binder& binder, Site& site, SiteId id, const sim::Thing<BlockText>& text) {
  const std::string path = "sites." + site.id + ".power.blocks." + text.id;
  PowerBlock block;
  block.id = site.id + "." + text.id;
  block.site = id;
  block.kind = text.value.kind;
  block.rated = text.value.contracted.value_or(text.value.nameplate.value_or(0));
  if (text.value.contracted && block.kind != BlockKind::grid) {
    binder.errors.error(path + ".contracted", "only a grid block is contracted", "", "`nameplate`");
  }
  if (text.value.nameplate && block.kind == BlockKind::grid) {
    binder.errors.error(path + ".nameplate", "a grid block has no nameplate", "", "`contracted`");
  }
  block.usable = text.value.usable.value_or(sim::Part{});
  const bool is_storage = block.kind == BlockKind::storage;
  block.service = text.value.service;
  block.clean_share = text.value.clean_share.value_or(0);
  if (is_storage && text.value.clean_share) {
    binder.errors.error(path + ".clean_share", fmt::format("storage gives what the other blocks gave ({}.kind)", path),
                        "", "`clean_share` of these");
  }
  const bool follows_stages = !text.value.after.empty() || !is_storage;
  block.energization = follows_stages ? sim::never : 0;
  if (text.value.energization) block.energization = binder.hour(*text.value.energization);
  if (!text.value.energization && text.value.after.empty() && !is_storage) {
    binder.errors.error(path + ".energization", "is missing", "", "a date, or `after` with stages of halls");
  }
  if (text.value.until) {
    block.until = binder.hour(*text.value.until);
    if (text.value.energization && block.until <= block.energization) {
      binder.errors.error(path + ".until", fmt::format("is not after {}.energization: it never gives anything", path));
    }
  }
  bind_storage(binder, path, text.value, block);
  for (const auto& [after, available] : text.value.load_ramp) {
    if (available > block.rated) {
      binder.errors.error(path + ".load_ramp", "goes beyond what the block is rated for", power_text(available),
                          "at most " + power_text(block.rated));
    }
    block.ramp.push_back({after, available});
  }
  if (block.ramp.empty()) block.ramp.push_back({0, block.rated});
  if (block.ramp.size() > 250) binder.errors.error(path + ".load_ramp", "has more than 250 steps");
  bind_nodes(binder, path, text.value, block);
  auto& list = block.kind == BlockKind::storage ? site.storage : site.blocks;
  list.push_back(binder.scenario.blocks.push_back(std::move(block)));
}

// Once a site has all its blocks: which of them leave when another comes.
void bind_replacements(Binder& binder, const Site& site, const Things<BlockText>& texts) {
  const auto is_replaced = [&](const std::string& id) {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const auto& t) { return t.id == id && t.value.replaced_by.has_value(); });
  };
  for (const auto& [id, text] : texts) {
    if (!text.replaced_by) continue;
    const std::string blocks = "sites." + site.id + ".power.blocks.", path = blocks + id + ".replaced_by";
    PowerBlock& block = binder.scenario.blocks[binder.block(site.id + "." + id)];
    const BlockId other = binder.block(site.id + "." + *text.replaced_by);
    if (!other.exists()) continue;  // reported
    const auto refuse = [&](const std::string& why, const char* expected) {
      binder.errors.error(path, why, *text.replaced_by, expected);
    };
    if (block.kind == BlockKind::storage) {
      refuse("is not for storage, which bridges for hours", "no `replaced_by`, or `until`");
    } else if (binder.scenario.blocks[other].kind == BlockKind::storage) {
      refuse(fmt::format("names storage ({}{}), which gives no power of its own", blocks, *text.replaced_by),
             "a block of another kind");
    } else if (*text.replaced_by == id) {
      refuse("names the block itself", "another block");
    } else if (is_replaced(*text.replaced_by)) {
      refuse(fmt::format("names a block that leaves, too ({}{}.replaced_by)", blocks, *text.replaced_by),
             "the block that stays");
    } else if (text.until) {
      refuse(fmt::format("is a second end beside {}{}.until", blocks, id), "one of the two");
    } else {
      block.replaced_by = other;
    }
  }
}

void bind_cooling(Binder& binder, const std::string& path, Hall& hall, const HallCoolingText& text) {
  if (text.cdu) bind_cdus(binder, path + ".cdu", *text.cdu, hall);
  if (text.air) {
    hall.air_limit = text.air->limit;
    bind_rejection(binder, path + ".air", *text.air, hall.air_rejection);
  }
  if (!text.liquid) return;
  hall.liquid_limit = text.liquid->limit;
  bind_rejection(binder, path + ".liquid", *text.liquid, hall.liquid_rejection);
  if (text.liquid->flow_max && !text.liquid->supply) {
    binder.errors.error(path + ".liquid.flow_max",
                        fmt::format("says nothing without {}.liquid.supply: how much a unit takes follows from the "
                                    "temperature of the water",
                                    path),
                        "", "`supply` beside it");
    return;
  }
  if (!binder.scenario.cooling_acts) return;
  hall.supply = text.liquid->supply;
  if (!text.liquid->flow_max) return;
  hall.flow_limit = static_cast<Flow>(std::llround(*text.liquid->flow_max * 1000));
  for (const System& system : binder.scenario.systems) {
    // A system that gives the water back no warmer than it came is reported where something brings it here.
    hall.unit_flow.push_back(
        system.liquid_return > *hall.supply ? unit_flow(system.liquid, system.liquid_return, *hall.supply) : 0);
  }
}

void bind_hall(Binder& binder, Site& site, SiteId id, const sim::Thing<HallText>& text) {
  const std::string path = "sites." + site.id + ".halls." + text.id;
  const HallText& t = text.value;
  Hall hall;
  hall.id = site.id + "." + text.id;
  hall.site = id;
  hall.tasks = bind_stages(binder, path, site, t);
  if (t.ready) {  // stands in place of what the stages give
    hall.ready = binder.hour(*t.ready);
    hall.tasks.clear();
  }
  hall.positions = t.positions.value_or(no_limit);
  hall.critical_it = t.critical_it.value_or(no_limit);
  hall.density_max = t.density_max.value_or(no_limit);
  if (t.lineups) bind_lineups(binder, *t.lineups, hall);
  if (t.cooling) bind_cooling(binder, path + ".cooling", hall, *t.cooling);
  Units installed = 0;
  for (const auto& [system, units] : t.installed) {
    installed += units;
    const SystemId s = binder.system(system);
    if (!s.exists() || fits(hall, binder.scenario.systems[s])) continue;
    if (is_refused_by_rows(hall, binder.scenario.systems[s])) {
      report_refusing_rows(binder, path + ".installed." + system, binder.scenario.systems[s], hall);
    } else if (binder.scenario.systems[s].nominal > hall.density_max) {
      binder.errors.error(path + ".installed." + system, "is denser than the hall allows (density_max)",
                          power_text(binder.scenario.systems[s].nominal), "at most " + power_text(hall.density_max));
    } else {
      binder.errors.error(
          path + ".installed." + system,
          fmt::format("takes colder water than {}.cooling.liquid.supply (systems.{}.cooling.supply_max)", path, system),
          celsius_text(binder.scenario.systems[s].warmest_supply), "at least " + celsius_text(*hall.supply));
    }
  }
  check_installed_in_rows(binder, path, t, hall);
  if (installed > hall.positions) {
    binder.errors.error(path + ".installed", fmt::format("does not fit into {}.positions", path), units_text(installed),
                        "at most " + units_text(hall.positions));
  }
  site.halls.push_back(binder.scenario.halls.push_back(std::move(hall)));
}

void bind_roles(Binder& binder, Site& site, const SiteText& text) {
  if (!text.roles) return;
  const RolesText& roles = *text.roles;
  const std::array of_role{roles.land, roles.shell, roles.power, roles.systems, roles.operation, roles.software};
  for (std::size_t i = 0; i < of_role.size(); ++i) {
    if (of_role[i]) site.roles[i] = binder.party(*of_role[i]);
  }
  if (roles.operation && *roles.operation != text.operated_by) {
    binder.errors.error(fmt::format("sites.{}.roles.operation", site.id),
                        fmt::format("is not sites.{}.operator", site.id), *roles.operation, text.operated_by);
  }
}

void bind_pue(Binder& binder, Site& site, const SiteText& text) {
  const std::string path = "sites." + site.id;
  site.pue = text.pue.mean();
  if (text.pue.varies) site.pue_of_month.assign(text.pue.of_month.begin(), text.pue.of_month.end());
  site.pue_peak = text.pue_peak;
  if (text.pue_peak && *text.pue_peak < text.pue.largest()) {
    binder.errors.error(path + ".pue_peak", "is less than the mean of a month or the year",
                        fmt::format("{}", *text.pue_peak), fmt::format("at least {}", text.pue.largest()));
  }
  if (text.pue.varies && !text.pue_peak && text.power) {
    binder.errors.warning(
        path + ".pue",
        "differs by month and there is no `pue_peak`: the IT limit uses the annual mean, so in months "
        "above it more may be drawn than is energized");
  }
}

// Streams by site, so that no site moves the draws of another.
void bind_arrivals(const Scenario& scenario, Site& site) {
  if (std::none_of(scenario.systems.begin(), scenario.systems.end(),
                   [](const System& s) { return s.dead_on_arrival.has_value(); })) {
    return;
  }
  for (const System& system : scenario.systems) {
    ArrivalStreams& streams = site.arrival_streams.emplace_back();
    if (!system.dead_on_arrival) continue;
    streams.share = sim::stream_number("systems." + system.id + ".dead_on_arrival.share at " + site.id);
    streams.rework = sim::stream_number(system.dead_on_arrival->rework.drawn.stream + " at " + site.id);
  }
}

}  // namespace

void resolve_sites(Binder& binder) {
  for (const auto& [id, text] : binder.text.sites) {
    const SiteId site_id{static_cast<std::uint32_t>(binder.scenario.sites.size())};
    Site site;
    site.id = id;
    site.name = text.name.value_or(id);
    site.operated_by = binder.party(text.operated_by);
    bind_roles(binder, site, text);
    bind_pue(binder, site, text);
    bind_ambient(binder, site, text);
    bind_costs(binder, site, text);
    if (text.power) {
      site.interconnection_request = text.power->interconnection_request.value_or(0);
      for (const auto& block : text.power->blocks) bind_block(binder, site, site_id, block);
    }
    site.limited_by_power = !site.blocks.empty();
    if (text.power) bind_replacements(binder, site, text.power->blocks);
    check_storage(binder, site);
    for (const auto& [pool, value] : text.resources) site.pools.push_back({pool, value.count});
    bind_bring_up(binder, site, text);
    if (text.calendar) site.calendar = binder.calendar(*text.calendar);
    bind_gear(binder, site, site_id, text.gear);
    bind_stocks(binder, site, site_id, text);
    bind_needs_of_fleet(binder, site);
    bind_arrivals(binder.scenario, site);
    for (const auto& hall : text.halls) bind_hall(binder, site, site_id, hall);
    bind_followers(binder, site_id, text);
    binder.scenario.sites.push_back(std::move(site));
  }
  rank_claims(binder.scenario);
  check_gear(binder);
  join_nodes(binder);
  bind_curtailment(binder);
}

}  // namespace models
