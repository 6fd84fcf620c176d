#include "sim/compose.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/choices.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
constexpr std::size_t deepest_chain = 16;
constexpr std::size_t longest_path = 1024;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// Why a text is not the path of a file of this scenario; empty when it may be.
std::string path_problem(const std::string& text) {
  if (text.empty()) return "is empty";
  if (text.size() > longest_path) return "is too long for a path";
  if (text[0] == '/' || text[0] == '~') return "is not below the folder of the scenario";
  if (text.find("://") != std::string::npos || text.rfind("file:", 0) == 0)
    return "is no file of the scenario's folder";
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '\\' || c == '%' || c == '$' || c == '*' || c == '?') {
      return "has a character that no path of a scenario has";
    }
  }
  return {};
}

class Composing {
 public:
  Composing(const std::string& top, const InputReaders& readers, Diagnostics& errors, Composition& result)
      : folder_(folder_of(top)), readers_(readers), errors_(errors), result_(result) {}

  // Reads a file below the folder and applies it after what it extends. `from` is where it was named.
  void add(const std::string& name, const Mark& from, const std::string& from_path) {
    if (std::find(chain_.begin(), chain_.end(), name) != chain_.end() || chain_.size() >= deepest_chain) {
      std::string shown;
      for (const std::string& link : chain_) shown += link + " -> ";
      const bool cycle = chain_.size() < deepest_chain;
      errors_.error_at(from, from_path, cycle ? "goes round in a circle" : "is a chain of more than 16 files",
                       quoted(shown + name));
      return;
    }
    if (std::find(done_.begin(), done_.end(), name) != done_.end()) return;
    std::optional<Node> tree = read(name, from, from_path);
    if (!tree) return;
    if (!tree->is_map()) {
      errors_.error_at(tree->mark, "", "is " + kind_words(*tree), "", "a map: the sections of a scenario");
      return;
    }
    chain_.push_back(name);
    if (const Node* extends = tree->find("extends")) add_extended(*extends, name);
    chain_.pop_back();
    done_.push_back(name);
    if (const Node* remove = tree->find("remove")) remove_paths(*remove);
    tree->remove("extends");
    tree->remove("remove");
    merge(result_.tree, *tree);
    if (result_.tree.mark.line == 0 || chain_.empty()) result_.tree.mark = tree->mark;
  }

 private:
  std::optional<Node> read(const std::string& name, const Mark& from, const std::string& from_path) {
    const std::string path = folder_ + name;
    if (!chain_.empty() && readers_.real_path) {
      const std::string real = readers_.real_path(path), folder = readers_.real_path(folder_.empty() ? "." : folder_);
      const std::string below = folder.empty() || folder.back() == '/' ? folder : folder + "/";
      if (!real.empty() && real.rfind(below, 0) != 0) {
        errors_.error_at(from, from_path, "leads outside the folder of the scenario", quoted(name));
        return std::nullopt;
      }
    }
    std::optional<std::string> bytes = readers_.bytes(path);
    if (!bytes) {
      errors_.error_at(from, from_path, "cannot be read", quoted(name), "a file below the folder of the scenario");
      return std::nullopt;
    }
    std::optional<Node> tree = readers_.parse(*bytes, path, errors_);
    result_.files.push_back({path, std::move(*bytes)});
    return tree;
  }

  void add_extended(const Node& extends, const std::string& name) {
    std::vector<const Node*> names;
    if (extends.is_list()) {
      for (const Node& item : extends.items) names.push_back(&item);
    } else {
      names.push_back(&extends);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string path = extends.is_list() ? fmt::format("extends[{}]", i) : "extends";
      const Node& node = *names[i];
      if (!node.is_scalar()) {
        errors_.error_at(node.mark, path, "is " + kind_words(node), "", "the path of a file, or a list of paths");
        continue;
      }
      std::string problem = path_problem(node.text);
      const std::string target = problem.empty() ? normal_path(folder_of(name) + node.text) : "";
      if (problem.empty() && target.empty()) problem = "leads outside the folder of the scenario";
      if (!problem.empty()) {
        errors_.error_at(node.mark, path, problem, quoted(node.text), "a path below the folder of the scenario");
        continue;
      }
      add(target, node.mark, path);
    }
  }

  void remove_paths(const Node& remove) {
    if (!remove.is_list()) {
      errors_.error_at(remove.mark, "remove", "is " + kind_words(remove), remove.is_scalar() ? quoted(remove.text) : "",
                       "a list of paths");
      return;
    }
    for (std::size_t i = 0; i < remove.items.size(); ++i) {
      const Node& item = remove.items[i];
      const std::string path = fmt::format("remove[{}]", i);
      if (!item.is_scalar()) {
        errors_.error_at(item.mark, path, "is " + kind_words(item), "", "a path, for example orders.rest");
      } else if (!remove_path(result_.tree, item.text)) {
        errors_.error_at(item.mark, path, "names nothing that could be removed", quoted(item.text), "",
                         did_you_mean(item.text, siblings(item.text)));
      }
    }
  }

