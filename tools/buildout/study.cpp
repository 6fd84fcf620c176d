#include "tools/buildout/study.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

#include "models/scenario_text.hpp"
#include "models/simulation.hpp"
#include "sim/design.hpp"
#include "sim/number_text.hpp"
#include "sim/sha256.hpp"
#include "sim/simgrid_engine.hpp"
#include "sim/yaml_parser.hpp"
#include "sim/yaml_printer.hpp"

namespace buildout {

namespace {

constexpr std::uint64_t most_tasks = 10'000'000;
constexpr std::size_t most_headlines = 40;
constexpr std::size_t most_points_checked = 500;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// A value as one line, for points.csv.
std::string text_of(const sim::Node& value) {
  if (value.is_scalar()) return value.text;
  std::string text;
  for (const sim::Node& item : value.items) text += (text.empty() ? "" : ", ") + text_of(item);
  for (const sim::Entry& entry : value.entries) {
    text += (text.empty() ? "" : ", ") + entry.key + ": " + text_of(entry.value);
  }
  return (value.is_list() ? "[" : "{ ") + text + (value.is_list() ? "]" : " }");
}

// What an axis takes in turn: values, or factors.
struct AxisValues {
  std::string path;
  std::vector<sim::Node> values;
  std::vector<double> factors;
  std::size_t size() const { return std::max(values.size(), factors.size()); }
  std::string text(std::size_t i) const {
    return values.empty() ? "x " + sim::number_text(factors[i]) : text_of(values[i]);
  }
};

AxisValues values_of(const std::string& id, const sim::AxisText& axis, sim::Diagnostics& errors) {
  AxisValues result{axis.path, axis.values, axis.factors};
  if (axis.multiply) {
    const sim::FactorsText& factors = *axis.multiply;
    const double steps = std::floor((factors.to - factors.from) / factors.step + 1e-9);
    if (steps < 0 || steps > 1e6) {
      errors.error("axes." + id + ".multiply", steps < 0 ? "ends before it begins" : "has more than a million steps");
      return result;
    }
    for (int i = 0; i <= static_cast<int>(steps); ++i) result.factors.push_back(factors.from + i * factors.step);
  }
  if (result.size() == 0) errors.error("axes." + id, "has no values");
  return result;
}

std::string duration_text(double seconds) {
  if (seconds < 120) return fmt::format("{:.0f} s", seconds);
  if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
  if (seconds < 172800) return fmt::format("{:.0f} h", seconds / 3600);
  return fmt::format("{:.3g} days", seconds / 86400);
}

}  // namespace

std::unique_ptr<Study> Study::open(const std::string& path, sim::Diagnostics& errors) {
  std::string bytes = read_input(path);
  auto study = std::make_unique<Study>();
  study->folder_ = folder_of(path);
  const std::optional<sim::Node> tree = sim::parse_yaml(bytes, path, errors);
  if (!tree) return nullptr;
  auto read = sim::read(sim::study_type(), *tree, models::scenario_units(), errors);
  if (errors.any_errors()) return nullptr;
  study->text_ = std::move(read.value);
  study->files_.push_back({path, std::move(bytes)});
  std::stable_partition(study->text_.variants.begin(), study->text_.variants.end(),
                        [](const auto& variant) { return variant.id == "plan"; });

  const std::string base = sim::normal_path(study->text_.base);
  if (base.empty() || study->text_.base.starts_with("/")) {
    errors.error("base", "is not below the folder of the study", sim::quoted(study->text_.base));
    return nullptr;
  }
  sim::Diagnostics of_scenario;
  study->source_ = std::make_unique<ScenarioSource>(open_scenario(study->folder_ + base, of_scenario));
  for (const sim::InputFile& file : study->source_->files()) study->files_.push_back(file);
  if (of_scenario.any_errors()) {
    errors = std::move(of_scenario);
    return nullptr;
  }
  if (!study->bind_points(errors) || !study->check_points(errors)) return nullptr;
  return study;
}

std::string Study::name_of(const sim::InputFile& file) const {
  return file.path.starts_with(folder_) ? file.path.substr(folder_.size()) : file.path;
}

// The points: each variant with the design over the axes.
bool Study::bind_points(sim::Diagnostics& errors) {
  std::vector<AxisValues> axes;
  std::vector<std::size_t> sizes;
  for (const auto& axis : text_.axes) {
    axes.push_back(values_of(axis.id, axis.value, errors));
    sizes.push_back(axes.back().size());
  }
  if (errors.any_errors()) return false;
  const std::vector<std::size_t> base(axes.size(), 0);
  std::optional<std::uint64_t> count = 1;
  if (!axes.empty()) {
    count = text_.design == sim::Design::grid            ? sim::grid_count(sizes)
            : text_.design == sim::Design::one_at_a_time ? sim::one_at_a_time_count(sizes)
                                                         : sim::list_count(sizes);
  }
  const std::uint64_t variants = std::max<std::size_t>(1, text_.variants.size());
  if (!count && text_.design == sim::Design::list) {
    errors.error("axes",
                 "have different numbers of values, and `design: list` takes the first of all, then the second");
    return false;
  }
  const double runs = count ? static_cast<double>(*count) * static_cast<double>(variants * replicates())
                            : std::numeric_limits<double>::infinity();
  if (runs > static_cast<double>(most_tasks)) {
    errors.error("axes", fmt::format("make {:.4g} runs, about {} at 50 ms each", runs, duration_text(runs * 0.05)), "",
                 fmt::format("at most {} runs", most_tasks));
    return false;
  }
  for (std::uint64_t v = 0; v < variants; ++v) {
    for (std::uint64_t p = 0; p < *count; ++p) {
      const sim::DesignPoint at = axes.empty()                        ? sim::DesignPoint{}
                                  : text_.design == sim::Design::grid ? sim::grid_point(sizes, p)
                                  : text_.design == sim::Design::one_at_a_time
                                      ? sim::one_at_a_time_point(sizes, base, p)
                                      : sim::list_point(sizes, p);
      StudyPoint point;
      std::string content;
      if (!text_.variants.empty()) {
        const auto& variant = text_.variants[v];
        point.variant = variant.id;
        for (const auto& [path, value] : variant.value.set) {
          point.assignments.push_back({path, value, value.mark});
          content += path + "=" + sim::to_yaml(value) + "\n";
        }
      }
      for (std::size_t a = 0; a < axes.size(); ++a) {
        const AxisValues& axis = axes[a];
        point.choices.push_back(axis.text(at[a]));
        content += axis.path + (axis.values.empty() ? "*=" : "=") + axis.text(at[a]) + "\n";
        if (axis.values.empty()) {
          point.factors.emplace_back(axis.path, axis.factors[at[a]]);
        } else {
          point.assignments.push_back({axis.path, axis.values[at[a]], axis.values[at[a]].mark});
        }
      }
      point.id = content;  // until the scenario and the seed are known
      points_.push_back(std::move(point));
    }
  }
  return true;
}

sim::Draws Study::draws_of(const StudyPoint& point, std::uint64_t replicate) const {
  sim::Draws draws;
  draws.mode = text_.monte_carlo.draws;
  draws.seed = seed_;
  draws.source.replicate = static_cast<std::uint32_t>(replicate);
  for (const auto& [path, factor] : point.factors) draws.add_shift(path, {factor, 0, true, false});
  return draws;
}

// Reads the scenario at the points: what is wrong at one is wrong with the study.
bool Study::check_points(sim::Diagnostics& errors) {
  for (std::size_t i = 0; i < std::min(points_.size(), most_points_checked); ++i) {
    sim::Draws draws = draws_of(points_[i], 0);
    draws.mode = sim::DrawMode::each;
    if (i == 0) draws.seed = text_.seed ? std::optional<std::uint64_t>(*text_.seed) : std::nullopt;
    sim::Diagnostics of_point;
    auto loaded = source_->realize(points_[i].assignments, draws, of_point);
    if (!loaded) {
      errors = std::move(of_point);
      return false;
    }
    if (i == 0) {
      plan_ = std::move(loaded);
      seed_ = plan_->scenario.random.seed;
      std::set<std::string> paths;
      for (const sim::DrawnNumber& drawn : plan_->drawn) paths.insert(drawn.path);
      inputs_.assign(paths.begin(), paths.end());
    }
  }
  std::vector<models::SeriesName> series;
  for (std::size_t i = 0; i < text_.track.size(); ++i) {
    std::string problem;
    if (auto found = models::find_series(plan_->scenario, text_.track[i], problem)) {
      series.push_back(*found);
    } else {
      errors.error(fmt::format("track[{}]", i), problem, sim::quoted(text_.track[i]));
    }
  }
  if (errors.any_errors()) return false;
  if (series.empty()) series = models::headline_series(plan_->scenario, most_headlines);
  layout_ = std::make_unique<models::RunLayout>(plan_->scenario, std::move(series));

  std::string of_files;
  for (const sim::InputFile& file : source_->files()) of_files += sim::sha256_hex(file.bytes);
  const std::string digest = sim::sha256_hex(of_files);
  std::set<std::string> ids;
  for (StudyPoint& point : points_) {
    point.id = sim::sha256_hex(fmt::format("{}\n{}\n{}", digest, seed_, point.id)).substr(0, 12);
    if (!ids.insert(point.id).second) {
      errors.error("axes", "make a point twice", sim::quoted(point.id), "values that differ");
      return false;
    }
  }
  return true;
}

std::string Study::run(std::uint64_t task) const {
  const StudyPoint& point = points_[task / replicates()];
  sim::Diagnostics errors;
  const auto loaded = source_->realize(point.assignments, draws_of(point, task % replicates()), errors);
  if (!loaded) throw std::runtime_error(errors.text());
  const auto engine = sim::make_simgrid_engine();
  models::RunRecord record(*layout_, loaded->scenario);
  models::Simulation simulation(loaded->scenario, *engine, {.observer = &record});
  simulation.run();
  std::vector<double> row = record.finish(simulation);
  std::map<std::string, double> drawn;
  for (const sim::DrawnNumber& number : loaded->drawn) drawn[number.path] = number.u.value_or(0.5);
  for (const std::string& input : inputs_) {
    const auto found = drawn.find(input);
    row.push_back(found != drawn.end() ? found->second : std::numeric_limits<double>::quiet_NaN());
  }
  std::string bytes(row.size() * sizeof(double), '\0');
  std::memcpy(bytes.data(), row.data(), bytes.size());
  return bytes;
}

}  // namespace buildout
