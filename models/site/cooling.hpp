#pragma once
// What water a unit needs. A unit gives the water back at its own temperature, whatever comes in, so the warmer the
// supply, the more water it takes; the flow of a hall's pumps is then a limit like its power.

#include "models/scenario.hpp"

namespace models {

// Heat that a liter of water takes per degree [J/(L K)]: 985.7 kg/m3 x 4.183 kJ/(kg K), water at 55 C and 1 bar by
// IAPWS-95 (Wagner and Pruss 2002).
inline constexpr double water_heat = 4123;

// Water that one unit takes [mL/min, rounded to the nearest]: `heat` over water_heat x (`returned` - `supply`), both in
// C. `returned` is more than `supply`. Pure.
Flow unit_flow(Watts heat, double returned, double supply);

}  // namespace models
