#pragma once
// Headline metrics: the long table timeseries.csv. One row per metric and scope in `metrics()`: name, unit, meaning and
// how it follows from a simulation at the end of a period.

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "models/simulation.hpp"

namespace models {

enum class Scope { world, provider, site, contract, supplier, grid_node, lane, gateway, archetype, silicon };
inline constexpr std::array<std::string_view, 10> scope_names{
    "world", "provider", "site", "contract", "supplier", "grid_node", "lane", "gateway", "archetype", "silicon"};

// Sums that several metrics read, made once per period; each table by scope, then by entity (the world is entity 0).
struct PeriodSums {
  struct Row {
    std::int64_t live_accelerators = 0;
    double live_fp8_pflops = 0;
    double live_fp8_pflops_of_all = 0;  // silicon: with the other families
    double effective_fp8_pflops = 0;
    bool has_effective_compute = false;
    std::int64_t promised = 0;  // accelerators needed at the end of the period
    std::int64_t supplied = 0;  // of these, granted
    std::int64_t needed_hours = 0;
    std::int64_t supplied_hours = 0;
    std::int64_t promised_kilowatts = 0;  // the same of capacity contracts, never added to accelerators
    std::int64_t supplied_kilowatts = 0;
    std::int64_t needed_kilowatt_hours = 0;
    std::int64_t supplied_kilowatt_hours = 0;
    std::int64_t available_hours = 0;  // to demands
    std::int64_t used_hours = 0;
    Watts requested = 0;
    Watts contracted = 0;
    Watts energized = 0;
    Watts drawn = 0;      // facility
    Watts curtailed = 0;  // the most in this period
    std::int64_t curtailed_watt_hours = 0;
    Watts stranded = 0;
    Watts live_rating = 0;
    Watts node_limit = 0;  // of a grid node, now
    Units made = 0;        // since the horizon's begin
    Units waiting = 0;     // for the limited part of a lane, now
    Units passed = 0;      // it, since the horizon's begin
    bool is_limited = false;
    bool has_demand = false;
  };
  std::array<std::vector<Row>, scope_names.size()> rows;
};
// At the end of a period whose last hour is `last`.
PeriodSums sum_up(const Simulation& simulation, Hour last);

struct Metric {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::vector<Scope> scopes;
  // The value; nothing where the metric does not apply to the entity.
  std::function<std::optional<double>(const PeriodSums::Row&)> value;
};
std::span<const Metric> metrics();

std::string_view entity_name(const Scenario& scenario, Scope scope, std::size_t entity);

// The basis of H100-equivalents: dense FP8 of one H100 SXM [PFLOP/s]; NVIDIA H100 datasheet.
inline constexpr double h100_fp8_pflops = 1.979;

}  // namespace models
