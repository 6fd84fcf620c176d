#include "sim/yaml_parser.hpp"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <unordered_map>

#include "sim/text_check.hpp"

namespace sim {

namespace {

// Why reading ends here; thrown through the parser and caught below.
struct Refused {
  int offset;
  std::string message, got, expected, hint;
  bool about_keys = false;  // what an unclosed bracket makes of the text behind it
};

constexpr const char* unclosed_message = "has a bracket that is never closed";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Line and column (in characters) of byte offsets that mostly ascend: found by walking from the last one.
class Places {
 public:
  Places(std::string_view text, std::shared_ptr<const std::string> file) : text_(text), file_(std::move(file)) {}

  Mark at(int offset) {
    const std::size_t target = std::min(text_.size(), static_cast<std::size_t>(std::max(0, offset)));
    if (target < at_) go_back_to_line_of(target);
    for (; at_ < target; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xc0) != 0x80) {
        ++column_;
      }
    }
    return Mark{file_, line_, column_};
  }

 private:
  void go_back_to_line_of(std::size_t target) {
    while (at_ > target) line_ -= text_[--at_] == '\n' ? 1 : 0;
    while (at_ > 0 && text_[at_ - 1] != '\n') --at_;
    column_ = 1;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
};

// Builds the tree from the parser's events and refuses what the parser lets pass.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, Places& places, Diagnostics& errors, const YamlLimits& limits)
      : text_(text), places_(places), errors_(errors), limits_(limits) {}

