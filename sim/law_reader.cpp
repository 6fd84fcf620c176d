#include "sim/law_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/describe.hpp"
#include "sim/evidence_beside.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
constexpr double largest_exact = 9007199254740992.0;  // 2^53: whole numbers below are exact in a double

const LawNumber& bare_number() {
  static const LawNumber number = {factor(), [] { return std::static_pointer_cast<void>(std::make_shared<double>()); },
                                   [](const void*) { return 0; }};
  return number;
}

std::string item_path(const std::string& path, std::size_t i) { return fmt::format("{}[{}]", path, i); }

std::string names_of(const LawVariant& variant, const char* between) {
  std::string text;
  for (const LawParameter& parameter : variant.parameters) text += (text.empty() ? "" : between) + parameter.name;
  return text;
}

// "mean and sd, or p50 and p90"
std::string sets_of(const LawFamily& family) {
  std::string text;
  for (const LawVariant& variant : family.variants) text += (text.empty() ? "" : ", or ") + names_of(variant, " and ");
  return text;
}

bool has_parameter(const LawVariant& variant, std::string_view name) {
  return std::any_of(variant.parameters.begin(), variant.parameters.end(),
                     [&](const LawParameter& parameter) { return parameter.name == name; });
}

// The set of parameters that has every key, or null.
const LawVariant* variant_with(const LawFamily& family, const Node& node) {
  for (const LawVariant& variant : family.variants) {
    const bool fits = std::all_of(node.entries.begin(), node.entries.end(),
                                  [&](const Entry& entry) { return has_parameter(variant, entry.key); });
    if (fits && node.entries.size() == variant.parameters.size()) return &variant;
  }
  return nullptr;
}
}  // namespace

bool LawNumber::read(const Node& node, const std::string& path, Reading& reading, Level& out, Node& canonical) const {
  const std::shared_ptr<void> place = make();
  if (!value.read_bare(node, path, reading, place.get(), canonical)) return false;
  out = {value.model->as_number(place.get()), which(place.get())};
  return true;
}

std::optional<double> LawReader::read_number(const LawNumber& how, const Node& node, const std::string& path,
                                             Node& canonical) {
  Level level;
  if (!how.read(node, path, reading_, level, canonical)) return std::nullopt;
  if (&how == &bare_number()) return level.value;
  if (which_ && *which_ != level.which) {
    reading_.error(node, path, "is in another unit than what stands before it", quoted(node.text));
    return std::nullopt;
  }
  which_ = level.which;
  return level.value;
}

std::optional<double> LawReader::read_value(const Node& node, const std::string& path, Node& canonical) {
  return read_number(scale_.exact, node, path, canonical);
}

std::optional<double> LawReader::read_parameter(const LawParameter& parameter, const Node& node,
                                                const std::string& path, Node& canonical) {
  const LawNumber& how = parameter.kind == LawParameter::Kind::level    ? scale_.level
                         : parameter.kind == LawParameter::Kind::spread ? scale_.spread
                                                                        : bare_number();
  const std::optional<double> number = read_number(how, node, path, canonical);
  const bool too_small = number && ((parameter.least == LawParameter::Least::zero && *number < 0) ||
                                    (parameter.least == LawParameter::Least::more_than_zero && *number <= 0));
  if (!too_small) return number;
  reading_.error(node, path, "is too small", quoted(node.text),
                 parameter.least == LawParameter::Least::zero ? "at least 0" : "more than 0");
  return std::nullopt;
}

bool LawReader::ascends(const LawVariant& variant, const std::vector<const Node*>& nodes,
                        const std::vector<std::string>& paths, const std::vector<double>& numbers) {
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (variant.parameters[i].kind != LawParameter::Kind::level) continue;
    if (last && numbers[i] < numbers[*last]) {
      reading_.error(*nodes[i], paths[i], fmt::format("is less than its {}", variant.parameters[*last].name),
                     quoted(nodes[i]->text), fmt::format("at least {}", nodes[*last]->text));
      return false;
    }
    last = i;
  }
  return true;
}

