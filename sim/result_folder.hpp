#pragma once
// A folder of results that appears whole or not at all.
//
//   ResultFolder folder("out/run1", {.force = true, .inputs = {"scenario.yaml"}});   // before the run
//   CsvWriter& csv = folder.table(schema);  ...rows...
//   folder.write("manifest.json", text_of(folder.close_files()));
//   folder.commit();
//
// Files are written into the hidden folder `.run1.partial-PID` beside the target, each checked, hashed, synced and
// closed. commit() renames it into place. With `force`, results that are there already stay until then and are
// exchanged with the new ones in one step. If anything fails (OutputError), if the folder is dropped without commit(),
// or if a signal ends the process, the hidden folder is removed and earlier results are untouched.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/csv_writer.hpp"
#include "sim/output_file.hpp"
#include "sim/output_target.hpp"
#include "sim/signal_cleanup.hpp"
#include "sim/table_schema.hpp"

namespace sim {

// What the manifest says about a file.
struct FileRecord {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;
  std::optional<std::uint64_t> rows;  // of tables: without the header
};

class ResultFolder {
 public:
  struct Options {
    bool force = false;                 // replace results that exist
    std::vector<std::string> inputs{};  // files that the run reads, which must not be inside the target
    FileOps ops = system_file_ops;
  };

  // Refuses at once what could only fail later: the target exists, its parent is missing or read-only, another process
  // writes to it. Installs the signal handlers.
  ResultFolder(const std::string& target, Options options);
  ResultFolder(const ResultFolder&) = delete;
  ResultFolder& operator=(const ResultFolder&) = delete;
  ~ResultFolder();

  // Names of files are [A-Za-z0-9][A-Za-z0-9._-]*, each once.
  CsvWriter& table(const TableSchema& schema);                  // open until close_files(); lives as long as the folder
  ByteSink& stream(const std::string& name);                    // the same for other long files
  void write(const std::string& name, std::string_view bytes);  // a whole small file

  // Finishes all open tables and streams. All files so far, sorted by name.
  std::vector<FileRecord> close_files();

  // Puts the folder in place. There must be a result_marker among its files.
  void commit();

  const std::string& path() const { return target_.path(); }  // absolute
  const std::vector<TableSchema>& tables() const { return tables_; }
  // Sentences for the user: leftovers of killed processes removed, replaced results that could not be removed.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Entry {
    std::unique_ptr<OutputFile> file;
    std::unique_ptr<CsvWriter> csv;  // null if it is no table
    bool is_open = true;
  };
  enum class Placed { beside_nothing, exchanged, moved_aside };

  void make_partial_folder();
  Entry& add_file(const std::string& name);
  void close(Entry& entry);
  void expect_files_in_place();
  Placed put_in_place();
  Placed replace_old();
  void undo(Placed placed);
  void remove_replaced(Placed placed);
  bool rename(const std::string& from, const std::string& to, unsigned flags);
  [[noreturn]] void fail_to_create(const std::string& what);
  [[noreturn]] void fail(const std::string& what);

  Options options_;
  OutputTarget target_;
  std::vector<std::string> notes_;
  std::string kept_;
  std::string partial_;
  FileDescriptor folder_;
  std::optional<WatchedFolder> watched_;
  std::deque<Entry> entries_;
  std::vector<TableSchema> tables_;
  bool is_committed_ = false;
};

}  // namespace sim
