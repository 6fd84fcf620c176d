#include "sim/unit_text.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/check.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
void multiply(Dimension& dimension, const Dimension& by, int sign) {
  for (const auto& [name, power] : by) {
    const int sum = (dimension[name] += sign * power);
    if (sum == 0) dimension.erase(name);
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

// Words of other programs that stand near a word of ours but too far for the edit distance.
std::string known_mistake(std::string_view word) {
  static const std::map<std::string, std::string, std::less<>> mistakes = {
      {"days", "d"},     {"day", "d"},       {"hours", "h"},  {"hour", "h"},    {"hr", "h"},   {"hrs", "h"},
      {"weeks", "wk"},   {"week", "wk"},     {"w", "wk"},     {"percent", "%"}, {"pct", "%"},  {"$", "USD"},
      {"usd", "USD"},    {"dollars", "USD"}, {"month", "mo"}, {"months", "mo"}, {"year", "y"}, {"years", "y"},
      {"MUSD", "USD_M"}, {"BUSD", "USD_B"},  {"degC", "C"},   {"mW", "MW"},     {"mw", "MW"},  {"Mw", "MW"},
      {"KW", "kW"},      {"Kw", "kW"},       {"kw", "kW"},    {"gw", "GW"},     {"Gw", "GW"},  {"gW", "GW"}};
  const auto found = mistakes.find(word);
  return found == mistakes.end() ? std::string() : found->second;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return text;
}

std::string same_but_for_case(const std::string& word, const std::vector<std::string>& words) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& w) { return lower(w) == lower(word); });
  return found == words.end() ? std::string() : *found;
}

// Units that only rates may have, such as the month of 30 parts/mo; `unit` is what `word` stands for.
UnitTable::Refusal only_below_refusal(const std::string& word, const std::string& unit) {
  if (unit == "min" || unit == "s") return {fmt::format("has the unit `{}`: time is counted in whole hours", word), ""};
  return {fmt::format("has the calendar unit `{}`", word),
          "elapsed time is written in h, d or wk: 1 mo is about 30 d, 1 y is 365 d"};
}
}  // namespace

UnitTable::UnitTable() {
  const Dimension power = {{"power", 1}}, energy = {{"power", 1}, {"time", 1}}, time = {{"time", 1}},
                  money = {{"money", 1}};
  add("W", power, 0);
  add("kW", power, 3);
  add("MW", power, 6);
  add("GW", power, 9);
  add("Wh", energy, 0);
  add("kWh", energy, 3);
  add("MWh", energy, 6);
  add("GWh", energy, 9);
  add("h", time, 0);
  add("d", time, 0, 24);
  add("wk", time, 0, 168);
  add("wd", {{"work", 1}}, 0, 24);
  add("mo", time, 0, 730, true);
  add("y", time, 0, 8760, true);
  add("yr", time, 0, 8760, true);
  add("min", time, 0, 1, true);
  words_["min"].unit.over = 60;
  add("s", time, 0, 1, true);
  words_["s"].unit.over = 3600;
  add("USD", money, 2);
  add("USD_M", money, 8);
  add("USD_B", money, 11);
  add("C", {{"temperature", 1}}, 0);
  add("L", {{"volume", 1}}, 0);
  add("%", {}, -2);
}

void UnitTable::add(const std::string& word, Dimension dimension, int shift, double times, bool only_below) {
  Word& entry = words_[word];
  entry.unit.dimension = std::move(dimension);
  entry.unit.shift = shift;
  entry.unit.times = times;
  entry.only_below = only_below;
}

void UnitTable::add_noun(const std::string& singular, const std::string& plural) {
  for (const std::string& word : {singular, plural}) {
    add(word, {{singular, 1}}, 0);
    words_[word].singular = singular;
    words_[word].plural = plural;
  }
}

void UnitTable::add_multiple(const std::string& singular, const std::string& plural, const std::string& noun,
                             int shift) {
  const auto found = words_.find(noun);
  EXPECTS_WITH(found != words_.end(), noun);
  const Dimension dimension = found->second.unit.dimension;
  for (const std::string& word : {singular, plural}) {
    add(word, dimension, shift);
    words_[word].singular = singular;
    words_[word].plural = plural;
  }
}

void UnitTable::add_multiple(const std::string& word, const std::string& noun, int shift) {
  add_multiple(word, word, noun, shift);
}

bool UnitTable::is_noun(std::string_view word) const {
  const auto found = words_.find(word);
  return found != words_.end() && !found->second.singular.empty();
}

std::string UnitTable::noun_for(std::string_view word, double amount) const {
  const auto found = words_.find(word);
  if (found == words_.end() || found->second.singular.empty()) return std::string(word);
  return amount == 1 ? found->second.singular : found->second.plural;
}

std::optional<Unit> UnitTable::find(std::string_view text) const {
  const std::vector<std::string_view> sides = split(text, '/');
  if (sides.size() > 2) return std::nullopt;
  const auto above = words_.find(sides[0]);
  if (above == words_.end() || above->second.only_below) return std::nullopt;
  Unit unit = above->second.unit;
  if (sides.size() == 1) return unit;
  for (std::string_view word : split(sides[1], '-')) {
    const auto below = words_.find(word);
    if (below == words_.end()) return std::nullopt;
    unit.shift -= below->second.unit.shift;
    unit.times *= below->second.unit.over;
    unit.over *= below->second.unit.times;
    multiply(unit.dimension, below->second.unit.dimension, -1);
  }
  return unit;
}

