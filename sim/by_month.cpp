#include "sim/by_month.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "sim/law_family.hpp"

namespace sim {

double ByMonth::mean() const {
  return varies ? std::accumulate(of_month.begin(), of_month.end(), 0.0) / 12.0 : of_month.front();
}
double ByMonth::largest() const { return *std::max_element(of_month.begin(), of_month.end()); }

namespace {

struct MonthlyText {
  std::vector<double> monthly;
};

Value<MonthlyText> monthly_value(const Value<double>& number) {
  auto type = describe<MonthlyText>("by month", "A number for each calendar month.");
  type.required("monthly", &MonthlyText::monthly, list_of(number), "Twelve numbers, January to December.");
  return struct_value(type);
}

class ByMonthModel : public ValueModel {
 public:
  explicit ByMonthModel(const Value<double>& number) : number_(number), map_(monthly_value(number)) {}

  std::string expected() const override { return number_.expected() + ", or { monthly: [twelve of them] }"; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::alternatives;
    shape.name = number_.model->shape().name + ", or by month";
    shape.alternatives = {&number_, &map_};
    return shape;
  }
  double as_number(const void* value) const override { return static_cast<const ByMonth*>(value)->mean(); }
  bool has_own_key(std::string_view key) const override { return key == "monthly"; }

  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    ByMonth& by_month = *static_cast<ByMonth*>(out);
    by_month = {};
    if (!node.is_map() || holds_law(node)) {
      double number = 0;
      if (!number_.read(node, path, reading, &number, canonical)) return false;
      by_month.of_month.fill(number);
      return true;
    }
    MonthlyText text;
    if (!map_.read_bare(node, path, reading, &text, canonical)) return false;
    if (text.monthly.size() != by_month.of_month.size()) {
      reading.error(*node.find("monthly"), join_path(path, "monthly"), "has not one number for each month",
                    fmt::format("{} numbers", text.monthly.size()), "12 numbers, January to December");
      return false;
    }
    std::copy(text.monthly.begin(), text.monthly.end(), by_month.of_month.begin());
    by_month.varies = true;
    return true;
  }

 private:
  Value<double> number_;
  Value<MonthlyText> map_;
};

}  // namespace

Value<ByMonth> by_month(const Value<double>& number) {
  return detail::value_of<ByMonth>(std::make_shared<ByMonthModel>(number));
}

}  // namespace sim
