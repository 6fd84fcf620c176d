#include "sim/choices.hpp"

#include <catch2/catch.hpp>

#include "farm_text.hpp"
#include "sim/compose.hpp"
#include "sim/yaml_printer.hpp"

namespace {
struct Chosen {
  sim::Node tree;
  std::string errors;
  std::string value(const char* path) const {
    const sim::Node* node = sim::find_path(tree, path);
    return node ? node->text : "(nothing)";
  }
};

Chosen choose(const std::string& yaml, const std::vector<std::string>& assignments = {}) {
  sim::InputReaders readers;
  readers.bytes = [&](const std::string&) { return std::optional<std::string>(yaml); };
  readers.parse = [](std::string_view text, const std::string& name, sim::Diagnostics& errors) {
    return sim::parse_yaml(text, name, errors);
  };
  sim::Diagnostics errors;
  Chosen chosen;
  chosen.tree = sim::compose("farm.yaml", {}, assignments, farm::farm_type().info(), readers, errors).tree;
  chosen.errors = errors.text();
  return chosen;
}

const char* const farm_with_choice =
    "title: x\n"
    "sheds: { west: { doors: 1 }, old: { doors: 9 } }\n"
    "choices:\n"
    "  water:\n"
    "    take: canal\n"
    "    options:\n"
    "      canal: {}\n"
    "      well: { remove: [sheds.old], set: { sheds.west.doors: 4, title: dug } }\n";
}  // namespace

TEST_CASE("the option that is taken is laid over the tree, and no other", "[choices]") {
  const Chosen plain = choose(farm_with_choice);
  CHECK(plain.errors.empty());
  CHECK(plain.value("sheds.west.doors") == "1");
  CHECK(plain.value("sheds.old.doors") == "9");

  const Chosen other = choose(farm_with_choice, {"choices.water.take=well"});
  CHECK(other.errors.empty());
  CHECK(other.value("sheds.west.doors") == "4");
  CHECK(other.value("sheds.old.doors") == "(nothing)");
  CHECK(other.value("title") == "dug");
}

TEST_CASE("an assignment wins over what a choice sets", "[choices]") {
  const Chosen chosen = choose(farm_with_choice, {"sheds.west.doors=7", "choices.water.take=well"});
  CHECK(chosen.errors.empty());
  CHECK(chosen.value("sheds.west.doors") == "7");
}

TEST_CASE("a choice that was applied is a record and is not applied again", "[choices]") {
  const Chosen once = choose(farm_with_choice, {"sheds.west.doors=7", "choices.water.take=well"});
  CHECK(once.value("choices.water.take") == "well");
  CHECK(once.value("choices.water.of[0]") == "canal");
  CHECK(once.value("choices.water.of[1]") == "well");
  const Chosen twice = choose(sim::to_yaml(once.tree));
  CHECK(twice.errors.empty());
  CHECK(sim::same_tree(once.tree, twice.tree));
}

TEST_CASE("what is no option, or is set by two choices, is refused with its place", "[choices]") {
  const Chosen unknown = choose(farm_with_choice, {"choices.water.take=wel"});
  CHECK(unknown.errors.find("choices.water.take: is none of the options; got \"wel\"; expected canal, well; did you "
                            "mean \"well\"?") != std::string::npos);

  const std::string second = std::string(farm_with_choice) +
                             "  roof: { take: tin, options: { tin: { set: { sheds.west: { doors: 2 } } } } }\n";
  CHECK(choose(second).errors.empty());  // the canal sets nothing
  const Chosen both = choose(second, {"choices.water.take=well"});
  CHECK(both.errors.find("farm.yaml:8:43: error: choices.water.options.well: sets what choices.roof.options.tin sets, "
                         "too; got \"sheds.west.doors\"") != std::string::npos);

  const Chosen nowhere = choose(std::string(farm_with_choice), {"choices.fence.take=well"});
  CHECK(nowhere.errors.find("names nothing that exists") != std::string::npos);

  const Chosen misspelt =
      choose("title: x\nchoices: { a: { take: b, options: { b: { set: { titel: y }, remove: [sheds.none] } } } }\n");
  CHECK(misspelt.errors.find("did you mean \"title\"?") != std::string::npos);
  CHECK(misspelt.errors.find("names nothing that could be removed; got \"sheds.none\"") != std::string::npos);
  CHECK(choose("title: x\nchoices: { a: { take: b } }\n").errors.find("options") != std::string::npos);
}
