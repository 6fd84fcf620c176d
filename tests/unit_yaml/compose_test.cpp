#include "sim/compose.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "farm_text.hpp"

namespace {
using Files = std::map<std::string, std::string>;

struct Composed {
  sim::Node tree;
  std::vector<std::string> read;
  std::string errors;
};

Composed compose(const Files& files, const std::vector<std::string>& assignments = {}, const Files& links = {},
                 const std::vector<sim::Node>& base = {}) {
  sim::InputReaders readers;
  readers.bytes = [&](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
  readers.real_path = [&](const std::string& path) {
    const auto link = links.find(path);
    return link == links.end() ? "/home/" + path : link->second;
  };
  readers.parse = [](std::string_view text, const std::string& name, sim::Diagnostics& errors) {
    return sim::parse_yaml(text, name, errors);
  };
  sim::Diagnostics errors;
  Composed result;
  sim::Composition composition =
      sim::compose("dir/top.yaml", base, assignments, farm::farm_type().info(), readers, errors);
  result.tree = std::move(composition.tree);
  for (const auto& file : composition.files) result.read.push_back(file.path);
  result.errors = errors.text();
  return result;
}
std::string value(const Composed& composed, const char* path) {
  const sim::Node* node = sim::find_path(composed.tree, path);
  return node ? node->text : "(nothing)";
}
}  // namespace

TEST_CASE("a scenario is merged over what it extends, over the base", "[compose]") {
  sim::Diagnostics none;
  const sim::Node base =
      *sim::parse_yaml("sheds: { old: { doors: 1 }, west: { doors: 1, load: 9 W } }", "catalog", none);
  const auto c = compose({{"dir/top.yaml", "extends: [sub/a.yaml, b.yaml]\nremove: [sheds.old]\ntitle: top\n"},
                          {"dir/sub/a.yaml", "extends: ../b.yaml\ntitle: a\nsheds: { west: { doors: 5 } }\n"},
                          {"dir/b.yaml", "title: b\nsheds: { west: { doors: 3 }, new: {} }\n"}},
                         {}, {}, {base});
  CHECK(c.errors.empty());
  CHECK(value(c, "title") == "top");
  CHECK(value(c, "sheds.west.doors") == "5");  // b is read once, before a
  CHECK(value(c, "sheds.west.load") == "9 W");
  CHECK_FALSE(sim::find_path(c.tree, "sheds.old"));
  CHECK(sim::find_path(c.tree, "sheds.new"));
  CHECK_FALSE(c.tree.find("extends"));
  CHECK(c.read == std::vector<std::string>{"dir/top.yaml", "dir/sub/a.yaml", "dir/b.yaml"});
}

TEST_CASE("paths that leave the folder, or are no paths, are refused and not read", "[compose]") {
  for (const char* path :
       {"../other.yaml", "sub/../../other.yaml", "/etc/passwd", "~/x.yaml", "$HOME/x.yaml", "file:///etc/passwd",
        "http://example.org/x.yaml", "\"%2e%2e/x.yaml\"", "\"a\\0b\"", "\"\""}) {
    INFO(path);
    const auto c = compose(
        {{"dir/top.yaml", std::string("title: x\nextends: ") + path + "\n"}, {"other.yaml", "title: secret\n"}});
    CHECK(c.errors.rfind("dir/top.yaml:2:10: error: extends: ", 0) == 0);
    CHECK(c.read.size() == 1);
  }
  CHECK_FALSE(compose({{"dir/top.yaml", "extends: " + std::string(5000, 'a') + "\n"}}).errors.empty());
  CHECK(compose({{"dir/top.yaml", "extends: ./sub/../b.yaml\n"}, {"dir/b.yaml", "title: b\n"}}).errors.empty());
}

TEST_CASE("a symbolic link that leads outside is refused", "[compose]") {
  const Files files = {{"dir/top.yaml", "extends: b.yaml\n"}, {"dir/b.yaml", "title: b\n"}};
  CHECK(compose(files, {}, {{"dir/b.yaml", "/etc/b.yaml"}}).errors.find("leads outside the folder of the scenario") !=
        std::string::npos);
  CHECK(compose(files, {}, {{"dir/b.yaml", "/home/dir/real_b.yaml"}}).errors.empty());
}

TEST_CASE("a circle of files is refused with its chain, and so is a chain that is too deep", "[compose]") {
  const auto c = compose({{"dir/top.yaml", "extends: a.yaml\n"}, {"dir/a.yaml", "extends: top.yaml\n"}});
  CHECK(c.errors.find("goes round in a circle; got \"top.yaml -> a.yaml -> top.yaml\"") != std::string::npos);
  Files deep = {{"dir/top.yaml", "extends: f0.yaml\n"}};
  for (int i = 0; i < 1000; ++i)
    deep["dir/f" + std::to_string(i) + ".yaml"] = "extends: f" + std::to_string(i + 1) + ".yaml\n";
  CHECK(compose(deep).errors.find("is a chain of more than 16 files") != std::string::npos);
}

TEST_CASE("a missing file and a wrong remove are reported where they are named", "[compose]") {
  CHECK(compose({{"dir/top.yaml", "extends: b.yaml\n"}})
            .errors.rfind("dir/top.yaml:1:10: error: extends: cannot be read", 0) == 0);
  CHECK(compose({{"dir/top.yaml", "sheds: {}\nremove: [sheds.old]\n"}})
            .errors.find("names nothing that could be removed") != std::string::npos);
  CHECK_FALSE(compose({}).errors.empty());
}

TEST_CASE("an assignment sets one value that the description knows", "[compose]") {
  const Files files = {{"dir/top.yaml", "title: x\nsheds: { west: { doors: 2 }, row: { copies: 3 } }\n"}};
  const auto c = compose(files, {"sheds.west.doors=5", "limits.share=20 %", "deliveries.2026-05-01=3 crates",
                                 "sheds.row_2.load=1 MW", "share={ weighted: { west: 1 } }"});
  CHECK(c.errors.empty());
  CHECK(value(c, "sheds.west.doors") == "5");
  CHECK(value(c, "limits.share") == "20 %");
  CHECK(value(c, "deliveries.2026-05-01") == "3 crates");
  CHECK(value(c, "sheds.row_2.load") == "1 MW");
  CHECK(value(c, "share.weighted.west") == "1");
}

TEST_CASE("an assignment to what does not exist is refused with the nearest name", "[compose]") {
  const Files files = {{"dir/top.yaml", "title: x\nsheds: { west: { doors: 2 } }\n"}};
  const auto error = [&](const char* assignment) { return compose(files, {assignment}).errors; };
  CHECK(error("sheds.wst.doors=5")
            .rfind("--set sheds.wst.doors=5:1:1: error: sheds.wst.doors: names nothing that exists", 0) == 0);
  CHECK(error("sheds.west.dors=5").find("did you mean \"doors\"?") != std::string::npos);
  CHECK(error("titel=5").find("did you mean \"title\"?") != std::string::npos);
  CHECK(error("sheds.*.doors=5").find("is no assignment") != std::string::npos);
  CHECK(error("title").find("is no assignment") != std::string::npos);
  CHECK(error("=5").find("is no assignment") != std::string::npos);
  CHECK(error("title.x=5").find("is inside a value that is set whole") != std::string::npos);
  CHECK_FALSE(error("title=").empty());
  CHECK_FALSE(error("title=[1").empty());
  CHECK(compose(files, {"title=a", "title=b"}).errors.find("is set twice") != std::string::npos);
}

TEST_CASE("a value that came from --set is reported there", "[compose]") {
  auto c = compose({{"dir/top.yaml", "title: x\nsheds: { west: { doors: 2 } }\n"}}, {"sheds.west.doors=0.5"});
  sim::Diagnostics errors;
  sim::read(farm::farm_type(), c.tree, farm::units(), errors);
  CHECK(errors.text().rfind("--set sheds.west.doors=0.5:1:1: error: sheds.west.doors: is not a whole number", 0) == 0);
}
