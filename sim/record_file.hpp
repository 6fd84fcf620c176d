#pragma once
// A file of records that only grows: what became of each task, in the order in which tasks ended.
//
// Header: magic, version, the digest of what fixes the results, checksum. Record: task (8 bytes), status (4), length
// (4), payload, checksum of all that (8); little-endian. A process that is killed leaves at worst a torn last record;
// the next one that appends cuts it off. Nobody but one process at a time appends: the file is locked.

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/output_file.hpp"

namespace sim {

// Records that cannot be used: of another study, damaged, no records at all, unreadable. The message names the file.
// Exit code 65.
class RecordError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct RecordHead {
  std::uint64_t task = 0;
  std::uint32_t status = 0;  // 0: done. Below record_statuses
  std::uint32_t bytes = 0;   // of the payload
  std::uint64_t offset = 0;  // of the payload in its file
};
inline constexpr std::uint32_t record_statuses = 16;

using OnRecord = std::function<void(const RecordHead& head, std::string_view payload)>;

struct RecordScan {
  std::string digest;            // of the header; empty: the file ends before or within it
  std::uint64_t records = 0;     // whole ones, up to the first that is torn or damaged
  std::uint64_t good_bytes = 0;  // header and these records
  std::uint64_t bytes = 0;       // of the file
  bool is_whole() const { return !digest.empty() && good_bytes == bytes; }
};

// Reads a file from its begin to the first record that is torn or damaged, in memory of one record. Of a file with
// another digest, the header only. Throws RecordError if it cannot be read or is something else.
RecordScan scan_records(const std::string& path, const std::string& digest, const OnRecord& on_record);

class RecordWriter {
 public:
  // Opens `path` for appending and makes it where it is missing. `digest` has 64 hexadecimal digits. Records that are
  // there are told to `on_record`; from the first that is torn or damaged on they are cut off. Throws RecordError if
  // the file has another digest, OutputError if it cannot be made, or if another process still writes to it after two
  // seconds (the children of one that was killed need a moment to end).
  RecordWriter(std::string path, const std::string& digest, const OnRecord& on_record,
               const FileOps& ops = system_file_ops);

  // In the file when it returns; on the disk after sync(). If it fails (OutputError) the file ends with the record
  // before.
  void append(std::uint64_t task, std::uint32_t status, std::string_view payload);
  void sync();

  std::uint64_t records() const { return records_; }
  std::uint64_t cut_off() const { return cut_off_; }  // bytes of torn or damaged records

 private:
  void lock();
  void begin(const std::string& digest);
  void write(std::string_view bytes);
  void cut(std::uint64_t bytes);
  [[noreturn]] void fail(const std::string& what, int error);

  std::string path_;
  const FileOps& ops_;
  FileDescriptor file_;
  std::uint64_t records_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t cut_off_ = 0;
  std::string buffer_;
};

}  // namespace sim
