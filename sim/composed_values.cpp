// The value models that are made of other values: lists, maps, structs, alternatives.

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "sim/describe.hpp"
#include "sim/evidence_beside.hpp"

namespace sim {

bool refuse_kind(const Node& node, const std::string& path, Reading& reading, const std::string& expected) {
  reading.error(node, path, "is " + kind_words(node), node.is_scalar() ? quoted(node.text) : "", expected);
  return false;
}

namespace {

// party -> parties, line -> lines
std::string plural(const std::string& noun) {
  if (noun.empty() || noun.back() == 's') return noun;
  return noun.back() == 'y' ? noun.substr(0, noun.size() - 1) + "ies" : noun + "s";
}

class ListModel : public ValueModel {
 public:
  ListModel(AnyValue element, void* (*append)(void*)) : element_(std::move(element)), append_(append) {}

  std::string expected() const override { return "a list, of " + element_.model->expected(); }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::list;
    shape.name = "list of " + element_.model->shape().name;
    shape.element = &element_;
    return shape;
  }
  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    if (!node.is_list()) return refuse_kind(node, path, reading, expected());
    canonical = Node::list(node.mark);
    bool ok = true;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      Node item;
      ok = element_.read(node.items[i], fmt::format("{}[{}]", path, i), reading, append_(out), item) && ok;
      canonical.items.push_back(std::move(item));
    }
    return ok;
  }

 private:
  AnyValue element_;
  void* (*append_)(void*);
};

class KeyedModel : public ValueModel {
 public:
  KeyedModel(AnyValue key, AnyValue value, detail::KeyedOperations operations)
      : key_(std::move(key)), value_(std::move(value)), operations_(operations) {}

  std::string expected() const override {
    return fmt::format("a map from {} to {}", key_.model->expected(), value_.model->expected());
  }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::keyed;
    shape.name = fmt::format("map from {} to {}", key_.model->shape().name, value_.model->shape().name);
    shape.key = &key_;
    shape.element = &value_;
    return shape;
  }
  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    if (!node.is_map()) return refuse_kind(node, path, reading, expected());
    std::vector<Entry> entries;
    EvidenceBeside beside;
    bool ok = true;
    for (const Entry& entry : node.entries) {
      if (beside.take(entry, path, reading)) continue;
      const std::string entry_path = join_path(path, entry.key);
      const auto [key_out, value_out] = operations_.append(out);
      Node key_node = Node::scalar(entry.key, entry.key_mark), key, value;
      ok = key_.read_bare(key_node, entry_path, reading, key_out, key) && ok;
      ok = value_.read(entry.value, entry_path, reading, value_out, value) && ok;
      entries.push_back({key.text, entry.key_mark, std::move(value)});
    }
    if (!ok || !beside.ok) return false;
    const detail::Sorted sorted = operations_.sort(out);
    canonical = Node::map(node.mark);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      Entry& entry = entries[sorted.order[i]];
      if (sorted.same_as_last[i]) {
        reading.error_at(entry.key_mark, join_path(path, entry.key), "has the same key as another entry",
                         quoted(entry.key));
        return false;
      }
      canonical.entries.push_back(std::move(entry));
    }
    beside.finish(path, reading, canonical);
    return true;
  }

 private:
  AnyValue key_, value_;
  detail::KeyedOperations operations_;
};

class StructureModel : public ValueModel {
 public:
  explicit StructureModel(std::shared_ptr<const StructInfo> info) : info_(std::move(info)) {}

  std::string expected() const override { return "a map: " + info_->doc_words(); }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::structure;
    shape.name = info_->name;
    shape.structure = info_.get();
    return shape;
  }
  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    return info_->read(node, path, reading, out, canonical);
  }
  bool has_own_key(std::string_view key) const override { return info_->find(key) != nullptr; }

 private:
  std::shared_ptr<const StructInfo> info_;
};

class ThingsModel : public ValueModel {
 public:
  ThingsModel(std::shared_ptr<const StructInfo> info, void* (*append)(void*, std::string))
      : info_(std::move(info)), append_(append) {}

