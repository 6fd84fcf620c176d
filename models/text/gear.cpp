#include "models/text/gear.hpp"

#include "models/text/part.hpp"

namespace models {

const sim::StructType<GearText>& gear_type() {
  static const auto type =
      sim::describe<GearText>("gear", "Long-lead equipment of a site, of one kind: transformers, switchgear, CDUs.")
          .required("quantity", &GearText::quantity, sim::counted("units").at_least(1), "How many are ordered.")
          .required("ordered", &GearText::ordered, sim::period_start(), "When; perhaps long before the horizon.")
          .optional("lead_time", &GearText::lead_time, sim::law_of(sim::duration()),
                    "From the order to the site, or to its lane. A law with `draw: each` is drawn for each unit, so "
                    "that they come one "
                    "by one; plans count on its point.")
          .optional("made_on", &GearText::made_on, sim::reference("suppliers.*.lines"),
                    "The line that makes it, for the operator of the site, beside all others who want it.")
          .optional("quoted_lead_time", &GearText::quoted_lead_time, sim::duration(),
                    "Of what a line makes: from the order to the site, as plans count on it; the cycle times of the "
                    "line and of its parts where not written.")
          .optional("lane", &GearText::lane, sim::reference("lanes"),
                    "The freight lane from its maker, after lead time or making; at the site at once where not "
                    "written.")
          .with_default("priority", &GearText::priority, sim::whole_number().at_least(1), "1",
                        "1 goes first on a line that shares by priority.")
          .keyed("bom", &GearText::bom, sim::reference("parts"), part_amount().at_least(1),
                 "Bill of materials of what a line makes: parts that one unit takes.")
          .exactly_one_of({"lead_time", "made_on"});
  return type;
}

}  // namespace models
