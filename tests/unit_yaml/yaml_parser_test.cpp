#include "sim/yaml_parser.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "sim/yaml_printer.hpp"

namespace {
std::string error_of(const std::string& text, const sim::YamlLimits& limits = {}) {
  sim::Diagnostics errors;
  const auto node = sim::parse_yaml(text, "f", errors, limits);
  CHECK(node.has_value() != errors.any_errors());
  const std::string all = errors.text();
  return all.substr(0, all.find('\n'));
}
bool starts(const std::string& text, const std::string& with) { return text.rfind(with, 0) == 0; }
}  // namespace

TEST_CASE("every node knows its line and column, in characters", "[yaml]") {
  sim::Diagnostics errors;
  const auto tree = sim::parse_yaml("# top\n\xc3\xa9: { a: 1, b: [x, y] }\nc:\n  d: 2\r\n", "f", errors);
  REQUIRE(tree);
  CHECK(sim::find_path(*tree, "\xc3\xa9.b[1]")->mark.column == 19);
  CHECK(sim::find_path(*tree, "\xc3\xa9.a")->mark.line == 2);
  CHECK(tree->find("c")->mark.line == 3);  // a block stands at its key
  CHECK(sim::find_path(*tree, "c.d")->mark.column == 6);
  CHECK(sim::find_path(*tree, "c.d")->text == "2");
}

TEST_CASE("a byte order mark and CRLF line ends change nothing", "[yaml]") {
  sim::Diagnostics errors;
  const auto plain = sim::parse_yaml("a: 1\nb: x\n", "f", errors);
  const auto marked = sim::parse_yaml(
      "\xef\xbb\xbf"
      "a: 1\r\nb: x",
      "f", errors);
  REQUIRE((plain && marked));
  CHECK(sim::same_tree(*plain, *marked));
}

TEST_CASE("a file with nothing in it is empty", "[yaml]") {
  for (const char* text : {"", "# only this\n", " \n\n", "---\n", "---", "...\n", "--- # x\n"}) {
    INFO(text);
    CHECK(error_of(text).find("is empty") != std::string::npos);
  }
}

TEST_CASE("keys used twice are reported with both places", "[yaml]") {
  CHECK(error_of("a: 1\nb: 2\na: 3\n") ==
        "f:3:1: error: a: the key was already used at line 1, column 1; got \"a\"; expected each key once");
  CHECK(starts(error_of("x: { y: { a: 1, a: 2 } }\n"),
               "f:1:17: error: x.y.a: the key was already used at line 1, column 11"));
  CHECK(starts(error_of("a: 1\n\"a\": 2\n"), "f:2:1: error: a: the key"));
}

TEST_CASE("features that make one text mean two things are refused", "[yaml]") {
  CHECK(starts(error_of("a: &x 1\nb: 2\n"), "f:1:4: error: has an anchor; got \"&x\""));
  CHECK(starts(error_of("a: &a [1, *a]\n"), "f:1:4: error: has an anchor"));
  CHECK(starts(error_of("a: *nothing\n"), "f:1:4: error: "));
  CHECK(starts(error_of("a: !!int \"x\"\n"), "f:1:4: error: has a tag; got \"!!int\""));
  CHECK(starts(error_of("a: ! x\n"), "f:1:4: error: has a tag"));
  CHECK(starts(error_of("<<: { a: 1 }\n"), "f:1:1: error: has a merge key"));
  CHECK(starts(error_of("%YAML 3.0\n---\na: 1\n"), "f:1:1: error: has a directive; got \"%YAML\""));
  CHECK(starts(error_of("? [a, b]\n: c\n"), "f:1:3: error: has a list or map as a key"));
  CHECK(starts(error_of("{ a: 1 }: b\n"), "f:1:1: error: has a list or map as a key"));
  CHECK(starts(error_of("~: b\n"), "f:1:1: error: has an empty key"));
  CHECK(error_of("? a\n: b\n").empty());
}

TEST_CASE("text after the scenario is refused", "[yaml]") {
  CHECK(error_of("{a: 1} garbage\n").find("error: ") != std::string::npos);
  CHECK(error_of("a: 1\n---\nb: 2\n").find("has text after its end") != std::string::npos);
  CHECK(error_of("a: 1\n...\nb: 2\n").find("has text after its end") != std::string::npos);
  CHECK(error_of("--- \na: 1\n...\n").empty());
}

