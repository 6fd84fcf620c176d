#pragma once
// A YAML document as tests put it together, and the many ways to spell it. Reading is the program's; nothing here
// parses.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tests {

class YamlTree {
 public:
  enum class Kind { map, list, scalar };

  YamlTree() = default;  // an empty map
  YamlTree(std::string text) : kind_(Kind::scalar), text_(std::move(text)) {}
  YamlTree(const char* text) : YamlTree(std::string(text)) {}
  YamlTree(std::int64_t number) : YamlTree(std::to_string(number)) {}
  static YamlTree list(const std::vector<std::string>& items);

  Kind kind() const { return kind_; }
  const std::string& text() const { return text_; }
  const std::vector<YamlTree>& items() const { return items_; }
  std::vector<std::pair<std::string, YamlTree>>& entries() { return entries_; }
  const std::vector<std::pair<std::string, YamlTree>>& entries() const { return entries_; }

  YamlTree& operator[](const std::string& key);  // of a map; added at its end where it is missing
  const YamlTree* find(const std::string& key) const;
  void remove(const std::string& key);

 private:
  Kind kind_ = Kind::map;
  std::string text_;
  std::vector<std::pair<std::string, YamlTree>> entries_;
  std::vector<YamlTree> items_;
};

// How a document is written; all of them mean the same.
struct YamlSpelling {
  enum class Style { block, mixed, json };
  Style style = Style::block;
  bool shuffles_maps = false;
  bool quotes = false;  // some keys and texts in single or double quotes
  bool comments = false;
  bool carriage_returns = false;
  bool byte_order_mark = false;
  std::uint64_t seed = 1;  // of everything that is drawn
};

std::string write_yaml(const YamlTree& tree, const YamlSpelling& spelling = {});

// Both documents in one: maps are united, and what both say must be the same.
YamlTree united(const YamlTree& a, const YamlTree& b);

}  // namespace tests
