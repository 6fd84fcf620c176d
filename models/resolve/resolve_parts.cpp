#include <fmt/core.h>

#include <algorithm>

#include "models/resolve/binder.hpp"
#include "models/supply/bill_of_materials.hpp"
#include "models/supply/rework.hpp"

namespace models {

namespace {

std::string line_path(const Line& line) {
  const std::size_t dot = line.id.find('.');
  return fmt::format("suppliers.{}.lines.{}", line.id.substr(0, dot), line.id.substr(dot + 1));
}

// Amounts of a part are all of one noun: that of the first place that names one.
void bind_amount(Binder& binder, PartId id, const sim::Amount& amount, const std::string& path,
                 std::vector<std::string>& named_at) {
  Part& part = binder.scenario.parts[id];
  const char* noun = noun_word(static_cast<PartNoun>(amount.which));
  if (part.noun.empty()) {
    part.noun = noun;
    named_at[id.index] = path;
  } else if (part.noun != noun) {
    binder.errors.error(
        path,
        fmt::format("counts parts.{} in {}, but {} counts it in {}", part.id, noun, named_at[id.index], part.noun), "",
        "one noun for a part");
  }
}

std::vector<PartNeed> bind_bom(Binder& binder, const std::string& path,
                               const std::vector<std::pair<std::string, sim::Amount>>& text,
                               std::vector<std::string>& named_at) {
  std::vector<PartNeed> bom;
  for (const auto& [name, amount] : text) {
    const PartId part = binder.part(name);
    if (!part.exists()) continue;
    bind_amount(binder, part, amount, path + "." + name, named_at);
    bom.push_back({part, amount.value});
  }
  return bom;
}

void check_line(Binder& binder, PartId id, const PartText& text) {
  const Part& part = binder.scenario.parts[id];
  if (!part.line.exists() || part.noun.empty()) return;
  const Line& line = binder.scenario.lines[part.line];
  const std::string path = "parts." + part.id;
  if (text.per_input && line.noun != noun_word(PartNoun::wafers)) {
    binder.errors.error(path + ".per_input",
                        fmt::format("says parts per wafer, but {}.capacity counts {}", line_path(line), line.noun), "",
                        "a capacity in wafers, or no per_input");
  }
  if (!text.per_input && line.noun != part.noun) {
    binder.errors.error(
        path + ".made_on",
        fmt::format("is counted in {}, but {}.capacity counts {}", part.noun, line_path(line), line.noun), "",
        "one noun for both, or per_input with a capacity in wafers");
  }
}

// The parts on the way from `at` back to a part that the way passed already; empty where there is none.
std::vector<PartId> circle_from(const Scenario& scenario, PartId at, std::vector<PartId>& way) {
  const auto met = std::find(way.begin(), way.end(), at);
  if (met != way.end()) return {met, way.end()};
  way.push_back(at);
  for (const PartNeed& need : scenario.parts[at].bom) {
    auto circle = circle_from(scenario, need.part, way);
    if (!circle.empty()) return circle;
  }
  way.pop_back();
  return {};
}

bool report_circle(Binder& binder) {
  for (PartId id : binder.scenario.parts.ids()) {
    std::vector<PartId> way;
    const auto circle = circle_from(binder.scenario, id, way);
    if (circle.empty()) continue;
    std::string text;
    for (PartId part : circle) text += binder.scenario.parts[part].id + " takes ";
    const std::string& first = binder.scenario.parts[circle.front()].id;
    binder.errors.error("parts." + first + ".bom", "parts go into each other in a circle: " + text + first);
    return true;
  }
  return false;
}

// A line is asked for more than can be counted, or its contenders are makers that are no parties.
void check_system(Binder& binder, const System& system, const SystemText& text) {
  const std::string path = "systems." + system.id;
  for (const Tier& tier : system.tiers) {
    if (!tier.line.exists()) continue;
    const Line& line = binder.scenario.lines[tier.line];
    if (line.contenders == Contenders::makers && !system.maker.exists()) {
      binder.errors.error(path + (text.maker ? ".maker" : ""),
                          fmt::format("{}.shared_by is makers: whose share its {} come out of is not said",
                                      line_path(line), tier.part.exists() ? "parts" : "units"),
                          "", "a maker that is one of the parties");
    }
  }
  const Tier& own = system.tiers.front();
  if (own.line.exists() && binder.scenario.lines[own.line].noun != noun_word(PartNoun::units)) {
    binder.errors.error(path + ".made_on",
                        fmt::format("{}.capacity counts {}", line_path(binder.scenario.lines[own.line]),
                                    binder.scenario.lines[own.line].noun),
                        "", "a line whose capacity counts units");
  }
}

constexpr std::int64_t most_parts_per_unit = 1'000'000'000;

bool too_many_parts(Binder& binder, const std::string& path, const std::vector<PartNeed>& bom, double units,
                    int depth) {
  for (const PartNeed& need : bom) {
    const Part& part = binder.scenario.parts[need.part];
    const double good = units * static_cast<double>(need.quantity), passes = good / part.yield;
    if (passes / part.per_input > static_cast<double>(most_parts_per_unit) ||
        passes > static_cast<double>(most_parts_per_unit) || depth > 16) {
      binder.errors.error(path, fmt::format("a unit takes more than 1e9 {} of parts.{}, or tiers are more than 16 deep",
                                            part.noun, part.id));
      return true;
    }
    if (too_many_parts(binder, path, part.bom, good / good_share(part.yield, part.rework), depth + 1)) return true;
  }
  return false;
}

void bind_boms_of_gear(Binder& binder, bool acts, std::vector<std::string>& named_at) {
  for (const auto& site : binder.text.sites) {
    for (const auto& [name, text] : site.value.gear) {
      const std::string path = fmt::format("sites.{}.gear.{}.bom", site.id, name);
      Gear& gear = binder.scenario.gear[binder.gear(site.id + "." + name)];
      gear.bom = bind_bom(binder, path, text.bom, named_at);
      if (!acts) gear.bom.clear();
    }
  }
}

// What a unit of gear takes, and when plans count on it.
void plan_gear(Binder& binder, bool has_circle) {
  Scenario& scenario = binder.scenario;
  for (const auto& site : binder.text.sites) {
    for (const auto& [name, text] : site.value.gear) {
      Gear& gear = scenario.gear[binder.gear(site.id + "." + name)];
      if (!gear.line.exists()) continue;
      const std::string path = fmt::format("sites.{}.gear.{}.bom", site.id, name);
      if (has_circle || too_many_parts(binder, path, gear.bom, 1, 1)) gear.bom.clear();
      gear.tiers = explode(scenario, gear.line, gear.bom);
      const Hour nominal = nominal_lead(scenario, gear.tiers, 0) + scenario.lines[gear.line].cycle_time.point;
      gear.lead_time = text.quoted_lead_time.value_or(nominal);
    }
  }
}

}  // namespace

void check_work(Binder& binder) {
  const Scenario& scenario = binder.scenario;
  constexpr double most_work = 4e18;  // what an integer holds, and some room
  std::vector<double> asked(scenario.lines.size(), 0);
  for (const Job& job : scenario.jobs) {
    if (!job.line.exists()) continue;
    asked[job.line.index] += static_cast<double>(scenario.lots[job.lot].units) * static_cast<double>(job.work);
  }
  for (LineId id : scenario.lines.ids()) {
    if (asked[id.index] <= most_work) continue;
    binder.errors.error(line_path(scenario.lines[id]),
                        fmt::format("all orders together ask for more than 4e12 {} of it", scenario.lines[id].noun));
  }
}

void resolve_parts(Binder& binder) {
  Scenario& scenario = binder.scenario;
  std::vector<std::string> named_at(binder.text.parts.size());
  const auto& without = binder.text.without;
  const bool acts = std::find(without.begin(), without.end(), Mechanism::bom) == without.end();
  for (const auto& [id, text] : binder.text.parts) {
    Part part;
    part.id = id;
    part.line = binder.line(text.made_on);
    part.to_stock = text.make_to == MakeTo::stock;
    part.per_input = text.per_input.value_or(1);
    part.yield = text.yield.point();
    if (text.rework) part.rework = text.rework->share;
    if (text.stock) part.opening = text.stock->value;
    scenario.parts.push_back(std::move(part));
  }
  for (PartId id : scenario.parts.ids()) {
    const PartText& text = binder.text.parts[id.index].value;
    const std::string path = "parts." + scenario.parts[id].id;
    if (text.stock) bind_amount(binder, id, *text.stock, path + ".stock", named_at);
    scenario.parts[id].bom = bind_bom(binder, path + ".bom", text.bom, named_at);
  }
  for (SystemId id : scenario.systems.ids()) {
    const std::string path = "systems." + scenario.systems[id].id;
    scenario.systems[id].bom = bind_bom(binder, path + ".bom", binder.text.systems[id.index].value.bom, named_at);
    if (!acts) scenario.systems[id].bom.clear();
  }
  bind_boms_of_gear(binder, acts, named_at);
  for (PartId id : scenario.parts.ids()) check_line(binder, id, binder.text.parts[id.index].value);
  const bool has_circle = report_circle(binder);
  for (SystemId id : scenario.systems.ids()) {
    System& system = scenario.systems[id];
    const SystemText& text = binder.text.systems[id.index].value;
    if (text.yield) system.yield = text.yield->point();
    if (text.rework) system.rework = text.rework->share;
    const double started = 1 / good_share(system.yield, system.rework);
    if (has_circle || too_many_parts(binder, "systems." + system.id + ".bom", system.bom, started, 1)) {
      system.bom.clear();
    }
    system.tiers = explode(scenario, text.made_on ? binder.line(*text.made_on) : LineId{}, system.bom,
                           {system.yield, system.rework});
    check_system(binder, system, text);
  }
  plan_gear(binder, has_circle);
}

}  // namespace models
