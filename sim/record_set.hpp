#pragma once
// The records of a study, from one file or many, in the order of their tasks: what the results are made from. Holds 16
// bytes a record; payloads are read when they are asked for.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/output_file.hpp"
#include "sim/record_file.hpp"

namespace sim {

struct TaskRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // included
  bool operator==(const TaskRange&) const = default;
};

// "3, 7 to 12 and 4 more ranges"
std::string text_of(const std::vector<TaskRange>& ranges);

class RecordSet {
 public:
  struct Entry {
    std::uint64_t task;
    std::uint64_t offset : 44;  // of the payload in its file
    std::uint64_t file : 16;    // number of its path
    std::uint64_t status : 4;   // as in RecordHead
  };
  struct Duplicate {
    std::uint64_t task;
    std::size_t kept;     // number of the path whose record counts
    std::size_t ignored;  // of the other
  };

  // Reads all files, of which there may be 65,536. A task counts once: the record of its result, else of its last
  // failure. Of two results the first counts and the other is a duplicate. Files with another digest give no records.
  // Throws RecordError for a file that cannot be read.
  RecordSet(std::vector<std::string> paths, std::string digest);

  const std::vector<Entry>& entries() const { return entries_; }  // by task, each once
  const std::vector<std::string>& paths() const { return paths_; }
  const std::vector<Duplicate>& duplicates() const { return duplicates_; }
  std::vector<TaskRange> missing(std::uint64_t tasks) const;  // of 0 to tasks - 1

  // What forbids to make results of `tasks` tasks from these records, a sentence each, naming the files: of another
  // study, torn or damaged, tasks twice, tasks that there are not, tasks missing. Empty: complete.
  std::vector<std::string> problems(std::uint64_t tasks) const;

  std::string read(const Entry& entry) const;

  // Bytes [first, first + width) of the payloads of all tasks that are done, one after the other by task: a block of
  // columns where payloads are rows of numbers. Returns how many there are; `out` has room for entries() times `width`.
  // A payload that is shorter is an error.
  std::size_t read_columns(std::size_t first, std::size_t width, std::span<std::byte> out) const;

 private:
  void add(std::size_t file);
  void sort_by_task();
  int open(std::size_t file) const;
  void read_at(const Entry& entry, std::uint64_t offset, void* out, std::size_t count) const;
  std::uint32_t length_of(const Entry& entry) const;

  std::vector<std::string> paths_;
  std::string digest_;
  std::vector<Entry> entries_;
  std::vector<Duplicate> duplicates_;
  std::vector<std::string> broken_;  // sentences about files
  mutable std::vector<FileDescriptor> files_;
  mutable std::vector<std::size_t> open_files_;  // the oldest first
};

}  // namespace sim
