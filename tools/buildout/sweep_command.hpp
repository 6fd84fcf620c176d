#pragma once
// `buildout sweep`: many runs of one scenario, and what they say together.

#include <cstdint>
#include <string>

namespace buildout {

struct SweepOptions {
  std::string study;
  std::string output;
  std::string shard = "1/1";
  int jobs = 0;                // 0: as many as there are processors
  std::int64_t seconds = 0;    // a run may take; 0: no limit
  std::int64_t mebibytes = 0;  // a run may use; 0: no limit
  bool force = false;
  bool quiet = false;
  bool again_if_failed = false;
};

// Runs all of it and writes the result folder; after an interruption the same command goes on. Returns the exit code.
int sweep_command(const SweepOptions& options);

// Says what there is to run.
int sweep_plan_command(const SweepOptions& options);

// Runs one shard, and leaves its records in the working folder beside the output.
int sweep_run_command(const SweepOptions& options);

// Makes the results of the records of all shards.
int sweep_merge_command(const SweepOptions& options);

}  // namespace buildout
