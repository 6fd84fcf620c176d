#include "models/text/climate.hpp"

namespace models {

using sim::describe;
using sim::quantity;
using sim::whole_number;

const sim::StructType<AmbientText>& ambient_type() {
  static const auto type =
      describe<AmbientText>("ambient", "Temperature of the outside air: a mean by month and a sine over the day.")
          .required("mean", &AmbientText::mean, sim::by_month(sim::temperature()),
                    "Mean temperature: one number, or one a month.")
          .with_default("daily", &AmbientText::daily, quantity("C").at_least(0), "0 C",
                        "By how much the warmest hour of a day is above the mean, and the coolest below it.")
          .with_default("peak_hour", &AmbientText::peak_hour, whole_number().at_least(0).at_most(23), "15",
                        "The warmest hour of a day, UTC: three in the afternoon is 20 in New Jersey, 21 in Texas.");
  return type;
}

}  // namespace models
