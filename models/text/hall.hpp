#pragma once
// A data hall: its cooling loops, its construction stages, its places.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "models/text/chance.hpp"
#include "models/text/things.hpp"
#include "sim/describe.hpp"
#include "sim/drawn.hpp"
#include "sim/part_value.hpp"

namespace models {

// How the heat of a loop reaches the outside air.
struct HeatRejectionText {
  std::optional<RejectionKind> rejection;
  std::optional<double> design_ambient;      // [C]
  std::optional<double> return_temperature;  // [C]
  std::optional<double> derate;              // [%/K]
};
struct LiquidLoopText : HeatRejectionText {
  std::int64_t limit = 0;
  std::optional<double> supply;
  std::optional<double> flow_max;  // [L/min]
};
struct AirLoopText : HeatRejectionText {
  std::int64_t limit = 0;
};
struct CduText {
  std::int64_t count = 0;
  std::int64_t limit = 0;
  std::optional<std::int64_t> serves;
  std::int64_t spare = 0;
  std::int64_t group = 1;
  std::int64_t spare_in_group = 0;
  std::optional<std::int64_t> density_max;
};
struct LineupText {
  std::int64_t count = 0;
  std::int64_t limit = 0;
  std::optional<sim::Part> usable;
};
struct HallCoolingText {
  std::optional<LiquidLoopText> liquid;
  std::optional<AirLoopText> air;
  std::optional<CduText> cdu;
};
struct TaskText {
  std::vector<sim::LaggedReference> after;
  std::optional<sim::Timestamp> started;
  sim::Drawn duration;
  std::vector<std::pair<std::string, std::int64_t>> gear;
  std::vector<std::pair<std::string, std::int64_t>> needs;
  std::int64_t priority = 1;
  std::optional<std::string> calendar;
};
struct RiskText : ChanceText {
  std::optional<std::string> track_record;
  std::string stage;
  std::optional<sim::Timestamp> date;
  sim::Drawn delay;
};
struct HallCancellationText : ChanceText {
  std::optional<sim::Timestamp> date;
};
struct HallText {
  std::optional<sim::Timestamp> ready;
  std::optional<std::int64_t> positions;
  std::optional<std::int64_t> critical_it;
  std::optional<std::int64_t> density_max;
  std::optional<LineupText> lineups;
  std::optional<HallCoolingText> cooling;
  Things<TaskText> stages;
  Things<RiskText> risks;
  std::optional<HallCancellationText> cancelled;
  std::vector<std::pair<std::string, std::int64_t>> installed;
};

const sim::StructType<HallText>& hall_type();

}  // namespace models
