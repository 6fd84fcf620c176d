#pragma once
// One tree out of many: base trees, the files that a scenario extends, the scenario itself, and --set assignments.
//
//   extends: base.yaml            or a list; read first, relative to this file, below the folder of the top scenario
//   remove: [orders.rest]         takes away what came so far
//
// Order: base trees, then each file after the files that it extends (each file once), then assignments to `choices`,
// the options that are taken (sim/choices.hpp), all other assignments. Maps merge by key, scalars and lists replace.
// Nothing here touches a file system: the caller hands in how to read.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/description.hpp"
#include "sim/diagnostics.hpp"
#include "sim/node.hpp"

namespace sim {

// How to get at files and YAML.
struct InputReaders {
  // The bytes of a file, or nothing when it cannot be read. Called once for each file.
  std::function<std::optional<std::string>(const std::string& path)> bytes;
  // The path with every symbolic link followed; empty when it does not exist. Unset: there are no links.
  std::function<std::string(const std::string& path)> real_path;
  // sim::parse_yaml, where that is linked.
  std::function<std::optional<Node>(std::string_view text, const std::string& name, Diagnostics& errors)> parse;
};

struct InputFile {
  std::string path;
  std::string bytes;  // what was read, for the digest in the manifest
};

struct Composition {
  Node tree;
  std::vector<InputFile> files;  // in the order read
};

// Composes `scenario` (the path of the top file) over `base_trees` (e.g. a catalog). Problems go to `errors`; the tree
// then holds what could be read.
Composition compose(const std::string& scenario, const std::vector<Node>& base_trees,
                    const std::vector<std::string>& assignments, const StructInfo& type, const InputReaders& readers,
                    Diagnostics& errors);

// A value laid over the tree.
struct Assignment {
  std::string path;
  Node value;
  Mark mark;
};

// `path=value` texts; what is none is reported.
std::vector<Assignment> read_assignments(const std::vector<std::string>& texts, const InputReaders& readers,
                                         Diagnostics& errors);

// The same in two steps, for many runs of one scenario: what files say, which is copied for each run, and what is
// assigned over it. Paths must be ones that the description knows, their things must exist, and each is set once.
Composition compose_files(const std::string& scenario, const std::vector<Node>& base_trees, const InputReaders& readers,
                          Diagnostics& errors);
void assign_all(Node& tree, const std::vector<Assignment>& assignments, const StructInfo& type, Diagnostics& errors);

// Sets the value at a path, which must be one that the description knows, and whose things must exist; reports at
// `mark` and returns false otherwise.
bool set_path(Node& tree, const std::string& path, Node value, const Mark& mark, const StructInfo& type,
              Diagnostics& errors);

// "a/b/../c.yaml" -> "a/c.yaml"; empty when it would leave the folder it starts in.
std::string normal_path(std::string_view path);

}  // namespace sim
