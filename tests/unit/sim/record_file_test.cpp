// Tests of sim/record_file and sim/record_set: whatever happens to a file, whole records are found and others are not.
#include "sim/record_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "sim/output_error.hpp"
#include "sim/record_set.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace sim;
using tests::ScratchFolder;

namespace {

const std::string digest(64, 'a');
const std::string other_digest(64, 'b');
constexpr std::size_t header_bytes = 88;
constexpr std::size_t frame_bytes = 24;  // task, status, length, checksum

void ignore_record(const RecordHead&, std::string_view) {}

struct Record {
  std::uint64_t task;
  std::uint32_t status;
  std::string payload;
  bool operator==(const Record&) const = default;
};

const std::vector<Record> three{{4, 0, "four"}, {1ull << 40, 2, ""}, {2, 0, std::string("t\0wo", 4)}};

// Most of the time of these tests would be waiting for the disk.
const FileOps without_disk = [] {
  FileOps ops = system_file_ops;
  ops.fsync = [](int) { return 0; };
  return ops;
}();

void make_file(const std::string& path, const std::vector<Record>& records, const std::string& of = digest) {
  RecordWriter writer(path, of, ignore_record, without_disk);
  for (const Record& record : records) writer.append(record.task, record.status, record.payload);
  writer.sync();
}

std::vector<Record> records_in(const std::string& path) {
  std::vector<Record> records;
  scan_records(path, digest, [&](const RecordHead& head, std::string_view payload) {
    CHECK(head.bytes == payload.size());
    records.push_back({head.task, head.status, std::string(payload)});
  });
  return records;
}

std::string doubles(std::vector<double> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

}  // namespace

TEST_CASE("Records are there again, in the order in which they were appended") {
  const ScratchFolder scratch;
  const std::string path = scratch / "records";
  make_file(path, {});
  CHECK(records_in(path).empty());
  CHECK(std::filesystem::file_size(path) == header_bytes);
  make_file(path, three);
  CHECK(records_in(path) == three);
  CHECK(std::filesystem::file_size(path) == header_bytes + 3 * frame_bytes + 8);
  make_file(path, {{9, 0, "nine"}});
  CHECK(records_in(path).size() == 4);
  CHECK(scan_records(path, digest, ignore_record).is_whole());
}

TEST_CASE("Of a file cut at any byte the whole records are kept, and it goes on as if nothing had happened") {
  const ScratchFolder scratch;
  const std::string whole_path = scratch / "whole";
  make_file(whole_path, three);
  const std::string whole = tests::read_file(whole_path);
  const std::size_t ends[] = {header_bytes, header_bytes + frame_bytes + 4, header_bytes + 2 * frame_bytes + 4,
                              whole.size()};
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const std::string path = scratch / "cut";
    tests::write_file(path, whole.substr(0, length));
    std::vector<Record> told;
    {
      RecordWriter writer(
          path, digest,
          [&](const RecordHead& head, std::string_view payload) {
            told.push_back({head.task, head.status, std::string(payload)});
          },
          without_disk);
      std::size_t kept = 0;
      while (kept < 3 && ends[kept + 1] <= length) ++kept;
      REQUIRE(told == std::vector<Record>(three.begin(), three.begin() + static_cast<std::ptrdiff_t>(kept)));
      REQUIRE(writer.cut_off() == (length < header_bytes ? 0 : length - ends[kept]));
      for (std::size_t i = kept; i < 3; ++i) writer.append(three[i].task, three[i].status, three[i].payload);
    }
    REQUIRE(tests::read_file(path) == whole);
  }
}

TEST_CASE("A flipped bit ends what is believed, wherever it is") {
  const ScratchFolder scratch;
  const std::string whole_path = scratch / "whole";
  make_file(whole_path, three);
  const std::string whole = tests::read_file(whole_path);
  const std::string path = scratch / "flipped";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int bit : {0, 7}) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
      tests::write_file(path, bytes);
      if (at < header_bytes) {
        REQUIRE_THROWS_AS(scan_records(path, digest, ignore_record), RecordError);
        REQUIRE_THROWS_AS(RecordWriter(path, digest, ignore_record), RecordError);
        REQUIRE(tests::read_file(path) == bytes);
        continue;
      }
      const std::vector<Record> kept = records_in(path);
      const std::size_t whole_before = at < header_bytes + frame_bytes + 4       ? 0
                                       : at < header_bytes + 2 * frame_bytes + 4 ? 1
                                                                                 : 2;
      REQUIRE(kept == std::vector<Record>(three.begin(), three.begin() + static_cast<std::ptrdiff_t>(whole_before)));
    }
  }
}

