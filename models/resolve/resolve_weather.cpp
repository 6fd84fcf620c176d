// The outside air of sites, and what hands the heat of their halls to it.

#include <fmt/core.h>

#include <algorithm>

#include "models/resolve/binder.hpp"
#include "models/site/heat_rejection.hpp"

namespace models {

namespace {

constexpr const char* no_ambient = "neither `climate` nor `ambient`";

std::string loop_path(const Hall& hall, const char* loop) {
  const std::size_t dot = hall.id.find('.');
  return fmt::format("sites.{}.halls.{}.cooling.{}", hall.id.substr(0, dot), hall.id.substr(dot + 1), loop);
}

bool follows_weather(const Scenario& scenario, const Site& site) {
  return std::any_of(site.halls.begin(), site.halls.end(), [&](HallId id) {
    const Hall& hall = scenario.halls[id];
    return hall.liquid_rejection.kind != RejectionKind::none || hall.air_rejection.kind != RejectionKind::none;
  });
}

void check_design(Binder& binder, const std::string& path, const HeatRejection& rejection,
                  const std::string& returned) {
  if (rejection.design < *rejection.returned) return;
  binder.errors.error(path + ".design_ambient",
                      fmt::format("is not below {}: air as warm as the water takes no heat", returned),
                      celsius_text(rejection.design), "below " + celsius_text(*rejection.returned));
}

}  // namespace

void bind_ambient(Binder& binder, Site& site, const SiteText& text) {
  const AmbientText* ambient = text.ambient ? &*text.ambient : nullptr;
  for (const auto& climate : binder.text.climates) {
    if (text.climate == climate.id) ambient = &climate.value;
  }
  if (ambient == nullptr) return;
  site.ambient = {ambient->mean.of_month, ambient->daily, static_cast<int>(ambient->peak_hour)};
}

void bind_rejection(Binder& binder, const std::string& path, const HeatRejectionText& text, HeatRejection& rejection) {
  const auto needs = [&](bool is_written, const char* key, const char* without) {
    if (is_written)
      binder.errors.error(fmt::format("{}.{}", path, key), fmt::format("says nothing without {}", without));
  };
  if (!text.rejection) {
    needs(text.design_ambient.has_value(), "design_ambient", "`rejection` beside it");
    needs(text.derate.has_value(), "derate", "`rejection: chiller` beside it");
    needs(text.return_temperature.has_value(), "return", "`rejection: dry_cooler` beside it");
    return;
  }
  const bool is_chiller = *text.rejection == RejectionKind::chiller;
  if (!is_chiller) needs(text.derate.has_value(), "derate", "`rejection: chiller` beside it");
  if (is_chiller) needs(text.return_temperature.has_value(), "return", "`rejection: dry_cooler` beside it");
  if (!text.design_ambient) {
    binder.errors.error(path + ".rejection", "needs to know up to which outside temperature the loop takes its limit",
                        "", "`design_ambient` beside it");
    return;
  }
  rejection = {*text.rejection, *text.design_ambient, text.return_temperature,
               text.derate ? *text.derate / 100 : usual_chiller_derate};
}

void bind_returns(Binder& binder) {
  Scenario& scenario = binder.scenario;
  std::vector<SystemId> coolest(scenario.halls.size());  // of those that may stand in a hall and need its water
  for (const Group& group : scenario.groups) {
    if (!group.hall.exists()) continue;
    const SystemId system = scenario.order_of(group.lot).system;
    SystemId& least = coolest[group.hall.index];
    const auto returned = [&](SystemId id) { return scenario.systems[id].liquid_return; };
    if (scenario.systems[system].liquid == 0) continue;
    if (!least.exists() || returned(system) < returned(least) ||
        (returned(system) == returned(least) && system < least))
      least = system;
  }
  for (HallId id : scenario.halls.ids()) {
    Hall& hall = scenario.halls[id];
    const bool has_weather = scenario.sites[hall.site].ambient.has_value();
    for (Loop loop : {Loop::liquid, Loop::air}) {
      const std::string path = loop_path(hall, loop == Loop::liquid ? "liquid" : "air");
      HeatRejection& rejection = loop == Loop::liquid ? hall.liquid_rejection : hall.air_rejection;
      if (rejection.kind == RejectionKind::none) continue;
      if (!has_weather) {
        binder.errors.warning(path + ".rejection", fmt::format("sites.{} has {}, so heat derates nothing here",
                                                               scenario.sites[hall.site].id, no_ambient));
      }
      if (rejection.kind != RejectionKind::dry_cooler) continue;
      const SystemId system = loop == Loop::liquid ? coolest[id.index] : SystemId{};
      if (rejection.returned) {
        check_design(binder, path, rejection, path + ".return");
      } else if (loop == Loop::air) {
        binder.errors.error(path + ".rejection", "a dry cooler needs to know how warm the water comes to it", "",
                            "`return` beside it");
      } else if (system.exists()) {
        rejection.returned = scenario.systems[system].liquid_return;
        check_design(binder, path, rejection, fmt::format("systems.{}.cooling.return", scenario.systems[system].id));
      } else {
        rejection = {};  // nobody's heat
      }
    }
  }
}

void check_heat_wave(Binder& binder, const std::string& path, const DatedEvent& event) {
  const Site& site = binder.scenario.sites[SiteId{event.entity}];
  if (!site.ambient) {
    binder.errors.error(path + ".add.ambient", fmt::format("is added to nothing: sites.{} has {}", site.id, no_ambient),
                        "", "a site with one of them");
  } else if (!follows_weather(binder.scenario, site)) {
    binder.errors.warning(path + ".add.ambient",
                          fmt::format("no loop of sites.{} has a `rejection`: it has no effect", site.id));
  }
}

}  // namespace models
