#include "tools/buildout/study_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/output/result_table.hpp"
#include "sim/regression.hpp"
#include "sim/sample_quantile.hpp"
#include "sim/worker.hpp"

namespace buildout {

namespace {

using enum sim::ColumnType;

constexpr double shares[] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.80, 0.90, 0.95};
constexpr std::size_t block_bytes = std::size_t{256} << 20;  // of columns that are held at a time

sim::Column point_column() { return {"point", text, "", "id of the point, from its content"}; }

sim::TableSchema points_schema(const std::vector<std::string>& axes) {
  sim::TableSchema table{"points.csv",
                         "Points of the study",
                         "One row per point: what is set there, and how many of its runs were made.",
                         {"point"},
                         {point_column(), {"variant", text, "", "variant of the scenario; empty where there is one"}}};
  for (const std::string& axis : axes) table.columns.push_back({"axis_" + axis, text, "", "value of this axis"});
  table.columns.push_back({"runs", integer, "", "runs that were finished"});
  table.columns.push_back({"failed", integer, "", "runs that were not"});
  table.columns.push_back({"on_time", number, "", "mean number of tranches that are complete when they are due"});
  table.columns.push_back({"all_on_time", number, "", "share of the runs in which all are"});
  table.columns.push_back({"all_on_time_error", number, "", "its Monte Carlo standard error"});
  table.columns.push_back({"shortfall_gpu_h", number, "gpu_h", "mean of the accelerator-hours missing over the run"});
  table.columns.push_back({"shortfall_error_gpu_h", number, "gpu_h", "its Monte Carlo standard error"});
  table.columns.push_back({"shortfall_p10_gpu_h", number, "gpu_h", "a tenth of the runs lacks no more"});
  table.columns.push_back({"shortfall_p50_gpu_h", number, "gpu_h", "half of the runs"});
  table.columns.push_back({"shortfall_p90_gpu_h", number, "gpu_h", "nine tenths"});
  return table;
}

sim::TableSchema replicates_schema() {
  return {"replicates.csv",
          "Runs of the study",
          "One row per run.",
          {"point", "replicate"},
          {point_column(),
           {"replicate", integer, "", "number of the run within its point, from 0: its draws"},
           {"status", text, "", "done, failed, timed out, out of memory"},
           {"on_time", integer, "", "tranches complete when they are due; empty unless done"},
           {"complete", integer, "", "tranches complete at all"},
           {"error", text, "", "what happened to a run that was not done"}}};
}

sim::TableSchema dates_schema() {
  return {"dates.csv",
          "When promises are complete",
          "One row per point and tranche. A quantile is empty where it lies beyond the horizon.",
          {"point", "contract", "tranche"},
          {point_column(),
           {"contract", text, "", "contract"},
           {"tranche", text, "", "tranche"},
           {"due", date_time, "", "when it is needed from"},
           {"p10", date_time, "", "a tenth of the runs is complete by then"},
           {"p50", date_time, "", "half of the runs"},
           {"p80", date_time, "", "four fifths"},
           {"p90", date_time, "", "nine tenths"},
           {"p50_error_h", number, "h", "Monte Carlo standard error of p50; empty where the runs do not bound it"},
           {"p80_error_h", number, "h", "of p80"},
           {"by_due", number, "", "share of the runs in which it is complete when it is due"},
           {"by_due_error", number, "", "its Monte Carlo standard error (Wilson)"},
           {"by_due_low", number, "", "end of its 95 % interval (Wilson)"},
           {"by_due_high", number, "", "the other end"},
           {"by_end", number, "", "share of the runs in which it is complete by the end of the horizon"}}};
}

sim::TableSchema quantiles_schema(models::ReportStep step) {
  sim::TableSchema table{"quantiles.csv",
                         "Quantiles of tracked series by date",
                         "One row per series, period and point; periods in which a series does not apply are left out.",
                         {"scope", "entity", "metric", "date", "point"},
                         {point_column(),
                          {"date", step == models::ReportStep::hour ? date_time : date, "", "first of the period"},
                          {"scope", text, "", "as in timeseries.csv"},
                          {"entity", text, "", "as in timeseries.csv"},
                          {"metric", text, "", "as in timeseries.csv"},
                          {"unit", text, "", "unit of the following columns"}}};
  for (double share : shares) {
    table.columns.push_back(
        {fmt::format("p{:02.0f}", share * 100), number, "", fmt::format("quantile {} over the runs, type 7", share)});
  }
  table.columns.push_back({"mean", number, "", "mean over the runs"});
  table.columns.push_back({"mean_error", number, "", "its Monte Carlo standard error"});
  table.columns.push_back({"p50_error", number, "", "that of p50; empty where the runs do not bound it"});
  return table;
}

sim::TableSchema sensitivity_schema() {
  return {
      "sensitivity.csv",
      "Which inputs matter",
      "Of the first point: rank regression of results on what was drawn, one row per result and input, the one that "
      "matters most first. A result that never varies is left out.",
      {"result", "contract", "tranche", "input"},
      {{"result", text, "", "shortfall_gpu_h of the whole run, or the complete_date of a tranche"},
       {"contract", text, "", "contract; empty for the whole run"},
       {"tranche", text, "", "tranche; empty for the whole run"},
       {"rank", integer, "", "1 matters most"},
       {"input", text, "", "path of what is drawn"},
       {"standardized", number, "", "standard deviations of rank that the result rises per one of the input"},
       {"standardized_error", number, "", "its standard error"},
       {"partial", number, "", "partial rank correlation: what it explains that the others leave"},
       {"r2", number, "", "share of the ranks' variance that all inputs explain"}}};
}

void number_or_empty(sim::CsvWriter& csv, double value) { std::isfinite(value) ? csv.approximate(value) : csv.empty(); }

// The records of each point, as runs of one array.
class Rows {
 public:
  Rows(const Study& study, const sim::RecordSet& records) : study_(study), records_(records) {
    for (const sim::RecordSet::Entry& entry : records.entries()) {
      if (entry.status == 0) done_.push_back(entry.task);
    }
  }