  std::string expected() const override { return fmt::format("a map of {} by id", plural(info_->name)); }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::things;
    shape.name = fmt::format("map of {} by id", plural(info_->name));
    shape.structure = info_.get();
    return shape;
  }
  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    if (!node.is_map()) return refuse_kind(node, path, reading, expected());
    std::vector<const Entry*> entries;
    EvidenceBeside beside;
    for (const Entry& entry : node.entries) {
      const bool is_thing = !entry.value.is_scalar() && !entry.value.is_null();
      if (is_thing || !beside.take(entry, path, reading)) entries.push_back(&entry);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
    canonical = Node::map(node.mark);
    bool ok = beside.ok;
    for (const Entry* entry : entries) {
      const std::string entry_path = join_path(path, entry->key);
      if (!check_id(*entry, path, reading)) {
        ok = false;
        continue;
      }
      Node thing;
      ok = info_->read(entry->value, entry_path, reading, append_(out, entry->key), thing) && ok;
      canonical.entries.push_back({entry->key, entry->key_mark, std::move(thing)});
    }
    beside.finish(path, reading, canonical);
    return ok;
  }
  bool has_own_key(std::string_view) const override { return true; }  // its keys are ids

 private:
  std::shared_ptr<const StructInfo> info_;
  void* (*append_)(void*, std::string);
};

class AlternativesModel : public ValueModel {
 public:
  AlternativesModel(std::string name, std::vector<detail::Alternative> alternatives)
      : name_(std::move(name)), alternatives_(std::move(alternatives)) {}

  std::string expected() const override {
    std::string text;
    for (const detail::Alternative& alternative : alternatives_) {
      text += text.empty() ? "" : ", or ";
      text += alternative.on == On::word ? "`" + alternative.word + "`" : alternative.value.model->expected();
    }
    return text;
  }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::alternatives;
    shape.name = name_;
    for (const detail::Alternative& alternative : alternatives_) {
      if (alternative.on == On::word) {
        shape.words.push_back({alternative.word, alternative.doc});
      } else {
        shape.alternatives.push_back(&alternative.value);
      }
    }
    return shape;
  }
  bool has_own_key(std::string_view key) const override {
    const detail::Alternative* map = find(On::map);
    return map && map->value.model->has_own_key(key);
  }
  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    for (const detail::Alternative& alternative : alternatives_) {
      // In quotes, too: JSON has no other words.
      if (alternative.on != On::word || !node.is_scalar() || node.text != alternative.word) continue;
      alternative.slot(out);
      canonical = Node::scalar(node.text, node.mark);
      return true;
    }
    const detail::Alternative* chosen = find(node.is_map() ? On::map : node.is_list() ? On::list : On::text);
    if (!chosen) return refuse_kind(node, path, reading, expected());
    return chosen->value.read_bare(node, path, reading, chosen->slot(out), canonical);
  }

 private:
  using On = detail::Alternative::On;
  const detail::Alternative* find(On on) const {
    for (const detail::Alternative& alternative : alternatives_) {
      if (alternative.on == on) return &alternative;
    }
    return nullptr;
  }

  std::string name_;
  std::vector<detail::Alternative> alternatives_;
};
}  // namespace

namespace detail {

std::shared_ptr<const ValueModel> list_model(AnyValue element, void* (*append)(void*)) {
  return std::make_shared<ListModel>(std::move(element), append);
}

Sorted sorted_order(std::size_t size, const std::function<bool(std::size_t, std::size_t)>& less) {
  Sorted sorted;
  sorted.order.resize(size);
  std::iota(sorted.order.begin(), sorted.order.end(), std::size_t{0});
  std::stable_sort(sorted.order.begin(), sorted.order.end(), less);
  sorted.same_as_last.resize(size);
  for (std::size_t i = 1; i < size; ++i) sorted.same_as_last[i] = !less(sorted.order[i - 1], sorted.order[i]);
  return sorted;
}

std::shared_ptr<const ValueModel> keyed_model(AnyValue key, AnyValue value, KeyedOperations operations) {
  return std::make_shared<KeyedModel>(std::move(key), std::move(value), operations);
}
std::shared_ptr<const ValueModel> structure_model(std::shared_ptr<const StructInfo> info) {
  return std::make_shared<StructureModel>(std::move(info));
}
std::shared_ptr<const ValueModel> things_model(std::shared_ptr<const StructInfo> info,
                                               void* (*append)(void*, std::string)) {
  return std::make_shared<ThingsModel>(std::move(info), append);
}
std::shared_ptr<const ValueModel> alternatives_model(std::string name, std::vector<Alternative> alternatives) {
  return std::make_shared<AlternativesModel>(std::move(name), std::move(alternatives));
}

}  // namespace detail

}  // namespace sim
