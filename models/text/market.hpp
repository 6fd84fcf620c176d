#pragma once
// What customers could use, through which channels, at what price, and in which order it is served.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "sim/curve.hpp"
#include "sim/describe.hpp"

namespace models {

struct DailyText {
  std::int64_t peak_hour = 0;
  double trough = 1;  // of the peak
};
struct DemandRequiresText {
  std::vector<std::string> systems;
  std::vector<std::string> jurisdictions;
};
struct DemandText {
  std::string customer;
  WorkloadClass workload = WorkloadClass::training;
  sim::Curve need;
  std::optional<DailyText> daily;
  std::optional<DemandRequiresText> needs;
  std::optional<std::string> channel;
  std::optional<double> elasticity;
  std::optional<std::string> priced_as;
};
struct ChannelText {
  std::string provider;
  std::optional<std::string> operated_by;
  double share = 1;
  double fee = 0;
};
struct MarketText {
  std::vector<std::pair<std::string, sim::Curve>> rental_price;  // [USD per accelerator-hour]
};
struct NightText {
  std::int64_t from_hour = 0;
  std::int64_t until_hour = 0;
  std::vector<WorkloadClass> order;
};
struct WorkloadsText {
  std::vector<WorkloadClass> order;
  std::optional<NightText> night;
};

const sim::StructType<DemandText>& demand_type();
const sim::StructType<ChannelText>& channel_type();
const sim::StructType<MarketText>& market_type();
const sim::StructType<WorkloadsText>& workloads_type();

// A path that stands for the rental prices of all systems.
inline constexpr const char* all_rental_prices = "market.rental_price.*";

}  // namespace models
