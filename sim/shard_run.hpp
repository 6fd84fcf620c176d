#pragma once
// Runs the tasks of a shard that are not done yet, and records what becomes of them. Interrupted or killed at any
// moment, the next call goes on: at most the tasks that were running are run again.
//
//   const StudyFolder folder(target, plan);                            // before anything is run
//   const ShardEnd end = run_shard(folder, shard, work, options, on_progress);
//   if (end.pool.was_interrupted()) return 75;
//   const RecordSet records = folder.records();
//   for (const std::string& problem : folder.problems(records)) ...    // incomplete: 75
//   ...results from records.entries(), then folder.remove().

#include <cstdint>
#include <functional>

#include "sim/study_folder.hpp"
#include "sim/worker_pool.hpp"

namespace sim {

struct ShardOptions {
  PoolOptions pool{};
  bool again_if_failed = false;    // tasks whose record says that they failed are run again
  TaskRange tasks{0, UINT64_MAX};  // only these (of the plan's)
};

struct ShardProgress {
  std::uint64_t tasks = 0;    // of this shard, in the range
  std::uint64_t earlier = 0;  // of them done or failed before
  std::uint64_t done = 0;     // now
  std::uint64_t failed = 0;   // now, in whatever way
  std::uint64_t settled() const { return earlier + done + failed; }
};

struct ShardEnd {
  ShardProgress progress;
  PoolEnd pool;
  std::uint64_t cut_off = 0;  // bytes of a torn record that a killed process had left
};

using OnProgress = std::function<void(const ShardProgress&)>;  // at the start and after every task

// Throws RecordError and OutputError as RecordWriter does, and what run_tasks throws. Records are on the disk when it
// returns.
ShardEnd run_shard(const StudyFolder& folder, Shard shard, const Work& work, const ShardOptions& options,
                   const OnProgress& on_progress);

}  // namespace sim
