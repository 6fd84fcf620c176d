#include "models/text/event.hpp"

#include "models/text/market.hpp"

namespace models {

using sim::counted;
using sim::describe;
using sim::duration;
using sim::period_start;

const sim::StructType<EventText>& event_type() {
  static const auto failure_type =
      describe<FailureText>("failure", "Live units fail and are repaired.")
          .required("units", &FailureText::units, counted("units").at_least(1), "How many fail.")
          .required("repair", &FailureText::repair, duration().at_least(1), "Until they run again.");
  static const auto add_type = describe<AddText>("addition", "What is added to a level.")
                                   .required("ambient", &AddText::ambient, sim::quantity("C"),
                                             "To the outside temperature of a site: a heat wave of 6 C.");
  static const auto cancel = sim::one_of<CancelText>("cancellation")
                                 .when_word("all", &CancelText::all, "Everything that is not shipped yet.")
                                 .when_text(&CancelText::units, counted("units").at_least(1))
                                 .value();
  static const auto power_type =
      describe<MultiplyPowerText>("multiplied power", "What becomes of the power of a system.")
          .optional("typical", &MultiplyPowerText::typical, sim::factor().more_than(0),
                    "Of what its units draw when in use, for any work; idle ones draw no more than that. What "
                    "placement reserves stays.");
  static const auto multiplied_type =
      describe<MultiplyText>("multiplied values", "What becomes of some of what a thing is, each by its part.")
          .optional("effective_compute", &MultiplyText::effective_compute, sim::factor().at_least(0),
                    "Of a system: what software makes of it.")
          .optional("power", &MultiplyText::power, sim::struct_value(power_type), "Of a system: what it draws.")
          .optional("duration", &MultiplyText::duration, sim::factor().at_least(0),
                    "Of a bring-up step: its time, for units that begin it from then on.");
  static const auto multiply = sim::one_of<MultiplyText>("multiplication")
                                   .when_text(&MultiplyText::part, sim::factor().at_least(0))
                                   .when_map(multiplied_type)
                                   .value();
  static const auto type = [&] {
    auto event =
        describe<EventText>("event", "Something that happens, or might, on a date: a target and one effect.")
            .required("date", &EventText::date, period_start(), "When.")
            .required("target", &EventText::target,
                      sim::thing_path({"suppliers.*.lines.*", "lanes.*", "gateways.*", "grid.*", "sites.*",
                                       "sites.*.power.blocks.*", "sites.*.halls.*", "sites.*.halls.*.stages.*",
                                       "sites.*.halls.*.cooling.liquid", "sites.*.halls.*.cooling.air",
                                       "sites.*.gear.*", "sites.*.bring_up.*", "orders.*", "parties.*", "systems.*",
                                       "licences.*", "market.rental_price.*"},
                                      {all_rental_prices}),
                      "The path of what it hits.")
            .optional("slip", &EventText::slip, sim::law_of(sim::signed_duration()),
                      "A hall, stage, gear, power block, order or licence comes so much later. A law with `draw: each` "
                      "is drawn.")
            .optional("outage", &EventText::outage, duration().at_least(0),
                      "A line, lane, gateway, grid node, block, hall or loop gives nothing for so long; a licence is "
                      "suspended; what a party provides is there, and its customers cannot use it.")
            .optional("multiply", &EventText::multiply, multiply,
                      "A line, lane, gateway, grid node, block or loop gives this part; a rental price is this part of "
                      "what it was, and so are the named values of a system or a bring-up step.")
            .optional("set", &EventText::set, sim::quantity("USD/GPU-h").more_than(0), "A rental price is this.")
            .optional("add", &EventText::add, sim::struct_value(add_type), "A site is so much hotter.")
            .optional("curtail", &EventText::curtail, sim::ratio(),
                      "An interruptible block, or all of a site or that pass a grid node, loses this part.")
            .optional("lasts", &EventText::lasts, duration().at_least(0),
                      "How long `multiply`, `set`, `add` or `curtail` acts; for good where not written.")
            .optional("failure", &EventText::failure, sim::struct_value(failure_type), "Live units of an order fail.")
            .optional("cancel", &EventText::cancel, cancel,
                      "Units of an order that are not shipped yet are cancelled; a hall (`all`) will never be ready.")
            .optional("substitute", &EventText::substitute, sim::reference("systems"),
                      "What of an order, or of all orders of a system, is not at work on a line becomes an order of "
                      "this system, if the order `accepts` it.")
            .optional("pause", &EventText::pause, duration().at_least(0),
                      "What `of` says stops for so long; a stage makes no progress.")
            .optional(
                "of", &EventText::of,
                sim::enumeration<PauseOf>(
                    {{"orders", PauseOf::orders,
                      "Of an order, a buyer (party) or a line: orders due in the pause are placed at its end."},
                     {"shipments", PauseOf::shipments, "Of a line: what is made stays with its maker."},
                     {"transit", PauseOf::transit, "Of a lane: what is on its way stands still; loading goes on."},
                     {"receipts", PauseOf::receipts, "Of a site: what arrives stays at the gate."}}),
                "What a pause stops; may be left out where only one thing can, at an order, a party, a lane or a "
                "stage.")
            .optional("insolvency", &EventText::insolvency, sim::boolean(),
                      "A party provides nothing from here on: what it has promised is supplied nothing more, what it "
                      "has ordered and is not shipped yet is cancelled, and it pays nothing back.")
            .exactly_one_of({"slip", "outage", "multiply", "set", "add", "curtail", "failure", "cancel", "substitute",
                             "pause", "insolvency"});
    describe_chance(event);
    return event;
  }();
  return type;
}

}  // namespace models
