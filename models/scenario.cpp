#include "models/scenario.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "models/site/rows.hpp"

namespace models {

std::string_view archetype_name(Archetype archetype) {
  constexpr std::array<std::string_view, archetype_count + 1> names{
      "hyperscaler", "neocloud", "landlord", "chip_maker", "lab", "enterprise", "sovereign", "unspecified"};
  return names[static_cast<std::size_t>(archetype)];
}

double product_at(const std::vector<DatedFactor>& factors, Hour hour) {
  double product = 1;
  for (const DatedFactor& f : factors) product *= f.from <= hour && hour < f.until ? f.factor : 1.0;
  return product;
}

std::vector<Outage> merged(std::vector<Outage> outages) {
  std::sort(outages.begin(), outages.end(), [](const Outage& a, const Outage& b) { return a.from < b.from; });
  std::vector<Outage> result;
  for (const Outage& outage : outages) {
    if (!result.empty() && outage.from <= result.back().until) {
      result.back().until = std::max(result.back().until, outage.until);
    } else {
      result.push_back(outage);
    }
  }
  return result;
}

Hour Site::nominal_bring_up() const {
  Hour sum = 0;
  for (const BringUpStep& step : unpowered_steps) sum += step.duration.point;
  for (const BringUpStep& step : powered_steps) sum += step.duration.point;
  return sum;
}

bool Site::limits_queues() const {
  const auto is_limited = [](const BringUpStep& step) { return step.queue_limit != no_limit; };
  return std::any_of(unpowered_steps.begin(), unpowered_steps.end(), is_limited) ||
         std::any_of(powered_steps.begin(), powered_steps.end(), is_limited);
}

double Scenario::pue_at(SiteId site, Hour hour) const {
  using namespace std::chrono;
  const std::vector<double>& of_month = sites[site].pue_of_month;
  if (of_month.empty()) return sites[site].pue;
  const year_month_day day{floor<days>(start + hours{hour})};
  return of_month[static_cast<unsigned>(day.month()) - 1];
}

GroupId Scenario::group_at(LotId lot, SiteId site, HallId hall) const {
  const Lot& l = lots[lot];
  for (std::uint32_t i = l.first_group; i < l.first_group + l.group_count; ++i) {
    if (groups[GroupId{i}].site == site && groups[GroupId{i}].hall == hall) return GroupId{i};
  }
  return GroupId{};
}

bool fits(const Hall& hall, const System& system) {
  const bool is_too_warm = hall.supply && system.liquid > 0 && *hall.supply > system.warmest_supply;
  const bool is_too_hot = hall.cdus && units_per_cdu_group(*hall.cdus, system) == 0;
  const bool is_too_large = units_per_lineup(hall.lineup_limit, system) == 0;
  return system.nominal <= hall.density_max && !is_too_warm && !is_too_hot && !is_too_large;
}

}  // namespace models