TEST_CASE("Zeros that a file system left at the end are no records") {
  const ScratchFolder scratch;
  const std::string path = scratch / "records";
  make_file(path, three);
  const std::string whole = tests::read_file(path);
  tests::write_file(path, whole + std::string(4096, '\0'));
  CHECK(records_in(path) == three);
  CHECK(RecordWriter(path, digest, ignore_record).cut_off() == 4096);
  CHECK(tests::read_file(path) == whole);
  tests::write_file(path, std::string(40, '\0'));  // of a header that never reached the disk
  make_file(path, three);
  CHECK(tests::read_file(path) == whole);
}

TEST_CASE("Records of another study, and files of another kind, are refused and stay as they are") {
  const ScratchFolder scratch;
  const std::string path = scratch / "records";
  make_file(path, three, other_digest);
  const std::string before = tests::read_file(path);
  bool was_told = false;
  const auto tell = [&](const RecordHead&, std::string_view) { was_told = true; };
  CHECK_THROWS_WITH(RecordWriter(path, digest, tell),
                    path + ": its records belong to another study (digest bbbbbbbbbbbb, not aaaaaaaaaaaa)");
  CHECK_FALSE(was_told);
  CHECK(tests::read_file(path) == before);
  for (const std::string text : {"a letter to a friend", "records", "rec"}) {
    const std::string letter = scratch / "letter";
    tests::write_file(letter, text + std::string(text == "rec" ? 0 : 200, 'x'));
    if (text == "rec") {  // as far as a header was written
      CHECK_NOTHROW(RecordWriter(letter, digest, tell));
      continue;
    }
    CHECK_THROWS_WITH(RecordWriter(letter, digest, tell), letter + ": is no file of records");
    CHECK(tests::read_file(letter) == text + std::string(200, 'x'));
  }
  CHECK_THROWS_WITH(scan_records(scratch / "nothing", digest, tell), Catch::Contains("No such file or directory"));
}

TEST_CASE("A file that cannot be made or written is an error with the reason") {
  const ScratchFolder scratch;
  try {
    RecordWriter(scratch / "missing/records", digest, ignore_record);
    FAIL("it was made");
  } catch (const OutputError& e) {
    CHECK(e.exit_code() == 73);
    CHECK(std::string(e.what()) == scratch / "missing/records" + ": cannot create: No such file or directory");
  }
  // The disk is full after 7 bytes of the second record.
  static std::size_t room = 0;
  FileOps ops = system_file_ops;
  ops.write = [](int file, const void* bytes, std::size_t count) -> ssize_t {
    if (room == 0) {
      errno = ENOSPC;
      return -1;
    }
    const ssize_t written = ::write(file, bytes, std::min(count, room));
    room -= static_cast<std::size_t>(written);
    return written;
  };
  const std::string path = scratch / "records";
  room = header_bytes + frame_bytes + 4 + 7;
  RecordWriter writer(path, digest, ignore_record, ops);
  writer.append(4, 0, "four");
  try {
    writer.append(5, 0, "five");
    FAIL("it was written");
  } catch (const OutputError& e) {
    CHECK(e.exit_code() == 74);
    CHECK_THAT(e.what(), Catch::Contains("No space left on device; its 1 records are kept"));
  }
  CHECK(scan_records(path, digest, ignore_record).is_whole());
  room = 1000;  // somebody has made room
  writer.append(5, 0, "five");
  CHECK(records_in(path) == std::vector<Record>{{4, 0, "four"}, {5, 0, "five"}});
}

TEST_CASE("Two processes do not write to the same records") {
  const ScratchFolder scratch;
  const std::string path = scratch / "records";
  const RecordWriter writer(path, digest, ignore_record);
  const tests::ChildEnd end = tests::run_in_child([&] {
    try {
      RecordWriter(path, digest, ignore_record);
    } catch (const OutputError& e) {
      _exit(e.exit_code());
    }
  });
  CHECK(end.exit_code == 75);
}