std::optional<Law> LawReader::make(const LawVariant& variant, const std::vector<const Node*>& nodes,
                                   const std::vector<std::string>& paths, std::vector<Node>& canonical) {
  std::vector<double> numbers;
  canonical.resize(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (const auto number = read_parameter(variant.parameters[i], *nodes[i], paths[i], canonical[i])) {
      numbers.push_back(*number);
    }
  }
  if (numbers.size() != nodes.size() || !ascends(variant, nodes, paths, numbers)) return std::nullopt;
  return variant.make(numbers);
}

std::optional<Law> LawReader::read(const Entry& entry, const std::string& path, Node& canonical) {
  const LawFamily& family = *find_law_family(entry.key);
  const std::string family_path = join_path(path, entry.key);
  using Measure = ValueModel::Measure;
  if ((family.from_zero && scale_.measure == Measure::date) || (family.counts && scale_.measure != Measure::count)) {
    reading_.error_at(entry.key_mark, family_path, family.counts ? "is a law of counts" : "is no law of dates", "",
                      family.counts ? "another law where nothing is counted"
                                    : "pert, triangular, uniform, normal, beta, discrete, empirical or mixture");
    return std::nullopt;
  }
  std::optional<Law> law;
  const Node& node = entry.value;
  switch (family.form) {
    case LawFamily::Form::list:
      law = read_list(family, node, family_path, canonical);
      break;
    case LawFamily::Form::map:
      law = read_map(family, node, family_path, canonical);
      break;
    case LawFamily::Form::cases:
      law = read_cases(node, family_path, canonical);
      break;
    case LawFamily::Form::probabilities:
      law = read_probabilities(node, family_path, canonical);
      break;
    case LawFamily::Form::parts:
      law = read_parts(node, family_path, canonical);
      break;
  }
  if (!law) return std::nullopt;
  const double most = scale_.is_whole ? largest_exact : std::numeric_limits<double>::max();
  if (std::abs(law->quantile(1)) <= most && std::abs(law->quantile(0)) <= most && std::isfinite(law->mean()))
    return law;
  reading_.error(node, family_path, "spreads so far that its largest draws are no numbers");
  return std::nullopt;
}

std::optional<Law> LawReader::read_list(const LawFamily& family, const Node& node, const std::string& path,
                                        Node& canonical) {
  const LawVariant& variant = family.variants[0];
  const std::string expected = fmt::format("a list of {}: [{}]", variant.parameters.size(), names_of(variant, ", "));
  if (!node.is_list() || node.items.size() != variant.parameters.size()) {
    reading_.error(node, path,
                   node.is_list() ? fmt::format("has {} values", node.items.size()) : "is " + kind_words(node),
                   node.is_scalar() ? quoted(node.text) : "", expected);
    return std::nullopt;
  }
  std::vector<const Node*> nodes;
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    nodes.push_back(&node.items[i]);
    paths.push_back(item_path(path, i));
  }
  canonical = Node::list(node.mark);
  return make(variant, nodes, paths, canonical.items);
}

std::optional<Law> LawReader::read_map(const LawFamily& family, const Node& node, const std::string& path,
                                       Node& canonical) {
  if (!node.is_map()) {
    refuse_kind(node, path, reading_, "a map: " + sets_of(family));
    return std::nullopt;
  }
  std::set<std::string> names;
  for (const LawVariant& variant : family.variants) {
    for (const LawParameter& parameter : variant.parameters) names.insert(parameter.name);
  }
  for (const Entry& entry : node.entries) {
    if (names.count(entry.key)) continue;
    reading_.error_at(entry.key_mark, join_path(path, entry.key), "unknown key", "", sets_of(family),
                      did_you_mean(entry.key, {names.begin(), names.end()}));
    return std::nullopt;
  }
  const LawVariant* variant = variant_with(family, node);
  if (!variant) {
    reading_.error(node, path, "has not the parameters of one law", "", sets_of(family));
    return std::nullopt;
  }
  std::vector<const Node*> nodes;
  std::vector<std::string> paths;
  for (const LawParameter& parameter : variant->parameters) {
    nodes.push_back(node.find(parameter.name));
    paths.push_back(join_path(path, parameter.name));
  }
  std::vector<Node> normal;
  const std::optional<Law> law = make(*variant, nodes, paths, normal);
  canonical = Node::map(node.mark);
  for (std::size_t i = 0; i < nodes.size(); ++i) canonical.set(variant->parameters[i].name, std::move(normal[i]));
  return law;
}

}  // namespace sim
