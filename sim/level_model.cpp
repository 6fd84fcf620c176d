#include "sim/level_model.hpp"

#include <algorithm>
#include <cmath>

#include "sim/scalar_model.hpp"

namespace sim {

namespace {
class LevelModel : public ScalarModel {
 public:
  LevelModel(LevelWords words, std::function<std::vector<Dimension>(const UnitTable&)> dimensions)
      : words_(std::move(words)), dimensions_(std::move(dimensions)) {}

  std::string expected() const override { return words_.expected; }
  Shape shape() const override { return words_.shape; }
  double as_number(const void* value) const override { return static_cast<const Level*>(value)->value; }
  std::string number_words(double number) const override {
    return words_.whole ? words_.whole(number) : number_text(number);
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const QuantityText quantity = read_quantity(node.text, reading.units());
    if (!quantity.ok()) return refuse(node, path, reading, quantity.problem, quantity.hint);
    const std::vector<Dimension> dimensions = dimensions_(reading.units());
    const auto found = std::find(dimensions.begin(), dimensions.end(), quantity.unit.dimension);
    const bool is_bare = quantity.unit_text.empty(), may_be_bare = found != dimensions.end() && found->empty();
    if (is_bare && !may_be_bare) return refuse(node, path, reading, "has no unit");
    if (may_be_bare && !is_bare) return refuse(node, path, reading, "has a unit where none is due");
    if (found == dimensions.end()) {
      return refuse(node, path, reading, "is " + reading.units().dimension_words(quantity.unit.dimension));
    }
    *static_cast<Level*>(out) = {quantity.value, static_cast<int>(found - dimensions.begin())};
    const bool is_whole = words_.whole && quantity.value == std::floor(quantity.value);
    const std::string number = number_text(read_number(quantity.number).value);
    normal =
        is_whole ? words_.whole(quantity.value) : number + (quantity.unit_text.empty() ? "" : " ") + quantity.unit_text;
    return true;
  }

 private:
  LevelWords words_;
  std::function<std::vector<Dimension>(const UnitTable&)> dimensions_;
};
}  // namespace

std::shared_ptr<const ValueModel> level_model(LevelWords words,
                                              std::function<std::vector<Dimension>(const UnitTable&)> dimensions) {
  return std::make_shared<LevelModel>(std::move(words), std::move(dimensions));
}

}  // namespace sim
