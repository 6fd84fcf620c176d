#include "tests/support/yaml_tree.hpp"

#include <algorithm>
#include <stdexcept>

#include "tests/support/random_numbers.hpp"

namespace tests {

YamlTree YamlTree::list(const std::vector<std::string>& items) {
  YamlTree tree;
  tree.kind_ = Kind::list;
  for (const std::string& item : items) tree.items_.emplace_back(item);
  return tree;
}

YamlTree& YamlTree::operator[](const std::string& key) {
  if (kind_ != Kind::map) throw std::logic_error("no map has the key " + key);
  for (auto& [known, value] : entries_) {
    if (known == key) return value;
  }
  return entries_.emplace_back(key, YamlTree()).second;
}

const YamlTree* YamlTree::find(const std::string& key) const {
  for (const auto& [known, value] : entries_) {
    if (known == key) return &value;
  }
  return nullptr;
}

void YamlTree::remove(const std::string& key) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.first == key; });
}

namespace {

// What JSON writes without quotes.
bool is_bare(const std::string& text) {
  if (text == "true" || text == "false") return true;
  return !text.empty() && text[0] != '0' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Writer {
 public:
  explicit Writer(const YamlSpelling& spelling) : spelling_(spelling), random_(spelling.seed) {}

  std::string document(const YamlTree& tree) {
    if (spelling_.comments) out_ += "# a scenario: { of [ many ] spellings\n\n";
    if (spelling_.style == YamlSpelling::Style::json) {
      flow(tree);
      out_ += '\n';
    } else {
      block(tree, 0);
    }
    if (spelling_.comments) out_ += "  # the end";
    std::string text = spelling_.byte_order_mark ? "\xEF\xBB\xBF" : "";
    for (char c : out_) {
      if (c == '\n' && spelling_.carriage_returns) text += '\r';
      text += c;
    }
    return text;
  }

 private:
  std::vector<const std::pair<std::string, YamlTree>*> in_order(const YamlTree& map) {
    std::vector<const std::pair<std::string, YamlTree>*> entries;
    for (const auto& entry : map.entries()) entries.push_back(&entry);
    if (spelling_.shuffles_maps) random_.shuffle(entries);
    return entries;
  }

  void scalar(const std::string& text) {
    const bool is_json = spelling_.style == YamlSpelling::Style::json;
    const bool is_quoted = !is_bare(text) && (is_json || (spelling_.quotes && random_.chance(50)));
    const char* mark = !is_quoted ? "" : is_json || random_.chance(50) ? "\"" : "'";
    out_ += mark + text + mark;
  }

  // A number is a fine key of YAML; JSON has it quoted.
  void key(const std::string& text) {
    if (spelling_.style == YamlSpelling::Style::json) {
      out_ += '"' + text + '"';
    } else {
      scalar(text);
    }
    out_ += ':';
  }

  void flow(const YamlTree& tree) {
    if (tree.kind() == YamlTree::Kind::scalar) return scalar(tree.text());
    const char* between = "";
    if (tree.kind() == YamlTree::Kind::list) {
      out_ += '[';
      for (const YamlTree& item : tree.items()) {
        out_ += between;
        flow(item);
        between = ", ";
      }
      out_ += ']';
      return;
    }
    out_ += '{';
    for (const auto* entry : in_order(tree)) {
      out_ += between;
      key(entry->first);
      out_ += ' ';
      flow(entry->second);
      between = ", ";
    }
    out_ += '}';
  }

  void end_line() {
    if (spelling_.comments && random_.chance(30)) out_ += "   # what: [it, says}";
    out_ += '\n';
    if (spelling_.comments && random_.chance(10)) out_ += "\n      # between lines\n";
  }

  void block(const YamlTree& map, std::size_t indent) {
    for (const auto* entry : in_order(map)) {
      out_.append(indent, ' ');
      key(entry->first);
      const YamlTree& value = entry->second;
      const bool nests = value.kind() == YamlTree::Kind::map && !value.entries().empty();
      if (!nests || (spelling_.style == YamlSpelling::Style::mixed && random_.chance(40))) {
        out_ += ' ';
        flow(value);
        end_line();
      } else {
        end_line();
        block(value, indent + 2);
      }
    }
  }

  const YamlSpelling& spelling_;
  RandomNumbers random_;
  std::string out_;
};

}  // namespace

std::string write_yaml(const YamlTree& tree, const YamlSpelling& spelling) { return Writer(spelling).document(tree); }

YamlTree united(const YamlTree& a, const YamlTree& b) {
  if (a.kind() != YamlTree::Kind::map || b.kind() != YamlTree::Kind::map) {
    YamlTree first, second;
    first["value"] = a;
    second["value"] = b;
    if (write_yaml(first) != write_yaml(second)) throw std::logic_error("two documents disagree: " + write_yaml(first));
    return a;
  }
  YamlTree both = a;
  for (const auto& [key, value] : b.entries()) {
    const YamlTree* known = a.find(key);
    both[key] = known == nullptr ? value : united(*known, value);
  }
  return both;
}

}  // namespace tests