  Node take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{mark.pos, "has an alias", word_at(mark.pos), "the value written out", "use `like` or `extends`"};
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_properties(mark, "", anchor);
    const bool in_flow_list = !open_.empty() && open_.back().node.is_list() && open_.back().flow;
    const char here = char_at(mark.pos);
    if (in_flow_list && (here == ',' || here == ']'))
      throw Refused{mark.pos, "has an empty element", "", "a value", ""};
    Node node;
    node.mark = places_.at(mark.pos);
    node.text = here == '~' ? "~" : here == 'n' || here == 'N' ? word_at(mark.pos) : "";
    if (node.text != "null" && node.text != "Null" && node.text != "NULL" && node.text != "~") node.text.clear();
    if (expects_key()) throw Refused{mark.pos, "has an empty key", "", "a key", ""};
    if (!open_.empty() && open_.back().node.is_map()) check_colon(open_.back());
    add(std::move(node), mark.pos);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_properties(mark, tag, anchor);
    const char here = char_at(mark.pos);
    if (here == '"' || here == '\'') check_quotes(mark.pos);
    if (expects_key()) {
      take_key(mark.pos, value);
      return;
    }
    if (value == "-" && tag == "?") throw Refused{mark.pos, "has a lone `-`", "", "a value", ""};
    add(Node::scalar(value, places_.at(mark.pos), tag == "!"), mark.pos);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, style, Node::list());
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, style, Node::map());
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    int offset = 0;
    bool flow = false;
    bool has_key = false;
    std::string key;
    Mark key_mark;
    int key_offset = 0;
    bool key_quoted = false;
    bool repeated = false;                            // the key at hand was there before: its value is dropped
    std::unordered_map<std::string, Mark> keys = {};  // a map's, with their places
  };

  char char_at(int offset) const {
    const auto at = static_cast<std::size_t>(offset);
    return offset >= 0 && at < text_.size() ? text_[at] : '\0';
  }

  std::string word_at(int offset) const {
    const auto begin = static_cast<std::size_t>(offset);
    if (begin >= text_.size()) return {};
    return std::string(text_.substr(begin, text_.find_first_of(" \t\r\n,]}:", begin) - begin));
  }

  bool expects_key() const { return !open_.empty() && open_.back().node.is_map() && !open_.back().has_key; }

  void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    if (anchor != 0) {
      throw Refused{mark.pos, "has an anchor", word_at(mark.pos), "values without anchors", "use `like` or `extends`"};
    }
    const bool written = char_at(mark.pos) == '!' || !(tag.empty() || tag == "?" || tag == "!");
    if (written) throw Refused{mark.pos, "has a tag", word_at(mark.pos), "values without tags", ""};
  }

  // The parser takes the end of the file for a closing quote, and loses lines of a text that has only blanks.
  void check_quotes(int offset) const {
    const std::size_t begin = static_cast<std::size_t>(offset) + 1;
    const std::size_t end = closing_quote(begin, char_at(offset));
    if (end == std::string_view::npos) throw Refused{offset, "has a quote that is never closed", "", "", ""};
    const std::string_view inside = text_.substr(begin, end - begin);
    if (inside.find('\n') != std::string_view::npos && is_blank(inside)) {
      throw Refused{offset, "has nothing but line breaks in quotes", "", "\\n for each", ""};
    }
    const char next = end + 1 < text_.size() ? text_[end + 1] : '\n';
    if (std::string_view(" \t\r\n,]}:").find(next) == std::string_view::npos) {
      const int after = static_cast<int>(end) + 1;
      throw Refused{after, "has text after a closing quote", word_at(after), "", ""};
    }
  }

  std::size_t closing_quote(std::size_t at, char quote) const {
    for (; at < text_.size(); ++at) {
      const bool escape = quote == '"' && text_[at] == '\\';
      const bool doubled = quote == '\'' && text_.substr(at, 2) == "''";
      if (escape || doubled) {
        ++at;
      } else if (text_[at] == quote) {
        return at;
      }
    }
    return std::string_view::npos;
  }

  // `doors 10` for `doors: 10`: the parser makes it a key without a value.
  void check_colon(const Open& map) const {
    if (map.key_quoted) return;
    const std::size_t begin = static_cast<std::size_t>(map.key_offset);
    const std::size_t before = begin == 0 ? std::string_view::npos : text_.find_last_not_of(" \t", begin - 1);
    if (before != std::string_view::npos && text_[before] == '?') return;
    const std::size_t after = text_.find_first_not_of(" \t", begin + map.key.size());
    if (after != std::string_view::npos && text_[after] == ':') return;
    throw Refused{map.key_offset,
                  "has no `:`",
                  map.key,
                  "key: value",
                  map.key.find_first_of("0123456789") == 0 ? "no comma stands inside a number" : "",
                  true};
  }

  // "boxes.a" while the values of `a` are read.
  std::string path_to(const std::string& key) const {
    std::string path;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Open& frame = open_[i];
      if (frame.node.is_list()) {
        path += fmt::format("[{}]", frame.node.items.size());
      } else {
        path += (path.empty() ? "" : ".") + frame.key;
      }
    }
    return path.empty() ? key : path + "." + key;
  }

  void take_key(int offset, const std::string& key) {
    Open& map = open_.back();
    if (key == "<<" && char_at(offset) == '<') {
      throw Refused{offset, "has a merge key", "<<", "keys written out", "use `like` or `extends`"};
    }
    map.has_key = true;
    map.key = key;
    map.key_mark = places_.at(offset);
    map.key_offset = offset;
    map.key_quoted = char_at(offset) == '"' || char_at(offset) == '\'';
    const auto [first, is_new] = map.keys.try_emplace(key, map.key_mark);
    map.repeated = !is_new;
    if (!is_new) {
      errors_.error_at(
          map.key_mark, path_to(key),
          fmt::format("the key was already used at line {}, column {}", first->second.line, first->second.column),
          quoted(key), "each key once");
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style,
            Node node) {
    check_properties(mark, tag, anchor);
    if (expects_key()) throw Refused{mark.pos, "has a list or map as a key", "", "a text as key", "", true};
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      throw Refused{mark.pos, fmt::format("is nested deeper than {} levels", limits_.depth), "", "", ""};
    }
    node.mark = places_.at(mark.pos);
    Open frame;
    frame.node = std::move(node);
    frame.offset = mark.pos;
    frame.flow = style == YAML::EmitterStyle::Flow;
    open_.push_back(std::move(frame));
  }

  void close() {
    Open frame = std::move(open_.back());
    open_.pop_back();
    add(std::move(frame.node), frame.offset, frame.flow);
  }

  void add(Node node, int offset, bool flow = false) {
    if (++nodes_ > limits_.nodes)
      throw Refused{offset, fmt::format("has more than {} values", limits_.nodes), "", "", ""};
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    // A block below its key is looked for at the key.
    if (!flow && !node.is_scalar() && !node.is_null()) node.mark = parent.key_mark;
    parent.has_key = false;
    if (!parent.repeated)
      parent.node.entries.push_back({std::move(parent.key), std::move(parent.key_mark), std::move(node)});
  }

  std::string_view text_;
  Places& places_;
  Diagnostics& errors_;
  const YamlLimits& limits_;
  std::vector<Open> open_;
  Node root_;
  std::size_t nodes_ = 0;
};

// Fails when the parser finds anything at all.
class NothingMore : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override { refuse(mark); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string&) override {
    refuse(mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    refuse(mark);
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    refuse(mark);
  }
  void OnMapEnd() override {}

 private:
  [[noreturn]] static void refuse(const YAML::Mark& mark) {
    throw Refused{mark.pos, "has text after its end", "", "one document", ""};
  }
};