UnitTable::Refusal UnitTable::refusal(std::string_view text) const {
  const std::vector<std::string_view> sides = split(text, '/');
  if (sides.size() > 2) return {fmt::format("has the unit `{}` with more than one `/`", text), "write a/b-c"};
  std::vector<std::string_view> parts = {sides[0]};
  if (sides.size() == 2) {
    for (std::string_view word : split(sides[1], '-')) parts.push_back(word);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string word(parts[i]);
    const auto found = words_.find(word);
    if (found != words_.end() && !(found->second.only_below && i == 0)) continue;
    if (found != words_.end()) return only_below_refusal(word, word);
    const std::string foreign = first_foreign_character(word);
    if (!foreign.empty()) return {"has the character " + foreign + " in its unit", ""};
    std::string right = known_mistake(word);
    if (right.empty()) right = same_but_for_case(word, words());
    if (right.empty()) right = nearest_word(word, words());
    if (const auto meant = words_.find(right); i == 0 && meant != words_.end() && meant->second.only_below) {
      return only_below_refusal(word, right);
    }
    return {fmt::format("has the unknown unit `{}`", word),
            right.empty() ? "" : fmt::format("did you mean \"{}\"?", right)};
  }
  return {"has no unit", ""};
}

std::string UnitTable::dimension_words(const Dimension& dimension) const {
  static const std::map<Dimension, std::string> named = {{{}, "a bare number"},
                                                         {{{"power", 1}}, "a power"},
                                                         {{{"power", 1}, {"time", 1}}, "an energy"},
                                                         {{{"time", 1}}, "a duration"},
                                                         {{{"money", 1}}, "an amount of money"},
                                                         {{{"temperature", 1}}, "a temperature"},
                                                         {{{"volume", 1}}, "a volume"},
                                                         {{{"work", 1}}, "a number of working days"},
                                                         {{{"volume", 1}, {"time", -1}}, "a flow"},
                                                         {{{"time", -1}}, "a rate"}};
  const auto found = named.find(dimension);
  if (found != named.end()) return found->second;
  std::string above, below;
  for (const auto& [name, power] : dimension) {
    const std::string word = noun_for(name, power > 0 ? 2 : 1);
    std::string& side = power > 0 ? above : below;
    for (int i = 0; i < std::abs(power); ++i) side += (side.empty() ? "" : "-") + word;
  }
  if (below.empty()) return "a number of " + above;
  if (below == "time") return "a number of " + above + " per time";
  return "an amount of " + (above.empty() ? "1" : above) + " per " + below;
}

std::vector<std::string> UnitTable::words() const {
  std::vector<std::string> result;
  for (const auto& [word, entry] : words_) result.push_back(word);
  return result;
}

QuantityText read_quantity(std::string_view text, const UnitTable& units) {
  QuantityText result;
  std::size_t end = text.find(' ');
  if (end == std::string_view::npos && text.size() > 1 && text.back() == '%') end = text.size() - 1;
  result.number = std::string(text.substr(0, end));
  if (end != std::string_view::npos) {
    const std::size_t unit_begin = text.find_first_not_of(' ', end);
    result.unit_text = unit_begin == std::string_view::npos ? std::string() : std::string(text.substr(unit_begin));
  }
  NumberText number = read_number(result.number);
  if (!number.ok()) {
    result.problem = number.problem;
    result.hint = number.hint;
    // 30wk: the number ends where the letters begin.
    const std::size_t letters = text.find_first_not_of("0123456789.-");
    if (result.unit_text.empty() && letters != std::string_view::npos && letters > 0 &&
        read_number(text.substr(0, letters)).ok() && units.find(text.substr(letters))) {
      result.problem = "has no blank between number and unit";
      result.hint = fmt::format("write {} {}", text.substr(0, letters), text.substr(letters));
    }
    return result;
  }
  if (!result.unit_text.empty()) {
    const std::optional<Unit> unit = units.find(result.unit_text);
    if (!unit) {
      const bool more_digits = result.unit_text[0] >= '0' && result.unit_text[0] <= '9';
      const UnitTable::Refusal refusal = units.refusal(result.unit_text);
      result.problem = more_digits ? "has a blank inside the number" : refusal.problem;
      result.hint = more_digits ? "write the digits without separators" : refusal.hint;
      return result;
    }
    result.unit = *unit;
  }
  const NumberText value = in_unit(result, Unit());
  result.value = value.value;
  result.problem = value.problem;
  return result;
}

NumberText in_unit(const QuantityText& quantity, const Unit& target) {
  NumberText number = read_number(quantity.number, quantity.unit.shift - target.shift);
  if (number.ok()) {
    const double times = quantity.unit.times * target.over, over = quantity.unit.over * target.times;
    if (times != over) number.value = number.value * times / over;
  }
  return number;
}

}  // namespace sim
