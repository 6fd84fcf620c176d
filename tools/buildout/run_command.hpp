#pragma once
// `buildout run` and `buildout validate`.

#include <string>
#include <vector>

#include "sim/draws.hpp"

namespace buildout {

struct RunOptions {
  std::string scenario;
  std::string output;
  std::vector<std::string> assignments;
  sim::Draws draws;
  bool force = false;
  bool quiet = false;
  bool json = false;
  bool check_every_hour = false;
};

// Simulates a scenario and writes its result folder. Returns the exit code.
int run_command(const RunOptions& options);

// Reports every error of a scenario at once; simulates nothing.
int validate_command(const RunOptions& options);

}  // namespace buildout