TEST_CASE("what the parser lets pass is refused", "[yaml]") {
  CHECK(starts(error_of("a: [1,,2]\n"), "f:1:7: error: has an empty element"));
  CHECK(starts(error_of("a: \"b\nc: d\n"), "f:1:4: error: has a quote that is never closed"));
  CHECK(starts(error_of("a: 'it''s\n"), "f:1:4: error: has a quote that is never closed"));
  CHECK(starts(error_of("a: 1\ndoors 10\n"), "f:2:1: error: has no `:`; got \"doors 10\""));
  CHECK(error_of("a: 1\ndoors 10\nb: 2\n").find("is a `:` missing on the line before") != std::string::npos);
  CHECK(starts(error_of("a: \"\n\n\"\n"), "f:1:4: error: has nothing but line breaks in quotes"));
  CHECK(starts(error_of("a:\n\tb: 1\n"), "f:2:"));
  CHECK(error_of("a:\n\tb: 1\n").find("has a tab in its indentation") != std::string::npos);
  CHECK(error_of("a: 'it''s'\nb: \"q\\\"q\"\n").empty());
}

TEST_CASE("bytes that hang or crash careless readers are refused at once", "[yaml]") {
  for (const char* text : {",", "- !+(.,.)", "{# k\ny{:", "[[:", "{:", "[", "]", "}", "a: b: c", "@a", "`", "&", "*",
                           "!", "- - - -\n  x: [", "a: |x\n"}) {
    INFO(text);
    sim::Diagnostics errors;
    CHECK_FALSE(sim::parse_yaml(text, "f", errors));
    CHECK(errors.any_errors());
  }
}

TEST_CASE("nesting deeper than 64 levels is refused, in every style", "[yaml]") {
  const auto repeat = [](const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
  };
  CHECK(error_of(repeat("[", 64) + "1" + repeat("]", 64)).empty());
  CHECK(error_of(repeat("[", 65) + "1" + repeat("]", 65)).find("is nested deeper than 64 levels") != std::string::npos);
  for (const char* opening : {"[", "{a: ", "- ", "? "}) {
    INFO(opening);
    CHECK(error_of(repeat(opening, 100000)).find("error: ") != std::string::npos);
  }
}

TEST_CASE("limits of size and of values hold before memory is spent", "[yaml]") {
  CHECK(error_of(std::string(65 << 20, ' ')).find("is larger than 67108864 bytes") != std::string::npos);
  std::string many = "[";
  for (int i = 0; i < 2000; ++i) many += "1,";
  sim::YamlLimits few;
  few.nodes = 1000;
  CHECK(error_of(many + "1]", few).find("has more than 1000 values") != std::string::npos);
  few.bytes = 10;
  CHECK(error_of("a: 123456789\n", few).find("is larger than 10 bytes") != std::string::npos);
}

TEST_CASE("random bytes and random YAML signs never crash, and what is read prints and reads back", "[yaml]") {
  std::mt19937 random(42);
  const std::string signs = "ab1 :-,[]{}#'\"\n\n  |>?!&*%~\\\t";
  int read = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (unsigned k = random() % 24; k > 0; --k) text += signs[random() % signs.size()];
    sim::Diagnostics errors;
    const auto tree = sim::parse_yaml(text, "f", errors);
    if (!tree) continue;
    ++read;
    const std::string printed = sim::to_yaml(*tree);
    const auto again = sim::parse_yaml(printed, "f", errors);
    INFO("text:\n" << text << "\nprinted:\n" << printed << "\n" << errors.text());
    REQUIRE(again);
    REQUIRE(sim::to_yaml(*again) == printed);
  }
  CHECK(read > 1000);
}

TEST_CASE("texts of every kind are printed so that they read back", "[yaml]") {
  for (const char* text :
       {"a",        "a b",      "a: b",         "a #b", "#",   "- x", "-1",  "~",  "null", "true", "none", "",
        " x",       "x ",       "x:",           "a, b", "[x]", "{x}", "'",   "\"", "\\",   "a\nb", "\n",   "\t",
        "\xc3\xa9", "\xc2\x85", "\xe2\x80\xa8", "%x",   "@x",  "---", "...", "=",  "<<"}) {
    for (const bool quoted : {false, true}) {
      sim::Node tree = sim::Node::map();
      tree.set("key", sim::Node::scalar(text, {}, quoted));
      tree.set(*text ? text : "empty", sim::Node::list());
      sim::Diagnostics errors;
      const std::string printed = sim::to_yaml(tree, sim::KeyOrder::sorted);
      const auto again = sim::parse_yaml(printed, "f", errors);
      INFO(printed << errors.text());
      REQUIRE(again);
      CHECK(again->find("key")->text == text);
      CHECK(again->find(*text ? text : "empty"));
      if (quoted) CHECK(again->find("key")->quoted);
    }
  }
}
