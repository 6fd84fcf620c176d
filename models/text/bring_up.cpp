#include "models/text/bring_up.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::list_of;
using sim::reference;
using sim::whole_number;

namespace {

const auto& queue_type() {
  static const auto type =
      describe<QueueText>("queue", "How many units may wait for a step.")
          .required("limit", &QueueText::limit, sim::counted("units").at_least(0),
                    "Room for units that wait for the step; of the first step, at the dock.")
          .with_default(
              "when_full", &QueueText::when_full,
              sim::enumeration<WhenFull>(
                  {{"block", WhenFull::block,
                    "The step before keeps the unit and what it needs; before the first step it waits outside."},
                   {"turn_away", WhenFull::turn_away, "First step: the unit is sent back for good."}}),
              "block", "What becomes of a unit that finds no room.");
  return type;
}

const auto& new_generation_type() {
  static const auto type =
      describe<NewGenerationText>("new generation", "What a step takes for units of a system that is new.")
          .required("for", &NewGenerationText::lasts, duration().at_least(1),
                    "How long after its `available` date a system is new.")
          .required("duration", &NewGenerationText::duration, sim::law_of(duration()),
                    "Time in work per unit that starts while its system is new.");
  return type;
}

}  // namespace

const sim::StructType<PoolText>& pool_type() {
  static const auto type =
      describe<PoolText>("resource", "A counted resource: crews, docks, agents.")
          .required("count", &PoolText::count, whole_number().at_least(0), "How many there are.")
          .optional("calendar", &PoolText::calendar, reference("calendars"),
                    "The days on which it works: a stage that holds it counts only those of its working days.");
  return type;
}

const sim::StructType<StepText>& step_type() {
  static const auto type =
      describe<StepText>("bring-up step", "A step that each unit goes through from the dock to live.")
          .optional("after", &StepText::after, list_of(reference("sites.=.bring_up")), "The step before it.")
          .with_default("duration", &StepText::duration, sim::law_of(duration()), "0 h",
                        "Time in work per unit. A law with `draw: each` is drawn for each unit.")
          .keyed("needs", &StepText::needs, reference("sites.=.resources"), whole_number().at_least(1),
                 "Counted resources of the site that a unit holds while in work.")
          .optional("new_generation", &StepText::new_generation, sim::struct_value(new_generation_type()),
                    "Another duration while the system of a unit is new; learning acts on it, too.")
          .with_default("learning", &StepText::learning, sim::ratio().more_than(0), "100 %",
                        "Time of a unit when the site has taken twice as many through the step, over the time before.")
          .optional(
              "queue", &StepText::queue, sim::struct_value(queue_type()),
              "Room for units that wait for the step, in line for it or for power; not limited where not written.")
          .optional(
              "powered", &StepText::powered, sim::boolean(),
              "From the first powered step on a unit draws power. Where no step says so: every step but the first.");
  return type;
}

}  // namespace models
