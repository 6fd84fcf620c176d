#pragma once
// Bring-up: what each unit goes through from the dock to live, and what it needs on the way.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/text/things.hpp"
#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct PoolText {
  std::int64_t count = 0;
  std::optional<std::string> calendar;
};
enum class WhenFull { block, turn_away };
struct QueueText {
  std::int64_t limit = 0;
  WhenFull when_full = WhenFull::block;
};
struct NewGenerationText {
  std::int64_t lasts = 0;
  sim::Drawn duration;
};
struct StepText {
  std::vector<std::string> after;
  sim::Drawn duration;
  std::vector<std::pair<std::string, std::int64_t>> needs;
  std::optional<bool> powered;
  std::optional<NewGenerationText> new_generation;
  double learning = 1;
  std::optional<QueueText> queue;
};

const sim::StructType<PoolText>& pool_type();
const sim::StructType<StepText>& step_type();

}  // namespace models
