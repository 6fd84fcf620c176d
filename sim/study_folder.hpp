#pragma once
// The working folder of a study: what is done stands there until the results have appeared, so that a study that was
// interrupted goes on and a study on many machines comes together.
//
//   NAME.work/plan.json               what the results follow from; nobody else's records are taken for this study's
//   NAME.work/shard-2-of-3.records    a record for every task that shard has finished (record_file.hpp)
//
// It stands beside the folder of results NAME, on a file system that all shards see.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/record_set.hpp"
#include "sim/shard.hpp"

namespace sim {

// Everything that fixes the results, by name: two plans with equal facts give equal bytes.
struct StudyPlan {
  std::uint64_t tasks = 0;
  std::vector<std::pair<std::string, std::string>> facts;  // {"seed", "7"}, {"version", "0.1.0"}, digests

  std::string json() const;    // the bytes of plan.json
  std::string digest() const;  // of these, 64 hexadecimal digits
};

class StudyFolder {
 public:
  // Makes the working folder beside `target`, the folder where the results are to appear, or goes on with the one that
  // is there. Throws RecordError naming each fact that differs from the plan in it, OutputError if it cannot be made.
  // Several processes may do so at the same time.
  StudyFolder(const std::string& target, StudyPlan plan);

  // Of this target, whether it exists or not.
  static std::string path_beside(const std::string& target);

  const std::string& path() const { return path_; }
  const StudyPlan& plan() const { return plan_; }
  const std::string& digest() const { return digest_; }
  std::string records_of(Shard shard) const;  // path of its file, whether it exists or not

  struct RecordFile {
    Shard shard;
    std::string path;
  };
  std::vector<RecordFile> record_files() const;  // that exist; by number of shards, then by shard
  RecordSet records() const;                     // of all of them

  // What forbids to make the results now, a sentence each: the problems of the records, and which shards lack tasks.
  std::vector<std::string> problems(const RecordSet& records) const;

  // Removes it, once the results are in place. Files of others stay, and with them the folder: then false.
  bool remove() const;

 private:
  void keep_plan();
  void expect_same_plan(const std::string& there) const;

  std::string path_;
  StudyPlan plan_;
  std::string digest_;
};

}  // namespace sim
