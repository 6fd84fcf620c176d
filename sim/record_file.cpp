#include "sim/record_file.hpp"

#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

#include "sim/check.hpp"
#include "sim/checksum.hpp"
#include "sim/output_error.hpp"

namespace sim {

namespace {

static_assert(std::endian::native == std::endian::little, "records are written as they stand in memory");

constexpr std::size_t digest_digits = 64;

struct FileHeader {
  char magic[8] = {'r', 'e', 'c', 'o', 'r', 'd', 's', '\n'};
  std::uint64_t version = 1;
  char digest[digest_digits] = {};
  std::uint64_t sum = 0;  // of all before it
};

struct RecordFrame {
  std::uint64_t task;
  std::uint32_t status;
  std::uint32_t bytes;
};

template <class Plain>
std::string_view bytes_of(const Plain& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::uint64_t sum_of(const FileHeader& header) {
  return checksum(bytes_of(header).substr(0, sizeof header - sizeof header.sum));
}

FileHeader header_with(const std::string& digest) {
  EXPECTS_WITH(digest.size() == digest_digits, digest);
  FileHeader header;
  std::memcpy(header.digest, digest.data(), digest_digits);
  header.sum = sum_of(header);
  return header;
}

std::string reason(int error) { return std::generic_category().message(error); }

// A file read from its begin on, in large pieces.
class Reader {
 public:
  Reader(int file, const std::string& path) : file_(file), path_(path) {}

  // The next `count` bytes, valid until the next call; empty if the file ends before.
  std::string_view take(std::size_t count) {
    if (buffer_.size() - at_ < count) fill(count);
    if (buffer_.size() - at_ < count) return {};
    at_ += count;
    return std::string_view(buffer_).substr(at_ - count, count);
  }

 private:
  static constexpr std::size_t piece = 1 << 20;

  void fill(std::size_t count) {
    buffer_.erase(0, at_);
    at_ = 0;
    while (buffer_.size() < count) {
      const std::size_t had = buffer_.size();
      buffer_.resize(had + piece);
      const ssize_t got =
          uninterrupted([&] { return ::pread(file_, buffer_.data() + had, piece, static_cast<off_t>(offset_)); });
      buffer_.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
      if (got < 0) throw RecordError(fmt::format("{}: cannot read: {}", path_, reason(errno)));
      if (got == 0) return;
      offset_ += static_cast<std::uint64_t>(got);
    }
  }

  int file_;
  const std::string& path_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
};

// A header that a process began to write and did not finish: the first bytes of one, and zeros where the disk was
// not reached.
bool is_begun_header(std::string_view bytes) {
  const FileHeader header;
  const std::string_view start = bytes_of(header).substr(0, sizeof header.magic + sizeof header.version);
  if (bytes.substr(0, start.size()) == start.substr(0, bytes.size())) return bytes.size() < sizeof header;
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

std::string digest_in(std::string_view bytes, const std::string& path) {
  FileHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const FileHeader plain;
  if (std::memcmp(header.magic, plain.magic, sizeof header.magic) != 0) {
    throw RecordError(fmt::format("{}: is no file of records", path));
  }
  if (header.sum != sum_of(header)) throw RecordError(fmt::format("{}: its header is damaged", path));
  if (header.version != plain.version) {
    throw RecordError(fmt::format("{}: has records of version {}, and this program knows version {}", path,
                                  header.version, plain.version));
  }
  return {header.digest, digest_digits};
}

std::uint64_t size_of(int file, const std::string& path) {
  struct stat status {};
  if (::fstat(file, &status) != 0) throw RecordError(fmt::format("{}: cannot read: {}", path, reason(errno)));
  if (!S_ISREG(status.st_mode)) throw RecordError(fmt::format("{}: is no regular file", path));
  return static_cast<std::uint64_t>(status.st_size);
}

RecordScan scan(int file, const std::string& path, const std::string& digest, const OnRecord& on_record) {
  RecordScan result;
  result.bytes = size_of(file, path);
  Reader reader(file, path);
  const std::string_view start = reader.take(std::min<std::uint64_t>(sizeof(FileHeader), result.bytes));
  if (is_begun_header(start)) return result;
  if (start.size() < sizeof(FileHeader)) throw RecordError(fmt::format("{}: is no file of records", path));
  result.digest = digest_in(start, path);
  result.good_bytes = sizeof(FileHeader);
  if (result.digest != digest) return result;
  for (;;) {
    const std::string_view frame_bytes = reader.take(sizeof(RecordFrame));
    if (frame_bytes.empty()) return result;
    RecordFrame frame;
    std::memcpy(&frame, frame_bytes.data(), sizeof frame);
    const std::uint64_t left = result.bytes - result.good_bytes - sizeof frame;
    if (left < sizeof(std::uint64_t) || frame.bytes > left - sizeof(std::uint64_t)) return result;
    const std::string_view rest = reader.take(frame.bytes + sizeof(std::uint64_t));
    if (rest.empty()) return result;
    const std::string_view payload = rest.substr(0, frame.bytes);
    std::uint64_t sum = 0;
    std::memcpy(&sum, rest.data() + frame.bytes, sizeof sum);
    if (sum != checksum(payload, checksum(bytes_of(frame))) || frame.status >= record_statuses) return result;
    on_record({frame.task, frame.status, frame.bytes, result.good_bytes + sizeof frame}, payload);
    ++result.records;
    result.good_bytes += sizeof frame + frame.bytes + sizeof sum;
  }
}

}  // namespace

RecordScan scan_records(const std::string& path, const std::string& digest, const OnRecord& on_record) {
  const FileDescriptor file = open_file(system_file_ops, AT_FDCWD, path.c_str(), O_RDONLY, 0);
  if (!file.is_open()) throw RecordError(fmt::format("{}: cannot read: {}", path, reason(errno)));
  return scan(file.get(), path, digest, on_record);
}

RecordWriter::RecordWriter(std::string path, const std::string& digest, const OnRecord& on_record, const FileOps& ops)
    : path_(std::move(path)), ops_(ops) {
  file_ = open_file(ops_, AT_FDCWD, path_.c_str(), O_RDWR | O_CREAT, 0666);
  if (!file_.is_open()) {
    throw OutputError(OutputError::Kind::cannot_create, fmt::format("{}: cannot create: {}", path_, reason(errno)));
  }
  lock();
  const RecordScan found = scan(file_.get(), path_, digest, on_record);
  if (found.digest.empty()) {
    begin(digest);
    return;
  }
  if (found.digest != digest) {
    throw RecordError(fmt::format("{}: its records belong to another study (digest {}, not {})", path_,
                                  found.digest.substr(0, 12), digest.substr(0, 12)));
  }
  records_ = found.records;
  bytes_ = found.good_bytes;
  cut_off_ = found.bytes - found.good_bytes;
  cut(bytes_);
}

void RecordWriter::lock() {
  constexpr int moments = 200;
  for (int moment = 0; moment < moments; ++moment) {
    const FileLock state = lock_file(file_.get());
    if (state != FileLock::of_another) return;  // where there are no locks, nobody can tell
    ::usleep(10'000);
  }
  throw OutputError(OutputError::Kind::in_use, fmt::format("{}: another process writes to it", path_));
}

void RecordWriter::begin(const std::string& digest) {
  cut(0);
  const FileHeader header = header_with(digest);
  write(bytes_of(header));
  sync();
}

void RecordWriter::append(std::uint64_t task, std::uint32_t status, std::string_view payload) {
  EXPECTS(payload.size() <= std::numeric_limits<std::uint32_t>::max() && status < record_statuses);
  const RecordFrame frame{task, status, static_cast<std::uint32_t>(payload.size())};
  const std::uint64_t sum = checksum(payload, checksum(bytes_of(frame)));
  buffer_.assign(bytes_of(frame));
  buffer_.append(payload);
  buffer_.append(bytes_of(sum));
  write(buffer_);
  ++records_;
}

void RecordWriter::sync() {
  if (uninterrupted([&] { return ops_.fsync(file_.get()); }) != 0) fail("cannot write to disk (fsync)", errno);
}

void RecordWriter::write(std::string_view bytes) {
  const std::uint64_t begin = bytes_;
  std::uint64_t end = begin;
  while (!bytes.empty()) {
    const ssize_t written = uninterrupted([&] { return ops_.write(file_.get(), bytes.data(), bytes.size()); });
    if (written <= 0) {
      const int error = written == 0 ? EIO : errno;
      if (::ftruncate(file_.get(), static_cast<off_t>(begin)) == 0) {
        ::lseek(file_.get(), static_cast<off_t>(begin), SEEK_SET);
      }
      fail("cannot write", error);
    }
    end += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  bytes_ = end;
}

void RecordWriter::cut(std::uint64_t bytes) {
  const auto end = static_cast<off_t>(bytes);
  if (uninterrupted([&] { return ::ftruncate(file_.get(), end); }) != 0) fail("cannot be cut", errno);
  if (::lseek(file_.get(), end, SEEK_SET) != end) fail("cannot be written", errno);
}

void RecordWriter::fail(const std::string& what, int error) {
  throw OutputError(OutputError::Kind::write_failed, fmt::format("{}: {} after {} bytes: {}; its {} records are kept",
                                                                 path_, what, bytes_, reason(error), records_));
}

}  // namespace sim