// What the parser does not tell us: directives (it ignores most) and whether there is anything but comments.
bool check_lines(std::string_view text, Places& places, Diagnostics& errors) {
  bool started = false, anything = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t first = line.find_first_not_of(" \t\r");
    const bool content = !is_blank(line) && line[first] != '#';
    if (!started && content && line[0] == '%') {
      errors.error_at(places.at(static_cast<int>(begin)), "", "has a directive",
                      quoted(line.substr(0, line.find_first_of(" \r"))), "a scenario without `%` lines");
      return false;
    }
    if (content) {
      started = true;
      const std::string_view head = line.substr(0, 3);
      const std::string_view rest = line.substr(std::min<std::size_t>(3, line.size()));
      const std::size_t text_begin = rest.find_first_not_of(" \t\r");
      const bool bare = text_begin == std::string_view::npos || (text_begin > 0 && rest[text_begin] == '#');
      const bool marker = (head == "---" || head == "...") && bare;
      anything = anything || !marker;
    }
    if (anything) return true;
    begin = end + 1;
  }
  errors.error_at(places.at(0), "", "is empty: nothing but comments and blanks");
  return false;
}

// The line in which an offset stands.
std::string_view line_of(std::string_view text, int offset) {
  const std::size_t at = std::min(text.size(), static_cast<std::size_t>(std::max(0, offset)));
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

// The first bracket that is never closed; nothing where all are. The parser reports such a list or map at some later
// place, and as something else.
std::optional<int> unclosed_bracket(std::string_view text) {
  std::vector<int> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool after_blank = at == 0 || std::string_view(" \t\r\n,[]{}:").find(text[at - 1]) != std::string_view::npos;
    if (c == '#' && after_blank) at = std::min(text.find('\n', at), text.size());
    if ((c == '"' || c == '\'') && after_blank) at = std::min(text.find(c, at + 1), text.size());
    if ((c == '[' || c == '{') && (after_blank || !open.empty())) open.push_back(static_cast<int>(at));
    if ((c == ']' || c == '}') && !open.empty()) open.pop_back();
  }
  return open.empty() ? std::nullopt : std::optional(open.front());
}

std::optional<Node> parse_checked(std::string_view text, Places& places, Diagnostics& errors,
                                  const YamlLimits& limits) {
  try {
    std::string whole(text);
    if (!whole.empty() && whole.back() != '\n') whole += '\n';  // or the parser drops a blank last line of a block
    std::istringstream stream{std::move(whole)};
    YAML::Parser parser(stream);
    TreeBuilder builder(text, places, errors, limits);
    parser.HandleNextDocument(builder);
    Node root = builder.take_root();
    NothingMore nothing;
    parser.HandleNextDocument(nothing);
    return root;
  } catch (const Refused& refused) {
    if (const auto bracket = unclosed_bracket(text); bracket && refused.about_keys) {
      errors.error_at(places.at(*bracket), "", unclosed_message);
      return std::nullopt;
    }
    errors.error_at(places.at(refused.offset), "", refused.message, refused.got.empty() ? "" : quoted(refused.got),
                    refused.expected, refused.hint);
  } catch (const YAML::Exception& error) {
    const std::string_view line = line_of(text, error.mark.pos);
    const std::size_t indent = line.find_first_not_of(" \t");
    if (line.substr(0, indent).find('\t') != std::string_view::npos) {
      errors.error_at(places.at(error.mark.pos), "", "has a tab in its indentation", "", "blanks");
      return std::nullopt;
    }
    if (const auto bracket = unclosed_bracket(text); bracket && error.msg.find("flow") != std::string::npos) {
      errors.error_at(places.at(*bracket), "", unclosed_message);
      return std::nullopt;
    }
    if (error.msg == "the referenced anchor is not defined") {
      errors.error_at(places.at(error.mark.pos), "", "has an alias", "", "the value written out",
                      "use `like` or `extends`");
      return std::nullopt;
    }
    const bool too_deep = error.msg == "bad file" || error.msg.find("depth") != std::string::npos;
    const bool colon = error.msg == "illegal map value";
    errors.error_at(
        places.at(error.mark.pos), "",
        too_deep ? fmt::format("is nested deeper than {} levels", limits.depth) : "is not YAML: " + error.msg, "", "",
        colon ? "is a `:` missing on the line before, or is the indentation wrong?" : "");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Node> parse_yaml(std::string_view text, const std::string& name, Diagnostics& errors,
                               const YamlLimits& limits) {
  const auto file = std::make_shared<const std::string>(name);
  if (text.size() > limits.bytes) {
    errors.error_at(Mark{file, 0, 0}, "", fmt::format("is larger than {} bytes", limits.bytes),
                    fmt::format("{} bytes", text.size()));
    return std::nullopt;
  }
  if (const auto problem = find_text_problem(text)) {
    errors.error_at(Mark{file, 0, 0}, "", problem->message);
    return std::nullopt;
  }
  text = without_byte_order_mark(text);
  Places places(text, file);
  if (!check_lines(text, places, errors)) return std::nullopt;
  const int errors_before = errors.error_count();
  std::optional<Node> root = parse_checked(text, places, errors, limits);
  if (root && errors.error_count() > errors_before) return std::nullopt;
  return root;
}

}  // namespace sim
