#pragma once
// What moves many numbers at once: drivers, which multiply or delay all that they name by one draw.
//
//   uncertainty:
//     drivers:
//       rain: { law: { lognormal: { p50: 1.0, p90: 1.5 } }, multiplies: [fields.*.harvest] }
//       strike: { delay: { uniform: [0 d, 30 d] }, delays: [fields.*.ready] }
//
// A plain run takes the point value of a driver, too, which need not be 1 or nothing.

#include <optional>
#include <string>
#include <vector>

#include "sim/describe.hpp"

namespace sim {

struct DriverText {
  std::optional<Drawn> law;
  std::vector<std::string> multiplies;
  std::optional<Drawn> delay;  // [h]
  std::vector<std::string> delays;
};
struct UncertaintyText {
  std::vector<Thing<DriverText>> drivers;
};
const StructType<UncertaintyText>& uncertainty_type();

// What the drivers of a tree do in this run is put into `draws`, and what was drawn for them into `drawn`.
void add_drivers(const Node& tree, const UnitTable& units, Diagnostics& errors, Draws& draws,
                 std::vector<DrawnNumber>& drawn);

// Once a tree has been read: the names of drivers that name no number.
void check_drivers(const Draws& draws, Diagnostics& errors);

}  // namespace sim
