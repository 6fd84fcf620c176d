#include "models/text/curtailment.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::list_of;
using sim::whole_number;

sim::Value<PowerService> service_value() {
  return sim::enumeration<PowerService>({{"firm", PowerService::firm, "Always given."},
                                         {"interruptible", PowerService::interruptible, "Taken away by curtailment."}});
}

const sim::StructType<CurtailmentText>& curtailment_type() {
  static const auto window_type =
      describe<CurtailmentWindowText>("curtailment window", "Hours of the day in months of the year.")
          .required("months", &CurtailmentWindowText::months, list_of(whole_number().at_least(1).at_most(12)),
                    "Months of the year, 1 is January.")
          .required("hours", &CurtailmentWindowText::hours, list_of(whole_number().at_least(0).at_most(23)),
                    "Hours of the day, UTC.");
  static const auto when =
      sim::one_of<CurtailmentWhenText>("when")
          .when_word("hottest", &CurtailmentWhenText::hottest,
                     "The hottest hours of each calendar year, by `climate` or `ambient` of a block's site.")
          .when_map(&CurtailmentWhenText::window, window_type)
          .value();
  static const auto type =
      describe<CurtailmentText>("curtailment", "Hours of each year in which interruptible blocks give nothing.")
          .optional("hours", &CurtailmentText::hours, sim::quantity("h/yr").at_least(0).at_most(sim::hours_per_year),
                    "How many hours a year; of a written window all where not written, else spread evenly over it.")
          .required("when", &CurtailmentText::when, when, "Which hours.")
          .optional("call_max", &CurtailmentText::call_max, duration().at_least(1),
                    "How long one call lasts at most, if the hottest hours are taken: power is there for an hour at "
                    "least before the next.")
          .with_default("service", &CurtailmentText::service, service_value(), "interruptible",
                        "`interruptible` takes those blocks alone; `firm` takes firm ones as well.");
  return type;
}

}  // namespace models
