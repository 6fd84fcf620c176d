// Reading laws made of values or of other laws: cases, probabilities, mixtures.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/describe.hpp"
#include "sim/evidence_beside.hpp"
#include "sim/law_reader.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
constexpr double nearly_nothing = 1e-9;  // how far shares may sum from 1

std::string item_path(const std::string& path, std::size_t i) { return fmt::format("{}[{}]", path, i); }
}  // namespace

std::optional<Law> LawReader::read_cases(const Node& node, const std::string& path, Node& canonical) {
  if (!node.is_list() || node.items.empty()) {
    refuse_kind(node, path, reading_, "a list of the cases seen");
    return std::nullopt;
  }
  canonical = Node::list(node.mark);
  std::vector<double> cases;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const auto value = read_value(node.items[i], item_path(path, i), canonical.items.emplace_back());
    if (value) cases.push_back(*value);
  }
  if (cases.size() != node.items.size()) return std::nullopt;
  return Law::empirical(std::move(cases));
}

std::optional<double> LawReader::read_share(const Node& node, const std::string& path, Node& canonical) {
  static const Value<double> value = ratio();
  double share = 0;
  if (!value.read_bare(node, path, reading_, &share, canonical)) return std::nullopt;
  return share;
}

bool LawReader::sums_to_one(double sum, const char* what, const Node& node, const std::string& path) {
  if (std::abs(sum - 1) <= nearly_nothing) return true;
  // Ten digits: enough to see what is missing, and no 0.30000000000000004.
  reading_.error(node, path, fmt::format("has {} that sum to {:.10g}", what, sum), "", "1");
  return false;
}

std::optional<Law> LawReader::read_probabilities(const Node& node, const std::string& path, Node& canonical) {
  if (!node.is_map() || node.entries.empty()) {
    refuse_kind(node, path, reading_, "a map from values to probabilities");
    return std::nullopt;
  }
  struct Item {
    double value, probability;
    Entry canonical;
  };
  std::vector<Item> items;
  double sum = 0;
  for (const Entry& entry : node.entries) {
    const std::string entry_path = join_path(path, entry.key);
    Node key, probability;
    const auto value = read_value(Node::scalar(entry.key, entry.key_mark), entry_path, key);
    const auto share = read_share(entry.value, entry_path, probability);
    if (!value || !share) continue;
    items.push_back({*value, *share, {key.text, entry.key_mark, std::move(probability)}});
    sum += *share;
  }
  if (items.size() != node.entries.size()) return std::nullopt;
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.value < b.value; });
  canonical = Node::map(node.mark);
  std::vector<std::pair<double, double>> values;
  for (Item& item : items) {
    if (!values.empty() && values.back().first == item.value) {
      reading_.error_at(item.canonical.key_mark, join_path(path, item.canonical.key), "is the same as another value",
                        quoted(item.canonical.key));
      return std::nullopt;
    }
    values.emplace_back(item.value, item.probability);
    canonical.entries.push_back(std::move(item.canonical));
  }
  if (!sums_to_one(sum, "probabilities", node, path)) return std::nullopt;
  return Law::discrete(std::move(values));
}

std::optional<Law> LawReader::read_parts(const Node& node, const std::string& path, Node& canonical) {
  if (!node.is_list() || node.items.empty()) {
    refuse_kind(node, path, reading_, "a list of parts: [{ share: 55 %, is: value }, { share: 45 %, is: law }]");
    return std::nullopt;
  }
  canonical = Node::list(node.mark);
  std::vector<Law::Part> parts;
  double sum = 0;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    double share = 0;
    const auto law = read_part(node.items[i], item_path(path, i), share, canonical.items.emplace_back());
    if (law) parts.push_back({share, *law});
    sum += share;
  }
  if (parts.size() != node.items.size() || !sums_to_one(sum, "shares", node, path)) return std::nullopt;
  return Law::mixture(std::move(parts));
}

std::optional<Law> LawReader::read_part(const Node& node, const std::string& path, double& share, Node& canonical) {
  const char* const expected = "a map with share and is";
  if (!node.is_map()) {
    refuse_kind(node, path, reading_, expected);
    return std::nullopt;
  }
  for (const Entry& entry : node.entries) {
    if (entry.key == "share" || entry.key == "is") continue;
    reading_.error_at(entry.key_mark, join_path(path, entry.key), "unknown key", "", "share or is",
                      did_you_mean(entry.key, {"share", "is"}));
    return std::nullopt;
  }
  const Node *written_share = node.find("share"), *is = node.find("is");
  if (!written_share || !is) {
    reading_.error(node, path, "is incomplete", "", expected);
    return std::nullopt;
  }
  Node share_node, is_node;
  const auto number = read_share(*written_share, join_path(path, "share"), share_node);
  const auto law = read_value_or_law(*is, join_path(path, "is"), is_node);
  canonical = Node::map(node.mark);
  canonical.set("share", std::move(share_node));
  canonical.set("is", std::move(is_node));
  if (!number || !law) return std::nullopt;
  share = *number;
  return law;
}

std::optional<Law> LawReader::read_value_or_law(const Node& node, const std::string& path, Node& canonical) {
  if (!node.is_map()) {
    const auto value = read_value(node, path, canonical);
    return value ? std::optional<Law>(Law::fixed(*value)) : std::nullopt;
  }
  if (node.entries.size() != 1 || !find_law_family(node.entries[0].key)) {
    reading_.error(node, path, "is neither a value nor one law", "",
                   scale_.exact.value.expected() + ", or a law such as " + law_families()[2].example,
                   node.entries.empty() ? "" : did_you_mean(node.entries[0].key, law_family_names()));
    return std::nullopt;
  }
  Node normal;
  const auto law = read(node.entries[0], path, normal);
  canonical = Node::map(node.mark);
  canonical.set(node.entries[0].key, std::move(normal));
  return law;
}

}  // namespace sim
