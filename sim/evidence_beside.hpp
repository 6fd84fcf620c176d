#pragma once
// Evidence beside the keys of a map that has no fixed keys of its own: a map of things, a map from dates, a curve.

#include <string>

#include "sim/description.hpp"
#include "sim/reading.hpp"

namespace sim {

struct EvidenceBeside {
  Evidence evidence;
  Node canonical = Node::map();
  bool ok = true;

  bool take(const Entry& entry, const std::string& path, Reading& reading) {
    if (!is_evidence_key(entry.key)) return false;
    ok = read_evidence_key(entry, path, reading, evidence, canonical) && ok;
    return true;
  }
  void finish(const std::string& path, Reading& reading, Node& map) {
    if (canonical.entries.empty()) return;
    for (Entry& entry : canonical.entries) map.entries.push_back(std::move(entry));
    evidence.path = path;
    reading.evidence.push_back(std::move(evidence));
  }
};

// Reports a node of the wrong kind; always false.
bool refuse_kind(const Node& node, const std::string& path, Reading& reading, const std::string& expected);

}  // namespace sim
