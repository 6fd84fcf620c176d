#pragma once
// What a sample of independent cases says, with standard errors, and the check against theory that verification cases
// ask for: within 4.5 standard errors, and these at most half a percent of the value.

#include <vector>

#include "tests/statistics/program_runs.hpp"

namespace tests {

class Sample {
 public:
  explicit Sample(std::vector<double> values);

  Estimate mean() const;
  Estimate deviation() const;                // standard deviation; its error from the fourth moment
  Estimate share_up_to(double bound) const;  // of the cases at most `bound`; half of those that are equal to it
  Estimate quantile(double share) const;     // order statistic; its error from those around it

 private:
  std::vector<double> values_;  // sorted
};

void check_against(const char* what, const Estimate& estimate, double expected);

}  // namespace tests
