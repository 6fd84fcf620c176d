#pragma once
// Writes all tables of a run into a result folder while it goes on.

#include <memory>
#include <vector>

#include "models/output/result_table.hpp"
#include "sim/progress.hpp"
#include "sim/result_folder.hpp"

namespace buildout {

class ResultWriter final : public models::ReportObserver, public models::EventLog {
 public:
  ResultWriter(const models::Scenario& scenario, sim::ResultFolder& folder, sim::Progress* progress);

  void report(const models::Simulation& simulation, const models::ReportPeriod& period) override;
  void record(const models::LoggedEvent& event) override;
  void finish(const models::Simulation& simulation);

 private:
  struct Open {
    std::unique_ptr<models::ResultTable> table;
    sim::CsvWriter* csv;
  };
  const models::Scenario& scenario_;
  sim::Progress* progress_;
  std::vector<Open> tables_;
};

}  // namespace buildout
