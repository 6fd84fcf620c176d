#include "sim/record_set.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "sim/check.hpp"

namespace sim {

namespace {

constexpr std::size_t most_files = 1 << 16;
constexpr std::size_t most_open_files = 256;
constexpr std::size_t named_at_most = 5;  // ranges or tasks in a message

std::string text_of(TaskRange range) {
  return range.first == range.last ? fmt::format("{}", range.first) : fmt::format("{} to {}", range.first, range.last);
}

std::uint64_t count_of(const std::vector<TaskRange>& ranges) {
  std::uint64_t count = 0;
  for (const TaskRange range : ranges) count += range.last - range.first + 1;
  return count;
}

}  // namespace

std::string text_of(const std::vector<TaskRange>& ranges) {
  std::string text;
  const std::size_t named = ranges.size() <= named_at_most + 1 ? ranges.size() : named_at_most;
  for (std::size_t i = 0; i < named; ++i) {
    if (i > 0) text += i + 1 == ranges.size() ? " and " : ", ";
    text += text_of(ranges[i]);
  }
  if (named < ranges.size()) text += fmt::format(" and {} more ranges", ranges.size() - named);
  return text;
}

RecordSet::RecordSet(std::vector<std::string> paths, std::string digest)
    : paths_(std::move(paths)), digest_(std::move(digest)), files_(paths_.size()) {
  EXPECTS(paths_.size() <= most_files);
  for (std::size_t file = 0; file < paths_.size(); ++file) add(file);
  sort_by_task();
}

void RecordSet::add(std::size_t file) {
  const std::string& path = paths_[file];
  const RecordScan scan = scan_records(path, digest_, [&](const RecordHead& head, std::string_view) {
    Entry entry{};
    entry.task = head.task;
    entry.offset = head.offset & ((std::uint64_t{1} << 44) - 1);
    entry.file = file & (most_files - 1);
    entry.status = head.status & (record_statuses - 1);
    EXPECTS_WITH(entry.offset == head.offset, path);
    entries_.push_back(entry);
  });
  if (scan.digest.empty()) {
    broken_.push_back(fmt::format("{}: ends within its header", path));
  } else if (scan.digest != digest_) {
    broken_.push_back(fmt::format("{}: belongs to another study (digest {}, not {})", path, scan.digest.substr(0, 12),
                                  digest_.substr(0, 12)));
  } else if (!scan.is_whole()) {
    broken_.push_back(fmt::format("{}: torn or damaged after {} records, at byte {} of {}", path, scan.records,
                                  scan.good_bytes, scan.bytes));
  }
}

void RecordSet::sort_by_task() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    if (a.task != b.task) return a.task < b.task;
    if ((a.status == 0) != (b.status == 0)) return a.status == 0;
    const bool is_earlier = a.file != b.file ? a.file < b.file : a.offset < b.offset;
    return a.status == 0 ? is_earlier : !is_earlier && (a.file != b.file || a.offset != b.offset);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (kept > 0 && entries_[kept - 1].task == entries_[i].task) {
      const Entry& first = entries_[kept - 1];
      if (entries_[i].status == 0) duplicates_.push_back({first.task, first.file, entries_[i].file});
    } else {
      entries_[kept++] = entries_[i];
    }
  }
  entries_.resize(kept);
  entries_.shrink_to_fit();
}

std::vector<TaskRange> RecordSet::missing(std::uint64_t tasks) const {
  std::vector<TaskRange> ranges;
  std::uint64_t next = 0;
  for (const Entry& entry : entries_) {
    if (entry.task >= tasks) break;
    if (entry.task > next) ranges.push_back({next, entry.task - 1});
    next = entry.task + 1;
  }
  if (next < tasks) ranges.push_back({next, tasks - 1});
  return ranges;
}

std::vector<std::string> RecordSet::problems(std::uint64_t tasks) const {
  std::vector<std::string> sentences = broken_;
  for (std::size_t i = 0; i < std::min(duplicates_.size(), named_at_most); ++i) {
    const Duplicate& twice = duplicates_[i];
    sentences.push_back(
        fmt::format("task {} stands twice: in {} and in {}", twice.task, paths_[twice.kept], paths_[twice.ignored]));
  }
  if (duplicates_.size() > named_at_most) {
    sentences.push_back(fmt::format("{} more tasks stand twice", duplicates_.size() - named_at_most));
  }
  if (!entries_.empty() && entries_.back().task >= tasks) {
    sentences.push_back(fmt::format("{}: has task {}, and there are tasks 0 to {}", paths_[entries_.back().file],
                                    entries_.back().task, tasks - 1));
  }
  const std::vector<TaskRange> gaps = missing(tasks);
  if (!gaps.empty()) {
    sentences.push_back(fmt::format("{} of {} tasks are missing: {}", count_of(gaps), tasks, text_of(gaps)));
  }
  return sentences;
}

int RecordSet::open(std::size_t file) const {
  if (files_[file].is_open()) return files_[file].get();
  if (open_files_.size() == most_open_files) {
    files_[open_files_.front()] = FileDescriptor();
    open_files_.erase(open_files_.begin());
  }
  files_[file] = open_file(system_file_ops, AT_FDCWD, paths_[file].c_str(), O_RDONLY, 0);
  if (!files_[file].is_open()) {
    throw RecordError(fmt::format("{}: cannot read: {}", paths_[file], std::generic_category().message(errno)));
  }
  open_files_.push_back(file);
  return files_[file].get();
}

void RecordSet::read_at(const Entry& entry, std::uint64_t offset, void* out, std::size_t count) const {
  const int file = open(entry.file);
  char* to = static_cast<char*>(out);
  while (count > 0) {
    const ssize_t got = uninterrupted([&] { return ::pread(file, to, count, static_cast<off_t>(offset)); });
    if (got <= 0) {
      throw RecordError(fmt::format("{}: cannot read task {}: {}", paths_[entry.file], entry.task,
                                    got == 0 ? "the file ends" : std::generic_category().message(errno)));
    }
    to += got;
    offset += static_cast<std::uint64_t>(got);
    count -= static_cast<std::size_t>(got);
  }
}

std::uint32_t RecordSet::length_of(const Entry& entry) const {
  std::uint32_t length = 0;
  read_at(entry, entry.offset - sizeof length, &length, sizeof length);
  return length;
}

std::string RecordSet::read(const Entry& entry) const {
  std::string payload(length_of(entry), '\0');
  read_at(entry, entry.offset, payload.data(), payload.size());
  return payload;
}

std::size_t RecordSet::read_columns(std::size_t first, std::size_t width, std::span<std::byte> out) const {
  EXPECTS(out.size() >= entries_.size() * width);
  std::size_t rows = 0;
  for (const Entry& entry : entries_) {
    if (entry.status != 0) continue;
    if (length_of(entry) < first + width) {
      throw RecordError(
          fmt::format("{}: the result of task {} is shorter than that of others", paths_[entry.file], entry.task));
    }
    read_at(entry, entry.offset + first, out.data() + rows * width, width);
    ++rows;
  }
  return rows;
}

}  // namespace sim
