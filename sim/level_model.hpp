#pragma once
// The values that laws are made of: read like those that are drawn, but not held to whole units. A mean may be 12.5 h
// where a duration has whole hours.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/description.hpp"
#include "sim/unit_text.hpp"

namespace sim {

// What a level model reads into.
struct Level {
  double value = 0;  // in base units
  int which = 0;     // of several units that may stand: the index of this one
};

struct LevelWords {
  Shape shape;
  std::string expected;
  std::function<std::string(double)> whole;  // the canonical text of a whole number of base units; may be empty
};

// The dimensions that may stand are asked for when reading, as only then nouns are known.
std::shared_ptr<const ValueModel> level_model(LevelWords words,
                                              std::function<std::vector<Dimension>(const UnitTable& units)> dimensions);

}  // namespace sim
