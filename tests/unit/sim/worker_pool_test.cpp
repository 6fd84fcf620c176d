// Tests of sim/worker_pool and sim/worker: whatever a task does, its outcome is one, and the others go on.
#include "sim/worker_pool.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <new>
#include <set>
#include <stdexcept>
#include <vector>

#include "sim/signal_cleanup.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/child_result.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace sim;
using namespace std::chrono_literals;

namespace {

NextTask numbers_below(std::uint64_t count) {
  return [next = std::uint64_t{0}, count]() mutable {
    return next < count ? std::optional<std::uint64_t>(next++) : std::nullopt;
  };
}

using Outcomes = std::map<std::uint64_t, TaskOutcome>;

Outcomes outcomes_of(std::uint64_t count, const Work& work, PoolOptions options = {}) {
  Outcomes outcomes;
  const auto keep = [&](TaskOutcome&& outcome) {
    const bool is_first = outcomes.emplace(outcome.task, outcome).second;
    CHECK(is_first);
  };
  const PoolEnd end = run_tasks(numbers_below(count), work, keep, options);
  CHECK_FALSE(end.was_interrupted());
  return outcomes;
}

// Task 1 of three goes wrong.
TaskOutcome outcome_of(const std::function<void()>& go_wrong, PoolOptions options = {.jobs = 2}) {
  const Outcomes outcomes = outcomes_of(
      3,
      [&](std::uint64_t task) {
        if (task == 1) go_wrong();
        return std::string("well");
      },
      options);
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes.at(0).bytes == "well");
  CHECK(outcomes.at(2).bytes == "well");
  return outcomes.at(1);
}

