#pragma once
// The parts of a random scenario while it is being drawn: what later sections must know of earlier ones to stay valid.

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "tests/support/random_numbers.hpp"
#include "tests/support/random_scenario.hpp"

namespace tests {

struct DrawnSystem {
  std::string id;
  std::int64_t accelerators;
  std::int64_t kilowatts;            // nominal
  std::int64_t warmest_supply = 99;  // C
};

struct DrawnHall {
  std::string id;
  std::int64_t densest;             // kW; very large where nothing is written
  std::vector<std::string> stages;  // that its readiness follows from
  bool has_liquid_limit = false;
  bool has_air_limit = false;
  bool has_rows = false;    // line-ups or CDUs
  std::int64_t supply = 0;  // C; 0 where nothing is written

  bool takes(const DrawnSystem& system) const { return system.kilowatts <= densest && supply <= system.warmest_supply; }
};

struct DrawnSite {
  std::string id;
  std::vector<DrawnHall> halls;
  std::vector<std::string> blocks;
  std::vector<std::string> interruptible;  // of the blocks
  std::vector<std::string> pools;
  bool has_ambient = false;
  std::vector<std::string> gear;

  bool takes(const DrawnSystem& system) const {
    for (const DrawnHall& hall : halls) {
      if (hall.takes(system)) return true;
    }
    return false;
  }
};

struct DrawnTranche {
  std::string contract, id, provider;
};

// What a scenario is mostly about. What is of its theme is likely in it and what is of another rare, so that what
// hinders units does not hide what comes after it.
enum class Theme { everything, supply, building, power, fleet, contracts, eligibility };

class ScenarioDraw {
 public:
  // Whether something of a theme is drawn: by its chance in a scenario about everything.
  bool likely(Theme of, int percent) {
    if (theme == Theme::everything) return random.chance(percent);
    return random.chance(theme == of ? std::max(percent, std::min(95, percent * 5 / 2)) : percent * 3 / 5);
  }
  // A law for a time that is drawn anew for each case, with or without a chance of 0.
  YamlTree law_of_time() {
    YamlTree law;
    switch (random.between(0, 2)) {
      case 0:
        law["exponential"]["mean"] = hours(2, 60);
        break;
      case 1:
        law["uniform"] = YamlTree::list({hours(0, 20), hours(20, 90)});
        break;
      default:
        law["lognormal"]["p50"] = hours(2, 40);
        law["lognormal"]["p90"] = hours(60, 160);
    }
    law["draw"] = "each";
    return law;
  }
  bool has_dated_system() {
    for (const auto& [id, system] : tree["systems"].entries()) {
      if (system.find("available") != nullptr) return true;
    }
    return false;
  }
  bool wants_law() { return options.laws && !options.rack_by_rack && random.chance(15); }

  // Where the theme is about units that stand, most come early, so that it has time to happen.
  bool hurries() const { return theme == Theme::power || theme == Theme::fleet || theme == Theme::contracts; }
  std::int64_t latest_start() const { return hurries() ? days / 3 : days * 2 / 3; }

  ScenarioDraw(std::uint64_t number, const RandomScenarioOptions& wanted)
      : options(wanted), seed(number), random(number) {}

  YamlTree tree;
  const RandomScenarioOptions& options;
  std::uint64_t seed;
  RandomNumbers random;  // of the section that is drawn: see OwnStream
  Theme theme = Theme::everything;

  std::int64_t days = 0;  // of the horizon
  std::vector<DrawnSystem> systems;
  bool repairs_need_crew = false;  // of the site, by the name repair_crew
  bool repairs_use_parts = false;  // of the stocks tray and coolant
  std::vector<std::string> providers, customers;
  std::vector<std::string> lines;           // paths: supplier.line
  std::vector<std::string> lines_of_parts;  // the same
  std::vector<std::string> lanes, lanes_with_capacity;
  std::vector<std::string> gateways;
  std::vector<std::string> nodes;      // of the grid
  bool nodes_curtail_hottest = false;  // so that sites behind them need an ambient
  std::string node_rule;               // all of them share under one rule
  std::vector<std::string> shared_pools;
  std::vector<std::string> calendars;
  std::vector<DrawnSite> sites;
  std::vector<DrawnTranche> tranches;
  std::string grant_policy;
  std::vector<std::string> own_load;  // parties that serve themselves first
  std::vector<std::string> orders;

