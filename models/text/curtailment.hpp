#pragma once
// When interruptible power is taken away by rule.

#include <cstdint>
#include <optional>
#include <vector>

#include "models/scenario.hpp"
#include "sim/describe.hpp"

namespace models {

struct CurtailmentWindowText {
  std::vector<std::int64_t> months;  // 1: January
  std::vector<std::int64_t> hours;   // UTC
};
struct CurtailmentWhenText {
  bool hottest = false;
  std::optional<CurtailmentWindowText> window;
};
struct CurtailmentText {
  std::optional<double> hours;  // [h/yr]
  CurtailmentWhenText when;
  std::optional<std::int64_t> call_max;
  PowerService service = PowerService::interruptible;
};

const sim::StructType<CurtailmentText>& curtailment_type();
sim::Value<PowerService> service_value();

}  // namespace models
