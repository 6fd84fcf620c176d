#include "sim/reading.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "sim/description.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
constexpr std::size_t most_candidates = 10000;

// Calls `found` for each path of the tree that a pattern names; `*` is any key.
void each_match(const Node& node, const std::vector<std::string>& pattern, std::size_t at, const std::string& path,
                const std::function<bool(const std::string&)>& found) {
  if (at == pattern.size()) {
    found(path);
    return;
  }
  if (!node.is_map()) return;
  for (const Entry& entry : node.entries) {
    if (pattern[at] != "*" && pattern[at] != entry.key) continue;
    if (at + 1 == pattern.size()) {
      if (!found(join_path(path, entry.key))) return;
    } else {
      each_match(entry.value, pattern, at + 1, join_path(path, entry.key), found);
    }
  }
}

// The pattern with each `=` replaced by the id at its place in the path.
std::vector<std::string> bound_pattern(const std::string& pattern, const std::string& path) {
  std::vector<std::string> parts = path_parts(pattern);
  const std::vector<std::string> here = path_parts(path);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == "=" && i < here.size()) parts[i] = here[i];
  }
  return parts;
}

// "parts.lines or parts.*.tools", with the ids that the place of the reference fixes.
std::string alternatives_text(const std::vector<std::string>& patterns, const std::string& path) {
  std::string text;
  for (const std::string& pattern : patterns) {
    text += (text.empty() ? "" : " or ") + fmt::format("{}", fmt::join(bound_pattern(pattern, path), "."));
  }
  return text;
}

// Whether the names that a reference may have stand in a section that is no map, which is reported there.
bool is_in_a_broken_section(const Node& tree, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    const Node* section = tree.find(path_parts(pattern).front());
    return section != nullptr && !section->is_map() && !section->is_null();
  });
}

// Where a name that is not of the kind asked for does stand: "lanes.truck"; empty where nowhere.
std::string place_of_name(const Node& tree, const std::string& name) {
  for (const Entry& section : tree.entries) {
    if (section.value.is_map() && section.value.find(name)) return section.key + "." + name;
  }
  return "";
}

}  // namespace

Reading::Reading(Diagnostics& to, const UnitTable& units, const Draws& draws, const Node& tree, const StructInfo& root)
    : errors_(to), units_(units), draws_(draws), tree_(tree), root_(root) {}

void Reading::error(const Node& node, const std::string& path, std::string message, std::string got,
                    std::string expected, std::string hint) {
  error_at(node.mark, path, std::move(message), std::move(got), std::move(expected), std::move(hint));
}

void Reading::error_at(const Mark& mark, const std::string& path, std::string message, std::string got,
                       std::string expected, std::string hint) {
  const Mark& place = mark.file ? mark : errors_.at(path);
  errors_.error_at(place, path, std::move(message), std::move(got), std::move(expected), std::move(hint));
}

bool Reading::exists(const Reference& reference, const std::string& pattern) {
  std::vector<std::string> parts = bound_pattern(pattern, reference.path);
  const std::vector<std::string> words = path_parts(reference.text);
  if (reference.is_path) {
    if (words.size() != parts.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i] != "*" && parts[i] != words[i]) return false;
    }
    return find_path(tree_, reference.text) != nullptr;
  }
  std::size_t next = 0;
  for (std::string& part : parts) {
    if (part == "*") part = next < words.size() ? words[next++] : "*";
  }
  if (next + 1 != words.size()) return false;
  std::string container;
  for (const std::string& part : parts) container = join_path(container, part);
  const auto [place, is_new] = ids_.try_emplace(container);
  if (is_new) {
    if (const Node* map = find_path(tree_, container)) {
      for (const Entry& entry : map->entries) place->second.insert(entry.key);
    }
  }
  return place->second.find(words.back()) != place->second.end() && !is_evidence_key(words.back());
}

std::vector<std::string> Reading::candidates(const Reference& reference) const {
  std::vector<std::string> result = reference.words;
  for (const std::string& pattern : reference.patterns) {
    std::vector<std::string> parts = bound_pattern(pattern, reference.path);
    if (!reference.is_path) parts.push_back("*");
    each_match(tree_, parts, 0, "", [&](const std::string& path) {
      std::string name = path;
      if (!reference.is_path) {
        name.clear();
        const std::vector<std::string> found = path_parts(path);
        for (std::size_t i = 0; i < found.size(); ++i) {
          if (parts[i] == "*") name = join_path(name, found[i]);
        }
      }
      if (!is_evidence_key(name)) result.push_back(name);
      return result.size() < most_candidates;
    });
  }
  return result;
}

void Reading::check_references() {
  for (const Reference& reference : references_) {
    const auto& words = reference.words;
    if (std::find(words.begin(), words.end(), reference.text) != words.end()) continue;
    const bool found = std::any_of(reference.patterns.begin(), reference.patterns.end(),
                                   [&](const std::string& pattern) { return exists(reference, pattern); });
    if (found || is_in_a_broken_section(tree_, reference.patterns)) continue;
    const bool path_exists = reference.is_path && find_path(tree_, reference.text);
    const std::string there = reference.is_path ? "" : place_of_name(tree_, reference.text);
    std::string message =
        path_exists || !there.empty() ? "names something of another kind" : "names nothing that exists";
    if (!there.empty()) message += ", " + there;
    std::string expected =
        (reference.is_path ? "a path like " : "a name in ") + alternatives_text(reference.patterns, reference.path);
    for (const std::string& word : words) {
      const auto& patterns = reference.patterns;
      if (std::find(patterns.begin(), patterns.end(), word) == patterns.end()) expected += " or `" + word + "`";
    }
    error_at(reference.mark, reference.path, message, quoted(reference.text), expected,
             did_you_mean(reference.text, candidates(reference)));
  }
}

std::vector<std::string> Reading::places_of_key(const std::string& key) {
  if (places_.empty()) {
    each_structure(root_, [this](const std::string& path, const StructInfo& info) {
      for (const Field& field : info.fields) places_[field.name].push_back(path.empty() ? "the top level" : path);
    });
  }
  const auto found = places_.find(key);
  return found == places_.end() ? std::vector<std::string>() : found->second;
}

}  // namespace sim
