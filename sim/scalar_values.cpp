// The value models that read one scalar without a unit: texts, words, names of things, dates.

#include <fmt/core.h>

#include <algorithm>

#include "sim/check.hpp"
#include "sim/describe.hpp"
#include "sim/scalar_model.hpp"
#include "sim/suggestion.hpp"

namespace sim {

bool ScalarModel::read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const {
  if (!node.is_scalar()) {
    reading.error(node, path, "is " + kind_words(node), "", expected());
    return false;
  }
  std::string normal;
  if (!read_text(node, path, reading, out, normal)) return false;
  // Only the text `none` needs its quotes: bare it would take a value away. The writer adds what else YAML needs.
  const bool is_quoted = keeps_quotes() && normal == "none";
  canonical = Node::scalar(std::move(normal), node.mark, is_quoted);
  return true;
}

bool ScalarModel::refuse(const Node& node, const std::string& path, Reading& reading, const std::string& problem,
                         const std::string& hint) const {
  reading.error(node, path, problem, quoted(node.text), expected(), hint);
  return false;
}

namespace {

std::string joined_words(const std::vector<Choice>& choices) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i].word;
  }
  return text;
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " or ") + name;
  return text;
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
  });
}

class TextModel : public ScalarModel {
 public:
  std::string expected() const override { return "text"; }
  Shape shape() const override {
    Shape shape;
    shape.name = "text";
    return shape;
  }

 protected:
  bool keeps_quotes() const override { return true; }
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    if (node.text.empty()) return refuse(node, path, reading, "is empty");
    if (has_control_character(node.text)) return refuse(node, path, reading, "has a control character");
    *static_cast<std::string*>(out) = normal = node.text;
    return true;
  }
};

class BooleanModel : public ScalarModel {
 public:
  std::string expected() const override { return "true or false"; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::boolean;
    shape.name = "true or false";
    return shape;
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const bool yes = node.is_word("true"), no = node.is_word("false");
    if (!yes && !no) return refuse(node, path, reading, "is neither true nor false", hint_for(node));
    *static_cast<bool*>(out) = yes;
    normal = node.text;
    return true;
  }

 private:
  static std::string hint_for(const Node& node) {
    std::string small = node.text;
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const char* word : {"yes", "on", "y", "1", "true"}) {
      if (small == word) return "write true, without quotes";
    }
    for (const char* word : {"no", "off", "n", "0", "false"}) {
      if (small == word) return "write false, without quotes";
    }
    return "";
  }
};

class EnumerationModel : public ScalarModel {
 public:
  EnumerationModel(std::vector<Choice> choices, std::vector<int> values, void (*store)(void*, int))
      : choices_(std::move(choices)), values_(std::move(values)), store_(store) {}

  std::string expected() const override { return joined_words(choices_); }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::choice;
    shape.name = joined_words(choices_);
    shape.choices = choices_;
    return shape;
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      words.push_back(choices_[i].word);
      if (node.text != choices_[i].word) continue;
      store_(out, values_[i]);
      normal = node.text;
      return true;
    }
    return refuse(node, path, reading, "is none of the words that may stand here", did_you_mean(node.text, words));
  }

 private:
  std::vector<Choice> choices_;
  std::vector<int> values_;
  void (*store_)(void*, int);
};

class ReferenceModel : public ScalarModel {
 public:
  ReferenceModel(std::vector<std::string> patterns, std::vector<std::string> words, bool is_path)
      : patterns_(std::move(patterns)), words_(std::move(words)), is_path_(is_path) {}

  std::string expected() const override {
    std::string text = (is_path_ ? "a path like " : "a name in ") + joined_names(patterns_);
    for (const std::string& word : words_) {
      if (!is_pattern(word)) text += " or `" + word + "`";
    }
    return text;
  }
  Shape shape() const override {
    Shape shape;
    shape.name = (is_path_ ? "path of " : "name in ") + joined_names(patterns_);
    for (const std::string& word : words_) {
      if (!is_pattern(word)) shape.name += " or `" + word + "`";
    }
    shape.pattern =
        is_path_ && !words_.empty() ? "^[a-z0-9_]+(\\.[a-z0-9_]+)*(\\.\\*)?$" : "^[a-z0-9_]+(\\.[a-z0-9_]+)*$";
    return shape;
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    if (!refer(node, node.text, path, reading)) return false;
    *static_cast<std::string*>(out) = normal = node.text;
    return true;
  }

  bool refer(const Node& node, const std::string& name, const std::string& path, Reading& reading) const {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
    const bool dotted = plain && name.front() != '.' && name.back() != '.' && name.find("..") == std::string::npos;
    const bool is_word = std::find(words_.begin(), words_.end(), name) != words_.end();
    if (!dotted && !is_word) return refuse(node, path, reading, "is not a name");
    reading.refer({name, path, node.mark, patterns_, words_, is_path_});
    return true;
  }

