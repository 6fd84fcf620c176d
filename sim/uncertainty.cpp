#include "sim/uncertainty.hpp"

#include "sim/suggestion.hpp"

namespace sim {

namespace {

struct RootText {
  UncertaintyText uncertainty;
};

const StructType<RootText>& root_type() {
  static const auto type =
      describe<RootText>("uncertainty", "What is uncertain.")
          .group("uncertainty", &RootText::uncertainty, uncertainty_type(), "What moves many numbers at once.");
  return type;
}

// Whether it says what moves, and how.
bool is_complete(const Thing<DriverText>& driver, Diagnostics& errors) {
  const int errors_before = errors.error_count();
  const std::string path = "uncertainty.drivers." + driver.id;
  const auto check = [&](const std::optional<Drawn>& law, const std::string& key, bool has_paths,
                         const std::string& paths) {
    if (law && law->each) errors.error(path + "." + key, "is drawn once a run", "draw: each");
    if (law && !has_paths) errors.error(path + "." + key, "moves nothing", "", "`" + paths + "`");
    if (!law && has_paths) errors.error(path + "." + paths, "has no `" + key + "`");
  };
  check(driver.value.law, "law", !driver.value.multiplies.empty(), "multiplies");
  check(driver.value.delay, "delay", !driver.value.delays.empty(), "delays");
  if (!driver.value.law && !driver.value.delay) errors.error(path, "has neither a `law` nor a `delay`");
  return errors.error_count() == errors_before;
}

}  // namespace

const StructType<UncertaintyText>& uncertainty_type() {
  static const auto driver_type =
      describe<DriverText>("driver", "One draw that moves all numbers that it names.")
          .optional("law", &DriverText::law, law_of(factor().more_than(0)), "The factor.")
          .optional("multiplies", &DriverText::multiplies, list_of(text()),
                    "Paths of numbers, dates or curves; `*` stands for any one id.")
          .optional("delay", &DriverText::delay, law_of(signed_duration()), "How much later, or longer.")
          .optional("delays", &DriverText::delays, list_of(text()), "Paths of dates and durations.");
  static const auto type = describe<UncertaintyText>("uncertainty", "What moves many numbers at once.")
                               .things("drivers", &UncertaintyText::drivers, driver_type, "Drivers by id.");
  return type;
}

void add_drivers(const Node& tree, const UnitTable& units, Diagnostics& errors, Draws& draws,
                 std::vector<DrawnNumber>& drawn) {
  const Node* uncertainty = tree.find("uncertainty");
  if (uncertainty == nullptr) return;
  Node alone = Node::map(uncertainty->mark);
  alone.set("uncertainty", *uncertainty);
  const int errors_before = errors.error_count();
  ReadResult<RootText> read = sim::read(root_type(), std::move(alone), units, errors, draws);
  if (errors.error_count() > errors_before) return;
  for (const auto& driver : read.value.uncertainty.drivers) {
    if (!is_complete(driver, errors)) continue;
    for (const std::string& path : driver.value.multiplies) {
      draws.add_shift(path, {driver.value.law->point(), 0, true, false});
    }
    for (const std::string& path : driver.value.delays) {
      draws.add_shift(path, {1, driver.value.delay->point(), false, true});
    }
  }
  drawn.insert(drawn.end(), read.drawn.begin(), read.drawn.end());
}

void check_drivers(const Draws& draws, Diagnostics& errors) {
  for (const std::string& pattern : draws.idle_shifts()) {
    errors.error("uncertainty.drivers", "names a path at which there is no number", quoted(pattern),
                 "for example sites.*.gear.transformer.lead_time");
  }
}

}  // namespace sim
