// The chain of bring-up steps of a site.

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "models/resolve/binder.hpp"
#include "models/site/chain.hpp"

namespace models {

namespace {

// Each step left out of the chain comes after another such step: going back from one leads into a circle, which is
// printed.
void report_circle(Binder& binder, const std::string& path, const Things<StepText>& steps,
                   const std::vector<const sim::Thing<StepText>*>& chain) {
  const auto left_out = std::find_if(steps.begin(), steps.end(), [&](const auto& s) {
    return std::find(chain.begin(), chain.end(), &s) == chain.end();
  });
  std::vector<std::string> walk{left_out->id};
  while (true) {
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.id == walk.back(); });
    const std::string& before = step->value.after.front();
    const auto met = std::find(walk.begin(), walk.end(), before) - walk.begin();
    const bool is_closed = met < static_cast<std::ptrdiff_t>(walk.size());
    walk.push_back(before);
    if (!is_closed) continue;
    walk.erase(walk.begin(), walk.begin() + met);
    break;
  }
  binder.errors.error(path + "." + walk.front() + ".after",
                      fmt::format("steps run in a circle: {}", fmt::join(walk, " after ")));
}

// The bring-up steps of a site in the order of their chain; empty where they are no chain, which is reported.
std::vector<const sim::Thing<StepText>*> chain_of(Binder& binder, const std::string& path,
                                                  const Things<StepText>& steps) {
  std::vector<const sim::Thing<StepText>*> chain;
  const auto follower = [&](const std::string& id) {
    const sim::Thing<StepText>* found = nullptr;
    for (const auto& step : steps) {
      const bool follows =
          id.empty() ? step.value.after.empty() : !step.value.after.empty() && step.value.after.front() == id;
      if (!follows) continue;
      if (found != nullptr) {
        binder.errors.error(path + "." + step.id,
                            fmt::format("comes at the same place of the chain as `{}`", found->id), "",
                            "steps one after the other: `after: [the step before]`");
        return found;
      }
      found = &step;
    }
    return found;
  };
  for (const auto& step : steps) {
    if (step.value.after.size() > 1) {
      binder.errors.error(path + "." + step.id + ".after", "a step comes after one other");
    }
  }
  for (const auto* step = follower(""); step != nullptr && chain.size() <= steps.size(); step = follower(step->id)) {
    chain.push_back(step);
  }
  if (chain.size() != steps.size() && !binder.errors.any_errors()) report_circle(binder, path, steps, chain);
  return chain;
}

BringUpStep bind_step(Binder& binder, const std::string& path, const Site& site, const sim::Thing<StepText>& step) {
  BringUpStep bound;
  bound.id = step.id;
  bound.duration = binder.time(step.value.duration);
  bound.learning = step.value.learning;
  if (const auto& text = step.value.new_generation) {
    bound.new_generation = NewGeneration{text->lasts, binder.time(text->duration)};
    const auto& systems = binder.scenario.systems;
    if (std::none_of(systems.begin(), systems.end(), [](const System& s) { return s.available.has_value(); })) {
      binder.errors.error(fmt::format("{}.{}.new_generation", path, step.id),
                          "says nothing: no system has a date `available` from which on it is new", "",
                          "systems.*.available");
    }
  }
  if (step.value.queue) {
    bound.queue_limit = step.value.queue->limit;
    bound.turns_away = step.value.queue->when_full == WhenFull::turn_away;
  }
  for (const auto& [pool, count] : step.value.needs) {
    for (std::uint32_t i = 0; i < site.pools.size(); ++i) {
      if (site.pools[i].id != pool) continue;
      bound.needs.push_back({i, count});
      if (has_calendar(binder, site.id, pool)) {
        binder.errors.error(
            fmt::format("{}.{}.needs.{}", path, step.id, pool),
            fmt::format("works by sites.{}.resources.{}.calendar, but bring-up goes on day and night", site.id, pool),
            "", "a resource without a calendar");
      }
      if (count > site.pools[i].count) {
        binder.errors.error(fmt::format("{}.{}.needs.{}", path, step.id, pool),
                            fmt::format("needs more than there are: sites.{}.resources.{}.count is {}", site.id, pool,
                                        site.pools[i].count),
                            std::to_string(count), fmt::format("at most {}", site.pools[i].count));
      }
    }
  }
  return bound;
}

std::int64_t need_of(const BringUpStep& step, std::uint32_t pool) {
  const auto at =
      std::find_if(step.needs.begin(), step.needs.end(), [&](const NeedOfPool& n) { return n.pool == pool; });
  return at == step.needs.end() ? 0 : at->count;
}

// Units that a full queue holds keep what the step before the queue needed. Whoever they wait for may not need it, or
// all would wait for each other: no later step may, but the very next, which takes it over, as far as it needs no more.
void check_queue(Binder& binder, const std::string& path, const Site& site, int number) {
  const BringUpStep& step = step_at(site, number);
  const std::string limit = fmt::format("{}.{}.queue", path, step.id);
  if (number == 0) return;
  if (step.turns_away) {
    binder.errors.error(limit + ".when_full",
                        "only the first step turns units away: those that wait for this one stand in the hall",
                        "turn_away", "block");
    return;
  }
  const BringUpStep& before = step_at(site, number - 1);
  for (const NeedOfPool& held : before.needs) {
    for (int later = number; later < step_count(site); ++later) {
      const std::int64_t needed = need_of(step_at(site, later), held.pool);
      if (needed == 0 || (later == number && needed <= held.count)) continue;
      const std::string& pool = site.pools[held.pool].id;
      binder.errors.error(
          limit + ".limit",
          fmt::format("units that it holds keep {} x {} of `{}`, and {}.{}.needs.{} needs {}: they could wait for "
                      "each other for ever",
                      held.count, pool, before.id, path, step_at(site, later).id, pool, needed),
          "", fmt::format("no limit here, or another resource for `{}`", step_at(site, later).id));
    }
  }
}

}  // namespace

void bind_bring_up(Binder& binder, Site& site, const SiteText& text) {
  const std::string path = "sites." + site.id + ".bring_up";
  const auto chain = chain_of(binder, path, text.bring_up);
  bool says_powered = false;
  for (const auto* step : chain) says_powered |= step->value.powered.has_value();
  bool is_powered = false;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const StepText& step = chain[i]->value;
    if (is_powered && step.powered == false) {
      binder.errors.error(path + "." + chain[i]->id + ".powered", "a step after a powered one is powered too");
    }
    is_powered = is_powered || (says_powered ? step.powered.value_or(false) : i > 0);
    auto& steps = is_powered ? site.powered_steps : site.unpowered_steps;
    steps.push_back(bind_step(binder, path, site, *chain[i]));
    steps.back().powered = is_powered;
  }
  if (site.unpowered_steps.size() > most_unpowered_steps || site.powered_steps.size() > most_powered_steps) {
    binder.errors.error(
        path, "has too many steps", std::to_string(chain.size()),
        fmt::format("at most {} before power and {} with power", most_unpowered_steps, most_powered_steps));
  }
  for (int i = 0; i < step_count(site); ++i) {
    if (step_at(site, i).queue_limit != no_limit) check_queue(binder, path, site, i);
  }
}

}  // namespace models