  bool is_pattern(const std::string& word) const {
    return std::find(patterns_.begin(), patterns_.end(), word) != patterns_.end();
  }

 private:
  std::vector<std::string> patterns_;
  std::vector<std::string> words_;
  bool is_path_;
};

class LaggedReferenceModel : public ReferenceModel {
 public:
  explicit LaggedReferenceModel(std::string pattern) : ReferenceModel({std::move(pattern)}, {}, false) {}

  std::string expected() const override {
    return ReferenceModel::expected() + ", with or without a lag: `name + 10 d`";
  }
  Shape shape() const override {
    Shape shape = ReferenceModel::shape();
    shape.name += ", with or without a lag";
    shape.pattern = "^[a-z0-9_]+(\\.[a-z0-9_]+)*( [+-] .+)?$";
    shape.example = "name + 10 d";
    return shape;
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    auto& result = *static_cast<LaggedReference*>(out);
    std::size_t sign = node.text.find(" + ");
    const bool before = sign == std::string::npos && (sign = node.text.find(" - ")) != std::string::npos;
    result.id = node.text.substr(0, sign);
    if (!refer(node, result.id, path, reading)) return false;
    normal = result.id;
    if (sign == std::string::npos) return true;
    const Node length = Node::scalar(node.text.substr(sign + 3), node.mark);
    std::int64_t hours = 0;
    Node normal_length;
    static const Value<std::int64_t> lag = duration();
    if (!lag.read_bare(length, path, reading, &hours, normal_length)) return false;
    result.lag = before ? -hours : hours;
    if (hours != 0) normal += (before ? " - " : " + ") + normal_length.text;
    return true;
  }
};

enum class Side { start, end, both };

class PeriodModel : public ScalarModel {
 public:
  explicit PeriodModel(Side side) : side_(side) {}

  std::string expected() const override { return "a date or period, for example 2026-05-01 or 2026-Q2"; }
  Measure measure() const override { return Measure::date; }
  Shape shape() const override {
    Shape shape;
    shape.name = side_ == Side::start ? "date (first hour of the period)"
                 : side_ == Side::end ? "date (end of the period)"
                                      : "period";
    shape.example = "2026-05-01";
    shape.pattern = "^[0-9]{4}(-([0-9]{2}(-[0-9]{2}(T[0-9]{2}:00Z?)?)?|W[0-9]{2}|Q[1-4]|H[12]))?$";
    return shape;
  }
  double as_number(const void* value) const override {
    const Timestamp when =
        side_ == Side::both ? static_cast<const Period*>(value)->begin : *static_cast<const Timestamp*>(value);
    return static_cast<double>(when.time_since_epoch().count());
  }
  std::string number_words(double number) const override {
    return date_text(Timestamp(std::chrono::hours(static_cast<long>(number))));
  }

 protected:
  bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                 std::string& normal) const override {
    const PeriodText date = read_period(node.text);
    if (!date.ok()) return refuse(node, path, reading, date.problem, date.hint);
    if (side_ == Side::both) {
      *static_cast<Period*>(out) = date.period;
    } else {
      *static_cast<Timestamp*>(out) = side_ == Side::start ? date.period.begin : date.period.end;
    }
    normal = node.text.back() == 'Z' ? node.text.substr(0, node.text.size() - 1) : node.text;
    return true;
  }

 private:
  Side side_;
};

}  // namespace

using detail::value_of;

Value<std::string> text() { return value_of<std::string>(std::make_shared<TextModel>()); }
Value<bool> boolean() { return value_of<bool>(std::make_shared<BooleanModel>()); }
Value<Timestamp> period_start() { return value_of<Timestamp>(std::make_shared<PeriodModel>(Side::start)); }
Value<Timestamp> period_end() { return value_of<Timestamp>(std::make_shared<PeriodModel>(Side::end)); }
Value<Period> period() { return value_of<Period>(std::make_shared<PeriodModel>(Side::both)); }

Value<std::string> reference(std::string pattern) { return reference(std::vector<std::string>{std::move(pattern)}); }
Value<std::string> reference(std::vector<std::string> patterns, std::vector<std::string> words) {
  return value_of<std::string>(std::make_shared<ReferenceModel>(std::move(patterns), std::move(words), false));
}
Value<LaggedReference> lagged_reference(std::string pattern) {
  return value_of<LaggedReference>(std::make_shared<LaggedReferenceModel>(std::move(pattern)));
}
Value<std::string> thing_path(std::vector<std::string> patterns, std::vector<std::string> words) {
  return value_of<std::string>(std::make_shared<ReferenceModel>(std::move(patterns), std::move(words), true));
}

std::shared_ptr<const ValueModel> detail::enumeration_model(std::vector<Choice> choices, std::vector<int> values,
                                                            void (*store)(void*, int)) {
  return std::make_shared<EnumerationModel>(std::move(choices), std::move(values), store);
}

}  // namespace sim
