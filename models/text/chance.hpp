#pragma once
// What may happen or not: the keys `probability` and `draw` of events, risks and cancellations.

#include <optional>

#include "sim/describe.hpp"

namespace models {

enum class DrawOf { each };

struct ChanceText {
  std::optional<double> probability;
  std::optional<DrawOf> draw;
};

template <class Text>
void describe_chance(sim::StructType<Text>& type) {
  type.optional("probability", static_cast<std::optional<double> Text::*>(&ChanceText::probability), sim::ratio(),
                "That it happens at all; it is certain where not written. A plain run takes what is at least 50 % as "
                "happening, and the rest as not, unless it is drawn.")
      .optional(
          "draw", static_cast<std::optional<DrawOf> Text::*>(&ChanceText::draw),
          sim::enumeration<DrawOf>(
              {{"each", DrawOf::each, "Whether it happens is drawn, for each that is written, from its own path."}}),
          "`each`: drawn in a plain run, too.");
}

}  // namespace models
