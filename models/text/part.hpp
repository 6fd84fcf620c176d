#pragma once
// What units are made of: parts, each made on a line, perhaps of other parts.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

enum class MakeTo { order, stock };
struct ReworkText {
  double share = 0;
};
struct PartText {
  std::string made_on;
  MakeTo make_to = MakeTo::order;
  std::optional<double> per_input;  // [units/wafer]
  sim::Drawn yield;
  std::optional<ReworkText> rework;
  std::optional<sim::Amount> stock;
  std::vector<std::pair<std::string, sim::Amount>> bom;  // per one, or per unit of amount
};

const sim::StructType<PartText>& part_type();
const sim::StructType<ReworkText>& rework_type();

// The position of each noun that parts and the capacity of lines may be counted in.
enum class PartNoun { units, wafers, gigabits };
const char* noun_word(PartNoun noun);

// An amount of a part: 72 units, 2304 Gb.
sim::Value<sim::Amount> part_amount();

}  // namespace models
