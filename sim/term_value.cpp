#include "sim/term_value.hpp"

#include <fmt/core.h>

#include <cmath>

#include "sim/date_text.hpp"
#include "sim/scalar_model.hpp"
#include "sim/unit_text.hpp"

namespace sim {

namespace {

constexpr std::int64_t longest_months = 12 * 100;

class TermModel : public ScalarModel {
 public:
  std::string expected() const override { return "a term, for example 24 mo or 5 y or 30 d"; }
  Shape shape() const override {
    Shape shape;
    shape.name = "term";
    shape.unit = "h d wk mo y";
    shape.example = "24 mo";
    shape.pattern = "^[0-9]";
    return shape;
  }
  double as_number(const void* value) const override {
    const Term& term = *static_cast<const Term*>(value);
    return static_cast<double>(term.hours + term.months * hours_per_month);
  }
  std::string number_words(double number) const override { return duration_text(static_cast<std::int64_t>(number)); }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    const bool is_years = quantity.unit_text == "y", is_months = quantity.unit_text == "mo";
    if (is_years || is_months) return read_months(node, path, reading, quantity, is_years ? 12 : 1, out, normal);
    static const Dimension hours = UnitTable().find("h")->dimension;
    if (!quantity.ok()) return refuse(node, path, reading, quantity.problem, hint_for(quantity));
    if (quantity.unit.dimension != hours) return refuse(node, path, reading, "is not a length of time");
    if (quantity.value < 0) return refuse(node, path, reading, "is negative");
    if (quantity.value != std::floor(quantity.value) || quantity.value > 1e9) {
      return refuse(node, path, reading, "is not a whole number of hours");
    }
    *static_cast<Term*>(out) = {0, static_cast<Hour>(quantity.value)};
    normal = duration_text(static_cast<std::int64_t>(quantity.value));
    return true;
  }

 private:
  // Elsewhere months and years stand in rates alone, and the hint says so.
  static std::string hint_for(const QuantityText& quantity) {
    for (const char* word : {"yr", "year", "years"}) {
      if (quantity.unit_text == word) return "did you mean \"y\"?";
    }
    for (const char* word : {"month", "months"}) {
      if (quantity.unit_text == word) return "did you mean \"mo\"?";
    }
    return quantity.hint;
  }

  bool read_months(const Node& node, const std::string& path, Reading& reading, const QuantityText& quantity, int each,
                   void* out, std::string& normal) const {
    const NumberText number = read_number(quantity.number);
    if (!number.ok()) return refuse(node, path, reading, number.problem, number.hint);
    if (number.value < 0) return refuse(node, path, reading, "is negative");
    if (number.value != std::floor(number.value)) {
      return refuse(node, path, reading, "is not a whole number: months and years step the calendar");
    }
    if (number.value * each > longest_months) return refuse(node, path, reading, "is more than 100 years");
    const auto count = static_cast<std::int64_t>(number.value);
    *static_cast<Term*>(out) = {count * each, 0};
    normal = fmt::format("{} {}", count, quantity.unit_text);
    return true;
  }
};

}  // namespace

Value<Term> term() { return detail::value_of<Term>(std::make_shared<TermModel>()); }

}  // namespace sim
