#pragma once
// One file being written: every byte arrives, is counted and hashed, and every error of write, fsync and close is
// noticed. Interrupted calls are repeated and short writes continued.

#include <fcntl.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/csv_writer.hpp"
#include "sim/sha256.hpp"

namespace sim {

// The system calls that output goes through, with their meaning and errno. Tests replace single ones by failing ones.
struct FileOps {
  int (*open)(int folder, const char* name, int flags, mode_t mode);  // openat
  ssize_t (*write)(int file, const void* bytes, size_t count);
  int (*fsync)(int file);
  int (*close)(int file);
  int (*mkdir)(int folder, const char* name, mode_t mode);                      // mkdirat
  int (*rename)(int folder, const char* from, const char* to, unsigned flags);  // renameat2 within one folder
};
extern const FileOps system_file_ops;

// Repeats a system call as long as a signal interrupts it.
template <class Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

// An open file or folder, closed at the end without asking for errors.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();

  bool is_open() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  int release();

 private:
  int descriptor_ = -1;
};

// The same open file under a number above 2, closed on exec, even if the process was started with 0, 1 or 2 closed:
// what the program says must not end up in a result. Not open on error, with errno set.
FileDescriptor above_standard_streams(int descriptor);

// Opens with close-on-exec above the standard streams. Not open on error, with errno set.
FileDescriptor open_file(const FileOps& ops, int folder, const char* name, int flags, mode_t mode);

enum class FileLock { ours, of_another, unsupported };

// Tries to lock an open file or folder until it is closed, here and in children that have it open, too.
FileLock lock_file(int file);

class OutputFile final : public ByteSink {
 public:
  // Makes `name`, which must not exist, in the open folder. `path` is its name in messages; `kept` ends them, saying
  // what was kept.
  OutputFile(const FileOps& ops, int folder, std::string name, std::string path, std::string kept);

  void write(std::string_view bytes) override;
  void close();  // with fsync; then the bytes are on the disk

  // True if the folder still has this very file under its name, with all its bytes.
  bool is_in_place(int folder) const;

  const std::string& name() const { return name_; }
  std::uint64_t bytes() const { return bytes_; }
  const std::string& sha256() const { return sha256_; }  // after close()

 private:
  [[noreturn]] void fail(const char* doing);

  const FileOps& ops_;
  std::string name_;
  std::string path_;
  std::string kept_;
  FileDescriptor file_;
  Sha256 hash_;
  std::string sha256_;
  std::uint64_t bytes_ = 0;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

}  // namespace sim
