// The value models that read a number, with or without a unit.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"
#include "sim/describe.hpp"
#include "sim/level_model.hpp"
#include "sim/scalar_model.hpp"

namespace sim {

namespace {
constexpr double largest_exact = 9007199254740992.0;  // 2^53: whole numbers below are exact in a double

const Dimension power_dimension = {{"power", 1}}, energy_dimension = {{"power", 1}, {"time", 1}},
                time_dimension = {{"time", 1}}, money_dimension = {{"money", 1}},
                temperature_dimension = {{"temperature", 1}}, work_dimension = {{"work", 1}};

struct Scale {
  const char* unit;
  int shift;
};

// In the largest unit of which it is at least one: 35250000 W are 35.25 MW.
std::string scaled_text(std::int64_t value, std::initializer_list<Scale> scales) {
  const double size = std::abs(static_cast<double>(value));
  const Scale* best = scales.begin();
  for (const Scale& scale : scales) {
    if (size >= std::pow(10.0, scale.shift)) best = &scale;
  }
  return decimal_text(value, best->shift) + " " + best->unit;
}

std::string base_text(std::int64_t value, const Dimension& dimension) {
  if (dimension == power_dimension) return scaled_text(value, {{"W", 0}, {"kW", 3}, {"MW", 6}, {"GW", 9}});
  if (dimension == energy_dimension) return scaled_text(value, {{"Wh", 0}, {"kWh", 3}, {"MWh", 6}, {"GWh", 9}});
  if (dimension == money_dimension) return scaled_text(value, {{"USD", 2}, {"USD_M", 8}, {"USD_B", 11}});
  if (dimension == time_dimension) return duration_text(value);
  return fmt::format("{}", value);
}

// What is wrong with a quantity that should have a dimension; empty when nothing is.
std::string dimension_problem(const QuantityText& quantity, const Dimension& dimension, const UnitTable& units) {
  if (!quantity.ok()) return quantity.problem;
  if (quantity.unit.dimension == dimension && !(quantity.unit_text.empty() && !dimension.empty())) return {};
  if (quantity.unit_text.empty()) return "has no unit";
  return "is " + units.dimension_words(quantity.unit.dimension);
}

std::string whole_problem(double value, const char* resolution) {
  if (std::abs(value) > largest_exact) return "is too large";
  if (value != 0 && std::abs(value) < 0.5) return fmt::format("is below the resolution of {}", resolution);
  return {};
}

// A quantity kept as a whole number of base units.
class WholeQuantityModel : public ScalarModel {
 public:
  struct Words {
    std::string name, article_name, example, units;
    const char* resolution;
  };
  WholeQuantityModel(Dimension dimension, Words words, bool exact)
      : dimension_(std::move(dimension)), words_(std::move(words)), exact_(exact) {}

  std::string expected() const override { return words_.article_name + ", for example " + words_.example; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::text;
    shape.name = words_.name;
    shape.unit = words_.units;
    shape.example = words_.example;
    shape.pattern = "^-?[0-9]";
    return shape;
  }
  double as_number(const void* value) const override {
    return static_cast<double>(*static_cast<const std::int64_t*>(value));
  }
  std::string number_words(double number) const override { return base_text(std::llround(number), dimension_); }
  std::shared_ptr<const ValueModel> level() const override {
    const auto whole = [dimension = dimension_](double value) { return base_text(std::llround(value), dimension); };
    return level_model({shape(), expected(), whole},
                       [dimension = dimension_](const UnitTable&) { return std::vector<Dimension>{dimension}; });
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    std::string problem = dimension_problem(quantity, dimension_, reading.units());
    if (problem.empty()) problem = whole_problem(quantity.value, words_.resolution);
    const double rounded = std::floor(quantity.value + 0.5);
    if (problem.empty() && exact_ && rounded != quantity.value)
      problem = fmt::format("is not a whole number of {}", words_.resolution);
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    const auto value = static_cast<std::int64_t>(rounded);
    *static_cast<std::int64_t*>(out) = value;
    normal = base_text(value, dimension_);
    return true;
  }

 private:
  Dimension dimension_;
  Words words_;
  bool exact_;
};

class WholeNumberModel : public ScalarModel {
 public:
  std::string expected() const override { return "a whole number, for example 12"; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::whole_number;
    shape.name = "whole number";
    shape.example = "12";
    return shape;
  }
  Measure measure() const override { return Measure::count; }
  std::shared_ptr<const ValueModel> level() const override {
    return level_model({shape(), "a number, for example 12", number_text},
                       [](const UnitTable&) { return std::vector<Dimension>{{}}; });
  }
  double as_number(const void* value) const override {
    return static_cast<double>(*static_cast<const std::int64_t*>(value));
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    std::string problem = quantity.problem;
    if (problem.empty() && !quantity.unit_text.empty())
      problem = fmt::format("has the unit `{}` where none is due", quantity.unit_text);
    if (problem.empty() && std::abs(quantity.value) > largest_exact) problem = "is too large";
    if (problem.empty() && quantity.value != std::floor(quantity.value)) problem = "is not a whole number";
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    *static_cast<std::int64_t*>(out) = static_cast<std::int64_t>(quantity.value);
    normal = number_text(quantity.value);
    return true;
  }
};

class RatioModel : public ScalarModel {
 public:
  explicit RatioModel(std::string name) : name_(std::move(name)) {}