  std::size_t count() const { return done_.size(); }

  // Columns [first, first + width) of all runs that are done, one row after the other.
  std::vector<double> columns(std::size_t first, std::size_t width) const {
    std::vector<double> block(records_.entries().size() * width);
    records_.read_columns(first * sizeof(double), width * sizeof(double), std::as_writable_bytes(std::span(block)));
    return block;
  }

  // The rows [begin, end) of a point among those that are done.
  std::pair<std::size_t, std::size_t> of_point(std::size_t point) const {
    const std::uint64_t first = point * study_.replicates();
    const auto at = [&](std::uint64_t task) {
      return static_cast<std::size_t>(std::lower_bound(done_.begin(), done_.end(), task) - done_.begin());
    };
    return {at(first), at(first + study_.replicates())};
  }

 private:
  const Study& study_;
  const sim::RecordSet& records_;
  std::vector<std::uint64_t> done_;
};

std::vector<models::Hour> due_hours(const Study& study) {
  std::vector<models::Hour> due;
  for (const models::Tranche& tranche : study.plan().tranches) due.push_back(tranche.due);
  return due;
}

// Dates and the shortfall of each run: the columns before the series.
std::size_t result_columns(const Study& study) { return study.layout().first_series_column(); }

void write_points(const Study& study, const Rows& rows, const std::vector<double>& results, sim::CsvWriter& csv) {
  const std::vector<models::Hour> due = due_hours(study);
  const std::size_t width = result_columns(study);
  for (std::size_t p = 0; p < study.points().size(); ++p) {
    const StudyPoint& point = study.points()[p];
    const auto [begin, end] = rows.of_point(p);
    std::uint64_t on_time = 0, all = 0;
    std::vector<double> missing;
    for (std::size_t row = begin; row < end; ++row) {
      std::uint64_t here = 0;
      for (std::size_t t = 0; t < due.size(); ++t) here += results[row * width + t] <= static_cast<double>(due[t]);
      on_time += here;
      all += here == due.size();
      missing.push_back(results[row * width + study.layout().shortfall_column()]);
    }
    csv.text(point.id).text(point.variant);
    for (const std::string& choice : point.choices) csv.text(choice);
    const auto runs = static_cast<std::int64_t>(end - begin);
    csv.integer(runs).integer(static_cast<std::int64_t>(study.replicates()) - runs);
    if (runs == 0) {
      for (int i = 0; i < 8; ++i) csv.empty();
      csv.end_row();
      continue;
    }
    const sim::Estimate share = sim::share_estimate(all, end - begin), mean = sim::mean_estimate(missing);
    csv.approximate(static_cast<double>(on_time) / static_cast<double>(runs));
    csv.approximate(share.value).approximate(share.error).approximate(mean.value);
    number_or_empty(csv, mean.error);
    std::sort(missing.begin(), missing.end());
    for (double at : {0.1, 0.5, 0.9}) csv.approximate(sim::quantile(missing, at));
    csv.end_row();
  }
}

void write_replicates(const Study& study, const sim::RecordSet& records, const std::vector<double>& results,
                      sim::CsvWriter& csv) {
  const std::vector<models::Hour> due = due_hours(study);
  std::size_t row = 0;
  for (const sim::RecordSet::Entry& entry : records.entries()) {
    csv.text(study.points()[entry.task / study.replicates()].id);
    csv.integer(static_cast<std::int64_t>(entry.task % study.replicates()));
    csv.text(sim::name_of(static_cast<sim::TaskStatus>(entry.status)));
    if (entry.status == 0) {
      std::int64_t on_time = 0, complete = 0;
      for (std::size_t t = 0; t < due.size(); ++t) {
        on_time += results[row * result_columns(study) + t] <= static_cast<double>(due[t]);
        complete += std::isfinite(results[row * result_columns(study) + t]);
      }
      csv.integer(on_time).integer(complete).empty();
      ++row;
    } else {
      csv.empty().empty().text(records.read(entry));
    }
    csv.end_row();
  }
}

void write_dates(const Study& study, const Rows& rows, const std::vector<double>& results, sim::CsvWriter& csv) {
  const std::vector<models::Hour> due = due_hours(study);
  for (std::size_t p = 0; p < study.points().size(); ++p) {
    const auto [begin, end] = rows.of_point(p);
    for (std::size_t t = 0; t < due.size(); ++t) {
      std::vector<double> hours;
      std::uint64_t by_due = 0, by_end = 0;
      for (std::size_t row = begin; row < end; ++row) {
        const double hour = results[row * result_columns(study) + t];
        if (std::isnan(hour)) continue;
        hours.push_back(hour);
        by_due += hour <= static_cast<double>(due[t]);
        by_end += std::isfinite(hour);
      }
      if (hours.empty()) continue;
      std::sort(hours.begin(), hours.end());
      const auto estimate = [&](double share) { return sim::SampleQuantile(hours.size(), share).estimate(hours); };
      const auto& name = study.layout().tranches()[t];
      csv.text(study.points()[p].id).text(name.contract).text(name.tranche);
      csv.date_time(models::timestamp(study.plan(), due[t]));
      for (double share : {0.1, 0.5, 0.8, 0.9}) {
        const double hour = estimate(share).value;
        std::isfinite(hour)
            ? csv.date_time(models::timestamp(study.plan(), static_cast<models::Hour>(std::floor(hour + 0.5))))
            : csv.empty();
      }
      number_or_empty(csv, estimate(0.5).error);
      number_or_empty(csv, estimate(0.8).error);
      const sim::Estimate share = sim::share_estimate(by_due, hours.size());
      const sim::Interval interval = sim::wilson_interval(by_due, hours.size());
      csv.approximate(share.value).approximate(share.error).approximate(interval.low).approximate(interval.high);
      csv.approximate(static_cast<double>(by_end) / static_cast<double>(hours.size()));
      csv.end_row();
    }
  }
}

// One series in one period at one point.
void write_quantiles_of(std::vector<double>& values, const std::vector<sim::SampleQuantile>& quantiles,
                        sim::CsvWriter& csv) {
  std::sort(values.begin(), values.end());
  for (const sim::SampleQuantile& quantile : quantiles) csv.approximate(quantile.value(values));
  const sim::Estimate mean = sim::mean_estimate(values);
  csv.approximate(mean.value);
  number_or_empty(csv, mean.error);
  number_or_empty(csv, quantiles[3].error(values));
}

void write_quantiles(const Study& study, const Rows& rows, sim::CsvWriter& csv) {
  const models::RunLayout& layout = study.layout();
  const std::size_t width =
      std::max<std::size_t>(1, block_bytes / sizeof(double) / std::max<std::size_t>(1, rows.count()));
  std::vector<sim::SampleQuantile> quantiles;
  std::size_t quantiles_of = 0;  // so many values
  std::vector<double> values;
  for (std::size_t first = layout.first_series_column(); first < layout.columns(); first += width) {
    const std::size_t columns = std::min(width, layout.columns() - first);
    const std::vector<double> block = rows.columns(first, columns);
    for (std::size_t i = 0; i < columns * study.points().size(); ++i) {
      const std::size_t column = i / study.points().size(), p = i % study.points().size();
      const auto [begin, end] = rows.of_point(p);
      values.clear();
      for (std::size_t row = begin; row < end; ++row) {
        if (!std::isnan(block[row * columns + column])) values.push_back(block[row * columns + column]);
      }
      if (values.empty()) continue;
      if (values.size() != quantiles_of) {
        quantiles.clear();
        for (double share : shares) quantiles.emplace_back(values.size(), share);
        quantiles_of = values.size();
      }
      const std::size_t index = first + column - layout.first_series_column();
      const models::SeriesName& series = layout.series()[index / layout.periods().size()];
      const models::ReportPeriod& period = layout.periods()[index % layout.periods().size()];
      csv.text(study.points()[p].id).period(models::timestamp(study.plan(), period.begin));
      csv.text(models::scope_names[static_cast<std::size_t>(series.scope)]).text(series.entity);
      csv.text(series.metric_name()).text(models::metrics()[series.metric].unit);
      write_quantiles_of(values, quantiles, csv);
      csv.end_row();
    }
  }
}

void write_sensitivity(const Study& study, const Rows& rows, const std::vector<double>& results, sim::CsvWriter& csv) {
  const std::size_t inputs = study.inputs().size();
  const auto [begin, end] = rows.of_point(0);
  if (inputs == 0 || end - begin < inputs + 3) return;
  const std::vector<double> drawn = rows.columns(study.layout().columns(), inputs);
  sim::Matrix u(end - begin, inputs);
  for (std::size_t row = begin; row < end; ++row) {
    for (std::size_t i = 0; i < inputs; ++i) u(row - begin, i) = drawn[row * inputs + i];
  }
  for (std::size_t r = 0; r < result_columns(study); ++r) {
    // The whole run first, then tranches in their order.
    const std::size_t column = r == 0 ? study.layout().shortfall_column() : r - 1;
    std::vector<double> values;
    for (std::size_t row = begin; row < end; ++row) values.push_back(results[row * result_columns(study) + column]);
    if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); })) continue;
    const sim::Regression fit = sim::rank_regression(u, values);
    std::vector<std::size_t> order(inputs);
    for (std::size_t i = 0; i < inputs; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(fit.inputs[a].standardized.value) > std::abs(fit.inputs[b].standardized.value);
    });
    for (std::size_t i = 0; i < inputs; ++i) {
      const sim::Regression::Input& input = fit.inputs[order[i]];
      if (input.is_left_out) continue;
      if (r == 0) {
        csv.text("shortfall_gpu_h").empty().empty();
      } else {
        const auto& name = study.layout().tranches()[column];
        csv.text("complete_date").text(name.contract).text(name.tranche);
      }
      csv.integer(static_cast<std::int64_t>(i + 1)).text(study.inputs()[order[i]]);
      csv.approximate(input.standardized.value);
      number_or_empty(csv, input.standardized.error);
      csv.approximate(input.partial).approximate(fit.r2).end_row();
    }
  }
}

std::vector<std::string> axis_names(const Study& study) {
  std::vector<std::string> names;
  for (const auto& axis : study.text().axes) names.push_back(axis.id);
  return names;
}

}  // namespace

std::vector<sim::TableSchema> study_table_schemas(const std::vector<std::string>& axes, models::ReportStep step) {
  return {points_schema(axes), replicates_schema(), dates_schema(), quantiles_schema(step), sensitivity_schema()};
}

void write_study_tables(const Study& study, const sim::RecordSet& records, sim::ResultFolder& folder) {
  const auto schemas = study_table_schemas(axis_names(study), study.plan().report_step);
  const Rows rows(study, records);
  const std::vector<double> results = rows.columns(0, result_columns(study));
  write_points(study, rows, results, folder.table(schemas[0]));
  write_replicates(study, records, results, folder.table(schemas[1]));
  write_dates(study, rows, results, folder.table(schemas[2]));
  write_quantiles(study, rows, folder.table(schemas[3]));
  write_sensitivity(study, rows, results, folder.table(schemas[4]));
}

}  // namespace buildout
