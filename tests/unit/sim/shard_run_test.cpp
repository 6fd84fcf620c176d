// Tests of sim/study_folder and sim/shard_run: a study that is interrupted, killed or spread ends as one that is not.
#include "sim/shard_run.hpp"

#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "sim/output_error.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace sim;
using tests::ScratchFolder;

namespace {

StudyPlan plan_of(std::uint64_t tasks, const std::string& seed = "7") {
  return {tasks, {{"seed", seed}, {"version", "0.1.0"}}};
}

// Task 13 of any study fails.
std::string result_of(std::uint64_t task) {
  if (task == 13) throw std::runtime_error("unlucky");
  return std::string(task % 7 * 100, 'x') + std::to_string(task);
}

ShardEnd run(const StudyFolder& folder, Shard shard, ShardOptions options = {}, const Work& work = result_of) {
  options.pool.jobs = 2;
  return run_shard(folder, shard, work, options, [](const ShardProgress&) {});
}

using Contents = std::map<std::uint64_t, std::pair<std::uint64_t, std::string>>;

Contents contents_of(const StudyFolder& folder) {
  const RecordSet records = folder.records();
  CHECK(folder.problems(records) == std::vector<std::string>{});
  Contents contents;
  for (const RecordSet::Entry& entry : records.entries()) contents[entry.task] = {entry.status, records.read(entry)};
  return contents;
}

Contents expected_contents(std::uint64_t tasks) {
  Contents contents;
  for (std::uint64_t task = 0; task < tasks; ++task) {
    contents[task] = task == 13 ? std::pair<std::uint64_t, std::string>{1, "unlucky"}
                                : std::pair<std::uint64_t, std::string>{0, result_of(task)};
  }
  return contents;
}

}  // namespace

TEST_CASE("A study has the same records with 1, 3 and 16 shards") {
  for (const std::uint64_t shards : {1, 3, 16}) {
    const ScratchFolder scratch;
    const StudyFolder folder(scratch / "out", plan_of(100));
    for (std::uint64_t index = shards; index-- > 0;) {
      const ShardEnd end = run(folder, {index, shards});
      CHECK(end.progress.earlier == 0);
      CHECK(end.progress.settled() == end.progress.tasks);
    }
    CHECK(contents_of(folder) == expected_contents(100));
    CHECK(folder.record_files().size() == shards);
    CHECK(folder.remove());
    CHECK_FALSE(std::filesystem::exists(scratch / "out.work"));
  }
}

TEST_CASE("A finished shard runs nothing again, and a failed task where that is wanted") {
  const ScratchFolder scratch;
  const StudyFolder folder(scratch / "out", plan_of(20));
  CHECK(run(folder, {}).progress.failed == 1);
  const ShardEnd again = run(folder, {});
  CHECK(again.progress.earlier == 20);
  CHECK(again.progress.done + again.progress.failed == 0);
  const ShardEnd tried =
      run(folder, {}, {.again_if_failed = true}, [](std::uint64_t task) { return "now " + std::to_string(task); });
  CHECK(tried.progress.done == 1);
  CHECK(contents_of(folder).at(13).second == "now 13");
}

TEST_CASE("A study begun in one process goes on in several, with the ranges that are asked for") {
  const ScratchFolder scratch;
  const StudyFolder folder(scratch / "out", plan_of(50));
  CHECK(run(folder, {}, {.tasks = {5, 24}}).progress.done == 19);
  for (std::uint64_t index = 0; index < 3; ++index) run(folder, {index, 3}, {.tasks = {20, 1000}});
  CHECK(folder.problems(folder.records()) == std::vector<std::string>{"5 of 50 tasks are missing: 0 to 4"});
  for (std::uint64_t index = 0; index < 3; ++index) run(folder, {index, 3});
  CHECK(contents_of(folder) == expected_contents(50));
}

TEST_CASE("Missing shards are told by name") {
  const ScratchFolder scratch;
  const StudyFolder folder(scratch / "out", plan_of(10));
  run(folder, {0, 3});
  run(folder, {2, 3}, {.tasks = {0, 4}});
  CHECK(folder.problems(folder.records()) == std::vector<std::string>{
                                                 "5 of 10 tasks are missing: 1, 4 to 5 and 7 to 8",
                                                 "shards that lack tasks: 2/3 (3), 3/3 (2)",
                                             });
}

