#include "models/fleet/stock_policy.hpp"

#include <algorithm>

#include "models/rounding.hpp"

namespace models {

Units parts_to_order(const Replenishment& policy, Units position, Units asked) {
  switch (policy.kind) {
    case Replenishment::Kind::none:
      return 0;
    case Replenishment::Kind::base_stock:
    case Replenishment::Kind::order_up_to:
      return std::max<Units>(policy.level - position, 0);
    case Replenishment::Kind::reorder_point:
      return position > policy.level
                 ? 0
                 : divide_rounding_up(policy.level + 1 - position, policy.quantity) * policy.quantity;
    case Replenishment::Kind::cover:
      return std::max<Units>(divide_rounding_up(asked * policy.cover, policy.forecast) - position, 0);
  }
  return 0;
}

}  // namespace models
