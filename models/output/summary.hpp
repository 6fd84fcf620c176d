#pragma once
// What a planner wants to know in ten seconds: per contract what was promised, is live and is short, when each will be
// complete, and the three largest causes.

#include <string>
#include <vector>

#include "models/simulation.hpp"

namespace models {

struct ContractSummary {
  ContractId contract;
  std::int64_t promised = 0;      // accelerators (or kW) of all its tranches
  std::int64_t live = 0;          // of these, granted at the end
  std::int64_t short_at_end = 0;  // of those that are due at the end, missing
  int tranches = 0;
  int on_time = 0;                  // complete when due (or not due yet within the horizon and complete)
  Hour last_complete = sim::never;  // when its last tranche was complete; never if one is not
  std::int64_t needed_hours = 0;
  std::int64_t shortfall_hours = 0;
  struct Part {
    CauseId cause;
    std::int64_t hours = 0;
  };
  std::vector<Part> causes;  // largest first, ties by name; all of them
};

struct Summary {
  std::vector<ContractSummary> contracts;
  std::int64_t units_ever_ordered = 0;
  std::int64_t live_accelerators = 0;
  std::int64_t events = 0;
  std::vector<std::string> not_modelled;  // limits that nothing was written for, and what `without` switches off
};

Summary summarize(const Simulation& simulation);

// For a terminal.
std::string summary_text(const Simulation& simulation, const Summary& summary);
// summary.json
std::string summary_json(const Simulation& simulation, const Summary& summary);

}  // namespace models
