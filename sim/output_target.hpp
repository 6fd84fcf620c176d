#pragma once
// The place where a result folder is to appear, checked before anything is simulated.
//
// While results are written, they are in a hidden folder beside it: `.NAME.partial-PID`, locked by the process that
// writes. Where the file system cannot exchange two folders at once, the replaced one is for a moment
// `.NAME.replaced-PID`. Folders of these names that nobody has locked were left by a process that was killed.

#include <string>
#include <vector>

#include "sim/output_file.hpp"

namespace sim {

// Every folder of results has it, written last. With `force`, only an empty folder or one with this file is replaced,
// so that a slip of the keyboard does not replace somebody's documents.
inline constexpr const char* result_marker = "manifest.json";

class OutputTarget {
 public:
  // Throws OutputError if the parent is missing, if the target is a file, link or device, or if it holds one of the
  // inputs (paths of files that the run reads). Makes nothing.
  OutputTarget(const std::string& target, const std::vector<std::string>& inputs);

  const std::string& path() const { return path_; }    // absolute
  const std::string& name() const { return name_; }    // its last part
  int parent() const { return parent_.get(); }         // the open folder it is in
  std::string path_of(const std::string& name) const;  // of something beside it

  bool exists() const;
  void expect_replaceable(bool force) const;  // throws OutputError if it exists and may not be replaced

  std::string partial_name() const;
  std::string replaced_name() const;

  // Removes what dead processes left for this target, and puts results back in place that one had just moved aside.
  // Adds a sentence per folder to `notes`. Returns the living processes that write to this target, this one included.
  std::vector<pid_t> clear_leftovers(std::vector<std::string>& notes) const;
  [[noreturn]] void fail_in_use(pid_t process) const;

 private:
  void expect_no_input_inside(const std::vector<std::string>& inputs) const;
  bool clear_leftover(const std::string& leftover, pid_t process, bool is_partial,
                      std::vector<std::string>& notes) const;

  std::string parent_path_;
  std::string name_;
  std::string path_;
  FileDescriptor parent_;
};

}  // namespace sim
