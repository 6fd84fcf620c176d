#include "models/output/run_record.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/suggestion.hpp"

namespace models {

namespace {

constexpr double not_there = std::numeric_limits<double>::quiet_NaN();

bool has_scope(const Metric& metric, Scope scope) {
  return std::find(metric.scopes.begin(), metric.scopes.end(), scope) != metric.scopes.end();
}

std::size_t entities_of(const Scenario& scenario, Scope scope) {
  switch (scope) {
    case Scope::world:
      return 1;
    case Scope::provider:
      return scenario.parties.size();
    case Scope::site:
      return scenario.sites.size();
    case Scope::contract:
      return scenario.contracts.size();
    default:
      return 0;
  }
}

std::optional<std::size_t> entity_of(const Scenario& scenario, Scope scope, const std::string& name) {
  if (scope == Scope::world) return 0;
  for (std::size_t i = 0; i < entities_of(scenario, scope); ++i) {
    if (entity_name(scenario, scope, i) == name) return i;
  }
  return std::nullopt;
}

std::string path_of(const SeriesName& series) {
  const char* section = series.scope == Scope::provider ? "parties."
                        : series.scope == Scope::site   ? "sites."
                                                        : "contracts.";
  return (series.scope == Scope::world ? "world" : section + series.entity) + "." + std::string(series.metric_name());
}

// Every series that there is.
std::vector<SeriesName> all_series(const Scenario& scenario) {
  std::vector<SeriesName> all;
  for (Scope scope : {Scope::world, Scope::provider, Scope::site, Scope::contract}) {
    for (std::size_t entity = 0; entity < entities_of(scenario, scope); ++entity) {
      for (std::size_t m = 0; m < metrics().size(); ++m) {
        if (!has_scope(metrics()[m], scope)) continue;
        all.push_back({scope, scope == Scope::world ? "world" : std::string(entity_name(scenario, scope, entity)), m});
      }
    }
  }
  return all;
}

}  // namespace

std::optional<SeriesName> find_series(const Scenario& scenario, const std::string& path, std::string& problem) {
  std::vector<std::string> known;
  for (SeriesName& series : all_series(scenario)) {
    known.push_back(path_of(series));
    if (known.back() == path) return series;
  }
  const std::string hint = sim::did_you_mean(path, known);
  problem = "is no series" + (hint.empty() ? std::string() : "; " + hint);
  return std::nullopt;
}

std::vector<SeriesName> headline_series(const Scenario& scenario, std::size_t most) {
  std::vector<SeriesName> headlines;
  const auto add = [&](Scope scope, std::initializer_list<std::string_view> names) {
    for (std::string_view name : names) {
      for (const SeriesName& series : all_series(scenario)) {
        if (series.scope == scope && series.metric_name() == name) headlines.push_back(series);
      }
    }
  };
  add(Scope::world, {"live_gpus", "promised_gpus", "short_gpus", "energized_mw", "drawn_mw", "it_live_mw"});
  add(Scope::contract, {"short_gpus"});
  add(Scope::site, {"it_live_mw", "energized_mw"});
  if (headlines.size() > most) headlines.resize(most);
  return headlines;
}

RunLayout::RunLayout(const Scenario& scenario, std::vector<SeriesName> series)
    : series_(std::move(series)), periods_(report_periods(scenario)) {
  for (const Tranche& tranche : scenario.tranches) {
    tranches_.push_back({scenario.contracts[tranche.contract].id, tranche.id});
  }
}

RunRecord::RunRecord(const RunLayout& layout, const Scenario& scenario)
    : layout_(layout), row_(layout.columns(), not_there) {
  for (std::size_t i = 0; i < layout.series().size(); ++i) {
    const SeriesName& series = layout.series()[i];
    if (const auto entity = entity_of(scenario, series.scope, series.entity)) {
      sources_.push_back({static_cast<std::size_t>(series.scope), *entity, series.metric, i});
    }
  }
}

void RunRecord::report(const Simulation& simulation, const ReportPeriod& period) {
  const PeriodSums sums = sum_up(simulation, period.end - 1);
  for (const Source& source : sources_) {
    const auto value = metrics()[source.metric].value(sums.rows[source.scope][source.entity]);
    if (value) row_[layout_.column_of(source.series, period_)] = *value;
  }
  const PeriodSums::Row& world = sums.rows[static_cast<std::size_t>(Scope::world)][0];
  missing_ += world.needed_hours - world.supplied_hours;
  ++period_;
}

std::vector<double> RunRecord::finish(const Simulation& simulation) {
  const Scenario& scenario = simulation.scenario();
  for (std::size_t i = 0; i < layout_.tranches().size(); ++i) {
    const TrancheName& name = layout_.tranches()[i];
    for (TrancheId id : scenario.tranches.ids()) {
      const Tranche& tranche = scenario.tranches[id];
      if (tranche.id != name.tranche || scenario.contracts[tranche.contract].id != name.contract) continue;
      const Hour complete = simulation.state().tranches[id].complete_at;
      row_[i] = complete == sim::never ? std::numeric_limits<double>::infinity() : static_cast<double>(complete);
    }
  }
  row_[layout_.shortfall_column()] = static_cast<double>(missing_);
  return std::move(row_);
}

}  // namespace models
