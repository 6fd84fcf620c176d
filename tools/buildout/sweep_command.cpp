#include "tools/buildout/sweep_command.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "sim/output_error.hpp"
#include "sim/progress.hpp"
#include "sim/sha256.hpp"
#include "sim/shard_run.hpp"
#include "tools/buildout/build_version.hpp"
#include "tools/buildout/exit_code.hpp"
#include "tools/buildout/standard_output.hpp"
#include "tools/buildout/study.hpp"
#include "tools/buildout/study_tables.hpp"

namespace buildout {

namespace {

void say(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::unique_ptr<Study> open_study(const SweepOptions& options) {
  sim::Diagnostics errors;
  std::unique_ptr<Study> study = Study::open(options.study, errors);
  if (!study || !options.quiet) say(errors.text());
  return study;
}

// Everything that fixes the results.
sim::StudyPlan plan_of(const Study& study) {
  sim::StudyPlan plan;
  plan.tasks = study.tasks();
  plan.facts = {{"study", study.text().id}, {"version", version}, {"commit", commit}};
  for (const sim::InputFile& file : study.files())
    plan.facts.emplace_back(study.name_of(file), sim::sha256_hex(file.bytes));
  plan.facts.emplace_back("seed", std::to_string(study.seed()));
  return plan;
}

std::string size_text(double bytes) {
  return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string plan_text(const Study& study) {
  const double bytes = static_cast<double>(study.tasks()) * static_cast<double>(study.columns() * sizeof(double) + 24);
  return fmt::format(
      "{}: {} point{} x {} replicates = {} runs; {} inputs are drawn; {} series; {} on disk while it goes on\n",
      study.text().id, study.points().size(), study.points().size() == 1 ? "" : "s", study.replicates(), study.tasks(),
      study.inputs().size(), study.layout().series().size(), size_text(bytes));
}

// Runs the tasks of a shard. The exit code where they are not all settled.
int run_tasks_of(const Study& study, const sim::StudyFolder& folder, const SweepOptions& options) {
  const sim::Shard shard = sim::shard_of(options.shard);
  sim::Progress progress("running", sim::Progress::for_standard_error(options.quiet));
  sim::ShardOptions shard_options;
  shard_options.pool.jobs = options.jobs > 0 ? options.jobs : sim::available_processors();
  shard_options.pool.time_limit = std::chrono::seconds(options.seconds);
  shard_options.pool.memory_limit = static_cast<std::uint64_t>(options.mebibytes) << 20;
  shard_options.again_if_failed = options.again_if_failed;
  const sim::ShardEnd end = sim::run_shard(
      folder, shard, [&](std::uint64_t task) { return study.run(task); }, shard_options,
      [&](const sim::ShardProgress& so_far) {
        progress.update(
            so_far.tasks == 0 ? 1.0 : static_cast<double>(so_far.settled()) / static_cast<double>(so_far.tasks),
            fmt::format("{} of {} runs", so_far.settled(), so_far.tasks));
      });
  progress.clear();
  if (!end.pool.was_interrupted()) return done;
  say(fmt::format("buildout: interrupted; {} of {} runs are done and kept in {}; the same command goes on\n",
                  end.progress.settled(), end.progress.tasks, folder.path()));
  return interrupted;
}

std::string manifest(const Study& study, const sim::StudyFolder& folder, const std::vector<sim::FileRecord>& files) {
  nlohmann::ordered_json json;
  json["program"] = "buildout";
  json["version"] = version;
  json["commit"] = commit;
  json["study"] = study.text().id;
  json["seed"] = study.seed();
  json["points"] = study.points().size();
  json["replicates"] = study.replicates();
  json["plan_sha256"] = folder.digest();
  json["inputs"] = nlohmann::ordered_json::array();
  for (const sim::InputFile& input : study.files()) {
    json["inputs"].push_back({{"path", study.name_of(input)}, {"sha256", sim::sha256_hex(input.bytes)}});
  }
  json["drawn"] = study.inputs();
  json["files"] = nlohmann::ordered_json::array();
  for (const sim::FileRecord& file : files) {
    nlohmann::ordered_json row{{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}};
    if (file.rows) row["rows"] = *file.rows;
    json["files"].push_back(std::move(row));
  }
  return json.dump(2) + "\n";
}

// From records to results.
int write_results(const Study& study, const sim::StudyFolder& folder, const SweepOptions& options) {
  const sim::RecordSet records = folder.records();
  const std::vector<std::string> problems = folder.problems(records);
  for (const std::string& problem : problems) say("buildout: " + problem + "\n");
  if (!problems.empty()) return interrupted;

  std::vector<std::string> inputs;
  for (const sim::InputFile& input : study.files()) inputs.push_back(input.path);
  sim::ResultFolder results(options.output, {.force = options.force, .inputs = inputs});
  for (const std::string& note : results.notes()) say("buildout: " + note + "\n");
  write_study_tables(study, records, results);
  results.write("datapackage.json",
                sim::data_package(study.text().id, study.text().title.value_or(""), results.tables()));
  results.write("manifest.json", manifest(study, folder, results.close_files()));
  results.commit();
  folder.remove();
  std::uint64_t failed = 0;
  for (const sim::RecordSet::Entry& entry : records.entries()) failed += entry.status != 0;
  if (!options.quiet) print("results: " + results.path() + "\n", "the results are whole: " + results.path());
  if (failed == 0) return done;
  say(fmt::format("buildout: {} of {} runs failed; replicates.csv says which, and why\n", failed, study.tasks()));
  return internal_error;
}

// What is asked of the output before hours of work.
void expect_output(const Study& study, const SweepOptions& options) {
  std::vector<std::string> inputs;
  for (const sim::InputFile& input : study.files()) inputs.push_back(input.path);
  sim::ResultFolder(options.output, {.force = options.force, .inputs = inputs});
}

}  // namespace

int sweep_command(const SweepOptions& options) {
  const std::unique_ptr<Study> study = open_study(options);
  if (!study) return wrong_input;
  expect_output(*study, options);
  if (!options.quiet) say(plan_text(*study));
  const sim::StudyFolder folder(options.output, plan_of(*study));
  const int code = run_tasks_of(*study, folder, options);
  return code == done ? write_results(*study, folder, options) : code;
}

int sweep_plan_command(const SweepOptions& options) {
  const std::unique_ptr<Study> study = open_study(options);
  if (!study) return wrong_input;
  print(plan_text(*study));
  return done;
}

int sweep_run_command(const SweepOptions& options) {
  const std::unique_ptr<Study> study = open_study(options);
  if (!study) return wrong_input;
  const sim::StudyFolder folder(options.output, plan_of(*study));
  return run_tasks_of(*study, folder, options);
}

int sweep_merge_command(const SweepOptions& options) {
  const std::unique_ptr<Study> study = open_study(options);
  if (!study) return wrong_input;
  const sim::StudyFolder folder(options.output, plan_of(*study));
  return write_results(*study, folder, options);
}

}  // namespace buildout
