#include "models/text/part.hpp"

namespace models {

using sim::describe;
using sim::reference;

const char* noun_word(PartNoun noun) {
  switch (noun) {
    case PartNoun::units:
      return "units";
    case PartNoun::wafers:
      return "wafers";
    case PartNoun::gigabits:
      return "Gb";
  }
  return "";
}

sim::Value<sim::Amount> part_amount() { return sim::amount({"units", "wafers", "Gb"}); }

const sim::StructType<ReworkText>& rework_type() {
  static const auto type =
      describe<ReworkText>("rework", "What is done about those that fail their test.")
          .required("share", &ReworkText::share, sim::ratio(),
                    "Of those that fail, the ones that go through the line again and are tested anew, as often as they "
                    "fail. It takes the line's capacity as the first time, and no parts. The others are scrapped.");
  return type;
}

const sim::StructType<PartText>& part_type() {
  static const auto type =
      describe<PartText>("part", "What units are made of: packages, memory, optics, gear; made on a line.")
          .required("made_on", &PartText::made_on, reference("suppliers.*.lines"), "The line that makes it.")
          .with_default(
              "make_to", &PartText::make_to,
              sim::enumeration<MakeTo>(
                  {{"order", MakeTo::order, "Its line starts when an order comes: each lot waits its cycle time."},
                   {"stock", MakeTo::stock,
                    "Its line ran before the horizon and runs on: what leaves it is at hand at once, and what nobody "
                    "asks for of a part without a bill of materials of its own goes into stock."}}),
              "order", "When its line works.")
          .optional("per_input", &PartText::per_input, sim::quantity("units/wafer").more_than(0),
                    "How many the line gets out of one wafer, good or not; written where its capacity counts wafers.")
          .with_default("yield", &PartText::yield, sim::law_of(sim::factor().more_than(0).at_most(1)), "100 %",
                        "Good ones among those tested; the others are lost with what went into them, or reworked.")
          .optional("rework", &PartText::rework, sim::struct_value(rework_type()),
                    "Of those that are not good; all of them are lost where not written.")
          .optional("stock", &PartText::stock, part_amount(), "In stock when the horizon begins; none if not written.")
          .keyed("bom", &PartText::bom, reference("parts"), part_amount().at_least(1),
                 "Bill of materials: other parts that one takes when it is started.");
  return type;
}

}  // namespace models
