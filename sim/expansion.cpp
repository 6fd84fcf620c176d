#include "sim/expansion.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>

#include "sim/date_text.hpp"
#include "sim/suggestion.hpp"
#include "sim/unit_text.hpp"

namespace sim {

namespace {
constexpr std::size_t most_nodes = 1000000;
constexpr double most_copies = 100000;
constexpr std::size_t longest_chain = 64;

class Expansion {
 public:
  explicit Expansion(Diagnostics& errors) : errors_(errors) {}

  void structure(Node& node, const std::string& path, const StructInfo& type) {
    if (!node.is_map()) return;
    for (Entry& entry : node.entries) {
      const Field* field = type.find(entry.key);
      if (!field) continue;
      const Shape shape = field->value.model->shape();
      if (!shape.structure) continue;
      const std::string below = join_path(path, entry.key);
      if (shape.kind == Shape::Kind::things) {
        things(entry.value, below, *shape.structure);
      } else if (shape.kind == Shape::Kind::structure) {
        structure(entry.value, below, *shape.structure);
      }
    }
  }

 private:
  void things(Node& map, const std::string& path, const StructInfo& type) {
    if (!map.is_map()) return;
    resolve_likes(map, path, type);
    make_copies(map, path, type);
    for (Entry& entry : map.entries) structure(entry.value, join_path(path, entry.key), type);
  }

  // --- like

  void resolve_likes(Node& map, const std::string& path, const StructInfo& type) {
    if (type.find("like")) return;
    const bool any =
        std::any_of(map.entries.begin(), map.entries.end(), [](const Entry& e) { return e.value.find("like"); });
    if (!any) return;
    Siblings siblings;
    for (const Entry& entry : map.entries) siblings.emplace(entry.key, &entry);
    std::map<std::string, Node> resolved;
    for (const Entry& entry : map.entries) {
      std::vector<std::string> chain;
      resolved[entry.key] = like_resolved(siblings, entry, path, resolved, chain);
    }
    for (Entry& entry : map.entries) entry.value = std::move(resolved[entry.key]);
  }

  using Siblings = std::map<std::string, const Entry*>;

  Node like_resolved(const Siblings& siblings, const Entry& entry, const std::string& path,
                     std::map<std::string, Node>& resolved, std::vector<std::string>& chain) {
    const auto done = resolved.find(entry.key);
    if (done != resolved.end()) return done->second;
    const Node* like = entry.value.is_map() ? entry.value.find("like") : nullptr;
    if (!like) return entry.value;
    Node own = entry.value;
    own.remove("like");
    const std::string like_path = join_path(join_path(path, entry.key), "like");
    const auto named = like->is_scalar() ? siblings.find(like->text) : siblings.end();
    if (named == siblings.end()) {
      std::vector<std::string> names;
      for (const auto& sibling : siblings) names.push_back(sibling.first);
      errors_.error_at(like->mark, like_path, like->is_scalar() ? "names no sibling" : "is " + kind_words(*like),
                       like->is_scalar() ? quoted(like->text) : "", "the id of another entry of " + path,
                       like->is_scalar() ? did_you_mean(like->text, names) : "");
      return own;
    }
    const Entry* base = named->second;
    chain.push_back(entry.key);
    if (std::find(chain.begin(), chain.end(), base->key) != chain.end() || chain.size() > longest_chain) {
      std::string shown;
      for (auto it = std::find(chain.begin(), chain.end(), base->key); it != chain.end(); ++it) shown += *it + " -> ";
      errors_.error_at(like->mark, like_path,
                       chain.size() > longest_chain ? "is a chain that is too long" : "goes round in a circle",
                       quoted(shown + base->key));
      return own;
    }
    Node result = like_resolved(siblings, *base, path, resolved, chain);
    chain.pop_back();
    if (!result.is_map()) return own;
    result.remove("like");
    result.remove("copies");
    result.remove("stagger");
    merge(result, own);
    result.mark = own.mark;
    return result;
  }

  // --- copies