  std::string named(const std::string& id) const { return options.prefix + id; }
  std::string numbered(const std::string& id, std::int64_t n) const { return named(id + std::to_string(n)); }
  // The date of a day of the scenario; day 0 is the first of the horizon.
  std::string date(std::int64_t day) const {
    using namespace std::chrono;
    const year_month_day ymd{sys_days{year{2026} / 1 / 5} + std::chrono::days{day + options.first_day}};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()));
    return text;
  }
  std::string date_between(std::int64_t first, std::int64_t last) { return date(random.between(first, last)); }
  std::string hours(std::int64_t least, std::int64_t most) {
    return std::to_string(random.between(least, most)) + " h";
  }
  std::string units(std::int64_t least, std::int64_t most) {
    return std::to_string(random.between(least, most)) + " units";
  }
  std::string kilowatts(std::int64_t least, std::int64_t most) {
    return std::to_string(random.between(least, most)) + " kW";
  }
  // Units, or another noun, per time as a constant or a curve.
  YamlTree rate(std::int64_t least, std::int64_t most, const std::string& per, const std::string& noun = "units");

  void draw_fleet(const std::string& system);  // random_fleet.cpp
  void draw_parts();                           // random_parts.cpp
  void draw_grid();                            // random_sites.cpp
  void draw_sites();                           // random_sites.cpp
  void draw_clusters();                        // random_sites.cpp
  void draw_shared_pools();                    // random_building.cpp
  void draw_calendars();                       // random_building.cpp
  void draw_stage_needs(DrawnSite& site, YamlTree& text);
  void draw_working_days(DrawnSite& site, YamlTree& text);
  void draw_chance(YamlTree& text);
  void draw_risks(DrawnSite& site, YamlTree& text);
  void draw_followers(DrawnSite& site, YamlTree& text);
  void draw_gear(DrawnSite& site, YamlTree& text);  // random_building.cpp
  void draw_stocks(const std::string& site);        // random_stocks.cpp
  void draw_contracts();                            // random_contracts.cpp
  void draw_demand();                               // random_contracts.cpp
  void draw_take_or_pay();                          // random_contracts.cpp
  void draw_money();                                // random_money.cpp
  void draw_events();                               // random_events.cpp
  void draw_changes_of_orders();                    // random_orders.cpp
  void draw_eligibility();                          // random_eligibility.cpp
  void draw_market();                               // random_market.cpp
  void draw_capacity();                             // random_capacity.cpp
  void draw_financing();                            // random_capacity.cpp
  void draw_designs();                              // random_designs.cpp
  void draw_terms();                                // random_terms.cpp
};

// While it lives, draws come from a stream of their own, keyed by the section's name and the scenario's number: one
// more draw in a section moves nothing in the others.
class OwnStream {
 public:
  OwnStream(ScenarioDraw& draw, const std::string& section) : OwnStream(draw, section, draw.seed) {}
  // Of what scenarios of one frame share.
  static OwnStream of_frame(ScenarioDraw& draw, const std::string& section) {
    const std::uint64_t frame = draw.options.frame_seed;
    return OwnStream(draw, section, frame == 0 ? draw.seed : frame);
  }
  ~OwnStream() { draw_.random = before_; }
  OwnStream(const OwnStream&) = delete;
  OwnStream& operator=(const OwnStream&) = delete;

 private:
  OwnStream(ScenarioDraw& draw, const std::string& section, std::uint64_t seed) : draw_(draw), before_(draw.random) {
    std::uint64_t key = 14695981039346656037ULL;  // FNV-1a
    const auto mix = [&](unsigned char byte) { key = (key ^ byte) * 1099511628211ULL; };
    for (const char c : section) mix(static_cast<unsigned char>(c));
    for (int shift = 0; shift < 64; shift += 8) mix(static_cast<unsigned char>(seed >> shift));
    draw.random = RandomNumbers(key);
  }

  ScenarioDraw& draw_;
  RandomNumbers before_;
};

}  // namespace tests
