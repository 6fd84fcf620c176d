#pragma once
// A site: counted resources, the steps of bring-up, halls and power.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/text/bring_up.hpp"
#include "models/text/climate.hpp"
#include "models/text/gear.hpp"
#include "models/text/hall.hpp"
#include "models/text/power.hpp"
#include "models/text/stock.hpp"
#include "models/text/things.hpp"
#include "sim/by_month.hpp"
#include "sim/describe.hpp"

namespace models {

struct LeaseText {
  std::string landlord;
  double rate = 0;  // [USD_M/MW-yr]
  std::optional<sim::Timestamp> from;
};
struct RolesText {
  std::optional<std::string> land, shell, power, systems, operation, software;
};
struct SiteText {
  std::string operated_by;
  std::optional<RolesText> roles;
  std::optional<std::string> name;
  std::optional<std::string> jurisdiction;
  sim::ByMonth pue;
  std::optional<double> pue_peak;
  std::optional<double> water;  // [L/kWh]
  std::optional<std::string> climate;
  std::optional<AmbientText> ambient;
  std::optional<PowerText> power;
  std::optional<LeaseText> lease;
  std::optional<double> capex;  // [USD_M/MW]
  Things<PoolText> resources;
  Things<StockText> stocks;
  Things<StepText> bring_up;
  std::optional<std::string> calendar;
  Things<GearText> gear;
  Things<HallText> halls;
};

const sim::StructType<SiteText>& site_type();

}  // namespace models