  std::string expected() const override { return "a " + name_ + ", for example 85 % or 0.85"; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::number;
    shape.name = name_;
    shape.unit = "%";
    shape.example = "85 %";
    shape.pattern = "^-?[0-9.eE+-]+ *%$";
    return shape;
  }
  double as_number(const void* value) const override { return *static_cast<const double*>(value); }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    const std::string problem = dimension_problem(quantity, {}, reading.units());
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    *static_cast<double*>(out) = quantity.value;
    normal = number_text(quantity.value);
    return true;
  }

 private:
  std::string name_;
};

// The unit as written, in the singular or plural that its number asks for.
std::string spelled(const QuantityText& quantity, const UnitTable& units) {
  const std::size_t slash = quantity.unit_text.find('/');
  const std::string above = quantity.unit_text.substr(0, slash);
  const std::string noun = units.noun_for(above, read_number(quantity.number).value);
  return slash == std::string::npos ? noun : noun + quantity.unit_text.substr(slash);
}

// A quantity kept in terms of a given unit, written in any of its dimension; the canonical form keeps the unit as
// written.
class QuantityModel : public ScalarModel {
 public:
  QuantityModel(std::string unit, std::string name, std::string example)
      : unit_(std::move(unit)), name_(std::move(name)), example_(std::move(example)) {}

  std::string expected() const override { return name_ + ", for example " + example_; }
  Shape shape() const override {
    Shape shape;
    shape.name = name_;
    shape.unit = unit_;
    shape.example = example_;
    shape.pattern = "^-?[0-9]";
    return shape;
  }
  double as_number(const void* value) const override { return *static_cast<const double*>(value); }
  std::string number_words(double number) const override { return number_text(number) + " " + unit_; }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const std::optional<Unit> unit = reading.units().find(unit_);
    EXPECTS_WITH(unit.has_value(), unit_);
    const QuantityText quantity = read_quantity(node.text, reading.units());
    std::string problem = dimension_problem(quantity, unit->dimension, reading.units());
    NumberText number;
    if (problem.empty()) {
      number = in_unit(quantity, *unit);
      problem = number.problem;
    }
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    *static_cast<double*>(out) = number.value;
    // The number in the unit it was written in, so that nothing is lost by a conversion there and back.
    normal = number_text(read_number(quantity.number).value) + " " + spelled(quantity, reading.units());
    return true;
  }

 private:
  std::string unit_, name_, example_;
};

std::string units_words(const std::vector<std::string>& units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i)
    text += (i == 0 ? "" : i + 1 == units.size() ? " or " : ", ") + units[i];
  return text;
}

// The same in terms of one of several units.
class MeasuredModel : public ScalarModel {
 public:
  explicit MeasuredModel(std::vector<std::string> units) : units_(std::move(units)) {}

  std::string expected() const override {
    return fmt::format("a quantity in {}, for example 2 {}", units_words(units_), units_[0]);
  }
  Shape shape() const override {
    Shape shape;
    shape.name = "a quantity in " + units_words(units_);
    shape.unit = units_words(units_);
    shape.example = "2 " + units_[0];
    shape.pattern = "^-?[0-9]";
    return shape;
  }
  double as_number(const void* value) const override { return static_cast<const Measured*>(value)->value; }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    std::optional<Unit> unit;
    std::size_t which = 0;
    for (; which < units_.size(); ++which) {
      unit = reading.units().find(units_[which]);
      EXPECTS_WITH(unit.has_value(), units_[which]);
      if (unit->dimension == quantity.unit.dimension && !quantity.unit_text.empty()) break;
    }
    std::string problem = quantity.problem;
    if (problem.empty() && which == units_.size()) {
      problem = dimension_problem(quantity, unit->dimension, reading.units());
    }
    NumberText number;
    if (problem.empty()) {
      number = in_unit(quantity, *unit);
      problem = number.problem;
    }
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    *static_cast<Measured*>(out) = {number.value, static_cast<int>(which)};
    normal = number_text(read_number(quantity.number).value) + " " + spelled(quantity, reading.units());
    return true;
  }

 private:
  std::vector<std::string> units_;
};

