#pragma once
// The outside air at a site: a mean that differs by month and a sine over the day, and on top of it the heat waves that
// events bring. No hour is hotter than the mean day of its month unless an event says so. Methods: weather.

#include "models/scenario.hpp"

namespace models {

// Temperature [C] in an hour of the day (0 to 23, UTC) of a month (0: January). Pure.
double ambient_at(const Ambient& ambient, unsigned month, int hour_of_day);

// The same at a site that has an ambient, in an hour of the run (also beyond its ends), heat waves included.
double ambient_at(const Scenario& scenario, SiteId site, Hour hour);
// Heat waves left out: what a year is expected to be.
double expected_ambient(const Scenario& scenario, SiteId site, Hour hour);

// No hour of the run is hotter than this [C].
double hottest(const Site& site);

// The hottest of the hours [begin, end), at least one.
double hottest(const Scenario& scenario, SiteId site, Hour begin, Hour end);

}  // namespace models
