// Tests of sim/result_folder: what a folder of results is when all goes well, and what is refused.
#include "sim/result_folder.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "sim/output_error.hpp"
#include "sim/sha256.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace sim;
using tests::ScratchFolder;
using Kind = OutputError::Kind;

namespace {

const TableSchema numbers{"numbers.csv", "Numbers", "", {"n"}, {{"n", ColumnType::integer, "", "a number"}}};

void make_results(const std::string& target, ResultFolder::Options options, int rows = 3) {
  ResultFolder folder(target, std::move(options));
  CsvWriter& csv = folder.table(numbers);
  for (int i = 0; i < rows; ++i) csv.integer(i).end_row();
  folder.write("manifest.json", "{}\n");
  folder.commit();
}

// The error that `body` ends with, as kind and message.
template <class Body>
OutputError error_of(Body body) {
  try {
    body();
  } catch (const OutputError& error) {
    return error;
  }
  FAIL("no error");
  throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("a result folder appears with all its files when it is committed, and not before") {
  const ScratchFolder scratch;
  {
    ResultFolder folder(scratch / "run", {});
    CHECK(folder.path() == scratch / "run");
    CsvWriter& csv = folder.table(numbers);
    csv.integer(7).end_row();
    csv.integer(8).end_row();
    folder.stream("trace.txt").write("one line\n");
    folder.write("manifest.json", "{}\n");

    const std::vector<FileRecord> records = folder.close_files();
    REQUIRE(records.size() == 3);
    CHECK(records[0].name == "manifest.json");
    CHECK_FALSE(records[0].rows.has_value());
    CHECK(records[1].name == "numbers.csv");
    CHECK(records[1].rows == 2);
    CHECK(records[1].bytes == 6);  // "n\n7\n8\n"
    CHECK(records[1].sha256 == sha256_hex("n\n7\n8\n"));
    CHECK(records[2].name == "trace.txt");
    REQUIRE(folder.tables().size() == 1);
    CHECK(folder.tables().front().file == "numbers.csv");

    CHECK_FALSE(std::filesystem::exists(scratch / "run"));
    folder.commit();
    CHECK(folder.notes().empty());
  }
  CHECK(tests::tree_of(scratch / ".") == std::map<std::string, std::string>{{"run/", ""},
                                                                            {"run/manifest.json", "{}\n"},
                                                                            {"run/numbers.csv", "n\n7\n8\n"},
                                                                            {"run/trace.txt", "one line\n"}});
}

TEST_CASE("a result folder that is not committed leaves nothing") {
  const ScratchFolder scratch;
  {
    ResultFolder folder(scratch / "run", {});
    folder.table(numbers).integer(1).end_row();
    folder.write("manifest.json", "{}\n");
    CHECK(tests::tree_of(scratch / ".").size() == 3);  // the hidden folder and two files
  }
  CHECK(tests::tree_of(scratch / ".").empty());
}

TEST_CASE("results that exist are refused without force and replaced as a whole with it") {
  const ScratchFolder scratch;
  make_results(scratch / "run", {}, 5);
  tests::write_file(scratch / "run/report.html", "made from the old results");
  const auto before = tests::tree_of(scratch / ".");

  const OutputError error = error_of([&] { make_results(scratch / "run", {}); });
  CHECK(error.kind == Kind::exists);
  CHECK(error.exit_code() == 73);
  CHECK(error.what() == (scratch / "run") + ": exists; --force replaces it");
  CHECK(tests::tree_of(scratch / ".") == before);

  make_results(scratch / "run/", {.force = true}, 1);
  CHECK(tests::tree_of(scratch / ".") ==
        std::map<std::string, std::string>{{"run/", ""}, {"run/manifest.json", "{}\n"}, {"run/numbers.csv", "n\n0\n"}});
}

TEST_CASE("force replaces an empty folder, but never one that holds something else than results") {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / "empty");
  make_results(scratch / "empty", {.force = true});
  CHECK(std::filesystem::exists(scratch / "empty/numbers.csv"));

  std::filesystem::create_directory(scratch / "letters");
  tests::write_file(scratch / "letters/home.txt", "dear all");
  const OutputError error = error_of([&] { make_results(scratch / "letters", {.force = true}); });
  CHECK(error.kind == Kind::exists);
  CHECK(tests::read_file(scratch / "letters/home.txt") == "dear all");
}

TEST_CASE("a place where no folder can be made is refused before the run, with a reason") {
  const ScratchFolder scratch;
  tests::write_file(scratch / "file", "text");
  std::filesystem::create_symlink("nowhere", scratch / "dangling");
  std::filesystem::create_directory(scratch / "real");
  std::filesystem::create_directory_symlink("real", scratch / "link");
  mkfifo((scratch / "pipe").c_str(), 0600);
  const auto before = tests::tree_of(scratch / ".");
  const auto refusal = [&](const std::string& target) {
    const OutputError error = error_of([&] { ResultFolder(target, {.force = true}); });
    CHECK(error.kind == Kind::cannot_create);
    CHECK(error.exit_code() == 73);
    CHECK(tests::tree_of(scratch / ".") == before);
    return std::string(error.what());
  };
  CHECK(refusal(scratch / "missing/run") ==
        (scratch / "missing/run") + ": the folder it is to be made in: No such file or directory");
  CHECK(refusal(scratch / "file") == (scratch / "file") + ": exists and is not a folder");
  CHECK(refusal(scratch / "file/run") == (scratch / "file/run") + ": the folder it is to be made in: Not a directory");
  CHECK(refusal(scratch / "dangling") == (scratch / "dangling") + ": is a symbolic link; name the folder itself");
  CHECK(refusal(scratch / "link/") == (scratch / "link") + ": is a symbolic link; name the folder itself");
  CHECK(refusal(scratch / "pipe") == (scratch / "pipe") + ": exists and is not a folder");
  CHECK(refusal("/dev/full") == "/dev/full: exists and is not a folder");
  CHECK(refusal("") == "output folder: name the folder that is to be made");
  CHECK(refusal(scratch / "real/..") == (scratch / "real/..") + ": name the folder that is to be made");
  CHECK(refusal("/") == "/: name the folder that is to be made");
  CHECK(refusal(scratch / std::string(300, 'x')).find("File name too long") != std::string::npos);
  CHECK(refusal("/proc/run").find("cannot") !=
        std::string::npos);                // a file system that makes no folders, even for root
  make_results(scratch / "link/run", {});  // a link above the target is followed
  CHECK(std::filesystem::exists(scratch / "real/run/manifest.json"));
}

TEST_CASE("an output folder that holds an input is refused, one beside it is not") {
  const ScratchFolder scratch;
  make_results(scratch / "run", {});
  std::filesystem::create_directory(scratch / "run/deep");
  tests::write_file(scratch / "run/deep/input.yaml", "a: 1");
  std::filesystem::create_symlink("run/deep/input.yaml", scratch / "input.yaml");
  const auto before = tests::tree_of(scratch / ".");
  for (const std::string& input : {scratch / "run/deep/input.yaml", scratch / "input.yaml"}) {
    const OutputError error = error_of([&] { ResultFolder(scratch / "run", {.force = true, .inputs = {input}}); });
    CHECK(error.kind == Kind::overlaps_input);
    CHECK(error.exit_code() == 64);
    CHECK(error.what() == (scratch / "run") + ": the output would replace the input " + input);
  }
  const OutputError error =
      error_of([&] { ResultFolder(scratch / "run/deep/input.yaml", {.inputs = {scratch / "run/deep/input.yaml"}}); });
  CHECK(error.kind == Kind::overlaps_input);
  CHECK(tests::tree_of(scratch / ".") == before);

  tests::write_file(scratch / "other.yaml", "a: 1");
  CHECK_NOTHROW(make_results(scratch / "run", {.force = true, .inputs = {scratch / "other.yaml"}}));
}

TEST_CASE("a target that a living process writes to is in use") {
  const ScratchFolder scratch;
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = tests::start_child([&] {
    ResultFolder folder(scratch / "run", {});
    CHECK(write(ready[1], "x", 1) == 1);
    pause();
  });
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  const auto before = tests::tree_of(scratch / ".");
  const OutputError error = error_of([&] { ResultFolder(scratch / "run", {.force = true}); });
  CHECK(error.kind == Kind::in_use);
  CHECK(error.exit_code() == 75);
  CHECK(error.what() == (scratch / "run") + ": in use by process " + std::to_string(child) +
                            ", which is writing results there now (if it is not, remove " +
                            (scratch / (".run.partial-" + std::to_string(child))) + ")");
  CHECK(tests::tree_of(scratch / ".") == before);
  CHECK_NOTHROW(make_results(scratch / "run2", {}));

  kill(child, SIGKILL);
  CHECK(tests::wait_for_child(child).signal == SIGKILL);
  ResultFolder folder(scratch / "run", {});
  REQUIRE(folder.notes().size() == 1);
  CHECK(folder.notes().front() == scratch / (".run.partial-" + std::to_string(child) + ": removed what process " +
                                             std::to_string(child) + " left unfinished"));
  close(ready[0]);
  close(ready[1]);
}

TEST_CASE("one process writes a target once at a time") {
  const ScratchFolder scratch;
  ResultFolder folder(scratch / "run", {});
  CHECK(error_of([&] { ResultFolder(scratch / "run", {}); }).kind == Kind::in_use);
  CHECK_NOTHROW(ResultFolder(scratch / "run2", {}));
}

TEST_CASE("what a dead process of the same number left is removed") {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / (".run.partial-" + std::to_string(getpid())));
  CHECK_NOTHROW(make_results(scratch / "run", {}));
  CHECK(tests::tree_of(scratch / ".").size() == 3);
}

