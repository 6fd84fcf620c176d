#pragma once
// Who makes it, and how it travels: lines, lanes, gateways.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/ids.hpp"
#include "models/scenario/outage.hpp"
#include "models/time_law.hpp"
#include "sim/engine.hpp"

namespace models {

enum class SharingPolicy { equal, weighted, pro_rata, priority, first_come, quota };

enum class Contenders { buyers, orders, makers };

struct Line {
  std::string id;                           // supplier.line
  std::string tier;                         // the name of the line: the argument of the cause `supply`
  std::vector<sim::CapacityStep> capacity;  // units (or wafers, or Gb) per hour, outages and changes folded in
  std::string_view noun = "units";          // what its capacity counts
  TimeLaw cycle_time;                       // varies by delivery
  Hour pickup = 24;
  Contenders contenders = Contenders::buyers;
  SharingPolicy policy = SharingPolicy::equal;
  std::vector<double> weight_of_party;  // weighted, quota: by PartyId; 0: not named
  double weight_of_others = 1;          // weight of a contender that is not named; the quota that they share
  bool quota_reuse = true;              // false: an unused quota is lost
  std::vector<Pause> shipment_pauses;   // what is made stays with the maker
};

enum class GatewaySharing { equal, pro_rata, weighted };

// What lanes pass together, and share: a border crossing, a port.
struct Gateway {
  std::string id;
  std::vector<sim::CapacityStep> capacity;  // units per hour, outages and changes folded in
  GatewaySharing sharing = GatewaySharing::equal;
};

// Of the shipments that come off a lane, customs holds this part.
struct CustomsHold {
  double probability = 0;
  std::uint32_t stream = 0;  // index into Scenario::streams: which ones
  TimeLaw lasts;             // varies by shipment
};

struct Lane {
  std::string id;
  TimeLaw transit;                          // varies by delivery
  std::vector<sim::CapacityStep> capacity;  // units per hour; empty: not limited
  std::vector<Outage> outages;              // and pauses: nothing moves; ascending, not overlapping
  std::optional<CustomsHold> hold{};

  std::vector<GatewayId> through;  // ascending; all of one rule
  bool weighs_what_waits = false;  // its share of gateways, else:
  double weight = 1;

  bool is_limited() const { return !capacity.empty() || !through.empty(); }
};

}  // namespace models
