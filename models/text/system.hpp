#pragma once
// What is deployed and who deploys it: systems and parties.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "models/text/failures.hpp"
#include "models/text/part.hpp"
#include "sim/describe.hpp"
#include "sim/term.hpp"

namespace models {

struct PowerByClassText {
  std::optional<double> training, fine_tuning, inference, managed_api;
};
struct SystemPowerText {
  std::int64_t nominal = 0;
  std::optional<std::int64_t> typical;
  std::optional<std::int64_t> idle;
  std::optional<PowerByClassText> drawn;
};
struct SystemCoolingText {
  double liquid_share = 0;
  std::optional<double> supply_max;
  std::optional<double> return_temperature;
};
struct SystemComputeText {
  double fp8 = 0;
};
enum class ScaleUnit { rack, server, unit };
struct SystemText {
  std::optional<std::string> maker;
  std::optional<std::string> silicon;
  ScaleUnit scale_unit = ScaleUnit::unit;
  std::int64_t gpus = 1;
  SystemPowerText power;
  SystemCoolingText cooling;
  std::optional<SystemComputeText> compute;
  std::optional<sim::Curve> effective_compute;
  std::optional<sim::Curve> goodput;
  std::optional<std::int64_t> price;
  std::optional<sim::Term> life;
  std::optional<std::int64_t> quoted_lead_time;
  std::optional<sim::Timestamp> available;
  bool export_controlled = false;
  std::vector<WorkloadClass> workloads;
  std::optional<std::string> made_on;
  std::vector<std::pair<std::string, sim::Amount>> bom;  // per unit
  std::optional<sim::Drawn> yield;
  std::optional<ReworkText> rework;
  std::optional<DeadOnArrivalText> dead_on_arrival;
  std::optional<FailuresText> failures;
  std::optional<MaintenanceText> maintenance;
};
struct TrackRecordText {
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  double prior = 0;
  double weight = 0;
};
struct MultiSourcingText {
  std::optional<double> cost;  // [USD/yr]
  std::optional<std::int64_t> porting;
};
struct PartyText {
  std::optional<std::string> name;
  Archetype archetype = Archetype::unspecified;
  std::optional<std::string> jurisdiction;
  std::vector<std::string> capabilities;
  std::optional<TrackRecordText> track_record;
  std::optional<MultiSourcingText> multi_sourcing;
};

// The classes of work, where one is named.
sim::Value<WorkloadClass> workload_class();

const sim::StructType<SystemText>& system_type();
const sim::StructType<PartyText>& party_type();

}  // namespace models
