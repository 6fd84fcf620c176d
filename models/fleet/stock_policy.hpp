#pragma once
// How many parts a stock orders. The position is what is on hand and on order, less what was asked for and is missing.
//
//   base stock          S - position, whenever parts were asked for
//   reorder point       n x Q with the smallest n that brings the position above r, whenever parts were asked for
//   order up to         S - position, at each review
//   cover on forecast   the same with S = ceil(demand of the last `forecast` hours x cover / forecast)
//
// None of them orders fewer than 0. Sources: base stock and (r, Q): G. Hadley and T. Whitin 1963, "Analysis of
// Inventory Systems"; order up to on a forecast: H. Lee, V. Padmanabhan and S. Whang 1997, "Information Distortion in a
// Supply Chain".

#include "models/scenario.hpp"

namespace models {

// Parts to order at `position`; `asked` parts were asked for in the last `forecast` hours (cover only). Pure.
Units parts_to_order(const Replenishment& policy, Units position, Units asked);

}  // namespace models