TEST_CASE("what a process left whose number another one has now is removed") {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / (".run.partial-" + std::to_string(getppid())));
  CHECK_NOTHROW(make_results(scratch / "run", {}));
  CHECK(tests::tree_of(scratch / "").size() == 3);
}

TEST_CASE("results that a killed process had moved aside are put back") {
  const ScratchFolder scratch;
  make_results(scratch / "run", {});
  const pid_t dead = tests::start_child([] {});
  CHECK(tests::wait_for_child(dead).exit_code == 0);
  std::filesystem::rename(scratch / "run", scratch / (".run.replaced-" + std::to_string(dead)));
  std::filesystem::create_directory(scratch / (".run.partial-" + std::to_string(dead)));
  const OutputError error = error_of([&] { ResultFolder(scratch / "run", {}); });
  CHECK(error.kind == Kind::exists);
  CHECK(tests::tree_of(scratch / ".").size() == 3);  // run with its two files, and nothing hidden
}

TEST_CASE("hidden folders of other targets and of other names are left alone") {
  const ScratchFolder scratch;
  for (const char* name :
       {".other.partial-4194305", ".run.partial-", ".run.partial-12x", ".run.partial", "run.partial-1"}) {
    std::filesystem::create_directory(scratch / name);
  }
  make_results(scratch / "run", {});
  CHECK(tests::tree_of(scratch / ".").size() == 5 + 3);
}

