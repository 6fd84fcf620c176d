#pragma once
// What a map of things may say instead of its values, resolved on the tree before it is read:
//
//   like: a           starts from the sibling `a`; what stands here is merged over it
//   copies: 7         of b makes b_1 ... b_7; an entry b_2 is merged over that copy
//   stagger: 30 d     moves `ready` of copy i by (i - 1) x 30 d
//   key: none         takes an inherited value away
//
// Which maps are maps of things is known from the description.

#include "sim/description.hpp"
#include "sim/diagnostics.hpp"
#include "sim/node.hpp"

namespace sim {

// Reports what cannot be resolved and leaves it out.
void expand(Node& tree, const StructInfo& type, Diagnostics& errors);

}  // namespace sim
