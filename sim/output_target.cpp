#include "sim/output_target.hpp"

#include <dirent.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include "sim/output_error.hpp"

namespace sim {

namespace {

using Kind = OutputError::Kind;

std::string reason() { return std::generic_category().message(errno); }

[[noreturn]] void fail(Kind kind, const std::string& path, const std::string& what) {
  throw OutputError(kind, fmt::format("{}: {}", path, what));
}

// The number at the end of `text` after `prefix`; 0 if it is something else.
pid_t process_after(const std::string& text, const std::string& prefix) {
  if (text.compare(0, prefix.size(), prefix) != 0) return 0;
  pid_t process = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + prefix.size(), end, process);
  return read.ec == std::errc() && read.ptr == end && process > 0 ? process : 0;
}

bool is_alive(pid_t process) { return ::kill(process, 0) == 0 || errno == EPERM; }

std::vector<std::string> entries_of(int folder) {
  std::vector<std::string> names;
  FileDescriptor copy = open_file(system_file_ops, folder, ".", O_RDONLY | O_DIRECTORY, 0);
  if (!copy.is_open()) return names;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::fdopendir(copy.get()), ::closedir);
  if (listing == nullptr) return names;
  copy.release();  // the listing closes it
  while (const dirent* entry = ::readdir(listing.get())) names.emplace_back(entry->d_name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

OutputTarget::OutputTarget(const std::string& target, const std::vector<std::string>& inputs) {
  // A slash at the end would make the system follow a symbolic link.
  std::string plain = target;
  while (plain.size() > 1 && plain.back() == '/') plain.pop_back();
  const std::size_t slash = plain.rfind('/');
  name_ = slash == std::string::npos ? plain : plain.substr(slash + 1);
  if (name_.empty() || name_ == "." || name_ == "..") {
    fail(Kind::cannot_create, target.empty() ? "output folder" : target, "name the folder that is to be made");
  }
  const std::string above = slash == std::string::npos ? "." : plain.substr(0, slash + 1);
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(above.c_str(), nullptr), std::free);
  if (real == nullptr) fail(Kind::cannot_create, target, fmt::format("the folder it is to be made in: {}", reason()));
  parent_path_ = real.get();
  path_ = path_of(name_);
  parent_ = open_file(system_file_ops, AT_FDCWD, parent_path_.c_str(), O_RDONLY | O_DIRECTORY, 0);
  if (!parent_.is_open()) fail(Kind::cannot_create, path_, fmt::format("the folder it is to be made in: {}", reason()));

  expect_no_input_inside(inputs);
  struct stat status {};
  if (::fstatat(parent(), name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
    if (S_ISLNK(status.st_mode)) fail(Kind::cannot_create, path_, "is a symbolic link; name the folder itself");
    if (!S_ISDIR(status.st_mode)) fail(Kind::cannot_create, path_, "exists and is not a folder");
  } else if (errno != ENOENT) {
    fail(Kind::cannot_create, path_, reason());
  }
  if (::faccessat(parent(), ".", W_OK | X_OK, AT_EACCESS) != 0) {
    fail(Kind::cannot_create, path_, fmt::format("cannot write to the folder it is in: {}", reason()));
  }
}

std::string OutputTarget::path_of(const std::string& name) const {
  return parent_path_ == "/" ? "/" + name : parent_path_ + "/" + name;
}

bool OutputTarget::exists() const {
  struct stat status {};
  return ::fstatat(parent(), name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

void OutputTarget::expect_replaceable(bool force) const {
  if (!exists()) return;
  if (!force) fail(Kind::exists, path_, "exists; --force replaces it");
  // Another run may just be exchanging and removing what is looked at: then look at what is there instead.
  for (int look = 0; look < 10; ++look) {
    const FileDescriptor old =
        open_file(system_file_ops, parent(), name_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    if (!old.is_open()) fail(Kind::cannot_create, path_, fmt::format("cannot be replaced: {}", reason()));
    const bool is_result = ::faccessat(old.get(), result_marker, F_OK, 0) == 0;
    if (is_result || entries_of(old.get()).size() <= 2) return;  // . and ..
    struct stat seen {};
    struct stat there {};
    if (::fstat(old.get(), &seen) == 0 && ::fstatat(parent(), name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
        seen.st_ino == there.st_ino) {
      break;
    }
  }
  fail(Kind::exists, path_,
       fmt::format("is not replaced, even with --force: it holds files but no {}, so it is not a result",
                   result_marker));
}

std::string OutputTarget::partial_name() const { return fmt::format(".{}.partial-{}", name_, ::getpid()); }
std::string OutputTarget::replaced_name() const { return fmt::format(".{}.replaced-{}", name_, ::getpid()); }

std::vector<pid_t> OutputTarget::clear_leftovers(std::vector<std::string>& notes) const {
  std::vector<pid_t> living;
  for (const std::string& entry : entries_of(parent())) {
    const pid_t partial = process_after(entry, "." + name_ + ".partial-");
    const pid_t replaced = process_after(entry, "." + name_ + ".replaced-");
    const pid_t process = std::max(partial, replaced);
    if (process != 0 && !clear_leftover(entry, process, partial != 0, notes)) living.push_back(process);
  }
  return living;
}

// False if its process is alive.
bool OutputTarget::clear_leftover(const std::string& leftover, pid_t process, bool is_partial,
                                  std::vector<std::string>& notes) const {
  FileDescriptor folder;
  // The lock goes with the process, also where its number has been given to another one since. A living process that
  // has no lock may be about to take it, or to remove the folder, so it gets a moment.
  for (int moment = 0; moment < 20; ++moment) {
    folder = FileDescriptor();  // gives the lock back
    if (moment > 0) ::usleep(10000);
    folder = open_file(system_file_ops, parent(), leftover.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    if (!folder.is_open()) return errno == ENOENT || !is_alive(process);
    // Without locks a dead process cannot be told from one of another machine.
    if (lock_file(folder.get()) != FileLock::ours) return false;
    if (process == ::getpid() || !is_alive(process)) break;
  }
  if (!is_partial && !exists() && ::renameat(parent(), leftover.c_str(), parent(), name_.c_str()) == 0) {
    notes.push_back(
        fmt::format("{}: put back the results that process {} was replacing when it was killed", path_, process));
    return true;
  }
  std::error_code error;
  std::filesystem::remove_all(path_of(leftover), error);
  if (error) {
    notes.push_back(
        fmt::format("{}: cannot remove what process {} left: {}", path_of(leftover), process, error.message()));
  } else {
    notes.push_back(fmt::format("{}: removed what process {} left unfinished", path_of(leftover), process));
  }
  return true;
}

void OutputTarget::fail_in_use(pid_t process) const {
  fail(Kind::in_use, path_,
       fmt::format("in use by process {}, which is writing results there now (if it is not, remove {})", process,
                   path_of(fmt::format(".{}.partial-{}", name_, process))));
}

void OutputTarget::expect_no_input_inside(const std::vector<std::string>& inputs) const {
  struct stat target {};
  if (::fstatat(parent(), name_.c_str(), &target, 0) != 0) return;  // nothing there that could be lost
  for (const std::string& input : inputs) {
    std::error_code error;
    // The input itself, then every folder above it.
    for (std::filesystem::path path = std::filesystem::canonical(input, error); !error; path = path.parent_path()) {
      struct stat status {};
      if (::stat(path.c_str(), &status) == 0 && status.st_dev == target.st_dev && status.st_ino == target.st_ino) {
        fail(Kind::overlaps_input, path_, fmt::format("the output would replace the input {}", input));
      }
      if (path == path.parent_path()) break;
    }
  }
}

}  // namespace sim
