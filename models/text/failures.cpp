#include "models/text/failures.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::whole_number;

const sim::StructType<FailuresText>& failures_type() {
  static const auto type =
      describe<FailuresText>("failures", "How live units fail, one by one, and are repaired.")
          .required("time_to_failure", &FailuresText::time_to_failure, sim::law_of(duration().at_least(1)),
                    "Hours that a unit is live before it fails. A law with `draw: each` is drawn for each unit and "
                    "each of its lives; any other length is that of every life. The clock stands while the unit is "
                    "switched off.")
          .with_default("time_to_repair", &FailuresText::time_to_repair, sim::law_of(duration()), "0 h",
                        "Hours in repair, from when it has what it needs.")
          .with_default("after_repair", &FailuresText::after_repair,
                        sim::enumeration<AfterRepair>(
                            {{"as_new", AfterRepair::as_new, "A new life begins."},
                             {"as_old", AfterRepair::as_old,
                              "Minimal repair: the old life goes on, from the age that the unit has reached."}}),
                        "as_new", "What a repair makes of a unit.")
          .keyed("needs", &FailuresText::needs, sim::text(), whole_number().at_least(1),
                 "Resources that a unit in repair holds, by the name that they have under the site's `resources`; a "
                 "site that has none of that name does not limit repairs.")
          .keyed("uses", &FailuresText::uses, sim::text(), sim::ratio(),
                 "Share of the repairs that take a part of this kind, by the name that it has under the site's "
                 "`stocks`, drawn for each repair; a site that has none of that name has always enough.");
  return type;
}

const sim::StructType<MaintenanceText>& maintenance_type() {
  static const auto type =
      describe<MaintenanceText>("maintenance", "How live units are taken out for planned maintenance, one by one.")
          .required("every", &MaintenanceText::every, duration().at_least(1),
                    "From one visit of a unit to its next; the first comes sooner, so that units are not due at once.")
          .required("lasts", &MaintenanceText::lasts, sim::law_of(duration().at_least(1)),
                    "Hours in work, from when it has what it needs; until then the unit goes on. A law with `draw: "
                    "each` is drawn for each visit.")
          .with_default(
              "clock", &MaintenanceText::clock,
              sim::enumeration<MaintenanceClock>(
                  {{"calendar", MaintenanceClock::calendar,
                    "On the unit's dates; one on which it has failed is passed over."},
                   {"hours_live", MaintenanceClock::hours_live,
                    "After so many hours live since the last visit, or since a repair that left it as new."}}),
              "calendar", "What `every` counts.")
          .with_default(
              "after_maintenance", &MaintenanceText::after_maintenance,
              sim::enumeration<AfterRepair>({{"as_new", AfterRepair::as_new, "A new life begins."},
                                             {"as_old", AfterRepair::as_old, "The life goes on that it had."}}),
              "as_old", "What maintenance makes of the life of a unit that may fail.")
          .keyed("needs", &MaintenanceText::needs, sim::text(), whole_number().at_least(1),
                 "Resources that a unit in maintenance holds, by the name that they have under the site's `resources`; "
                 "a site that has none of that name does not limit.");
  return type;
}

const sim::StructType<DeadOnArrivalText>& dead_on_arrival_type() {
  static const auto type =
      describe<DeadOnArrivalText>("dead on arrival", "Units that do not work when they come.")
          .required("share", &DeadOnArrivalText::share, sim::ratio(), "Of the units that arrive; drawn for each.")
          .required("rework", &DeadOnArrivalText::rework, sim::law_of(duration()),
                    "From arrival to when such a unit stands whole at the dock, mended there or sent back and "
                    "replaced. A law with `draw: each` is drawn for each unit.");
  return type;
}

}  // namespace models