// An amount in the noun it was written in, where that counts one by one; else in the unit asked for.
std::string amount_text(std::int64_t value, const QuantityText& written, const std::string& unit,
                        const UnitTable& units) {
  if (!units.is_noun(unit)) return base_text(value, written.unit.dimension);
  const std::string& noun = written.unit.shift == 0 ? written.unit_text : unit;
  return fmt::format("{} {}", value, units.noun_for(noun, static_cast<double>(value)));
}

// Amounts of one of several nouns or dimensions; with `only` the value is kept as a plain count.
class AmountModel : public ScalarModel {
 public:
  AmountModel(std::vector<std::string> units, bool only) : units_(std::move(units)), only_(only) {}

  std::string expected() const override {
    return fmt::format("an amount in {}, for example 200 {}", units_words(units_), units_[0]);
  }
  Shape shape() const override {
    Shape shape;
    shape.name = "amount";
    shape.unit = units_words(units_);
    shape.example = "200 " + units_[0];
    shape.pattern = "^-?[0-9]";
    return shape;
  }
  double as_number(const void* value) const override {
    return static_cast<double>(only_ ? *static_cast<const std::int64_t*>(value)
                                     : static_cast<const Amount*>(value)->value);
  }
  std::string number_words(double number) const override {
    return units_.size() == 1 && !only_ ? number_text(number) + " " + units_[0] : number_text(number);
  }
  Measure measure() const override { return Measure::count; }
  std::shared_ptr<const ValueModel> level() const override {
    return level_model({shape(), expected(), {}}, [units = units_](const UnitTable& table) {
      std::vector<Dimension> dimensions;
      for (const std::string& unit : units) dimensions.push_back(table.find(unit).value_or(Unit()).dimension);
      return dimensions;
    });
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    std::size_t which = 0;
    std::optional<Unit> unit;
    for (; which < units_.size(); ++which) {
      unit = reading.units().find(units_[which]);
      EXPECTS_WITH(unit.has_value(), units_[which]);
      if (unit->dimension == quantity.unit.dimension && !quantity.unit_text.empty()) break;
    }
    std::string problem = quantity.problem;
    if (problem.empty() && which == units_.size()) {
      problem = dimension_problem(quantity, unit->dimension, reading.units());
    }
    if (problem.empty()) problem = whole_problem(quantity.value, "1");
    const double rounded = std::floor(quantity.value + 0.5);
    const bool counts = which < units_.size() && reading.units().is_noun(units_[which]);
    if (problem.empty() && counts && rounded != quantity.value) problem = "is not a whole number";
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    const auto value = static_cast<std::int64_t>(rounded);
    if (only_) {
      *static_cast<std::int64_t*>(out) = value;
    } else {
      *static_cast<Amount*>(out) = {value, static_cast<int>(which)};
    }
    normal = amount_text(value, quantity, units_[which], reading.units());
    return true;
  }

 private:
  std::vector<std::string> units_;
  bool only_;
};

// Rates, or numbers, of one of several nouns.
// A length of time, elapsed or in working days; kept in hours.
class WorkTimeModel : public ScalarModel {
 public:
  std::string expected() const override { return "a duration, for example 30 d, or working days, for example 20 wd"; }
  Shape shape() const override {
    Shape shape;
    shape.name = "duration, or working days";
    shape.unit = "h d wk wd";
    shape.example = "20 wd";
    shape.pattern = "^-?[0-9]";
    return shape;
  }
  double as_number(const void* value) const override {
    return static_cast<double>(static_cast<const Amount*>(value)->value);
  }
  std::string number_words(double number) const override { return number_text(number) + " h"; }
  std::shared_ptr<const ValueModel> level() const override {
    return level_model({shape(), expected(), {}}, [](const UnitTable&) {
      return std::vector<Dimension>{time_dimension, work_dimension};
    });
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    const bool is_working = quantity.unit.dimension == work_dimension;
    std::string problem = dimension_problem(quantity, is_working ? work_dimension : time_dimension, reading.units());
    if (problem.empty()) problem = whole_problem(quantity.value, "hours");
    if (problem.empty() && quantity.value != std::floor(quantity.value)) problem = "is not a whole number of hours";
    if (!problem.empty()) return refuse(node, path, reading, problem, quantity.hint);
    const auto hours = static_cast<std::int64_t>(quantity.value);
    *static_cast<Amount*>(out) = {hours, static_cast<int>(is_working ? WorkTime::working : WorkTime::elapsed)};
    normal = is_working ? number_text(quantity.value / 24) + " wd" : duration_text(hours);
    return true;
  }
};

class RateOfModel : public ScalarModel {
 public:
  // `per`: what stands below, "h"; empty for plain numbers.
  RateOfModel(std::vector<std::string> nouns, std::string per) : nouns_(std::move(nouns)), per_(std::move(per)) {}

