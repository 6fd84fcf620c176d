#include "sim/formula_text.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "sim/describe.hpp"
#include "sim/scalar_model.hpp"

namespace sim {

namespace {

// Compound growth: 6 % per month is a factor of 1.06 for every 730 h. Kept as the growth of the logarithm per hour.
class GrowthRateModel : public ScalarModel {
 public:
  std::string expected() const override { return "a growth per time, for example 6 %/mo"; }
  Shape shape() const override {
    Shape shape;
    shape.name = "growth";
    shape.unit = "%/mo";
    shape.example = "6 %/mo";
    shape.pattern = "^-?[0-9]";
    return shape;
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    if (!quantity.ok()) return refuse(node, path, reading, quantity.problem, quantity.hint);
    if (quantity.unit_text.empty()) return refuse(node, path, reading, "has no unit");
    if (quantity.unit.dimension != Dimension{{"time", -1}}) {
      return refuse(node, path, reading, "is " + reading.units().dimension_words(quantity.unit.dimension));
    }
    const double rate = read_number(quantity.number, quantity.unit.shift).value;
    if (rate <= -1) return refuse(node, path, reading, "takes all away: it must be more than -100 %");
    *static_cast<double*>(out) = std::log1p(rate) * quantity.unit.times / quantity.unit.over;
    normal = number_text(read_number(quantity.number).value) + " " + quantity.unit_text;
    return true;
  }
};

// What the keys of a formula are read into; each formula has some of these.
struct FormulaText {
  std::shared_ptr<void> from, to;  // levels
  Timestamp date{};
  std::optional<Timestamp> start;
  std::int64_t width = 0;  // [h]
  double innovation = 0;   // [%/h]
  double imitation = 0;    // [%/h]
  std::vector<std::pair<Timestamp, double>> rates;
};

using Slot = std::function<void*(FormulaText&)>;

void add(StructInfo& info, Presence presence, const char* key, AnyValue value, Slot slot, const char* doc) {
  Field field;
  field.name = key;
  field.doc = doc;
  field.presence = presence;
  field.value = std::move(value);
  field.slot = [slot = std::move(slot)](void* text) { return slot(*static_cast<FormulaText*>(text)); };
  info.fields.push_back(std::move(field));
}

void* fresh(std::shared_ptr<void>& slot, const CurveLevel& level) {
  slot = level.make();
  return slot.get();
}

void describe_logistic(StructInfo& info, const CurveLevel& level) {
  using enum Presence;
  info.name = "logistic";
  info.doc = "An S-curve from one value to another.";
  add(
      info, required, "from", level.value, [level](FormulaText& t) { return fresh(t.from, level); },
      "Long before the midpoint.");
  add(
      info, required, "to", level.value, [level](FormulaText& t) { return fresh(t.to, level); },
      "Long after the midpoint.");
  add(
      info, required, "midpoint", period_start(), [](FormulaText& t) { return &t.date; }, "Half of the way.");
  add(
      info, required, "width", duration().at_least(1), [](FormulaText& t) { return &t.width; },
      "From 10 % to 90 % of the way.");
  add(
      info, optional, "start", period_start(), [](FormulaText& t) { return &t.start.emplace(); },
      "Before it the value is `from`; the curve has no begin where not written.");
}

void describe_growth(StructInfo& info, const CurveLevel& level) {
  using enum Presence;
  info.name = "growth";
  info.doc = "Compound growth whose rate changes on dates.";
  add(
      info, required, "start", level.value, [level](FormulaText& t) { return fresh(t.from, level); },
      "The value until the first date.");
  const Value<double> rate = detail::value_of<double>(std::make_shared<GrowthRateModel>());
  add(
      info, required, "rates", keyed(period_start(), rate), [](FormulaText& t) { return &t.rates; },
      "Growth from each date on: 6 %/mo is a factor of 1.06 for every 730 h.");
}

void describe_bass(StructInfo& info, const CurveLevel& level) {
  using enum Presence;
  info.name = "bass";
  info.doc = "Diffusion into a market: adopters who come by themselves, and those who follow others.";
  add(
      info, required, "from", period_start(), [](FormulaText& t) { return &t.date; }, "Before it the value is 0.");
  add(
      info, required, "innovation", quantity("%/h").more_than(0), [](FormulaText& t) { return &t.innovation; },
      "Of those who have not adopted, who do so by themselves, per time: 3 %/yr.");
  add(
      info, required, "imitation", quantity("%/h").at_least(0), [](FormulaText& t) { return &t.imitation; },
      "The same for each share of the market that has adopted: 38 %/yr.");
  add(
      info, required, "market", level.value, [level](FormulaText& t) { return fresh(t.from, level); },
      "All who will ever adopt.");
}

}  // namespace

CurveFormula::CurveFormula(Kind kind, CurveLevel level) : kind_(kind), level_(std::move(level)) {
  switch (kind_) {
    case Kind::logistic:
      describe_logistic(info_, level_);
      break;
    case Kind::growth:
      describe_growth(info_, level_);
      break;
    case Kind::bass:
      describe_bass(info_, level_);
      break;
  }
}

const char* CurveFormula::example() const {
  switch (kind_) {
    case Kind::logistic:
      return "{ logistic: { from: A, to: B, midpoint: 2026-11, width: 59 wk } }";
    case Kind::growth:
      return "{ growth: { start: A, rates: { 2026-01-01: 6 %/mo, 2027-01-01: 3 %/mo } } }";
    case Kind::bass:
      return "{ bass: { from: 2026, innovation: 3 %/yr, imitation: 38 %/yr, market: A } }";
  }
  return "";
}

bool CurveFormula::read(const Node& node, const std::string& path, Reading& reading, Curve& curve,
                        Node& canonical) const {
  FormulaText text;
  if (!info_.read(node, path, reading, &text, canonical)) return false;
  const auto number = [&](const std::shared_ptr<void>& level) { return level_.number(level.get()); };
  const int which = level_.which(text.from.get());
  switch (kind_) {
    case Kind::logistic: {
      if (level_.which(text.to.get()) != which) {
        reading.error(*node.find("to"), join_path(path, "to"), "counts something else than `from`", "",
                      "one noun throughout");
        return false;
      }
      const double scale = logistic_scale(static_cast<double>(text.width));
      curve = Curve::of(Logistic{number(text.from), number(text.to), text.date, scale, text.start});
      break;
    }
    case Kind::growth: {
      if (text.rates.empty()) {
        reading.error(*node.find("rates"), join_path(path, "rates"), "is empty", "", "a map from dates to growth");
        return false;
      }
      Growth growth{number(text.from), {}};
      for (const auto& [begin, rate] : text.rates) growth.regimes.push_back({begin, rate});
      curve = Curve::of(std::move(growth));
      break;
    }
    case Kind::bass:
      curve = Curve::of(Bass{number(text.from), text.date, text.innovation / 100, text.imitation / 100});
      break;
  }
  curve.which = which;
  return true;
}

std::vector<CurveFormula> curve_formulas(const CurveLevel& level) {
  using enum CurveFormula::Kind;
  return {CurveFormula(logistic, level), CurveFormula(growth, level), CurveFormula(bass, level)};
}

}  // namespace sim
