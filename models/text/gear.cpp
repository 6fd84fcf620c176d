#include "models/text/gear.hpp"

namespace models {

const sim::StructType<GearText>& gear_type() {
  static const auto type =
      sim::describe<GearText>("gear", "Long-lead equipment of a site, of one kind: transformers, switchgear, CDUs.")
          .required("quantity", &GearText::quantity, sim::counted("units").at_least(1), "How many are ordered.")
          .required("ordered", &GearText::ordered, sim::period_start(), "When; perhaps long before the horizon.")
          .required("lead_time", &GearText::lead_time, sim::law_of(sim::duration()),
                    "From the order to the site. A law with `draw: each` is drawn for each unit, so that they come one "
                    "by one; plans count on its point.");
  return type;
}

}  // namespace models
