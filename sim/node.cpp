#include "sim/node.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace sim {

const std::string& Mark::file_name() const {
  static const std::string none;
  return file ? *file : none;
}

const Entry* Node::find_entry(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

const Node* Node::find(std::string_view key) const {
  const Entry* entry = find_entry(key);
  return entry ? &entry->value : nullptr;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(static_cast<const Node*>(this)->find(key)); }

void Node::set(std::string_view key, Node value) {
  if (Node* old = find(key)) {
    *old = std::move(value);
    return;
  }
  Mark key_mark = value.mark;
  entries.push_back({std::string(key), std::move(key_mark), std::move(value)});
}

bool Node::remove(std::string_view key) {
  return std::erase_if(entries, [&](const Entry& entry) { return entry.key == key; }) > 0;
}

Node Node::scalar(std::string text, Mark mark, bool quoted) {
  Node node;
  node.kind = Kind::scalar;
  node.text = std::move(text);
  node.quoted = quoted;
  node.mark = std::move(mark);
  return node;
}

Node Node::list(Mark mark) {
  Node node;
  node.kind = Kind::list;
  node.mark = std::move(mark);
  return node;
}

Node Node::map(Mark mark) {
  Node node;
  node.kind = Kind::map;
  node.mark = std::move(mark);
  return node;
}

std::string kind_words(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return "text";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
  }
  return "nothing";
}

std::vector<std::string> path_parts(std::string_view path) {
  std::vector<std::string> parts;
  std::string part;
  const auto flush = [&] {
    if (!part.empty()) parts.push_back(std::move(part));
    part.clear();
  };
  for (char c : path) {
    if (c == '.' || c == '[') {
      flush();
    } else if (c != ']') {
      part += c;
    }
  }
  flush();
  return parts;
}

namespace {
const Node* step_down(const Node& node, const std::string& part) {
  if (node.is_map()) return node.find(part);
  if (!node.is_list()) return nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), index);
  const bool whole = error == std::errc() && end == part.data() + part.size();
  return whole && index < node.items.size() ? &node.items[index] : nullptr;
}
}  // namespace

const Node* find_path(const Node& tree, std::string_view path) {
  const Node* node = &tree;
  for (const std::string& part : path_parts(path)) {
    node = step_down(*node, part);
    if (!node) return nullptr;
  }
  return node;
}

Mark locate(const Node& tree, std::string_view path) {
  const Node* node = &tree;
  Mark mark = tree.mark;
  for (const std::string& part : path_parts(path)) {
    node = step_down(*node, part);
    if (!node) break;
    if (node->mark.file) mark = node->mark;
  }
  return mark;
}

bool remove_path(Node& tree, std::string_view path) {
  std::vector<std::string> parts = path_parts(path);
  if (parts.empty()) return false;
  const std::string last = parts.back();
  parts.pop_back();
  Node* node = &tree;
  for (const std::string& part : parts) {
    node = node->is_map() ? node->find(part) : nullptr;
    if (!node) return false;
  }
  return node->is_map() && node->remove(last);
}

void merge(Node& base, const Node& over) {
  if (!base.is_map() || !over.is_map()) {
    base = over;
    return;
  }
  // By hash: a map of 10^5 things must not cost 10^10 comparisons.
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < base.entries.size(); ++i) places.emplace(base.entries[i].key, i);
  for (const Entry& entry : over.entries) {
    const auto place = places.find(entry.key);
    if (place == places.end()) {
      places.emplace(entry.key, base.entries.size());
      base.entries.push_back(entry);
      continue;
    }
    Entry& old = base.entries[place->second];
    merge(old.value, entry.value);
    if (!(old.value.is_map() && entry.value.is_map())) old.key_mark = entry.key_mark;
  }
}

std::size_t count_nodes(const Node& tree) {
  std::size_t count = 1;
  for (const Node& item : tree.items) count += count_nodes(item);
  for (const Entry& entry : tree.entries) count += count_nodes(entry.value);
  return count;
}

bool same_tree(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) return false;
  if (a.is_scalar() && (a.text != b.text || a.quoted != b.quoted)) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same_tree(a.items[i], b.items[i])) return false;
  }
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const Entry& entry) {
    const Node* other = b.find(entry.key);
    return other && same_tree(entry.value, *other);
  });
}

}  // namespace sim
