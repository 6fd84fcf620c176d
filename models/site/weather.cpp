#include "models/site/weather.hpp"

#include <algorithm>
#include <chrono>

#include "sim/check.hpp"

namespace models {

namespace {

// cos(15 degrees x n), n = 0 to 6: written out, since libraries differ in the last digit.
constexpr std::array<double, 7> cosines{
    1, 0.9659258262890683, 0.8660254037844386, 0.7071067811865476, 0.5, 0.25881904510252074, 0};

constexpr double cosine_of_hours(int hours) {
  const int n = hours <= 12 ? hours : 24 - hours;  // 0 to 12
  return n <= 6 ? cosines[static_cast<std::size_t>(n)] : -cosines[static_cast<std::size_t>(12 - n)];
}

}  // namespace

double ambient_at(const Ambient& ambient, unsigned month, int hour_of_day) {
  EXPECTS(month < 12 && hour_of_day >= 0 && hour_of_day < 24);
  const int since_peak = (hour_of_day - ambient.peak_hour + 24) % 24;
  return ambient.mean_of_month[month] + ambient.daily * cosine_of_hours(since_peak);
}

double expected_ambient(const Scenario& scenario, SiteId site, Hour hour) {
  using namespace std::chrono;
  const sim::Timestamp when = scenario.start + hours{hour};
  const auto day = floor<days>(when);
  const unsigned month = static_cast<unsigned>(year_month_day{day}.month()) - 1;
  return ambient_at(*scenario.sites[site].ambient, month, static_cast<int>((when - day).count()));
}

double ambient_at(const Scenario& scenario, SiteId site, Hour hour) {
  double ambient = expected_ambient(scenario, site, hour);
  for (const HeatWave& wave : scenario.sites[site].heat_waves) {
    if (wave.from <= hour && hour < wave.until) ambient += wave.by;
  }
  return ambient;
}

double hottest(const Site& site) {
  const auto& means = site.ambient->mean_of_month;
  double most = *std::max_element(means.begin(), means.end()) + site.ambient->daily;
  for (const HeatWave& wave : site.heat_waves) most += std::max(wave.by, 0.0);
  return most;
}

double hottest(const Scenario& scenario, SiteId site, Hour begin, Hour end) {
  EXPECTS(begin < end);
  double most = ambient_at(scenario, site, begin);
  for (Hour hour = begin + 1; hour < end; ++hour) most = std::max(most, ambient_at(scenario, site, hour));
  return most;
}

}  // namespace models
