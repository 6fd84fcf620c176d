#pragma once
// What a study keeps of one run, as a row of numbers: when each tranche was complete, the accelerator-hours missing in
// all, and a value of each tracked series at the end of each report period. Scenarios of one study may differ by what
// they have; rows do not.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/output/metrics.hpp"

namespace models {

// A metric of timeseries.csv of one entity, by names.
struct SeriesName {
  Scope scope = Scope::world;
  std::string entity;  // `world` for the world
  std::size_t metric = 0;
  std::string_view metric_name() const { return metrics()[metric].name; }
};

// `world.live_gpus`, `parties.acme.live_gpus`, `sites.west.it_live_mw`, `contracts.a.short_gpus`; nothing for what is
// none of these in this scenario, with a sentence on why.
std::optional<SeriesName> find_series(const Scenario& scenario, const std::string& path, std::string& problem);

// What analysts look at first, at most so many: the world, then contracts and sites, as they are ordered.
std::vector<SeriesName> headline_series(const Scenario& scenario, std::size_t most);

struct TrancheName {
  std::string contract;
  std::string tranche;
};

class RunLayout {
 public:
  RunLayout(const Scenario& scenario, std::vector<SeriesName> series);

  const std::vector<TrancheName>& tranches() const { return tranches_; }
  const std::vector<SeriesName>& series() const { return series_; }
  const std::vector<ReportPeriod>& periods() const { return periods_; }

  // Columns: hours until each tranche is complete, +infinity if never, NaN where the run has no such tranche; the
  // accelerator-hours missing of what units supply; then each series by period, NaN where it does not apply.
  std::size_t shortfall_column() const { return tranches_.size(); }
  std::size_t first_series_column() const { return tranches_.size() + 1; }
  std::size_t column_of(std::size_t series, std::size_t period) const {
    return first_series_column() + series * periods_.size() + period;
  }
  std::size_t columns() const { return first_series_column() + series_.size() * periods_.size(); }

 private:
  std::vector<TrancheName> tranches_;
  std::vector<SeriesName> series_;
  std::vector<ReportPeriod> periods_;
};

// Fills the row while a simulation goes on.
class RunRecord final : public ReportObserver {
 public:
  RunRecord(const RunLayout& layout, const Scenario& scenario);
  void report(const Simulation& simulation, const ReportPeriod& period) override;
  std::vector<double> finish(const Simulation& simulation);

 private:
  struct Source {
    std::size_t scope, entity, metric, series;
  };
  const RunLayout& layout_;
  std::vector<Source> sources_;
  std::vector<double> row_;
  std::int64_t missing_ = 0;
  std::size_t period_ = 0;
};

}  // namespace models
