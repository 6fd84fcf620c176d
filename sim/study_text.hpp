#pragma once
// What a study file says: many runs of one scenario. The names in it (of values, measures and series) are the
// scenario's; this knows only that they are paths.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"

namespace sim {

struct VariantText {
  std::vector<std::pair<std::string, Node>> set;  // path -> value
};

// What a number is multiplied by: some factors, or factors from `from` to `to` by `step`.
struct FactorsText {
  double from = 1, to = 1, step = 1;
};
struct AxisText {
  std::string path;
  std::vector<Node> values;
  std::vector<double> factors;
  std::optional<FactorsText> multiply;
};

enum class Design { grid, one_at_a_time, list };

struct MonteCarloText {
  std::int64_t replicates = 1000;
  DrawMode draws = DrawMode::all;
};

struct StudyText {
  std::int64_t schema = 1;
  std::string id;
  std::optional<std::string> title;
  std::string base;
  std::optional<std::int64_t> seed;
  std::vector<Thing<VariantText>> variants;
  std::vector<Thing<AxisText>> axes;
  Design design = Design::one_at_a_time;
  MonteCarloText monte_carlo;
  std::vector<std::string> track;
};

const StructType<StudyText>& study_type();

}  // namespace sim
