#pragma once
// What happens, or might, on a date.

#include <cstdint>
#include <optional>
#include <string>

#include "models/scenario.hpp"
#include "models/text/chance.hpp"
#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct FailureText {
  std::int64_t units = 0;
  std::int64_t repair = 0;
};
struct CancelText {
  bool all = false;
  std::optional<std::int64_t> units;
};
// What is added to a level of the target while the event lasts.
struct AddText {
  double ambient = 0;  // [K]
};
struct MultiplyPowerText {
  std::optional<double> typical;
};
// A part of all that a thing gives, or of some of what it is.
struct MultiplyText {
  std::optional<double> part;
  std::optional<double> effective_compute;
  std::optional<MultiplyPowerText> power;
  std::optional<double> duration;
};
struct EventText : ChanceText {
  sim::Timestamp date{};
  std::string target;
  std::optional<sim::Drawn> slip;
  std::optional<std::int64_t> outage;
  std::optional<MultiplyText> multiply;
  std::optional<double> set;
  std::optional<AddText> add;
  std::optional<double> curtail;
  std::optional<std::int64_t> lasts;
  std::optional<FailureText> failure;
  std::optional<CancelText> cancel;
  std::optional<std::string> substitute;
  std::optional<std::int64_t> pause;
  std::optional<PauseOf> of;
  std::optional<bool> insolvency;
};

const sim::StructType<EventText>& event_type();

}  // namespace models
