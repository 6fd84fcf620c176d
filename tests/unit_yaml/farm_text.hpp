#pragma once
// A small language of its own for the tests of the description language: farms with sheds, sowers and deliveries.

#include <optional>
#include <string>
#include <vector>

#include "sim/choices.hpp"
#include "sim/describe.hpp"
#include "sim/yaml_parser.hpp"
#include "sim/yaml_printer.hpp"

namespace farm {

enum class Crop { wheat, barley };

struct ShareText {
  bool all = false;
  std::optional<std::int64_t> crates;
  std::vector<std::string> sheds;
  std::vector<std::pair<std::string, double>> weighted;
};

struct ShedText {
  std::int64_t doors = 0;
  std::optional<sim::Timestamp> ready;
  std::optional<std::int64_t> load;
  std::optional<std::int64_t> room;
  std::vector<sim::LaggedReference> after;
};

struct LimitsText {
  double share = 0;
  std::optional<double> heat;
};

struct FarmText {
  std::string title;
  bool open = false;
  Crop crop = Crop::wheat;
  LimitsText limits;
  std::vector<sim::Thing<ShedText>> sheds;
  std::vector<sim::Thing<sim::ChoiceText>> choices;
  std::optional<std::string> best;
  std::optional<ShareText> share;
  std::optional<sim::Curve> harvest;
  std::optional<std::int64_t> price;
  std::optional<std::int64_t> rest;
  std::optional<double> water;
  std::optional<sim::Amount> stock;
  std::optional<std::string> watch;
  std::optional<sim::Timestamp> until;
  std::vector<std::pair<sim::Timestamp, std::int64_t>> deliveries;
  std::vector<std::pair<std::int64_t, std::int64_t>> ramp;
};

inline const sim::UnitTable& units() {
  static const auto table = [] {
    sim::UnitTable t;
    t.add_noun("crate", "crates");
    t.add_noun("L", "L");
    return t;
  }();
  return table;
}

inline const sim::StructType<FarmText>& farm_type() {
  using namespace sim;
  static const auto shed =
      describe<ShedText>("shed", "A shed: the smallest place that opens.")
          .with_default("doors", &ShedText::doors, whole_number().at_least(1), "1", "Doors that open at once.")
          .optional("ready", &ShedText::ready, period_start(), "Open from the first hour of this period.")
          .optional("load", &ShedText::load, power().at_least(0), "Power that it draws.")
          .optional("room", &ShedText::room, counted("crates"), "Crates that fit.")
          .optional("after", &ShedText::after, list_of(lagged_reference("sheds")), "Sheds that open before.");
  static const auto limits = describe<LimitsText>("limits", "What is allowed.")
                                 .with_default("share", &LimitsText::share, ratio(), "50 %", "Share that may be sold.")
                                 .optional("heat", &LimitsText::heat, temperature(), "The hottest day.");
  static const auto share_map = describe<ShareText>("share", "A share by shed.")
                                    .keyed("weighted", &ShareText::weighted, reference({"sheds"}, {"others"}),
                                           factor().more_than(0), "Weights by shed.")
                                    .exactly_one_of({"weighted"});
  static const Value<ShareText> share = one_of<ShareText>("share")
                                            .when_word("all", &ShareText::all, "Everything.")
                                            .when_text(&ShareText::crates, counted("crates"))
                                            .when_list(&ShareText::sheds, list_of(reference("sheds")))
                                            .when_map(share_map);
  static const auto type =
      describe<FarmText>("farm", "A farm.")
          .required("title", &FarmText::title, text(), "What it is called.")
          .with_default("open", &FarmText::open, boolean(), "false", "Whether it sells at the gate.")
          .with_default("crop", &FarmText::crop,
                        enumeration<Crop>({{"wheat", Crop::wheat, "Grain."}, {"barley", Crop::barley, "For beer."}}),
                        "wheat", "What grows.")
          .group("limits", &FarmText::limits, limits, "Limits of the farm.")
          .things("choices", &FarmText::choices, choice_type(), "What is chosen.")
          .things("sheds", &FarmText::sheds, shed, "Sheds by id.")
          .optional("best", &FarmText::best, reference("sheds"), "The best shed.")
          .optional("share", &FarmText::share, share, "Who gets what.")
          .optional("harvest", &FarmText::harvest, rate_curve({"crates"}), "Crates per time.")
          .optional("price", &FarmText::price, money(), "Price of the farm.")
          .optional("rest", &FarmText::rest, duration(), "Rest between harvests.")
          .optional("water", &FarmText::water, quantity("L/kWh").at_least(0), "Water used.")
          .optional("stock", &FarmText::stock, amount({"crates", "MW"}), "Stock in crates or power.")
          .optional("watch", &FarmText::watch, thing_path({"sheds.*", "limits"}), "What is watched.")
          .optional("until", &FarmText::until, period_end(), "End of the lease.")
          .keyed("deliveries", &FarmText::deliveries, period_start(), counted("crates"), "Crates by date.")
          .keyed("ramp", &FarmText::ramp, duration(), power(), "Power by time since opening.");
  return type;
}

struct Read {
  sim::ReadResult<FarmText> result;
  std::string errors;
};

inline Read read(const std::string& yaml) {
  sim::Diagnostics errors;
  Read read;
  if (std::optional<sim::Node> tree = sim::parse_yaml(yaml, "farm.yaml", errors)) {
    read.result = sim::read(farm_type(), std::move(*tree), units(), errors);
  }
  read.errors = errors.text();
  return read;
}

// The one error of a farm with a title and these lines, without its place: "load: is an energy; got ...".
inline std::string error_of(const std::string& lines) {
  const std::string text = read("title: x\n" + lines).errors;
  const std::size_t begin = text.find("error: ");
  return begin == std::string::npos ? "" : text.substr(begin + 7, text.find('\n') - begin - 7);
}

}  // namespace farm
