#include "sim/result_folder.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "sim/check.hpp"
#include "sim/output_error.hpp"

namespace sim {

namespace {

bool is_file_name(const std::string& name) {
  const auto is_letter_or_digit = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  return !name.empty() && is_letter_or_digit(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

// Some file systems cannot rename with conditions.
bool is_unsupported(int error) { return error == EINVAL || error == ENOSYS || error == ENOTSUP; }

}  // namespace

ResultFolder::ResultFolder(const std::string& target, Options options)
    : options_(std::move(options)), target_(target, options_.inputs) {
  const std::vector<pid_t> living = target_.clear_leftovers(notes_);
  if (!living.empty()) target_.fail_in_use(living.front());
  target_.expect_replaceable(options_.force);
  kept_ = target_.exists() ? fmt::format("the earlier results in {} are unchanged", path())
                           : fmt::format("nothing was made at {}", path());
  remove_watched_folders_on_signals();
  make_partial_folder();
  // Two processes that start at the same time may both have seen nobody: then the lower number goes on.
  for (const pid_t process : target_.clear_leftovers(notes_)) {
    if (process >= ::getpid()) continue;
    watched_->remove();
    target_.fail_in_use(process);
  }
}

ResultFolder::~ResultFolder() {
  if (!is_committed_) watched_->remove();
}

void ResultFolder::make_partial_folder() {
  partial_ = target_.partial_name();
  const int parent = target_.parent();
  const SignalsHeldBack until_it_is_watched;
  if (uninterrupted([&] { return options_.ops.mkdir(parent, partial_.c_str(), 0777); }) != 0) {
    if (errno == EEXIST) target_.fail_in_use(::getpid());
    fail_to_create("cannot create");
  }
  folder_ = open_file(options_.ops, parent, partial_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
  if (!folder_.is_open()) {
    const int error = errno;
    ::unlinkat(parent, partial_.c_str(), AT_REMOVEDIR);
    errno = error;
    fail_to_create("cannot open the new folder");
  }
  // Another process that looks for leftovers may hold the lock for a moment. It is not needed on file systems without
  // locks: there nobody removes a folder of others.
  for (int moment = 0; moment < 1000 && lock_file(folder_.get()) == FileLock::of_another; ++moment) ::usleep(1000);
  watched_.emplace(parent, folder_.get(), partial_);
}

CsvWriter& ResultFolder::table(const TableSchema& schema) {
  Entry& entry = add_file(schema.file);
  entry.csv = std::make_unique<CsvWriter>(*entry.file, schema);
  tables_.push_back(schema);
  return *entry.csv;
}

ByteSink& ResultFolder::stream(const std::string& name) { return *add_file(name).file; }

void ResultFolder::write(const std::string& name, std::string_view bytes) {
  Entry& entry = add_file(name);
  entry.file->write(bytes);
  close(entry);
}

std::vector<FileRecord> ResultFolder::close_files() {
  std::vector<FileRecord> records;
  for (Entry& entry : entries_) {
    if (entry.is_open) close(entry);
    FileRecord record{entry.file->name(), entry.file->bytes(), entry.file->sha256(), std::nullopt};
    if (entry.csv != nullptr) record.rows = entry.csv->rows();
    records.push_back(std::move(record));
  }
  std::sort(records.begin(), records.end(), [](const FileRecord& a, const FileRecord& b) { return a.name < b.name; });
  return records;
}

void ResultFolder::commit() {
  EXPECTS_WITH(!is_committed_, path());
  const std::vector<FileRecord> records = close_files();
  const bool has_marker =
      std::any_of(records.begin(), records.end(), [](const FileRecord& r) { return r.name == result_marker; });
  EXPECTS_WITH(has_marker, path());
  expect_files_in_place();
  if (uninterrupted([&] { return options_.ops.fsync(folder_.get()); }) != 0) fail("cannot write to disk (fsync)");

  // From the rename on the watched files are the results themselves: no signal may remove them.
  const SignalsHeldBack while_renaming;
  watched_->stop();
  Placed placed = Placed::beside_nothing;
  try {
    placed = put_in_place();
    if (uninterrupted([&] { return options_.ops.fsync(target_.parent()); }) != 0) {
      const int error = errno;
      undo(placed);
      errno = error;
      fail("cannot write the folder it is in to disk (fsync)");
    }
  } catch (const OutputError&) {
    if (!is_committed_) watched_->watch();
    throw;
  }
  is_committed_ = true;
  remove_replaced(placed);
}

ResultFolder::Entry& ResultFolder::add_file(const std::string& name) {
  EXPECTS_WITH(is_file_name(name), name);
  EXPECTS_WITH(!is_committed_, name);
  for (const Entry& entry : entries_) EXPECTS_WITH(entry.file->name() != name, name);
  watched_->add_file(name);
  Entry entry;
  entry.file = std::make_unique<OutputFile>(options_.ops, folder_.get(), name, path() + "/" + name, kept_);
  return entries_.emplace_back(std::move(entry));
}

void ResultFolder::close(Entry& entry) {
  if (entry.csv != nullptr) entry.csv->finish();
  entry.file->close();
  entry.is_open = false;
}

void ResultFolder::expect_files_in_place() {
  for (const Entry& entry : entries_) {
    if (entry.file->is_in_place(folder_.get())) continue;
    throw OutputError(OutputError::Kind::write_failed,
                      fmt::format("{}/{}: was removed or changed by another program while it was written; {}", path(),
                                  entry.file->name(), kept_));
  }
}

ResultFolder::Placed ResultFolder::put_in_place() {
  if (rename(partial_, target_.name(), RENAME_NOREPLACE)) return Placed::beside_nothing;
  if (is_unsupported(errno)) {
    if (!target_.exists() && rename(partial_, target_.name(), 0)) return Placed::beside_nothing;
    if (target_.exists()) errno = EEXIST;
  }
  if (errno != EEXIST) fail("cannot rename the finished folder");
  return replace_old();
}

ResultFolder::Placed ResultFolder::replace_old() {
  if (!options_.force) {
    throw OutputError(OutputError::Kind::exists,
                      fmt::format("{}: was made by another process during this run; it was kept", path()));
  }
  target_.expect_replaceable(options_.force);  // again: what is there now may have come during the run
  if (rename(partial_, target_.name(), RENAME_EXCHANGE)) return Placed::exchanged;
  if (!is_unsupported(errno)) fail("cannot exchange the finished folder with the earlier one");
  // Locked, so that no other process takes the folder moved aside for one that a dead process left.
  const FileDescriptor old =
      open_file(system_file_ops, target_.parent(), target_.name().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
  if (!old.is_open() || lock_file(old.get()) == FileLock::of_another ||
      !rename(target_.name(), target_.replaced_name(), 0)) {
    fail("cannot move the earlier results aside");
  }
  if (rename(partial_, target_.name(), 0)) return Placed::moved_aside;
  const int error = errno;
  if (!rename(target_.replaced_name(), target_.name(), 0)) {
    kept_ = fmt::format("the earlier results are in {}", target_.path_of(target_.replaced_name()));
  }
  errno = error;
  fail("cannot rename the finished folder");
}

void ResultFolder::undo(Placed placed) {
  const unsigned flags = placed == Placed::exchanged ? RENAME_EXCHANGE : 0;
  if (!rename(target_.name(), partial_, flags)) {
    kept_ = "the new results are complete, but may be lost if the power fails now";
    is_committed_ = true;  // what is watched are those results, which must stay
  } else if (placed == Placed::moved_aside && !rename(target_.replaced_name(), target_.name(), 0)) {
    kept_ = fmt::format("the earlier results are in {}", target_.path_of(target_.replaced_name()));
  }
}

void ResultFolder::remove_replaced(Placed placed) {
  if (placed == Placed::beside_nothing) return;
  const std::string old = target_.path_of(placed == Placed::exchanged ? partial_ : target_.replaced_name());
  std::error_code error;
  std::filesystem::remove_all(old, error);
  if (error) notes_.push_back(fmt::format("{}: cannot remove the replaced results: {}", old, error.message()));
}

bool ResultFolder::rename(const std::string& from, const std::string& to, unsigned flags) {
  return uninterrupted([&] { return options_.ops.rename(target_.parent(), from.c_str(), to.c_str(), flags); }) == 0;
}

void ResultFolder::fail_to_create(const std::string& what) {
  const std::string reason = std::generic_category().message(errno);
  throw OutputError(OutputError::Kind::cannot_create, fmt::format("{}: {}: {}; {}", path(), what, reason, kept_));
}

void ResultFolder::fail(const std::string& what) {
  const std::string reason = std::generic_category().message(errno);
  throw OutputError(OutputError::Kind::write_failed, fmt::format("{}: {}: {}; {}", path(), what, reason, kept_));
}

}  // namespace sim
