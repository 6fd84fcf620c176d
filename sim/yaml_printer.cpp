#include "sim/yaml_printer.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace sim {

namespace {
bool is_null_word(const std::string& text) { return text == "~" || text == "null" || text == "Null" || text == "NULL"; }

// Whether a plain scalar reads back as this text, in block and flow style alike. Errs on the side of quotes.
bool is_plain(const std::string& text) {
  if (text.empty() || is_null_word(text) || text.front() == ' ' || text.back() == ' ' || text.back() == ':')
    return false;
  static const std::string starts = "-?:,[]{}#&*!|>'\"%@`=<.";
  const bool number = text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
  if (starts.find(text[0]) != std::string::npos && !number) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f) return false;
    if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '"' || c == '\'') return false;
    if ((c == ':' && next == ' ') || (c == ' ' && next == '#')) return false;
  }
  return true;
}

// Line breaks of other alphabets (U+0085, U+2028, U+2029) and the byte order mark are escaped, all other text stands as
// it is.
std::string in_quotes(const std::string& text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string two = text.substr(i, 2), three = text.substr(i, 3);
    if (text[i] == '"' || text[i] == '\\') {
      result += '\\';
      result += text[i];
    } else if (text[i] == '\n') {
      result += "\\n";
    } else if (text[i] == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      result += fmt::format("\\x{:02x}", byte);
    } else if (byte == 0xc2 && two.size() == 2 && static_cast<unsigned char>(two[1]) < 0xa0) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(two[1]));
      i += 1;
    } else if (three == "\xe2\x80\xa8" || three == "\xe2\x80\xa9" || three == "\xef\xbb\xbf") {
      result += three == "\xe2\x80\xa8" ? "\\u2028" : three == "\xe2\x80\xa9" ? "\\u2029" : "\\ufeff";
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result + '"';
}

class Printer {
 public:
  explicit Printer(KeyOrder order) : order_(order) {}

  std::string take() { return std::move(text_); }

  // Prints a node whose first line continues the current one.
  void print(const Node& node, int indent) {
    if (node.is_map() && !node.entries.empty()) {
      print_map(node, indent);
    } else if (node.is_list() && !node.items.empty()) {
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) begin_line(indent);
        text_ += "- ";
        print(node.items[i], indent + 2);
      }
    } else {
      text_ += node.is_map() ? "{}" : node.is_list() ? "[]" : yaml_scalar(node);
      text_ += '\n';
    }
  }

 private:
  void begin_line(int indent) { text_.append(static_cast<std::size_t>(indent), ' '); }

  void print_map(const Node& node, int indent) {
    std::vector<const Entry*> entries;
    for (const Entry& entry : node.entries) entries.push_back(&entry);
    if (order_ == KeyOrder::sorted) {
      std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) begin_line(indent);
      const Node& value = entries[i]->value;
      text_ += is_plain(entries[i]->key) ? entries[i]->key : in_quotes(entries[i]->key);
      const bool below = (value.is_map() && !value.entries.empty()) || (value.is_list() && !value.items.empty());
      text_ += below ? ":\n" : ": ";
      if (below) begin_line(indent + 2);
      print(value, indent + 2);
    }
  }

  KeyOrder order_;
  std::string text_;
};
}  // namespace

std::string yaml_scalar(const Node& scalar) {
  if (scalar.is_null()) return "~";
  return !scalar.quoted && is_plain(scalar.text) ? scalar.text : in_quotes(scalar.text);
}

std::string to_yaml(const Node& tree, KeyOrder order) {
  Printer printer(order);
  printer.print(tree, 0);
  return printer.take();
}

}  // namespace sim
