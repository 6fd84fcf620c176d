#include "sim/output_file.hpp"

#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <system_error>
#include <utility>

#include "sim/check.hpp"
#include "sim/output_error.hpp"

namespace sim {

namespace {
int open_at(int folder, const char* name, int flags, mode_t mode) { return ::openat(folder, name, flags, mode); }
int rename_within(int folder, const char* from, const char* to, unsigned flags) {
  return ::renameat2(folder, from, folder, to, flags);
}
}  // namespace

const FileOps system_file_ops{open_at, ::write, ::fsync, ::close, ::mkdirat, rename_within};

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (is_open()) ::close(descriptor_);
}

int FileDescriptor::release() { return std::exchange(descriptor_, -1); }

FileDescriptor above_standard_streams(int descriptor) {
  FileDescriptor file(descriptor);
  if (!file.is_open() || file.get() > STDERR_FILENO) return file;
  return FileDescriptor(::fcntl(file.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

FileDescriptor open_file(const FileOps& ops, int folder, const char* name, int flags, mode_t mode) {
  return above_standard_streams(uninterrupted([&] { return ops.open(folder, name, flags | O_CLOEXEC, mode); }));
}

FileLock lock_file(int file) {
  if (uninterrupted([&] { return ::flock(file, LOCK_EX | LOCK_NB); }) == 0) return FileLock::ours;
  return errno == EWOULDBLOCK ? FileLock::of_another : FileLock::unsupported;
}

OutputFile::OutputFile(const FileOps& ops, int folder, std::string name, std::string path, std::string kept)
    : ops_(ops), name_(std::move(name)), path_(std::move(path)), kept_(std::move(kept)) {
  file_ = open_file(ops_, folder, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666);
  struct stat status {};
  if (!file_.is_open() || ::fstat(file_.get(), &status) != 0) {
    const std::string reason = std::generic_category().message(errno);
    throw OutputError(OutputError::Kind::cannot_create, fmt::format("{}: cannot create: {}; {}", path_, reason, kept_));
  }
  device_ = status.st_dev;
  inode_ = status.st_ino;
}

void OutputFile::write(std::string_view bytes) {
  EXPECTS_WITH(file_.is_open(), path_);
  hash_.add(bytes);
  while (!bytes.empty()) {
    const ssize_t written = uninterrupted([&] { return ops_.write(file_.get(), bytes.data(), bytes.size()); });
    if (written == 0) errno = EIO;  // neither progress nor a reason: repeating it might never end
    if (written <= 0) fail("write");
    bytes_ += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::close() {
  EXPECTS_WITH(file_.is_open(), path_);
  if (uninterrupted([&] { return ops_.fsync(file_.get()); }) != 0) fail("write to disk (fsync)");
  // An interrupted close has closed the file all the same, and its bytes are on the disk already.
  if (ops_.close(file_.release()) != 0 && errno != EINTR) fail("close");
  sha256_ = hash_.hex();
}

bool OutputFile::is_in_place(int folder) const {
  struct stat status {};
  return ::fstatat(folder, name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_dev == device_ &&
         status.st_ino == inode_ && static_cast<std::uint64_t>(status.st_size) == bytes_;
}

void OutputFile::fail(const char* doing) {
  const std::string reason = std::generic_category().message(errno);
  throw OutputError(OutputError::Kind::write_failed,
                    fmt::format("{}: cannot {} after {} bytes: {}; {}", path_, doing, bytes_, reason, kept_));
}

}  // namespace sim
