#pragma once
// YAML text to a located tree: the subset of YAML in which a scenario means one thing only.
//
// Refused, each with its place: anchors, aliases, tags, merge keys, directives, a second document or text after the
// first, the same key twice, keys that are empty or no text, empty elements of a list, quotes that never close, tabs
// that indent. Bytes are checked before anything is parsed: size, UTF-8, control characters. Nothing here opens a file.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/diagnostics.hpp"
#include "sim/node.hpp"

namespace sim {

struct YamlLimits {
  std::size_t bytes = std::size_t{64} << 20;
  int depth = 64;
  std::size_t nodes = 1000000;
};

// The tree of `text`, whose places are said to be in `name`; nothing when it cannot be read, which is then in `errors`.
// The same key twice is reported and reading goes on.
std::optional<Node> parse_yaml(std::string_view text, const std::string& name, Diagnostics& errors,
                               const YamlLimits& limits = {});

}  // namespace sim