TEST_CASE("a folder that appears during the run is kept unless force is given") {
  const ScratchFolder scratch;
  const auto race = [&](bool force) {
    ResultFolder folder(scratch / "run", {.force = force});
    folder.write("manifest.json", "{\"late\": true}\n");
    std::filesystem::create_directory(scratch / "run");
    tests::write_file(scratch / "run/manifest.json", "{}\n");
    folder.commit();
  };
  CHECK(error_of([&] { race(false); }).kind == Kind::exists);
  CHECK(tests::tree_of(scratch / ".").size() == 2);
  CHECK(tests::read_file(scratch / "run/manifest.json") == "{}\n");
  std::filesystem::remove_all(scratch / "run");
  race(true);
  CHECK(tests::read_file(scratch / "run/manifest.json") == "{\"late\": true}\n");
}

TEST_CASE("a file that somebody removes or cuts during the run is noticed") {
  const ScratchFolder scratch;
  const auto tampered = [&](auto tamper) {
    return error_of([&] {
      ResultFolder folder(scratch / "run", {});
      folder.write("manifest.json", "{}\n");
      tamper(scratch / (".run.partial-" + std::to_string(getpid()) + "/manifest.json"));
      folder.commit();
    });
  };
  CHECK(tampered([](const std::string& file) { std::filesystem::remove(file); }).kind == Kind::write_failed);
  CHECK(tampered([](const std::string& file) { std::filesystem::resize_file(file, 1); }).kind == Kind::write_failed);
  CHECK(tests::tree_of(scratch / ".").empty());
}

TEST_CASE("wrong names, names used twice and a missing marker are bugs") {
  const ScratchFolder scratch;
  CHECK(tests::fails_a_check([&] { ResultFolder(scratch / "a", {}).write("../x", ""); }));
  CHECK(tests::fails_a_check([&] { ResultFolder(scratch / "b", {}).write(".hidden", ""); }));
  CHECK(tests::fails_a_check([&] {
    ResultFolder folder(scratch / "c", {});
    folder.write("x", "");
    folder.write("x", "");
  }));
  CHECK(tests::fails_a_check([&] { ResultFolder(scratch / "d", {}).commit(); }));
}
