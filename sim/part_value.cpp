#include "sim/part_value.hpp"

#include <fmt/core.h>

#include <charconv>
#include <optional>

#include "sim/scalar_model.hpp"

namespace sim {

namespace {

// Digits only, and so few that they fit.
std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.front() == '-' || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

class PartModel : public ScalarModel {
 public:
  std::string expected() const override { return "a part of a whole, for example 11 of 12"; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::text;
    shape.name = "part of a whole";
    shape.example = "11 of 12";
    shape.pattern = "^[0-9]+ of [0-9]+$";
    return shape;
  }
  double as_number(const void* value) const override {
    const Part& part = *static_cast<const Part*>(value);
    return static_cast<double>(part.count) / static_cast<double>(part.of);
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const std::string_view text = node.text;
    const std::size_t between = text.find(" of ");
    if (between == std::string_view::npos) return refuse(node, path, reading, "is not written as `a of b`");
    const auto count = digits(text.substr(0, between)), of = digits(text.substr(between + 4));
    if (!count || !of) return refuse(node, path, reading, "is not written as `a of b`, two whole numbers");
    if (*count < 1) return refuse(node, path, reading, "is nothing at all");
    if (*count > *of) return refuse(node, path, reading, "is more than the whole");
    if (*of > largest_whole) return refuse(node, path, reading, fmt::format("is of more than {}", largest_whole));
    *static_cast<Part*>(out) = {*count, *of};
    normal = fmt::format("{} of {}", *count, *of);
    return true;
  }
};

}  // namespace

Value<Part> part() { return detail::value_of<Part>(std::make_shared<PartModel>()); }

}  // namespace sim
