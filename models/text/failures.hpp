#pragma once
// How units of a system fail, are repaired and are maintained.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct FailuresText {
  sim::Drawn time_to_failure;
  sim::Drawn time_to_repair;
  AfterRepair after_repair = AfterRepair::as_new;
  std::vector<std::pair<std::string, std::int64_t>> needs;
  std::vector<std::pair<std::string, double>> uses;
};

struct MaintenanceText {
  std::int64_t every = 0;
  sim::Drawn lasts;
  MaintenanceClock clock = MaintenanceClock::calendar;
  AfterRepair after_maintenance = AfterRepair::as_old;
  std::vector<std::pair<std::string, std::int64_t>> needs;
};

struct DeadOnArrivalText {
  double share = 0;
  sim::Drawn rework;
};

const sim::StructType<FailuresText>& failures_type();
const sim::StructType<MaintenanceText>& maintenance_type();
const sim::StructType<DeadOnArrivalText>& dead_on_arrival_type();

}  // namespace models
