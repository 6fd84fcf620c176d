#pragma once
// Which part of many tasks a process runs: shard `i/N`, with i from 1 to N. A task belongs to the shard that its number
// leaves when divided by N, so that long and short tasks mix and every task is in exactly one shard.

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

namespace sim {

// What was asked for cannot be understood, or the environment does not say it. Exit code 64.
class ShardError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Shard {
  std::uint64_t index = 0;  // from 0
  std::uint64_t count = 1;
  bool has(std::uint64_t task) const { return task % count == index; }
  std::string name() const;  // "2/3" is the shard of index 1
  bool operator==(const Shard&) const = default;
};
inline constexpr std::uint64_t most_shards = 65535;

// The value of an environment variable, null where it is not set.
using Environment = std::function<const char*(const char* name)>;
const char* environment_of_process(const char* name);

// `i/N`, `auto` or `auto/N`. `auto` takes i and N from whatever started the process:
//   SLURM_ARRAY_TASK_ID with _MIN, _MAX, _STEP and _COUNT: a job array;
//   within it, or without one, the rank of OMPI_COMM_WORLD_RANK and _SIZE, PMI_RANK and PMI_SIZE, or SLURM_PROCID and
//   SLURM_STEP_NUM_TASKS (srun; a batch script alone is one process, whatever SLURM_NTASKS says);
//   else PARALLEL_SEQ of GNU parallel, which does not say how many there are: `auto/N`.
// With `auto/N`, an N that the environment says otherwise is an error.
Shard shard_of(const std::string& text, const Environment& environment = environment_of_process);

}  // namespace sim
