#pragma once
// Spare parts and consumables that a site keeps.

#include <cstdint>
#include <optional>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct ReplenishmentText {
  std::optional<std::int64_t> base_stock;
  std::optional<std::int64_t> reorder_point;
  std::optional<std::int64_t> order_quantity;
  std::optional<std::int64_t> order_up_to;
  std::optional<std::int64_t> cover;
  std::optional<std::int64_t> forecast;
  std::optional<std::int64_t> review;
};
struct ConsumptionText {
  sim::Drawn every;
};
struct StockText {
  std::int64_t on_hand = 0;
  sim::Drawn lead_time;
  std::optional<ReplenishmentText> policy;
  std::optional<ConsumptionText> used;
};

const sim::StructType<StockText>& stock_type();

}  // namespace models
