#include <fmt/core.h>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

constexpr double share_tolerance = 1e-9;

SharingPolicy policy_of(const AllocationText& text) {
  if (!text.weighted.empty()) return SharingPolicy::weighted;
  if (!text.quota.empty()) return SharingPolicy::quota;
  if (text.pro_rata) return SharingPolicy::pro_rata;
  if (text.priority) return SharingPolicy::priority;
  if (text.first_come) return SharingPolicy::first_come;
  return SharingPolicy::equal;
}

void bind_shares(Binder& binder, Line& line, const AllocationText& text, const std::string& path) {
  const bool is_quota = line.policy == SharingPolicy::quota;
  const auto& shares = is_quota ? text.quota : text.weighted;
  line.weight_of_party.assign(binder.scenario.parties.size(), 0);
  line.weight_of_others = is_quota ? 0 : 1;
  double sum = 0;
  for (const auto& [party, share] : shares) {
    sum += share;
    if (party == "others") {
      line.weight_of_others = share;
      continue;
    }
    if (const PartyId id = binder.party(party); id.exists()) line.weight_of_party[id.index] = share;
    if (!is_quota && share <= 0) {
      binder.errors.error(path + ".weighted." + party, "is no weight", "", "more than 0");
    }
  }
  if (is_quota && (sum > 1 + share_tolerance || sum < 1 - share_tolerance)) {
    binder.errors.error(path + ".quota", "the quotas do not sum to 100 %", fmt::format("{} %", sum * 100),
                        "quotas that sum to 100 %, with `others` for the rest");
  }
  if (text.reuse && !is_quota) binder.errors.error(path + ".reuse", "belongs to a quota");
}

Contenders contenders_of(SharedBy shared_by) {
  switch (shared_by) {
    case SharedBy::buyers:
      return Contenders::buyers;
    case SharedBy::orders:
      return Contenders::orders;
    case SharedBy::makers:
      return Contenders::makers;
  }
  return Contenders::buyers;
}

}  // namespace

void resolve_suppliers(Binder& binder) {
  for (const auto& [supplier, value] : binder.text.suppliers) {
    for (const auto& [id, text] : value.lines) {
      const std::string path = fmt::format("suppliers.{}.lines.{}", supplier, id);
      Line line;
      line.id = supplier + "." + id;
      line.tier = id;
      line.cycle_time = binder.time(text.cycle_time);
      line.pickup = text.pickup;
      line.noun = noun_word(static_cast<PartNoun>(text.capacity.which));
      line.contenders = contenders_of(text.shared_by);
      if (text.allocation) {
        line.policy = policy_of(*text.allocation);
        line.quota_reuse = text.allocation->reuse.value_or(true);
        if (line.policy == SharingPolicy::weighted || line.policy == SharingPolicy::quota) {
          bind_shares(binder, line, *text.allocation, path + ".allocation");
        }
      }
      binder.scenario.lines.push_back(std::move(line));
    }
  }
}

std::vector<sim::CapacityStep> capacity_steps(const Binder& binder, const sim::Curve& curve, TargetKind kind,
                                              std::uint32_t entity) {
  const Scenario& scenario = binder.scenario;
  std::vector<Hour> changes;
  for (const DatedEvent& event : scenario.events) {
    if (event.target != kind || event.entity != entity) continue;
    for (Hour h : {event.at, event.until}) {
      if (h > 0 && h < scenario.end) changes.push_back(h);
    }
  }
  const auto steps = curve.hourly(scenario.start, scenario.end);
  for (const auto& step : steps) changes.push_back(step.from);
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

  std::vector<sim::CapacityStep> result;
  std::size_t at = 0;
  for (Hour h : changes) {
    while (at + 1 < steps.size() && steps[at + 1].from <= h) ++at;
    double per_hour = steps[at].value;
    for (const DatedEvent& event : scenario.events) {
      if (event.target != kind || event.entity != entity || event.at > h || event.until <= h) continue;
      per_hour *= event.effect == EffectKind::outage ? 0.0 : event.factor;
    }
    if (result.empty() || result.back().per_hour != per_hour) result.push_back({h, per_hour});
  }
  return result;
}

}  // namespace models
