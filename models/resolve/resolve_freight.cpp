#include <fmt/core.h>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

constexpr std::size_t most_limited_lanes = 1024;  // distinct sets of resources that the engine takes

constexpr const char* rule_name(GatewaySharing sharing) {
  return sharing == GatewaySharing::equal ? "equal" : sharing == GatewaySharing::pro_rata ? "pro_rata" : "weighted";
}

GatewaySharing rule_of(const GatewayText& text) {
  if (!text.allocation || text.allocation->equal) return GatewaySharing::equal;
  return text.allocation->pro_rata ? GatewaySharing::pro_rata : GatewaySharing::weighted;
}

const GatewayText& text_of(const Binder& binder, GatewayId id) { return binder.text.gateways[id.index].value; }

double weight_at(const Binder& binder, GatewayId gateway, const std::string& lane) {
  const auto& allocation = text_of(binder, gateway).allocation;
  if (!allocation) return 1;
  for (const auto& [name, weight] : allocation->weighted) {
    if (name == lane) return weight;
  }
  return 1;
}

// A lane has one share, at all gateways that it passes; so they must have one rule, and one weight for it.
void bind_share(Binder& binder, const std::string& path, Lane& lane) {
  if (lane.through.empty()) return;
  const Gateway& first = binder.scenario.gateways[lane.through.front()];
  lane.weighs_what_waits = first.sharing == GatewaySharing::pro_rata;
  if (first.sharing == GatewaySharing::weighted) lane.weight = weight_at(binder, lane.through.front(), lane.id);
  for (GatewayId id : lane.through) {
    const Gateway& other = binder.scenario.gateways[id];
    if (other.sharing != first.sharing) {
      binder.errors.error(path,
                          fmt::format("passes gateways of different rules: gateways.{} shares {}, gateways.{} {}",
                                      first.id, rule_name(first.sharing), other.id, rule_name(other.sharing)),
                          "", "gateways with the same `allocation`");
      return;
    }
    const double weight = other.sharing == GatewaySharing::weighted ? weight_at(binder, id, lane.id) : 1;
    if (other.sharing == GatewaySharing::weighted && weight != lane.weight) {
      binder.errors.error(
          path,
          fmt::format("has one share at all gateways, but weighs {} at gateways.{}.allocation and {} at gateways.{}",
                      lane.weight, first.id, weight, other.id),
          "", "the same weight at both");
      return;
    }
  }
}

void bind_through(Binder& binder, const std::string& id, const LaneText& text, Lane& lane) {
  const std::string path = "lanes." + id + ".through";
  for (const std::string& name : text.through) {
    const GatewayId gateway = binder.gateway(name);
    if (!gateway.exists()) continue;
    if (std::find(lane.through.begin(), lane.through.end(), gateway) != lane.through.end()) {
      binder.errors.error(path, "names a gateway twice", name);
      continue;
    }
    lane.through.push_back(gateway);
  }
  std::sort(lane.through.begin(), lane.through.end());
  bind_share(binder, path, lane);
}

void check_weights(Binder& binder) {
  for (const auto& [id, text] : binder.text.gateways) {
    if (!text.allocation) continue;
    for (const auto& [name, weight] : text.allocation->weighted) {
      const LaneId lane = binder.lane(name);
      if (!lane.exists()) continue;
      const auto& through = binder.scenario.lanes[lane].through;
      if (std::find(through.begin(), through.end(), binder.gateway(id)) != through.end()) continue;
      binder.errors.error(fmt::format("gateways.{}.allocation.weighted.{}", id, name),
                          fmt::format("does not pass this gateway (lanes.{}.through)", name));
    }
  }
}

std::vector<Outage> outages_of(const Binder& binder, LaneId lane) {
  std::vector<Outage> outages;
  for (const DatedEvent& event : binder.scenario.events) {
    if (event.target != TargetKind::lane || event.entity != lane.index) continue;
    if (event.effect != EffectKind::outage && event.effect != EffectKind::pause) continue;
    outages.push_back({event.at, event.until});
  }
  return merged(std::move(outages));
}

// A capacity that is never more than 0 is a slip of the pen where something needs it.
void check_dead_ends(Binder& binder) {
  const Scenario& scenario = binder.scenario;
  const auto report = [&](const std::string& path, const std::string& order, const std::string& how) {
    binder.errors.error(path + ".capacity", fmt::format("is 0 for good, and orders.{} ships {}", order, how), "",
                        "more than 0, at least for a while");
  };
  for (const Order& order : scenario.orders) {
    if (!order.lane.exists() || order.substitute_of.exists()) continue;  // said of the order that it stands in for
    const Lane& lane = scenario.lanes[order.lane];
    const auto& capacity = binder.text.lanes[order.lane.index].value.capacity;
    if (capacity && !capacity->is_ever_positive()) report("lanes." + lane.id, order.id, "over it");
    for (GatewayId id : lane.through) {
      if (text_of(binder, id).capacity.is_ever_positive()) continue;
      report("gateways." + scenario.gateways[id].id, order.id, fmt::format("through it (lanes.{}.through)", lane.id));
    }
  }
}

}  // namespace

void resolve_freight(Binder& binder) {
  for (const auto& [id, text] : binder.text.gateways) {
    Gateway gateway;
    gateway.id = id;
    gateway.sharing = rule_of(text);
    binder.scenario.gateways.push_back(std::move(gateway));
  }
  std::size_t limited = 0;
  for (const auto& [id, text] : binder.text.lanes) {
    Lane lane;
    lane.id = id;
    lane.transit = binder.time(text.transit);
    bind_through(binder, id, text, lane);
    if (text.hold && text.hold->probability > 0) {
      lane.hold = CustomsHold{text.hold->probability, binder.stream("lanes." + id + ".hold.probability"),
                              binder.time(text.hold->lasts)};
    }
    if (text.capacity || !lane.through.empty()) ++limited;
    binder.scenario.lanes.push_back(std::move(lane));
  }
  check_weights(binder);
  if (limited > most_limited_lanes) {
    binder.errors.error("lanes", fmt::format("{} lanes have a capacity or pass a gateway", limited), "",
                        fmt::format("at most {}", most_limited_lanes));
  }
}

void bind_freight_capacities(Binder& binder) {
  for (LaneId id : binder.scenario.lanes.ids()) {
    Lane& lane = binder.scenario.lanes[id];
    if (const auto& capacity = binder.text.lanes[id.index].value.capacity) {
      lane.capacity = capacity_steps(binder, *capacity, TargetKind::lane, id.index);
    }
    lane.outages = outages_of(binder, id);
  }
  for (GatewayId id : binder.scenario.gateways.ids()) {
    binder.scenario.gateways[id].capacity =
        capacity_steps(binder, text_of(binder, id).capacity, TargetKind::gateway, id.index);
  }
  check_dead_ends(binder);
}

}  // namespace models
