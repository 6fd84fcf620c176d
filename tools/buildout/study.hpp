#pragma once
// A study as its file says it, against the scenario that it varies: its points, what is recorded of each run, and one
// run of it.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/output/run_record.hpp"
#include "sim/diagnostics.hpp"
#include "sim/study_text.hpp"
#include "tools/buildout/load_scenario.hpp"

namespace buildout {

// One place in the space of variants and axes; its replicates differ by their draws alone.
struct StudyPoint {
  std::string id;                    // from its content: adding a point moves no other
  std::string variant;               // empty: there is one only, without a name
  std::vector<std::string> choices;  // of each axis, as it is written
  std::vector<sim::Assignment> assignments;
  std::vector<std::pair<std::string, double>> factors;  // by path
};

class Study {
 public:
  // Reads the study and its scenario, checks every point. What is wrong goes to `errors`. Throws MissingInput.
  static std::unique_ptr<Study> open(const std::string& path, sim::Diagnostics& errors);

  const sim::StudyText& text() const { return text_; }
  const std::vector<StudyPoint>& points() const { return points_; }
  const models::Scenario& plan() const { return plan_->scenario; }    // of the first point, nothing drawn
  const std::vector<std::string>& inputs() const { return inputs_; }  // paths of what is drawn once a run
  const models::RunLayout& layout() const { return *layout_; }
  std::uint64_t replicates() const { return static_cast<std::uint64_t>(text_.monte_carlo.replicates); }
  std::uint64_t tasks() const { return points_.size() * replicates(); }
  std::uint64_t seed() const { return seed_; }
  const std::vector<sim::InputFile>& files() const { return files_; }
  // A file as seen from the study's folder: the same wherever the program is called.
  std::string name_of(const sim::InputFile& file) const;

  // Numbers of a run: those of the layout, then u of each input, NaN where a point does not have it.
  std::size_t columns() const { return layout_->columns() + inputs_.size(); }

  // Runs a task, in a process of its own, and returns its numbers as bytes. Throws std::runtime_error with the errors
  // of a scenario that its draws make impossible.
  std::string run(std::uint64_t task) const;

 private:
  bool bind_points(sim::Diagnostics& errors);
  bool check_points(sim::Diagnostics& errors);
  sim::Draws draws_of(const StudyPoint& point, std::uint64_t replicate) const;

  std::string folder_;  // of the study file, with its slash
  sim::StudyText text_;
  std::unique_ptr<ScenarioSource> source_;
  std::optional<LoadedScenario> plan_;
  std::unique_ptr<models::RunLayout> layout_;
  std::vector<StudyPoint> points_;
  std::vector<std::string> inputs_;
  std::vector<sim::InputFile> files_;
  std::uint64_t seed_ = 1;
};

}  // namespace buildout