  std::string expected() const override {
    return fmt::format("a {} of {}, for example {}", name(), units_words(nouns_), example());
  }
  Shape shape() const override {
    Shape shape;
    shape.name = name();
    for (const std::string& noun : nouns_) shape.unit += (shape.unit.empty() ? "" : " or ") + noun + shown();
    shape.example = example();
    shape.pattern = "^-?[0-9]";
    return shape;
  }
  double as_number(const void* value) const override { return static_cast<const Rate*>(value)->per_hour; }
  std::string number_words(double number) const override {
    return nouns_.size() == 1 ? number_text(number) + " " + nouns_[0] + over() : number_text(number);
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    for (std::size_t i = 0; i < nouns_.size() && quantity.ok(); ++i) {
      const std::optional<Unit> unit = reading.units().find(nouns_[i] + over());
      EXPECTS_WITH(unit.has_value(), nouns_[i]);
      if (unit->dimension != quantity.unit.dimension) continue;
      *static_cast<Rate*>(out) = {in_unit(quantity, *unit).value, static_cast<int>(i)};
      normal = number_text(read_number(quantity.number).value) + " " + spelled(quantity, reading.units());
      return true;
    }
    const std::optional<Unit> unit = reading.units().find(nouns_[0] + over());
    return refuse(node, path, reading, dimension_problem(quantity, unit->dimension, reading.units()), quantity.hint);
  }

 private:
  std::string example() const { return (per_.empty() ? "200 " : "15 ") + nouns_[0] + shown(); }
  std::string name() const { return per_.empty() ? "number" : "rate"; }
  std::string shown() const { return per_.empty() ? "" : "/d"; }
  std::string over() const { return per_.empty() ? "" : "/" + per_; }

  std::vector<std::string> nouns_;
  std::string per_;
};

Value<std::int64_t> whole_quantity(Dimension dimension, WholeQuantityModel::Words words, bool exact) {
  return detail::value_of<std::int64_t>(
      std::make_shared<WholeQuantityModel>(std::move(dimension), std::move(words), exact));
}
}  // namespace

using detail::value_of;

Value<std::int64_t> whole_number() { return value_of<std::int64_t>(std::make_shared<WholeNumberModel>()); }
Value<double> ratio() { return value_of<double>(std::make_shared<RatioModel>("ratio")).at_least(0).at_most(1); }
Value<double> factor() { return value_of<double>(std::make_shared<RatioModel>("factor")); }

Value<std::int64_t> power() {
  return whole_quantity(power_dimension, {"power", "a power", "200 MW", "W kW MW GW", "1 W"}, false);
}
Value<std::int64_t> energy() {
  return whole_quantity(energy_dimension, {"energy", "an energy", "200 MWh", "Wh kWh MWh GWh", "1 Wh"}, false);
}
Value<std::int64_t> money() {
  return whole_quantity(money_dimension, {"money", "an amount of money", "4.0 USD_M", "USD USD_M USD_B", "0.01 USD"},
                        false);
}
Value<std::int64_t> signed_duration() {
  return whole_quantity(time_dimension, {"duration", "a duration", "30 d", "h d wk", "hours"}, true);
}
Value<std::int64_t> duration() { return signed_duration().at_least(0); }

Value<double> temperature() {
  return value_of<double>(std::make_shared<QuantityModel>("C", "a temperature", "45 C")).at_least(-273.15);
}
Value<double> quantity(std::string unit) {
  const std::string example = "2 " + unit;
  return value_of<double>(std::make_shared<QuantityModel>(unit, "a quantity in " + unit, example));
}
Value<Measured> quantity_of(std::vector<std::string> units) {
  return value_of<Measured>(std::make_shared<MeasuredModel>(std::move(units)));
}
Value<double> rate(std::string noun) {
  const std::string example = "15 " + noun + "/d";
  return value_of<double>(std::make_shared<QuantityModel>(noun + "/h", "a rate of " + noun, example)).at_least(0);
}
Value<std::int64_t> counted(std::string noun) {
  return value_of<std::int64_t>(std::make_shared<AmountModel>(std::vector<std::string>{std::move(noun)}, true))
      .at_least(0);
}
Value<Amount> amount(std::vector<std::string> units) {
  return value_of<Amount>(std::make_shared<AmountModel>(std::move(units), false)).at_least(0);
}
Value<Amount> work_time() { return value_of<Amount>(std::make_shared<WorkTimeModel>()).at_least(0); }
Value<Rate> rate_of(std::vector<std::string> nouns) {
  return value_of<Rate>(std::make_shared<RateOfModel>(std::move(nouns), "h")).at_least(0);
}
Value<Rate> numbers_of(std::vector<std::string> nouns) {
  return value_of<Rate>(std::make_shared<RateOfModel>(std::move(nouns), "")).at_least(0);
}

}  // namespace sim