TEST_CASE("A set of files is read in the order of tasks, whatever file they are in") {
  const ScratchFolder scratch;
  std::vector<std::string> paths;
  constexpr std::uint64_t tasks = 900;
  constexpr std::uint64_t files = 300;  // more than are held open at once
  for (std::uint64_t file = 0; file < files; ++file) {
    paths.push_back(scratch / std::to_string(file));
    std::vector<Record> records;
    for (std::uint64_t task = file; task < tasks; task += files)
      records.insert(records.begin(), {task, 0, std::to_string(task)});
    make_file(paths.back(), records);
  }
  const RecordSet set(paths, digest);
  CHECK(set.problems(tasks).empty());
  REQUIRE(set.entries().size() == tasks);
  for (int turn = 0; turn < 2; ++turn) {
    for (std::uint64_t task = 0; task < tasks; ++task) {
      REQUIRE(set.entries()[task].task == task);
      REQUIRE(set.read(set.entries()[task]) == std::to_string(task));
    }
  }
  static_assert(sizeof(RecordSet::Entry) == 16);
}

TEST_CASE("Columns of the results of all tasks are read in blocks, without those that failed") {
  const ScratchFolder scratch;
  make_file(scratch / "a", {{2, 0, doubles({20, 21, 22})}, {0, 0, doubles({0, 1, 2})}});
  make_file(scratch / "b", {{1, 1, "it failed"}, {3, 0, doubles({30, 31, 32})}});
  const RecordSet set({scratch / "a", scratch / "b"}, digest);
  std::vector<double> block(set.entries().size() * 2);
  REQUIRE(set.read_columns(8, 16, std::as_writable_bytes(std::span(block))) == 3);
  block.resize(6);
  CHECK(block == std::vector<double>{1, 2, 21, 22, 31, 32});
  block.resize(4 * 4);
  CHECK_THROWS_WITH(set.read_columns(0, 32, std::as_writable_bytes(std::span(block))),
                    scratch / "a" + ": the result of task 0 is shorter than that of others");
}

TEST_CASE("A result outdoes failures of the same task, of which the last counts") {
  const ScratchFolder scratch;
  make_file(scratch / "a",
            {{0, 1, "first try"}, {0, 0, "result"}, {1, 1, "failed"}, {1, 2, "failed again"}, {2, 1, "x"}});
  make_file(scratch / "b", {{2, 0, "late"}, {0, 1, "failed here"}});
  const RecordSet set({scratch / "a", scratch / "b"}, digest);
  CHECK(set.problems(3).empty());
  CHECK(set.read(set.entries()[0]) == "result");
  CHECK(set.read(set.entries()[1]) == "failed again");
  CHECK(set.read(set.entries()[2]) == "late");
}

TEST_CASE("What is missing, twice, foreign, damaged or too much is told by name") {
  const ScratchFolder scratch;
  const std::string a = scratch / "a";
  const std::string b = scratch / "b";
  const std::string c = scratch / "c";
  const std::string d = scratch / "d";
  make_file(a, {{0, 0, ""}, {3, 0, ""}, {4, 0, "kept"}});
  make_file(b, {{4, 0, "same task"}, {9, 0, ""}, {12, 0, ""}});
  make_file(c, {{1, 0, ""}}, other_digest);
  make_file(d, {{5, 0, ""}, {6, 0, ""}});
  tests::write_file(d, tests::read_file(d) + "torn");
  const RecordSet set({a, b, c, d}, digest);
  CHECK(set.missing(11) == std::vector<TaskRange>{{1, 2}, {7, 8}, {10, 10}});
  CHECK(set.problems(11) == std::vector<std::string>{
                                c + ": belongs to another study (digest bbbbbbbbbbbb, not aaaaaaaaaaaa)",
                                d + ": torn or damaged after 2 records, at byte 136 of 140",
                                "task 4 stands twice: in " + a + " and in " + b,
                                b + ": has task 12, and there are tasks 0 to 10",
                                "5 of 11 tasks are missing: 1 to 2, 7 to 8 and 10",
                            });
  CHECK(set.read(set.entries()[2]) == "kept");
  CHECK(text_of({{1, 1}, {3, 3}, {5, 6}, {8, 8}, {10, 10}, {12, 20}, {30, 30}}) ==
        "1, 3, 5 to 6, 8, 10 and 2 more ranges");
  CHECK(RecordSet({}, digest).problems(2) == std::vector<std::string>{"2 of 2 tasks are missing: 0 to 1"});
}
