// Tests of sim/result_folder: every system call fails once, signals and kills at bad moments. Whatever happens, there
// are the old results or the new ones, whole.
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "sim/output_error.hpp"
#include "sim/result_folder.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace sim;
using tests::ScratchFolder;

namespace {

const TableSchema numbers{"numbers.csv", "Numbers", "", {"n"}, {{"n", ColumnType::integer, "", "a number"}}};

void make_results(const std::string& target, ResultFolder::Options options, int rows) {
  ResultFolder folder(target, std::move(options));
  CsvWriter& csv = folder.table(numbers);
  for (int i = 0; i < rows; ++i) csv.integer(1000000 + i).end_row();
  folder.write("manifest.json", std::to_string(rows) + "\n");
  folder.commit();
}

// 150,000 rows of 8 bytes are more than the writer's buffer of 1 MiB, so that writes happen within the run too.
constexpr int many_rows = 150000;

// Whether the folder holds exactly the results that make_results makes with some number of rows.
bool is_whole(const std::string& target) {
  const auto tree = tests::tree_of(target);
  if (tree.size() != 2) return false;
  const int rows = std::stoi(tree.at("manifest.json"));
  std::string expected = "n\n";
  for (int i = 0; i < rows; ++i) expected += std::to_string(1000000 + i) + "\n";
  return tree.at("numbers.csv") == expected;
}

// The fault plan of the operations below: the calls are counted over all kinds, and one or all of them fail.
struct Faults {
  int calls = 0;
  int failing_call = 0;  // counted from 1; 0: none
  int error = EIO;
  bool is_exchange_missing = false;  // like a file system without renameat2's flags
  bool interrupts_everything = false;
  int interrupted_calls = 0;
} faults;

bool call_fails() {
  if (faults.interrupts_everything && ++faults.interrupted_calls % 2 == 1) {
    errno = EINTR;
    return true;
  }
  if (++faults.calls != faults.failing_call) return false;
  errno = faults.error;
  return true;
}

int faulty_open(int folder, const char* name, int flags, mode_t mode) {
  return call_fails() ? -1 : system_file_ops.open(folder, name, flags, mode);
}
ssize_t faulty_write(int file, const void* bytes, size_t count) {
  if (call_fails()) return -1;
  // Short writes are part of every run.
  return system_file_ops.write(file, bytes, count > 4096 ? count / 2 : count);
}
int faulty_fsync(int file) { return call_fails() ? -1 : system_file_ops.fsync(file); }
int faulty_close(int file) {
  const int result = system_file_ops.close(file);
  return call_fails() ? -1 : result;
}
int faulty_mkdir(int folder, const char* name, mode_t mode) {
  return call_fails() ? -1 : system_file_ops.mkdir(folder, name, mode);
}
int faulty_rename(int folder, const char* from, const char* to, unsigned flags) {
  if (faults.is_exchange_missing && flags != 0) {
    errno = EINVAL;
    return -1;
  }
  return call_fails() ? -1 : system_file_ops.rename(folder, from, to, flags);
}
const FileOps faulty_ops{faulty_open, faulty_write, faulty_fsync, faulty_close, faulty_mkdir, faulty_rename};

// Lets the k-th call fail for every k, over results that exist (`replaces`) or not, until a run gets through.
int fail_every_call(bool replaces, bool is_exchange_missing, int error) {
  int k = 1;
  for (;; ++k) {
    const ScratchFolder scratch;
    if (replaces) make_results(scratch / "run", {}, 2);
    const auto before = tests::tree_of(scratch / ".");
    faults = {.failing_call = k, .error = error, .is_exchange_missing = is_exchange_missing};
    try {
      make_results(scratch / "run", {.force = replaces, .ops = faulty_ops}, many_rows);
    } catch (const OutputError& failure) {
      INFO("call " << k << ": " << failure.what());
      CHECK((failure.exit_code() == 73 || failure.exit_code() == 74));
      CHECK(std::string(failure.what()).find((scratch / "run")) == 0);
      CHECK(std::string(failure.what()).find(replaces ? "unchanged" : "nothing was made") != std::string::npos);
      CHECK((tests::tree_of(scratch / ".") == before));
      continue;
    }
    CHECK(faults.calls < k);  // no failure was swallowed
    CHECK(is_whole(scratch / "run"));
    CHECK(tests::tree_of(scratch / ".").size() == 3);
    return k;
  }
}

}  // namespace