// A page that parent and children share.
struct Shared {
  Shared()
      : value(static_cast<volatile int*>(
            ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~Shared() { ::munmap(const_cast<int*>(value), 4096); }
  volatile int* value;
};

void wait_until(const std::function<bool()>& is_so) {
  for (int moment = 0; moment < 5000 && !is_so(); ++moment) ::usleep(1000);
  REQUIRE(is_so());
}

bool is_gone(pid_t process) { return ::kill(process, 0) != 0; }

}  // namespace

TEST_CASE("Every task has one outcome, with any number of jobs") {
  const Work work = [](std::uint64_t task) { return "result " + std::to_string(task * task); };
  for (const int jobs : {1, 2, 8}) {
    const Outcomes outcomes = outcomes_of(100, work, {.jobs = jobs});
    REQUIRE(outcomes.size() == 100);
    for (const auto& [task, outcome] : outcomes) {
      CHECK(outcome.status == TaskStatus::done);
      CHECK(outcome.bytes == "result " + std::to_string(task * task));
    }
  }
  CHECK(outcomes_of(0, work).empty());
}

TEST_CASE("Tasks may have any number, and their work sees what the parent has loaded") {
  std::vector<std::uint64_t> tasks{1ull << 63, 7, ~0ull};
  const std::vector<std::string> loaded{"a", "b"};
  std::set<std::string> results;
  run_tasks(
      [&]() -> std::optional<std::uint64_t> {
        if (tasks.empty()) return std::nullopt;
        const std::uint64_t task = tasks.back();
        tasks.pop_back();
        return task;
      },
      [&](std::uint64_t task) { return std::to_string(task) + loaded[1]; },
      [&](TaskOutcome&& outcome) { results.insert(outcome.bytes); }, {});
  CHECK(results == std::set<std::string>{"7b", "9223372036854775808b", "18446744073709551615b"});
}

TEST_CASE("Results may be empty, binary, and larger than any pipe") {
  const auto result = [](std::uint64_t task) {
    std::string bytes(task * 3'000'001, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((i * 31 + task) >> 3);
    return bytes;
  };
  const Outcomes outcomes = outcomes_of(4, result, {.jobs = 4});
  for (std::uint64_t task = 0; task < 4; ++task) {
    CHECK(outcomes.at(task).status == TaskStatus::done);
    CHECK((outcomes.at(task).bytes == result(task)));
  }
}

TEST_CASE("A worker that crashes is a failed task with the name of the signal") {
  const TaskOutcome aborted = outcome_of([] { std::abort(); });
  CHECK(aborted.status == TaskStatus::failed);
  CHECK(aborted.bytes.find("killed by SIGABRT") == 0);
  CHECK(outcome_of([] { ::raise(SIGSEGV); }).bytes == "killed by SIGSEGV");
  CHECK(outcome_of([] { ::raise(SIGKILL); }).bytes == "killed by SIGKILL, as the kernel does when memory runs out");
}

TEST_CASE("A worker that exits is a failed task with its exit code and what it said") {
  CHECK(outcome_of([] { _exit(3); }).bytes == "exit code 3");
  CHECK(outcome_of([] { _exit(0); }).bytes == "exit code 0");
  const TaskOutcome checked = outcome_of([] {
    std::fputs("internal error: books are open\n  while \x01 asking\xff\n", stderr);
    std::fflush(stderr);
    _exit(70);
  });
  CHECK(checked.status == TaskStatus::failed);
  CHECK(checked.bytes == "exit code 70: internal error: books are open while asking?");
  // As much as a pipe does not hold, of which the end is kept.
  const TaskOutcome talkative = outcome_of([] {
    for (int line = 0; line < 100'000; ++line) std::fprintf(stderr, "line %d\n", line);
    _exit(1);
  });
  CHECK(talkative.bytes.size() < 2100);
  CHECK(talkative.bytes.find("line 99999") == talkative.bytes.size() - 10);
}

TEST_CASE("The text of an exception is the outcome") {
  const TaskOutcome thrown = outcome_of([] { throw std::runtime_error("there is no such place"); });
  CHECK(thrown.status == TaskStatus::failed);
  CHECK(thrown.bytes == "there is no such place");
  CHECK(outcome_of([] { throw 7; }).bytes == "an exception that is no std::exception");
}

#ifndef __SANITIZE_ADDRESS__  // it needs terabytes of address space
TEST_CASE("A worker without memory is told as such, and what it may take is limited") {
  const PoolOptions limited{.jobs = 2, .memory_limit = 1ull << 30};
  const auto take_two_gib = [] {
    std::vector<std::string> memory(32);
    for (std::string& part : memory) part.reserve(64 << 20);
  };
  const TaskOutcome outcome = outcome_of(take_two_gib, limited);
  CHECK(outcome.status == TaskStatus::out_of_memory);
  CHECK(outcome.bytes == "out of memory");
}
#endif

TEST_CASE("A worker that hangs is ended after its time limit, and others go on") {
  const PoolOptions options{.jobs = 2, .time_limit = 600ms, .attempts = 1};
  for (const bool is_asleep : {true, false}) {
    const TaskOutcome outcome = outcome_of(
        [&] {
          for (volatile int forever = 0;;) {
            if (is_asleep) ::pause();
            forever = forever + 1;
          }
        },
        options);
    CHECK(outcome.status == TaskStatus::timed_out);
    CHECK(outcome.bytes == "took longer than the time limit");
  }
  CHECK(outcomes_of(
            20, [](std::uint64_t) { return std::string("fast"); }, options)
            .size() == 20);
}

TEST_CASE("Time in which a pool was stopped does not count for its workers") {
  // The parent and its child are stopped for longer than the limit, as by Ctrl-Z or a laptop that sleeps.
  const pid_t parent = tests::start_child([] {
    ::setpgid(0, 0);
    const auto sleep = [](std::uint64_t) {
      for (int moment = 0; moment < 30; ++moment) ::usleep(10'000);
      return std::string("awake");
    };
    bool is_done = false;
    const auto keep = [&](TaskOutcome&& outcome) { is_done = outcome.status == TaskStatus::done; };
    run_tasks(numbers_below(1), sleep, keep, {.jobs = 1, .time_limit = 700ms, .attempts = 1});
    _exit(is_done ? 0 : 1);
  });
  ::usleep(100'000);
  ::kill(-parent, SIGSTOP);
  ::usleep(1'000'000);
  ::kill(-parent, SIGCONT);
  CHECK(tests::wait_for_child(parent).exit_code == 0);
}

TEST_CASE("A worker that dies without a word is tried once more") {
  const Shared tries;
  const auto die_at_first = [&] {
    const int before = *tries.value;
    *tries.value = before + 1;
    if (before == 0) ::raise(SIGKILL);
  };
  CHECK(outcome_of(die_at_first).bytes == "well");
  CHECK(*tries.value == 2);
  *tries.value = 0;
  CHECK(outcome_of(die_at_first, {.jobs = 1, .attempts = 1}).status == TaskStatus::failed);
  CHECK(*tries.value == 1);
  *tries.value = 0;
  const auto throw_always = [&] {
    *tries.value = *tries.value + 1;
    throw std::runtime_error("no");
  };
  CHECK(outcome_of(throw_always).status == TaskStatus::failed);
  CHECK(*tries.value == 1);
}

TEST_CASE("Workers print nothing that their parent had buffered, and run nothing at exit") {
  const tests::PrintedEnd end = tests::end_of_child([] {
    std::atexit([] { std::printf("bye\n"); });
    std::printf("once ");
    outcomes_of(4, [](std::uint64_t) { return std::string(); });
  });
  CHECK(end.printed == "once bye\n");
  const tests::PrintedEnd exiting = tests::end_of_child([] {
    std::printf("once\n");
    outcomes_of(4, [](std::uint64_t) -> std::string { std::exit(5); });
  });
  CHECK(exiting.printed == "once\n");
}

TEST_CASE("A signal ends all workers, and the tasks without an outcome are left") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Shared process;
    const pid_t self = ::getpid();
    std::set<std::uint64_t> done;
    const auto work = [&](std::uint64_t task) {
      if (task == 5) {
        *process.value = ::getpid();
        ::kill(self, signal);
        for (;;) ::pause();
      }
      return std::string();
    };
    const PoolEnd end =
        run_tasks(numbers_below(1000), work, [&](TaskOutcome&& o) { done.insert(o.task); }, {.jobs = 2});
    CHECK(end.signal == signal);
    CHECK(done.count(5) == 0);
    CHECK(done.size() < 1000);
    CHECK(is_gone(*process.value));
  }
}

TEST_CASE("A signal to the whole group interrupts the pool and fails no task") {
  const pid_t parent = tests::start_child([] {
    ::setpgid(0, 0);
    remove_watched_folders_on_signals();
    bool has_failed = false;
    const auto work = [](std::uint64_t) {
      ::usleep(1000);
      return std::string();
    };
    const auto keep = [&](TaskOutcome&& outcome) { has_failed |= outcome.status != TaskStatus::done; };
    const PoolEnd end = run_tasks(numbers_below(100'000), work, keep, {.jobs = 4});
    _exit(end.signal == SIGINT && !has_failed ? 75 : 1);
  });
  ::usleep(200'000);
  ::kill(-parent, SIGINT);
  CHECK(tests::wait_for_child(parent).exit_code == 75);
}

TEST_CASE("A signal that the process ignores does not interrupt") {
  const tests::ChildEnd end = tests::run_in_child([] {
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGCHLD, SIG_IGN);
    const pid_t self = ::getpid();
    const auto work = [&](std::uint64_t) {
      ::kill(self, SIGHUP);
      return std::string();
    };
    int done = 0;
    const PoolEnd pool = run_tasks(numbers_below(5), work, [&](TaskOutcome&&) { ++done; }, {});
    _exit(!pool.was_interrupted() && done == 5 ? 0 : 1);
  });
  CHECK(end.exit_code == 0);
}

TEST_CASE("Signals do what they did before when the pool has returned") {
  const tests::ChildEnd end = tests::run_in_child([] {
    ::signal(SIGTERM, SIG_DFL);
    outcomes_of(2, [](std::uint64_t) { return std::string(); });
    ::raise(SIGTERM);
  });
  CHECK(end.signal == SIGTERM);
}

TEST_CASE("A worker that dies leaves the folders that its parent watches") {
  const tests::ScratchFolder scratch;
  tests::write_file(scratch / "kept", "text");
  const int folder = ::open((scratch / ".").c_str(), O_RDONLY | O_DIRECTORY);
  WatchedFolder watched(folder, folder, "none");
  watched.add_file("kept");
  const tests::ChildEnd end = tests::run_in_child([&] {
    remove_watched_folders_on_signals();
    const PoolOptions once{.attempts = 1};
    outcomes_of(
        1, [](std::uint64_t) { return ::raise(SIGUSR1), std::string(); }, once);
  });
  CHECK(end.exit_code == 0);
  CHECK(tests::read_file(scratch / "kept") == "text");
  ::close(folder);
}

TEST_CASE("Workers die with their parent") {
  const Shared beats;
  const pid_t parent = tests::start_child([&] {
    const auto beat = [&](std::uint64_t) -> std::string {
      for (;; ::usleep(500)) *beats.value = *beats.value + 1;
    };
    run_tasks(numbers_below(1), beat, [](TaskOutcome&&) {}, {});
  });
  wait_until([&] { return *beats.value != 0; });
  ::kill(parent, SIGKILL);
  tests::wait_for_child(parent);
  wait_until([&] {
    const int before = *beats.value;
    ::usleep(50'000);
    return *beats.value == before;
  });
}

TEST_CASE("An exception of the caller ends all workers") {
  const Shared process;
  const auto work = [&](std::uint64_t task) {
    if (task == 1) {
      *process.value = ::getpid();
      for (;;) ::pause();
    }
    while (*process.value == 0) ::usleep(100);
    return std::string();
  };
  const auto fail = [](TaskOutcome&&) { throw std::runtime_error("the disk is full"); };
  CHECK_THROWS_WITH(run_tasks(numbers_below(9), work, fail, {.jobs = 2}), "the disk is full");
  CHECK(is_gone(*process.value));
}

TEST_CASE("Where there is room for few processes the pool makes do, and for none it says so") {
  const auto end_with = [](rlim_t open_files) {
    return tests::run_in_child([=] {
      const rlimit limit{open_files, open_files};
      ::setrlimit(RLIMIT_NOFILE, &limit);
      int done = 0;
      try {
        run_tasks(
            numbers_below(30), [](std::uint64_t) { return std::string(); }, [&](TaskOutcome&&) { ++done; },
            {.jobs = 20});
      } catch (const std::system_error& e) {
        _exit(e.code().value() == EMFILE ? 71 : 1);
      }
      _exit(done == 30 ? 0 : 2);
    });
  };
  CHECK(end_with(24).exit_code == 0);
#ifndef __SANITIZE_ADDRESS__  // it opens files, too
  CHECK(end_with(3).exit_code == 71);
#endif
}