  void make_copies(Node& map, const std::string& path, const StructInfo& type) {
    if (type.find("copies")) return;
    Node made = Node::map(map.mark), others = Node::map(map.mark);
    for (Entry& entry : map.entries) {
      const std::string entry_path = join_path(path, entry.key);
      const Node* count = entry.value.is_map() ? entry.value.find("copies") : nullptr;
      const Node* stagger = entry.value.is_map() ? entry.value.find("stagger") : nullptr;
      if (count) {
        add_copies(entry, entry_path, *count, stagger, made.entries);
        continue;
      }
      if (stagger && !type.find("stagger")) {
        errors_.error_at(stagger->mark, join_path(entry_path, "stagger"), "stands without `copies`");
        entry.value.remove("stagger");
      }
      others.entries.push_back(std::move(entry));
    }
    merge(made, others);
    map.entries = std::move(made.entries);
  }

  void add_copies(const Entry& entry, const std::string& path, const Node& count_node, const Node* stagger,
                  std::vector<Entry>& copies) {
    const NumberText count = read_number(count_node.is_scalar() ? count_node.text : "");
    const std::string count_path = join_path(path, "copies");
    if (!count.ok() || count.value < 1 || count.value > most_copies || count.value != static_cast<long>(count.value)) {
      errors_.error_at(count_node.mark, count_path, "is not a number of copies",
                       count_node.is_scalar() ? quoted(count_node.text) : kind_words(count_node),
                       "a whole number from 1 to 100000");
      copies.push_back(entry);  // once, so that its name is known to those who use it
      copies.back().value.remove("copies");
      copies.back().value.remove("stagger");
      return;
    }
    Node body = entry.value;
    body.remove("copies");
    body.remove("stagger");
    const auto number = static_cast<std::size_t>(count.value);
    nodes_made_ += number * count_nodes(body);
    if (nodes_made_ > most_nodes) {
      errors_.error_at(count_node.mark, count_path, "makes more than 1000000 values", quoted(count_node.text));
      return;
    }
    const std::optional<std::int64_t> step = stagger ? stagger_hours(*stagger, path) : 0;
    if (!step) return;
    for (std::size_t i = 0; i < number; ++i) {
      Entry copy{fmt::format("{}_{}", entry.key, i + 1), entry.key_mark, body};
      if (stagger && !move_ready(copy.value, *stagger, path, static_cast<std::int64_t>(i) * *step)) return;
      copies.push_back(std::move(copy));
    }
  }

  std::optional<std::int64_t> stagger_hours(const Node& node, const std::string& path) {
    static const UnitTable units;
    const QuantityText length = read_quantity(node.is_scalar() ? node.text : "", units);
    const bool is_duration = length.ok() && length.unit.dimension == Dimension{{"time", 1}};
    if (!is_duration || length.value != static_cast<double>(static_cast<std::int64_t>(length.value)) ||
        std::abs(length.value) > 1e6) {
      errors_.error_at(
          node.mark, join_path(path, "stagger"), length.ok() ? "is not a duration in whole hours" : length.problem,
          node.is_scalar() ? quoted(node.text) : kind_words(node), "a duration, for example 30 d", length.hint);
      return std::nullopt;
    }
    return static_cast<std::int64_t>(length.value);
  }

  // `ready` of the copy, or the value in its evidence.
  bool move_ready(Node& copy, const Node& stagger, const std::string& path, std::int64_t by) {
    Node* ready = copy.find("ready");
    if (ready && ready->is_map()) ready = ready->find("value");
    const PeriodText date = read_period(ready && ready->is_scalar() ? ready->text : "");
    if (!date.ok()) {
      errors_.error_at(stagger.mark, join_path(path, "stagger"), "moves `ready`, which is not a date here",
                       ready && ready->is_scalar() ? quoted(ready->text) : "");
      return false;
    }
    if (by != 0) ready->text = date_text(date.period.begin + std::chrono::hours(by));
    return true;
  }

  Diagnostics& errors_;
  std::size_t nodes_made_ = 0;
};

// Values that say `none` are gone, at every level.
void drop_none(Node& node) {
  std::erase_if(node.entries, [](const Entry& entry) { return entry.value.is_word("none"); });
  for (Entry& entry : node.entries) drop_none(entry.value);
}
}  // namespace

void expand(Node& tree, const StructInfo& type, Diagnostics& errors) {
  Expansion(errors).structure(tree, "", type);
  drop_none(tree);
}

}  // namespace sim