TEST_CASE("whichever call fails first, nothing is made and the error says so") {
  // mkdir, open, two opens of files, writes, and fsync + close of each, fsync of the folder, rename, fsync of the
  // parent: over 10.
  CHECK(fail_every_call(false, false, EIO) > 10);
  CHECK(fail_every_call(false, true, ENOSPC) > 10);
}

TEST_CASE("whichever call fails first, earlier results are unchanged and the error says so") {
  CHECK(fail_every_call(true, false, ENOSPC) > 10);
  CHECK(fail_every_call(true, true, EDQUOT) > 10);
}

TEST_CASE("calls that a signal interrupts are repeated and short writes continued") {
  const ScratchFolder scratch;
  faults = {.interrupts_everything = true};
  make_results(scratch / "run", {.ops = faulty_ops}, many_rows);
  CHECK(faults.interrupted_calls > 20);
  CHECK(is_whole(scratch / "run"));
}

TEST_CASE("a device without space left is an error of writing that names file and reason") {
  const ScratchFolder scratch;
  FileOps ops = system_file_ops;
  ops.open = [](int folder, const char* name, int flags, mode_t mode) {
    const bool is_file = (flags & O_CREAT) != 0;
    return is_file ? ::open("/dev/full", O_WRONLY) : system_file_ops.open(folder, name, flags, mode);
  };
  try {
    make_results(scratch / "run", {.ops = ops}, 3);
    FAIL("no error");
  } catch (const OutputError& error) {
    CHECK(error.exit_code() == 74);
    // The rows are still in the table's buffer when the manifest is written, so that is the first write.
    CHECK(error.what() == (scratch / "run/manifest.json") +
                              ": cannot write after 0 bytes: No space left on device; nothing was made at " +
                              (scratch / "run"));
  }
  CHECK(tests::tree_of(scratch / ".").empty());
}

TEST_CASE("a full file system leaves the earlier results intact") {
  const ScratchFolder scratch;
  constexpr int cannot_mount = 3;
  // The child mounts in a name space of its own, so that nothing can stay mounted.
  const tests::ChildEnd end = tests::run_in_child([&] {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", "", MS_REC | MS_PRIVATE, "") != 0 ||
        ::mount("none", (scratch / "").c_str(), "tmpfs", 0, "size=256k") != 0) {
      _exit(cannot_mount);
    }
    make_results(scratch / "run", {}, 1000);  // 8 kB
    const auto before = tests::tree_of(scratch / "");
    try {
      make_results(scratch / "run", {.force = true}, many_rows);
    } catch (const OutputError& error) {
      const bool names_reason = std::string(error.what()).find("No space left on device") != std::string::npos;
      _exit(names_reason && tests::tree_of(scratch / "") == before ? error.exit_code() : 1);
    }
  });
  if (end.exit_code == cannot_mount) {
    WARN("skipped: mounting a small file system needs root");
    return;
  }
  CHECK(end.exit_code == 74);
}

TEST_CASE("a limit of the file size is an error of writing, not the end of the process") {
  const ScratchFolder scratch;
  const tests::ChildEnd end = tests::run_in_child([&] {
    const rlimit limit{100000, 100000};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      make_results(scratch / "run", {}, many_rows);
    } catch (const OutputError& error) {
      _exit(error.exit_code());
    }
  });
  CHECK(end.exit_code == 74);
  CHECK(tests::tree_of(scratch / ".").empty());
}

TEST_CASE("a process that is ended by a signal dies by that signal and leaves nothing unfinished") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGALRM, SIGXCPU, SIGUSR1}) {
    const ScratchFolder scratch;
    make_results(scratch / "run", {}, 5);
    const auto before = tests::tree_of(scratch / ".");
    int ready[2];
    REQUIRE(pipe(ready) == 0);
    const pid_t child = tests::start_child([&] {
      ResultFolder folder(scratch / "run", {.force = true});
      CsvWriter& csv = folder.table(numbers);
      for (int i = 0; i < many_rows; ++i) csv.integer(i).end_row();
      if (write(ready[1], "x", 1) != 1) _exit(1);
      for (;;) pause();
    });
    char byte = 0;
    REQUIRE(read(ready[0], &byte, 1) == 1);
    CHECK((tests::tree_of(scratch / ".") != before));
    kill(child, signal);
    CHECK(tests::wait_for_child(child).signal == signal);
    CHECK((tests::tree_of(scratch / ".") == before));
    close(ready[0]);
    close(ready[1]);
  }
}