  std::vector<std::string> siblings(const std::string& path) const {
    const std::size_t dot = path.rfind('.');
    const std::string parent = dot == std::string::npos ? "" : path.substr(0, dot);
    std::vector<std::string> result;
    if (const Node* map = find_path(result_.tree, parent)) {
      for (const Entry& entry : map->entries) result.push_back(join_path(parent, entry.key));
    }
    return result;
  }

  std::string folder_;
  const InputReaders& readers_;
  Diagnostics& errors_;
  Composition& result_;
  std::vector<std::string> chain_, done_;
};

// --- assignments
// -------------------------------------------------------------------------------------------------------------

// Walks a path down the description; reports the first part that it does not know.
class PathCheck {
 public:
  PathCheck(const Node& tree, const Mark& mark, const std::string& whole, Diagnostics& errors)
      : tree_(tree), mark_(mark), whole_(whole), errors_(errors) {}

  bool in_structure(const StructInfo& info, const std::vector<std::string>& parts, std::size_t at, bool is_thing) {
    if (at == parts.size()) return true;
    const std::string& key = parts[at];
    const bool special = is_evidence_key(key) || (is_thing && (key == "like" || key == "copies" || key == "stagger"));
    const Field* field = info.find(key);
    if (!field)
      return special && at + 1 == parts.size() ? true : refuse("is no key of a " + info.name, key, info.keys());
    return in_value(field->value, parts, at + 1);
  }

 private:
  bool in_value(const AnyValue& value, const std::vector<std::string>& parts, std::size_t at) {
    if (at == parts.size()) return true;
    const Shape shape = value.model->shape();
    const std::string& key = parts[at];
    switch (shape.kind) {
      case Shape::Kind::structure:
        return in_structure(*shape.structure, parts, at, false);
      case Shape::Kind::things:
        return thing_exists(parts, at) && in_structure(*shape.structure, parts, at + 1, true);
      case Shape::Kind::keyed:
        return in_value(*shape.element, parts, at + 1);
      case Shape::Kind::alternatives:
        return in_alternatives(shape, parts, at);
      default:
        break;
    }
    const bool evidence = is_evidence_key(key) || key == "value" || key == "low" || key == "high";
    return evidence && at + 1 == parts.size() ? true : refuse("is inside a value that is set whole", key, {});
  }

  bool in_alternatives(const Shape& shape, const std::vector<std::string>& parts, std::size_t at) {
    if (shape.curve_level) {
      const bool form = parts[at] == "steps" || parts[at] == "linear" || (parts[at] == "totals" && shape.curve_total);
      if (form && at + 2 >= parts.size()) return true;
      std::vector<std::string> forms = {"steps", "linear", "totals"};
      for (const StructInfo* formula : shape.curve_formulas) {
        if (formula->name == parts[at]) return in_structure(*formula, parts, at + 1, false);
        forms.push_back(formula->name);
      }
      return refuse("is no form of a curve", parts[at], forms);
    }
    for (const AnyValue* alternative : shape.alternatives) {
      const Shape inner = alternative->model->shape();
      if (inner.kind == Shape::Kind::keyed || inner.kind == Shape::Kind::structure)
        return in_value(*alternative, parts, at);
    }
    return refuse("is inside a value that is set whole", parts[at], {});
  }

  // The thing is written, or one of its copies will be.
  bool thing_exists(const std::vector<std::string>& parts, std::size_t at) {
    const Node* map = &tree_;
    for (std::size_t i = 0; i < at && map; ++i) map = map->find(parts[i]);
    if (!map) map = copied_map(parts, at);
    if (!map) return true;  // below a copy: what is there is known when it is made
    std::vector<std::string> ids;
    for (const Entry& entry : map->entries) {
      if (entry.key == parts[at] || is_copy_of(parts[at], entry)) return true;
      ids.push_back(entry.key);
    }
    return refuse("names nothing that exists", parts[at], ids);
  }

  // Null when the map does not exist, unless that is because nothing of the kind was written at all.
  const Node* copied_map(const std::vector<std::string>& parts, std::size_t at) const {
    const Node* node = &tree_;
    for (std::size_t i = 0; i < at; ++i) {
      const Node* next = node->find(parts[i]);
      if (next) {
        node = next;
        continue;
      }
      const auto& entries = node->entries;
      const bool copy =
          std::any_of(entries.begin(), entries.end(), [&](const Entry& e) { return is_copy_of(parts[i], e); });
      static const Node empty = Node::map();
      return copy || node->find("like") ? nullptr : &empty;
    }
    return node;
  }

