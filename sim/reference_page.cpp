#include "sim/reference_page.hpp"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "sim/law_family.hpp"

namespace sim {

namespace {
// A table cell: no bars, no line breaks.
std::string cell(const std::string& text) {
  std::string result;
  for (char c : text) {
    if (c == '|') {
      result += "\\|";
    } else {
      result += c == '\n' ? ' ' : c;
    }
  }
  return result;
}

std::string default_words(const Field& field) {
  if (field.presence == Presence::required) return "required";
  if (field.presence == Presence::optional || field.default_text == "{}") return "";
  return "`" + field.default_text + "`";
}

std::string kind_of(const Shape& shape) {
  return shape.kind == Shape::Kind::choice ? "one of the words below" : shape.name;
}

// All closed lists of words that may stand at a key, its alternatives and elements included.
void collect_words(const AnyValue& value, std::vector<Choice>& words) {
  const Shape shape = value.model->shape();
  words.insert(words.end(), shape.choices.begin(), shape.choices.end());
  words.insert(words.end(), shape.words.begin(), shape.words.end());
  for (const AnyValue* part : {shape.key, shape.element}) {
    if (part) collect_words(*part, words);
  }
  for (const AnyValue* alternative : shape.alternatives) collect_words(*alternative, words);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "`" : ", `") + word + "`";
  return text;
}

std::string section(const std::string& path, const StructInfo& info) {
  std::string text = path.empty() ? "## Top level\n\n" : fmt::format("## `{}`\n\n", path);
  text += info.doc + "\n\n";
  text += "| key | what | unit | default | range | meaning |\n|---|---|---|---|---|---|\n";
  std::string words_text;
  for (const Field& field : info.fields) {
    const Shape shape = field.value.model->shape();
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", field.name, cell(kind_of(shape)), cell(shape.unit),
                        cell(default_words(field)), cell(field.value.range_words()), cell(field.doc));
    std::vector<Choice> words;
    collect_words(field.value, words);
    for (const Choice& choice : words)
      words_text += fmt::format("- `{}: {}`: {}\n", field.name, choice.word, choice.doc);
  }
  for (const auto& keys : info.exactly_one) text += "\nExactly one of " + joined(keys) + " is written.\n";
  for (const auto& keys : info.at_most_one) text += "\nAt most one of " + joined(keys) + " is written.\n";
  if (!words_text.empty()) text += "\n" + words_text;
  return text + "\n";
}
std::string laws_section() {
  std::string text =
      "## Laws\n\n"
      "In place of any number, date or duration one of these may stand: it says what we do not know, and is drawn once "
      "a run in a study. A plain run takes `value`, where that stands beside it, else the median. "
      "Where `or a law` is written, `draw: each` says how cases vary: it is drawn anew for each, in a plain run, too. "
      "Draws come from the stream of the value's path, or of `stream`. "
      "What a law without bounds draws beyond the range of its value counts as the end of the range.\n\n"
      "| law | parameters | meaning |\n"
      "|---|---|---|\n";
  for (const LawFamily& family : law_families()) {
    std::string parameters;
    for (const LawVariant& variant : family.variants) {
      parameters += parameters.empty() ? "" : "; or ";
      for (std::size_t i = 0; i < variant.parameters.size(); ++i) {
        parameters += (i == 0 ? "" : ", ") + variant.parameters[i].name;
      }
    }
    text += fmt::format("| `{}` | {} | {} |\n", family.example, parameters, family.doc);
  }
  return text + "\n";
}

std::string curves_section(const Shape& curve) {
  std::string text =
      "## Curves\n\n"
      "Where a curve over time may stand, one of these may. An hour has the mean of the curve over that hour.\n\n"
      "| curve | keys | meaning |\n"
      "|---|---|---|\n"
      "| `{ steps: { 2026-01-01: A, 2026-07-01: B } }` | dates | Each value holds from its date until "
      "the next; 0 before the first. |\n"
      "| `{ linear: { 2026-01-01: A, 2026-07-01: B } }` | dates | Straight lines between the values, "
      "which hold before the first and after the last date. |\n"
      "| `{ totals: { 2026-Q1: A } }` | periods | Of rates: amounts, each spread evenly over its period; 0 "
      "outside. |\n";
  for (std::size_t i = 0; i < curve.curve_formulas.size(); ++i) {
    const StructInfo& formula = *curve.curve_formulas[i];
    std::string keys;
    for (const Field& field : formula.fields) {
      keys += fmt::format("{}`{}`: {}", keys.empty() ? "" : " ", field.name, cell(field.doc));
    }
    text += fmt::format("| `{}` | {} | {} |\n", curve.curve_examples[i], keys, formula.doc);
  }
  return text + "\n";
}
}  // namespace

std::string reference_page(const StructInfo& root, const std::string& title, const std::string& introduction) {
  std::string text = "# " + title + "\n\n";
  if (!introduction.empty()) text += introduction + "\n\n";
  std::map<const StructInfo*, std::string> first_path;
  bool has_laws = false;
  std::optional<Shape> curve;
  each_structure(root, [&](const std::string& path, const StructInfo& info) {
    const auto [found, is_new] = first_path.emplace(&info, path);
    if (is_new) {
      text += section(path, info);
      for (const Field& field : info.fields) {
        const Shape shape = field.value.model->shape();
        has_laws = has_laws || field.value.kept != nullptr || shape.law_of != nullptr;
        if (shape.curve_level) curve = shape;
      }
    } else {
      text += fmt::format("## `{}`\n\nAs `{}`.\n\n", path, found->second);
    }
  });
  if (curve) text += curves_section(*curve);
  if (has_laws) text += laws_section();
  while (text.size() > 1 && text[text.size() - 2] == '\n') text.pop_back();
  return text;
}

}  // namespace sim
