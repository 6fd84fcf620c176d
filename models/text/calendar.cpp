#include "models/text/calendar.hpp"

namespace models {

const sim::StructType<CalendarText>& calendar_type() {
  static const auto weekday = sim::enumeration<Weekday>({{"mon", Weekday::mon, "Monday."},
                                                         {"tue", Weekday::tue, "Tuesday."},
                                                         {"wed", Weekday::wed, "Wednesday."},
                                                         {"thu", Weekday::thu, "Thursday."},
                                                         {"fri", Weekday::fri, "Friday."},
                                                         {"sat", Weekday::sat, "Saturday."},
                                                         {"sun", Weekday::sun, "Sunday."}});
  static const auto type =
      sim::describe<CalendarText>("calendar", "Which days are worked: what a length in `wd` counts.")
          .required("days", &CalendarText::days, sim::list_of(weekday),
                    "Days of the week that are worked, whole days UTC.")
          .optional("holidays", &CalendarText::holidays, sim::list_of(sim::period()),
                    "Days, weeks or other periods that are not worked.");
  return type;
}

}  // namespace models