  static bool is_copy_of(const std::string& id, const Entry& entry) {
    const bool prefixed = id.size() > entry.key.size() + 1 && id.rfind(entry.key + "_", 0) == 0;
    return prefixed && entry.value.is_map() && entry.value.find("copies") &&
           id.find_first_not_of("0123456789", entry.key.size() + 1) == std::string::npos;
  }

  bool refuse(const std::string& problem, const std::string& part, const std::vector<std::string>& known) {
    errors_.error_at(mark_, whole_, problem, quoted(part), "", did_you_mean(part, known));
    return false;
  }

  const Node& tree_;
  const Mark& mark_;
  const std::string& whole_;
  Diagnostics& errors_;
};

bool is_plain_path(const std::string& path) {
  const bool plain = std::all_of(path.begin(), path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' ||
           c == '-';
  });
  return plain && !path.empty() && path.front() != '.' && path.back() != '.' && path.find("..") == std::string::npos;
}
}  // namespace

std::string normal_path(std::string_view path) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part(path.substr(begin, end - begin));
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return {};
    } else {
      parts.pop_back();
    }
  }
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : "/") + part;
  return result;
}

bool set_path(Node& tree, const std::string& path, Node value, const Mark& mark, const StructInfo& type,
              Diagnostics& errors) {
  if (!is_plain_path(path)) {
    errors.error_at(mark, "", "is no path", quoted(path), "for example sites.a.pue");
    return false;
  }
  const std::vector<std::string> parts = path_parts(path);
  if (!PathCheck(tree, mark, path, errors).in_structure(type, parts, 0, false)) return false;
  Node* node = &tree;
  for (const std::string& part : parts) {
    if (!node->is_map()) *node = Node::map(mark);
    Node* next = node->find(part);
    if (!next) {
      node->set(part, Node::map(mark));
      next = node->find(part);
    }
    node = next;
  }
  *node = std::move(value);
  return true;
}

std::vector<Assignment> read_assignments(const std::vector<std::string>& texts, const InputReaders& readers,
                                         Diagnostics& errors) {
  std::vector<Assignment> assignments;
  for (const std::string& text : texts) {
    const std::string origin = "--set " + (text.size() <= 80 ? text : text.substr(0, 80) + "...");
    const Mark mark = Mark::in(origin, 1, 1);
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || !is_plain_path(text.substr(0, equals))) {
      errors.error_at(mark, "", "is no assignment", quoted(text), "path=value, for example sites.a.pue=1.2");
      continue;
    }
    std::optional<Node> value = readers.parse(text.substr(equals + 1), origin, errors);
    if (value) assignments.push_back({text.substr(0, equals), std::move(*value), mark});
  }
  return assignments;
}

Composition compose_files(const std::string& scenario, const std::vector<Node>& base_trees, const InputReaders& readers,
                          Diagnostics& errors) {
  Composition result;
  result.tree = Node::map(Mark::in(scenario));
  for (const Node& base : base_trees) merge(result.tree, base);
  result.tree.mark = Mark::in(scenario);
  const std::string folder = folder_of(scenario);
  Composing(scenario, readers, errors, result).add(scenario.substr(folder.size()), result.tree.mark, "");
  return result;
}

void assign_all(Node& tree, const std::vector<Assignment>& assignments, const StructInfo& type, Diagnostics& errors) {
  std::vector<std::string> paths;
  const auto apply = [&](bool to_choices) {
    for (const Assignment& assignment : assignments) {
      if (assignment.path.starts_with("choices.") != to_choices) continue;
      if (std::find(paths.begin(), paths.end(), assignment.path) != paths.end()) {
        errors.error_at(Mark::in("--set " + assignment.path, 1, 1), assignment.path, "is set twice");
        continue;
      }
      paths.push_back(assignment.path);
      set_path(tree, assignment.path, assignment.value, assignment.mark, type, errors);
    }
  };
  apply(true);
  apply_choices(tree, type, errors);
  apply(false);
}

Composition compose(const std::string& scenario, const std::vector<Node>& base_trees,
                    const std::vector<std::string>& assignments, const StructInfo& type, const InputReaders& readers,
                    Diagnostics& errors) {
  Composition result = compose_files(scenario, base_trees, readers, errors);
  if (!errors.any_errors()) assign_all(result.tree, read_assignments(assignments, readers, errors), type, errors);
  return result;
}

}  // namespace sim
