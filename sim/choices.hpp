#pragma once
// Alternatives of which one holds, each a change of the tree:
//
//   choices:
//     water:
//       take: well
//       options:
//         canal: {}
//         well: { remove: [pumps.old], set: { fields.west.ready: 2026-05, pumps.new.count: 2 } }
//
// The option taken is laid over the tree before anything is read: first what it removes, then what it sets, choices in
// the order of their ids. After that the choice only says `take` and `of`, the names of its options, so that a resolved
// scenario resolves to itself.

#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"

namespace sim {

struct OptionTakenText {
  std::vector<std::string> remove;                // paths
  std::vector<std::pair<std::string, Node>> set;  // path -> value
};
struct ChoiceText {
  std::string take;
  std::vector<std::pair<std::string, OptionTakenText>> options;
  std::vector<std::string> of;
};
const StructType<ChoiceText>& choice_type();

// Whatever stands there, as it is written.
Value<Node> anything();

// Applies the choices of a tree that `type` describes.
void apply_choices(Node& tree, const StructInfo& type, Diagnostics& errors);

}  // namespace sim
