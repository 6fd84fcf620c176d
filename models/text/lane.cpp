#include "models/text/lane.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::list_of;
using sim::reference;

namespace {

// Of the engine's range of weights, a part in which no lane stands still.
constexpr double least_lane_weight = 0.001;
constexpr double greatest_lane_weight = 1000;

sim::Value<GatewayAllocationText> gateway_allocation() {
  static const auto map_type =
      describe<GatewayAllocationText>("gateway allocation", "Shares by weight.")
          .required(
              "weighted", &GatewayAllocationText::weighted,
              sim::keyed(reference("lanes"), sim::factor().at_least(least_lane_weight).at_most(greatest_lane_weight)),
              "Weight of each lane; 1 where none is written.");
  return sim::one_of<GatewayAllocationText>("gateway allocation")
      .when_word("equal", &GatewayAllocationText::equal, "Max-min fair between lanes, all alike.")
      .when_word("pro_rata", &GatewayAllocationText::pro_rata, "In proportion to what waits for each lane.")
      .when_map(map_type);
}

}  // namespace

const sim::StructType<GatewayText>& gateway_type() {
  static const auto type =
      describe<GatewayText>("gateway", "What lanes pass together, and share: a border crossing, a port.")
          .required("capacity", &GatewayText::capacity, sim::rate_curve({"units"}),
                    "Units that all lanes through it let pass together.")
          .optional("allocation", &GatewayText::allocation, gateway_allocation(),
                    "The rule of sharing between lanes; `equal` where not written.");
  return type;
}

const sim::StructType<LaneText>& lane_type() {
  static const auto hold_type =
      describe<CustomsHoldText>("customs hold", "Shipments that customs holds when they come off a lane.")
          .required("probability", &CustomsHoldText::probability, sim::ratio(),
                    "Of the shipments; drawn for each of them, in a plain run, too.")
          .required("lasts", &CustomsHoldText::lasts, sim::law_of(duration()),
                    "How long. A law with `draw: each` is drawn for each shipment.");
  static const auto type =
      describe<LaneText>("lane", "A freight lane from suppliers to sites.")
          .with_default("transit", &LaneText::transit, sim::law_of(duration()), "0 h",
                        "Time on the way to the dock. A law with `draw: each` is drawn for each delivery.")
          .optional(
              "capacity", &LaneText::capacity, sim::rate_curve({"units"}),
              "What it lets pass, unit by unit in the order of shipping, before the transit; not limited where not "
              "written.")
          .optional("through", &LaneText::through, list_of(reference("gateways")),
                    "Gateways that its units pass, all at once with the lane's own capacity; all limits hold.")
          .optional("hold", &LaneText::hold, sim::struct_value(hold_type),
                    "Customs at its end: some shipments wait there before they come to the dock.");
  return type;
}

}  // namespace models
