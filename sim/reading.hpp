#pragma once
// What is at hand while a tree is read into typed structs: where problems go, which units exist, what was seen on the
// way.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/date_text.hpp"
#include "sim/diagnostics.hpp"
#include "sim/draws.hpp"
#include "sim/node.hpp"
#include "sim/unit_text.hpp"

namespace sim {

class StructInfo;

// What a scenario says about where a value comes from. Written as { value, low, high, as_of, source, grade, note } in
// place of any value, or as source, grade, as_of and note beside the keys of a map, for all that the map holds.
struct Evidence {
  std::string path;             // of the value, or of the map
  std::string value;            // canonical text of the value; empty for a map
  std::string low, high;        // canonical texts; empty where not written
  std::optional<char> grade;    // A document, B named analyst or press, C aggregator, D judgement
  std::string source;           // as written
  std::optional<Period> as_of;  // when it was known
  std::string note;
};

class Reading {
 public:
  // `tree` is the expanded tree; `root` describes it (where is an unknown key allowed?).
  Reading(Diagnostics& to, const UnitTable& units, const Draws& draws, const Node& tree, const StructInfo& root);

  // Reports at a node's place.
  void error(const Node& node, const std::string& path, std::string message, std::string got = "",
             std::string expected = "", std::string hint = "");
  void error_at(const Mark& mark, const std::string& path, std::string message, std::string got = "",
                std::string expected = "", std::string hint = "");

  const UnitTable& units() const { return units_; }
  const Draws& draws() const { return draws_; }

  // A name that must exist in the tree: `a` for pattern "things", `a.b` for "things.*.parts". A `=` in a pattern stands
  // for the id that the referring path has at that position: "things.=.parts" are the parts of the same thing.
  struct Reference {
    std::string text;
    std::string path;
    Mark mark;
    std::vector<std::string> patterns;  // any of them
    std::vector<std::string> words;     // or one of these
    bool is_path = false;               // the text is the whole path and the patterns name what it may point at
  };
  void refer(Reference reference) { references_.push_back(std::move(reference)); }

  // Reports every reference to something that does not exist, with the nearest name that does.
  void check_references();

  // "sites.*.halls" for each place of the description that has a key of this name.
  std::vector<std::string> places_of_key(const std::string& key);

  std::vector<Evidence> evidence;
  std::vector<DrawnNumber> drawn;

 private:
  bool exists(const Reference& reference, const std::string& pattern);
  std::vector<std::string> candidates(const Reference& reference) const;

  Diagnostics& errors_;
  const UnitTable& units_;
  const Draws& draws_;
  const Node& tree_;
  const StructInfo& root_;
  std::vector<Reference> references_;
  std::map<std::string, std::vector<std::string>> places_;         // of keys; filled at first use
  std::map<std::string, std::set<std::string, std::less<>>> ids_;  // of maps by path; filled when first referred to
};

}  // namespace sim
