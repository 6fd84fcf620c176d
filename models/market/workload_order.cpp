#include "models/market/workload_order.hpp"

namespace models {

namespace {

int hour_of_day(const Scenario& scenario, Hour hour) {
  const auto since_midnight = scenario.start - std::chrono::floor<std::chrono::days>(scenario.start);
  return static_cast<int>((since_midnight.count() + hour) % 24);
}

}  // namespace

const ClassRanks& ranks_at(const Scenario& scenario, Hour hour) {
  const WorkloadOrder& order = scenario.workloads;
  if (!order.has_night()) return order.by_day;
  const int now = hour_of_day(scenario, hour);
  const bool is_night = order.night_from < order.night_until ? now >= order.night_from && now < order.night_until
                                                             : now >= order.night_from || now < order.night_until;
  return is_night ? order.by_night : order.by_day;
}

Hour next_order_change(const Scenario& scenario, Hour hour) {
  const WorkloadOrder& order = scenario.workloads;
  if (!order.has_night()) return sim::never;
  const int now = hour_of_day(scenario, hour);
  const auto until = [&](int then) { return then > now ? then - now : then - now + 24; };
  return hour + std::min(until(order.night_from), until(order.night_until));
}

}  // namespace models
