#pragma once
// A term as a scenario says it: 24 mo, 5 y, 30 d, 6 wk, 12 h. Months and years are whole numbers and step the calendar.

#include "sim/describe.hpp"
#include "sim/term.hpp"

namespace sim {

Value<Term> term();

}  // namespace sim
