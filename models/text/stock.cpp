#include "models/text/stock.hpp"

namespace models {

using sim::counted;
using sim::describe;
using sim::duration;

const sim::StructType<StockText>& stock_type() {
  static const auto policy_type =
      describe<ReplenishmentText>("replenishment",
                                  "When parts are ordered anew, and how many. What counts is the "
                                  "position: on hand and on order, less those asked for and missing.")
          .optional("base_stock", &ReplenishmentText::base_stock, counted("units").at_least(0),
                    "Each part that is used is ordered anew: the position is kept at so many.")
          .optional(
              "reorder_point", &ReplenishmentText::reorder_point, counted("units").at_least(0),
              "At a position of so many, or fewer, `order_quantity` is ordered, as often as it takes to be above.")
          .optional("order_quantity", &ReplenishmentText::order_quantity, counted("units").at_least(1),
                    "Parts of one order; with `reorder_point`.")
          .optional("order_up_to", &ReplenishmentText::order_up_to, counted("units").at_least(0),
                    "At each review the position is filled up to so many.")
          .optional("cover", &ReplenishmentText::cover, duration().at_least(1),
                    "At each review the position is filled up to what this time would take at the rate of the last "
                    "`forecast`.")
          .optional("forecast", &ReplenishmentText::forecast, duration().at_least(1),
                    "Time over which the parts asked for are counted; with `cover`.")
          .optional("review", &ReplenishmentText::review, duration().at_least(1),
                    "From review to review, the first at the horizon's begin; with `order_up_to` and `cover`.")
          .exactly_one_of({"base_stock", "reorder_point", "order_up_to", "cover"});
  static const auto used_type =
      describe<ConsumptionText>("consumption", "Use that no repair explains.")
          .required("every", &ConsumptionText::every, sim::law_of(duration().at_least(1)),
                    "One part every so often. A law with `draw: each` is drawn for each gap.");
  static const auto type =
      describe<StockText>("stock", "Parts of one kind at a site: spares that repairs use, or consumables.")
          .with_default("on_hand", &StockText::on_hand, counted("units").at_least(0), "0 units",
                        "Parts when the horizon begins.")
          .with_default("lead_time", &StockText::lead_time, sim::law_of(duration()), "0 h",
                        "From an order to its arrival. A law with `draw: each` is drawn for each order.")
          .optional("policy", &StockText::policy, sim::struct_value(policy_type),
                    "How it is replenished; never where it is not written.")
          .optional("used", &StockText::used, sim::struct_value(used_type), "Use beside that of repairs.");
  return type;
}

}  // namespace models