TEST_CASE("An interrupted study goes on where it was") {
  const ScratchFolder scratch;
  const StudyFolder folder(scratch / "out", plan_of(60));
  const pid_t self = ::getpid();
  ShardEnd end;
  int runs = 0;
  do {
    int started = 0;
    const auto work = [&](std::uint64_t task) {
      if (task % 10 == 9) ::kill(self, SIGTERM);
      return result_of(task);
    };
    const auto count = [&](const ShardProgress&) { ++started; };
    ShardOptions options;
    options.pool.jobs = 3;
    const Work working = runs < 5 ? Work(work) : Work(result_of);
    end = run_shard(folder, {}, working, options, count);
    CHECK((end.pool.signal == 0 || end.pool.signal == SIGTERM));
    ++runs;
  } while (end.pool.was_interrupted());
  CHECK(runs > 1);
  CHECK(contents_of(folder) == expected_contents(60));
}

TEST_CASE("A study killed at any moment goes on, and ends with the same records") {
  const ScratchFolder scratch;
  constexpr std::uint64_t tasks = 400;
  int kills = 0;
  for (int turn = 0; turn < 40; ++turn) {
    const pid_t process = tests::start_child([&] {
      const StudyFolder folder(scratch / "out", plan_of(tasks));
      run(folder, {});
    });
    ::usleep(static_cast<useconds_t>(500 + turn * 7919 % 23 * 700));
    ::kill(process, SIGKILL);
    kills += tests::wait_for_child(process).signal == SIGKILL ? 1 : 0;
  }
  CHECK(kills > 0);
  const StudyFolder folder(scratch / "out", plan_of(tasks));
  CHECK(run(folder, {}).progress.earlier > 0);
  CHECK(contents_of(folder) == expected_contents(tasks));
}

TEST_CASE("Shards that begin at the same time share one plan") {
  const ScratchFolder scratch;
  std::vector<pid_t> processes;
  for (std::uint64_t index = 0; index < 8; ++index) {
    processes.push_back(tests::start_child([&, index] {
      const StudyFolder folder(scratch / "out", plan_of(64));
      run(folder, {index, 8});
    }));
  }
  for (const pid_t process : processes) CHECK(tests::wait_for_child(process).exit_code == 0);
  const StudyFolder folder(scratch / "out", plan_of(64));
  CHECK(contents_of(folder) == expected_contents(64));
  CHECK(folder.remove());
}

TEST_CASE("Another plan is refused, and says what differs") {
  const ScratchFolder scratch;
  const std::string target = scratch / "out";
  const StudyPlan first{10, {{"seed", "7"}, {"scenario", std::string(64, 'a')}, {"old", "x"}}};
  run(StudyFolder(target, first), {});
  CHECK_NOTHROW(StudyFolder(target + "/", first));
  const StudyPlan second{12, {{"seed", "7"}, {"scenario", std::string(64, 'b')}, {"version", "2"}}};
  CHECK_THROWS_WITH(StudyFolder(target, second),
                    target +
                        ".work: has the records of another study: old was x and is not there, scenario was "
                        "aaaaaaaaaaaa and is bbbbbbbbbbbb, tasks was 10 and is 12, version was not there and is 2; "
                        "go on with what it was, name another output, or remove the folder");
  tests::write_file(target + ".work/plan.json", "{");
  CHECK_THROWS_WITH(StudyFolder(target, first), Catch::Contains("is damaged"));
  std::filesystem::remove(target + ".work/plan.json");
  CHECK_THROWS_WITH(StudyFolder(target, first), Catch::Contains("has records and no plan.json"));
}

TEST_CASE("A folder for a study that cannot be made is an error, and files of others stay in it") {
  const ScratchFolder scratch;
  CHECK_THROWS_AS(StudyFolder(scratch / "missing/out", plan_of(1)), OutputError);
  tests::write_file(scratch / "file.work", "text");
  CHECK_THROWS_AS(StudyFolder(scratch / "file", plan_of(1)), OutputError);
  const StudyFolder folder(scratch / "out", plan_of(3));
  run(folder, {});
  tests::write_file(scratch / "out.work/notes.txt", "mine");
  tests::write_file(scratch / "out.work/plan.json.host-1", "of a process that was killed");
  CHECK_FALSE(folder.remove());
  CHECK(tests::tree_of(scratch / "out.work") == std::map<std::string, std::string>{{"notes.txt", "mine"}});
}
