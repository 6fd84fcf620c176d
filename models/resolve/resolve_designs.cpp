// Events that change what a system is, or how long a step of bring-up takes, from a date on.

#include <fmt/core.h>

#include <algorithm>

#include "models/market/co_design.hpp"
#include "models/resolve/binder.hpp"
#include "models/site/chain.hpp"

namespace models {

std::uint32_t step_number(const Site& site, const std::string& id) {
  int number = 0;
  while (number < step_count(site) && step_at(site, number).id != id) ++number;
  return static_cast<std::uint32_t>(number);
}

double part_of(const MultiplyText& text) {
  if (text.part) return *text.part;
  if (text.duration) return *text.duration;
  return text.power ? text.power->typical.value_or(1) : 1;
}

// What is multiplied must be something that the target has.
void check_multiplied(Binder& binder, const std::string& path, const MultiplyText& text, const DatedEvent& event) {
  const bool is_system = event.target == TargetKind::system, is_step = event.target == TargetKind::step;
  if (text.part && (is_system || is_step)) {
    binder.errors.error(path + ".multiply", "does not say what of it is multiplied", "",
                        is_step ? "`{ duration: 80 % }`" : "`{ effective_compute: 110 %, power: { typical: 96 % } }`");
  }
  if (text.part) return;
  const auto refuse = [&](bool is_written, bool has_it, const char* key) {
    if (!is_written || has_it) return;
    binder.errors.error(path + ".multiply." + key,
                        fmt::format("is nothing that {} has", is_system ? "a system"
                                                              : is_step ? "a step"
                                                                        : "it"),
                        "",
                        is_system ? "effective_compute or power"
                        : is_step ? "duration"
                                  : "a part, as in `50 %`");
  };
  refuse(text.effective_compute.has_value(), is_system, "effective_compute");
  refuse(text.power.has_value(), is_system, "power");
  refuse(text.duration.has_value(), is_step, "duration");
  if (!text.effective_compute && !text.power && !text.duration) {
    binder.errors.error(path + ".multiply", "multiplies nothing");
  }
}

namespace {

BringUpStep& step_of_event(Site& site, const DatedEvent& event) {
  const std::size_t unpowered = site.unpowered_steps.size();
  return event.task < unpowered ? site.unpowered_steps[event.task] : site.powered_steps[event.task - unpowered];
}

// Nothing draws more than placement reserves for it.
void check_power(Binder& binder, const DatedEvent& event) {
  const System& system = binder.scenario.systems[SystemId{event.entity}];
  const SystemDraw draw = draw_at(system, std::max<Hour>(event.at, 0));
  const Watts most = std::max(draw.typical, *std::max_element(draw.in_use.begin(), draw.in_use.end()));
  if (most <= system.nominal) return;
  binder.errors.error(fmt::format("events.{}.multiply.power.typical", event.id),
                      fmt::format("makes units draw more than their rating (systems.{}.power.nominal)", system.id),
                      power_text(most), "at most " + power_text(system.nominal) + " after all events up to then");
}

}  // namespace

void fold_into_designs(Binder& binder) {
  Scenario& scenario = binder.scenario;
  for (const DatedEvent& event : scenario.events) {
    if (event.effect != EffectKind::multiply) continue;
    if (event.target == TargetKind::step) {
      step_of_event(scenario.sites[SiteId{event.entity}], event)
          .more_time.push_back({event.at, event.until, event.factor});
    }
    if (event.target != TargetKind::system) continue;
    System& system = scenario.systems[SystemId{event.entity}];
    if (event.factor != 1) system.more_power.push_back({event.at, event.until, event.factor});
    if (event.compute != 1) system.more_compute.push_back({event.at, event.until, event.compute});
  }
  for (const DatedEvent& event : scenario.events) {
    const bool changes_power = event.effect == EffectKind::multiply && event.target == TargetKind::system;
    if (changes_power && event.factor > 1) check_power(binder, event);
  }
}

}  // namespace models