TEST_CASE("a process without standard streams keeps what it says out of the results") {
  const ScratchFolder scratch;
  const tests::ChildEnd end = tests::run_in_child([&] {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(stream);
    ResultFolder folder(scratch / "run", {});
    folder.table(numbers).integer(1000000).end_row();
    // Fails, as there is no such stream; nothing else may have become it.
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
      if (write(stream, "noise", 5) >= 0) _exit(1);
    }
    folder.write("manifest.json", "1\n");
    folder.commit();
  });
  CHECK(end.exit_code == 0);
  CHECK(is_whole(scratch / "run"));
}

TEST_CASE("a folder that the user may not write to is refused before the run") {
  const ScratchFolder scratch;
  make_results(scratch / "run", {}, 1);
  const tests::ChildEnd end = tests::run_in_child([&] {
    std::filesystem::permissions(scratch / "", std::filesystem::perms(0555));
    if (getuid() == 0 && setuid(65534) != 0) _exit(1);
    try {
      ResultFolder folder(scratch / "run", {.force = true});
    } catch (const OutputError& error) {
      const bool names_reason = std::string(error.what()).find("Permission denied") != std::string::npos;
      _exit(names_reason ? error.exit_code() : 2);
    }
  });
  std::filesystem::permissions(scratch / "", std::filesystem::perms(0755));
  CHECK(end.exit_code == 73);
  CHECK(is_whole(scratch / "run"));
  CHECK(tests::tree_of(scratch / "").size() == 3);
}

TEST_CASE("a signal that was ignored at the start stays ignored") {
  const ScratchFolder scratch;
  const tests::ChildEnd end = tests::run_in_child([&] {
    ::signal(SIGHUP, SIG_IGN);
    ResultFolder folder(scratch / "run", {});
    raise(SIGHUP);
    folder.write("manifest.json", "0\n");
    folder.commit();
  });
  CHECK(end.exit_code == 0);
  CHECK(std::filesystem::exists(scratch / "run/manifest.json"));
}

TEST_CASE("a forked child that ends does not remove its parent's unfinished results") {
  const ScratchFolder scratch;
  ResultFolder folder(scratch / "run", {});
  folder.write("manifest.json", "0\n");
  CHECK(tests::run_in_child([] { raise(SIGTERM); }).signal == SIGTERM);
  CHECK_NOTHROW(folder.commit());
}

TEST_CASE("a process killed at any moment leaves the old results or the new ones, and the next run cleans up") {
  for (const bool is_exchange_missing : {false, true}) {
    const ScratchFolder scratch;
    make_results(scratch / "run", {}, 1);
    for (int moment = 0; moment < 60; ++moment) {
      faults = {.is_exchange_missing = is_exchange_missing};
      const pid_t child = tests::start_child([&] {
        for (int rows = 2;; ++rows) make_results(scratch / "run", {.force = true, .ops = faulty_ops}, rows);
      });
      usleep(static_cast<useconds_t>(moment * 137));
      kill(child, SIGKILL);
      CHECK(tests::wait_for_child(child).signal == SIGKILL);
      // Where folders cannot be exchanged, the old results may be aside for a moment; the next run puts them back.
      if (!is_exchange_missing) CHECK(is_whole(scratch / "run"));
      make_results(scratch / "run", {.force = true}, 1);
      CHECK(is_whole(scratch / "run"));
      CHECK(tests::tree_of(scratch / ".").size() == 3);
    }
  }
}

TEST_CASE("of many processes that write one target at once, one's results stand, whole") {
  for (int round = 0; round < 10; ++round) {
    const ScratchFolder scratch;
    std::vector<pid_t> children;
    for (int rows = 1; rows <= 8; ++rows) {
      children.push_back(tests::start_child([&] {
        try {
          make_results(scratch / "run", {.force = true}, rows);
        } catch (const OutputError& error) {
          _exit(error.exit_code());
        }
      }));
    }
    int done = 0;
    for (const pid_t child : children) {
      const int code = tests::wait_for_child(child).exit_code;
      CHECK((code == 0 || code == 75));
      done += code == 0 ? 1 : 0;
    }
    CHECK(done >= 1);
    CHECK(is_whole(scratch / "run"));
    CHECK(tests::tree_of(scratch / ".").size() == 3);
  }
}
