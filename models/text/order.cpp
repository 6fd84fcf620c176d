#include "models/text/order.hpp"

namespace models {

using sim::counted;
using sim::describe;
using sim::duration;
using sim::list_of;
using sim::period_end;
using sim::period_start;
using sim::reference;
using sim::whole_number;

namespace {

sim::Value<RequestedText> requested() {
  return sim::one_of<RequestedText>("requested")
      .when_text(&RequestedText::at, period_start())
      .when_map(&RequestedText::by_date, sim::keyed(period_start(), counted("units").at_least(1)));
}

sim::Value<DestinationText> destination() {
  static const auto policy_type =
      describe<DestinationText>("routing", "Candidate sites and how one of them is chosen when units ship.")
          .optional("first_ready", &DestinationText::first_ready, list_of(reference("sites")),
                    "The first that has a ready hall with room, else the one expected to be ready first.")
          .optional("most_headroom", &DestinationText::most_headroom, list_of(reference("sites")),
                    "The one with the most critical IT load left after all that was routed there.")
          .exactly_one_of({"first_ready", "most_headroom"});
  return sim::one_of<DestinationText>("destination")
      .when_text(&DestinationText::place, reference(std::vector<std::string>{"sites", "sites.*.halls"}, {"outside"}))
      .when_map(policy_type);
}

}  // namespace

const sim::StructType<OrderText>& order_type() {
  static const auto type =
      describe<OrderText>("order", "Units that a buyer orders, once or in regular turns.")
          .required("buyer", &OrderText::buyer, reference("parties"), "Who orders; the provider that may promise them.")
          .required("system", &OrderText::system, reference("systems"), "What is ordered.")
          .optional("accepts", &OrderText::accepts, list_of(reference("systems")),
                    "Systems with which it may be filled instead, from a dated event `substitute` on.")
          .optional("quantity", &OrderText::quantity, counted("units").at_least(1), "Units, of each turn with `every`.")
          .optional("ordered", &OrderText::ordered, period_start(),
                    "Order date; before the horizon it stands in the queue at its begin.")
          .optional("requested", &OrderText::requested, requested(), "Not delivered before; or quantities by date.")
          .optional("every", &OrderText::every, sim::law_of(duration().at_least(1)),
                    "A standing order: one turn every so often. A law with `draw: each` is drawn for each gap.")
          .optional("from", &OrderText::from, period_start(), "First turn of a standing order.")
          .optional("until", &OrderText::until, period_end(), "End of a standing order; the horizon where not written.")
          .optional("made_on", &OrderText::made_on, reference("suppliers.*.lines"),
                    "The line; the system's where not written.")
          .optional("lane", &OrderText::lane, reference("lanes"), "The freight lane; no transit where not written.")
          .required("to", &OrderText::to, destination(), "A hall (site.hall), a site, `outside`, or a routing policy.")
          .optional("for", &OrderText::made_for, reference("contracts.*.tranches"),
                    "The tranche that these units are meant for.")
          .with_default("priority", &OrderText::priority, whole_number().at_least(1), "1",
                        "Rank among orders on a line with `allocation: priority`; 1 goes first.")
          .optional("cancel_if_late", &OrderText::cancel_if_late, duration().at_least(1),
                    "What is not shipped so long after its requested date (its order date where none is written) is "
                    "cancelled.")
          .optional("paid_by", &OrderText::paid_by, list_of(sim::text()),
                    "What its price is taken from: `financing` of the buyer, or prepayments that the buyer is paid "
                    "(contract.prepayment), used up in the order written. Each turn or requested date waits until they "
                    "cover its price.")
          .exactly_one_of({"ordered", "every"});
  return type;
}

}  // namespace models
