#pragma once
// A tree as canonical YAML: block style, two blanks a level, quotes only where a text needs them. Reading it again
// gives the same tree.

#include <string>

#include "sim/node.hpp"

namespace sim {

enum class KeyOrder { as_written, sorted };

std::string to_yaml(const Node& tree, KeyOrder order = KeyOrder::as_written);

// A scalar as it stands in YAML: plain where that reads back as the same text, else in double quotes.
std::string yaml_scalar(const Node& scalar);

}  // namespace sim
