#include "tools/buildout/result_writer.hpp"

#include <fmt/core.h>

namespace buildout {

ResultWriter::ResultWriter(const models::Scenario& scenario, sim::ResultFolder& folder, sim::Progress* progress)
    : scenario_(scenario), progress_(progress) {
  for (auto& table : models::result_tables(scenario)) {
    sim::CsvWriter& csv = folder.table(table->schema());
    tables_.push_back({std::move(table), &csv});
  }
}

void ResultWriter::report(const models::Simulation& simulation, const models::ReportPeriod& period) {
  for (Open& open : tables_) open.table->report(simulation, period, *open.csv);
  if (progress_ == nullptr) return;
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(models::timestamp(scenario_, period.begin))};
  progress_->update(static_cast<double>(period.end) / static_cast<double>(scenario_.end),
                    fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                                static_cast<unsigned>(day.day())));
}

void ResultWriter::record(const models::LoggedEvent& event) {
  for (Open& open : tables_) open.table->record(scenario_, event, *open.csv);
}

void ResultWriter::finish(const models::Simulation& simulation) {
  for (Open& open : tables_) open.table->finish(simulation, *open.csv);
}

}  // namespace buildout
