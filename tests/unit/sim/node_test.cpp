#include "sim/node.hpp"

#include <catch2/catch.hpp>

using sim::Mark;
using sim::Node;

namespace {
Node map_of(std::initializer_list<std::pair<const char*, Node>> entries) {
  Node map = Node::map();
  for (const auto& [key, value] : entries) map.set(key, value);
  return map;
}
Node text(const char* value) { return Node::scalar(value); }
}  // namespace

TEST_CASE("maps merge by key, scalars and lists replace", "[node]") {
  Node list = Node::list();
  list.items = {text("x")};
  Node base = map_of({{"a", map_of({{"b", text("1")}, {"c", text("2")}})}, {"list", list}, {"d", text("3")}});
  Node other_list = Node::list();
  other_list.items = {text("y"), text("z")};
  sim::merge(base,
             map_of({{"a", map_of({{"c", text("4")}})}, {"list", other_list}, {"d", map_of({{"e", text("5")}})}}));
  CHECK(sim::same_tree(base, map_of({{"a", map_of({{"b", text("1")}, {"c", text("4")}})},
                                     {"list", other_list},
                                     {"d", map_of({{"e", text("5")}})}})));
}

TEST_CASE("a path is found, located at its nearest ancestor, and removed", "[node]") {
  Node tree = map_of({{"a", map_of({{"b", Node::scalar("1", Mark::in("f", 2, 5))}})}});
  tree.mark = Mark::in("f", 1, 1);
  tree.find("a")->mark = Mark::in("f", 1, 3);
  REQUIRE(sim::find_path(tree, "a.b"));
  CHECK(sim::find_path(tree, "a.b")->text == "1");
  CHECK_FALSE(sim::find_path(tree, "a.c"));
  CHECK(sim::locate(tree, "a.b").line == 2);
  CHECK(sim::locate(tree, "a.c.d").column == 3);
  CHECK(sim::locate(tree, "z").column == 1);
  CHECK(sim::remove_path(tree, "a.b"));
  CHECK_FALSE(sim::remove_path(tree, "a.b"));
  CHECK(tree.find("a")->entries.empty());
}

TEST_CASE("items of a list are found by their index", "[node]") {
  Node list = Node::list();
  list.items = {text("x"), text("y")};
  const Node tree = map_of({{"a", list}});
  CHECK(sim::find_path(tree, "a[1]")->text == "y");
  CHECK_FALSE(sim::find_path(tree, "a[2]"));
  CHECK_FALSE(sim::find_path(tree, "a.x"));
  CHECK(sim::path_parts("a.b[2].c") == std::vector<std::string>{"a", "b", "2", "c"});
}
