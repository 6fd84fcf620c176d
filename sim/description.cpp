#include "sim/description.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/describe.hpp"
#include "sim/expansion.hpp"
#include "sim/law_family.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
constexpr std::size_t longest_id = 64;
constexpr std::array<std::string_view, 5> reserved_ids = {"total", "world", "unassigned", "none", "outside"};
constexpr std::array<std::string_view, 4> evidence_keys = {"as_of", "source", "grade", "note"};

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  }
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool read_evidence_text(const Entry& entry, const std::string& path, Reading& reading, std::string& out,
                        Node& canonical) {
  static const Value<std::string> value = text();
  Node node;
  if (!value.read_bare(entry.value, path, reading, &out, node)) return false;
  canonical.set(entry.key, node);
  return true;
}

bool read_grade(const Entry& entry, const std::string& path, Reading& reading, Evidence& evidence, Node& canonical) {
  const Node& node = entry.value;
  if (!node.is_scalar() || node.text.size() != 1 || node.text[0] < 'A' || node.text[0] > 'D') {
    reading.error(node, path, "is not a grade", node.is_scalar() ? quoted(node.text) : kind_words(node),
                  "A (document), B (named analyst or press), C (aggregator) or D (judgement)");
    return false;
  }
  evidence.grade = node.text[0];
  canonical.set(entry.key, Node::scalar(node.text, node.mark));
  return true;
}
}  // namespace

std::string join_path(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

bool is_evidence_key(std::string_view key) {
  return std::find(evidence_keys.begin(), evidence_keys.end(), key) != evidence_keys.end();
}

bool read_evidence_key(const Entry& entry, const std::string& path, Reading& reading, Evidence& evidence,
                       Node& canonical) {
  const std::string key_path = join_path(path, entry.key);
  if (entry.key == "grade") return read_grade(entry, key_path, reading, evidence, canonical);
  if (entry.key == "source") return read_evidence_text(entry, key_path, reading, evidence.source, canonical);
  if (entry.key == "note") return read_evidence_text(entry, key_path, reading, evidence.note, canonical);
  static const Value<Period> as_of = period();
  Node node;
  Period when;
  if (!as_of.read_bare(entry.value, key_path, reading, &when, node)) return false;
  evidence.as_of = when;
  canonical.set(entry.key, node);
  return true;
}

bool check_id(const Entry& entry, const std::string& path, Reading& reading) {
  const std::string& id = entry.key;
  std::string problem;
  const bool plain = std::all_of(id.begin(), id.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (id.empty()) {
    problem = "an id is empty";
  } else if (!plain) {
    problem = "is not an id";
  } else if (id.size() > longest_id) {
    problem = "is longer than an id may be";
  } else if (std::find(reserved_ids.begin(), reserved_ids.end(), id) != reserved_ids.end() || is_evidence_key(id)) {
    problem = "is a reserved word";
  }
  if (problem.empty()) return true;
  reading.error_at(entry.key_mark, path, problem, quoted(id), "an id of a-z, 0-9 and _, at most 64 characters");
  return false;
}

std::string ValueModel::number_words(double number) const { return number_text(number); }

// --- AnyValue
// ------------------------------------------------------------------------------------------------------------

std::string AnyValue::range_words() const {
  if (range.at_least && range.at_least == range.at_most) return model->number_words(*range.at_least);
  std::string words;
  const auto add = [&](const char* relation, const std::optional<double>& bound) {
    if (bound) words += (words.empty() ? "" : " and ") + (relation + model->number_words(*bound));
  };
  if (!range.more_than || range.at_least > range.more_than) add("at least ", range.at_least);
  add("more than ", range.more_than);
  add("at most ", range.at_most);
  add("less than ", range.less_than);
  return words;
}

std::string AnyValue::expected() const {
  const std::string words = range_words();
  const bool is_one_number = range.at_least && range.at_least == range.at_most;
  if (is_one_number || words.empty()) return is_one_number ? words : model->expected();
  return model->expected() + ", " + words;
}

bool AnyValue::read_bare(const Node& node, const std::string& path, Reading& reading, void* out,
                         Node& canonical) const {
  if (node.is_null()) {
    reading.error(node, path, "is empty", "", expected());
    return false;
  }
  if (!model->read(node, path, reading, out, canonical)) return false;
  const double number = model->as_number(out);
  const bool too_small =
      (range.at_least && number < *range.at_least) || (range.more_than && number <= *range.more_than);
  const bool too_large = (range.at_most && number > *range.at_most) || (range.less_than && number >= *range.less_than);
  if (!too_small && !too_large) return true;
  reading.error(node, path, too_small ? "is too small" : "is too large", node.is_scalar() ? quoted(node.text) : "",
                range_words());
  return false;
}

bool AnyValue::read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const {
  if (kept != nullptr && node.is_map() && holds_law(node)) return read_law(node, path, reading, out, canonical);
  const bool evidence = node.is_map() && node.find("value") && !model->has_own_key("value") && !holds_law(node);
  const bool ok =
      evidence ? read_evidence(node, path, reading, out, canonical) : read_bare(node, path, reading, out, canonical);
  if (!ok || kept == nullptr) return ok;
  if (const std::optional<Shift> shift = shift_of(*model, node, path, reading)) {
    kept->store(out, range.nearest(shift->of(model->as_number(out)), kept->is_whole), kept->which(out));
  }
  return true;
}

bool ValueModel::counts_hours() const { return measure() == Measure::date || shape().unit.starts_with("h d wk"); }

std::optional<Shift> shift_of(const ValueModel& model, const Node& node, const std::string& path, Reading& reading) {
  std::optional<Shift> shift = reading.draws().shift_at(path);
  if (!shift) return shift;
  if (shift->multiplies && model.measure() == ValueModel::Measure::date) {
    reading.error(node, path, "is a date, which a driver multiplies", "", "`delays` in place of `multiplies`");
  }
  if (shift->delays && !model.counts_hours()) {
    reading.error(node, path, "is no date and no duration, and a driver delays it", "", "`multiplies`");
  }
  return shift;
}

// A law in place of a number: what it comes to in this run.
bool AnyValue::read_law(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const {
  Drawn drawn;
  if (!detail::drawn_model(*this)->read(node, path, reading, &drawn, canonical)) return false;
  if (drawn.each) {
    reading.error(node, join_path(path, "draw"), "says `each` of what is one number for all cases", "", "`draw: once`");
    return false;
  }
  kept->store(out, drawn.point(), drawn.which);
  return true;
}

double Range::nearest(double number, bool is_whole) const {
  if (at_most) number = std::min(number, *at_most);
  if (less_than && number >= *less_than)
    number = is_whole ? std::ceil(*less_than) - 1 : std::nextafter(*less_than, -1e308);
  if (at_least) number = std::max(number, *at_least);
  if (more_than && number <= *more_than)
    number = is_whole ? std::floor(*more_than) + 1 : std::nextafter(*more_than, 1e308);
  return number;
}

bool AnyValue::read_bound(const Node& node, const char* key, const std::string& path, Reading& reading, void* out,
                          Node& canonical, std::string& words, std::optional<double>& number) const {
  const Node* bound = node.find(key);
  if (!bound) return true;
  const std::string bound_path = join_path(path, key);
  // A value that may be a number or something larger has bounds as a number.
  const Shape shape = model->shape();
  const bool may_be_number = shape.kind == Shape::Kind::alternatives && !shape.alternatives.empty() &&
                             shape.alternatives.front()->model->shape().kind == Shape::Kind::number &&
                             node.find("value")->is_scalar() && bound->is_scalar();
  const Shape::Kind kind = may_be_number ? Shape::Kind::number : shape.kind;
  if (kind != Shape::Kind::number && kind != Shape::Kind::whole_number && kind != Shape::Kind::text) {
    reading.error(*bound, bound_path, "`low` and `high` stand only beside a single value");
    return false;
  }
  Node normal;
  if (!read_bare(*bound, bound_path, reading, out, normal)) return false;
  number = model->as_number(out);
  words = normal.text;
  canonical.set(key, normal);
  return true;
}

bool AnyValue::read_evidence(const Node& node, const std::string& path, Reading& reading, void* out,
                             Node& canonical) const {
  Evidence evidence;
  evidence.path = path;
  Node extras = Node::map(node.mark);
  bool ok = true;
  for (const Entry& entry : node.entries) {
    if (is_evidence_key(entry.key)) {
      ok = read_evidence_key(entry, path, reading, evidence, extras) && ok;
    } else if (entry.key != "value" && entry.key != "low" && entry.key != "high") {
      reading.error_at(entry.key_mark, join_path(path, entry.key), "unknown key", "",
                       "value, low, high, as_of, source, grade or note");
      ok = false;
    }
  }
  // The bounds first: all three use the same place, and the value is to remain there.
  Node bounds = Node::map(node.mark);
  std::optional<double> low, high;
  ok = read_bound(node, "low", path, reading, out, bounds, evidence.low, low) && ok;
  ok = read_bound(node, "high", path, reading, out, bounds, evidence.high, high) && ok;
  Node value;
  const Node& written = *node.find("value");
  if (!read_bare(written, path, reading, out, value)) return false;
  const double number = model->as_number(out);
  if ((low && *low > number) || (high && *high < number)) {
    reading.error(written, path, "lies outside its `low` and `high`", quoted(written.text));
    ok = false;
  }
  canonical = Node::map(node.mark);
  canonical.set("value", value);
  for (const Entry& entry : bounds.entries) canonical.set(entry.key, entry.value);
  for (std::string_view key : evidence_keys) {
    if (const Node* extra = extras.find(key)) canonical.set(key, *extra);
  }
  if (value.is_scalar()) evidence.value = value.text;
  reading.evidence.push_back(std::move(evidence));
  return ok;
}

// --- StructInfo
// ------------------------------------------------------------------------------------------------------------

const Field* StructInfo::find(std::string_view key) const {
  for (const Field& field : fields) {
    if (field.name == key) return &field;
  }
  return nullptr;
}

std::vector<std::string> StructInfo::keys() const {
  std::vector<std::string> result;
  for (const Field& field : fields) result.push_back(field.name);
  return result;
}

void StructInfo::report_unknown(const Entry& entry, const std::string& path, Reading& reading) const {
  std::string hint = did_you_mean(entry.key, keys());
  const std::vector<std::string> places = reading.places_of_key(entry.key);
  if (!places.empty()) {
    const std::vector<std::string> few(places.begin(),
                                       places.begin() + static_cast<long>(std::min<std::size_t>(3, places.size())));
    hint += (hint.empty() ? "" : "; ") + fmt::format("it is a key of {}", listed(few));
  }
  const std::string key_path =
      join_path(path, entry.key.size() <= longest_id ? entry.key : entry.key.substr(0, longest_id));
  reading.error_at(entry.key_mark, key_path, "unknown key", "", hint.empty() ? "one of " + listed(keys()) : "", hint);
}

bool StructInfo::read_field(const Field& field, const Node& node, const std::string& path, Reading& reading,
                            void* object, Node& canonical) const {
  const std::string field_path = join_path(path, field.name);
  const Node* written = node.find(field.name);
  Node fallback;
  if (!written) {
    if (field.presence == Presence::optional) return true;
    if (field.presence == Presence::required) {
      reading.error_at(node.mark, field_path, "is missing", "", field.value.expected());
      return false;
    }
    const Mark mark = node.mark;
    fallback = field.default_text == "{}" ? Node::map(mark) : Node::scalar(field.default_text, mark);
    written = &fallback;
  }
  Node normal;
  if (!field.value.read(*written, field_path, reading, field.slot(object), normal)) return false;
  canonical.entries.push_back({field.name, written->mark, std::move(normal)});
  return true;
}

bool StructInfo::check_groups(const Node& node, const std::string& path, Reading& reading) const {
  bool ok = true;
  const auto check = [&](const std::vector<std::string>& keys, bool needs_one) {
    std::vector<std::string> written;
    for (const std::string& key : keys) {
      if (node.find(key)) written.push_back(key);
    }
    if (written.empty() && needs_one) {
      reading.error(node, path, "is incomplete", "", "one of " + listed(keys));
      ok = false;
    } else if (written.size() > 1) {
      const std::string& last = written.back();
      reading.error_at(node.find_entry(last)->key_mark, join_path(path, last),
                       fmt::format("stands beside `{}`", written[0]), "",
                       (needs_one ? "exactly one of " : "at most one of ") + listed(keys));
      ok = false;
    }
  };
  for (const auto& keys : exactly_one) check(keys, true);
  for (const auto& keys : at_most_one) check(keys, false);
  return ok;
}

bool StructInfo::read(const Node& node, const std::string& path, Reading& reading, void* object,
                      Node& canonical) const {
  if (!node.is_map()) {
    reading.error(node, path, node.is_null() ? "is empty" : "is " + kind_words(node),
                  node.is_scalar() ? quoted(node.text) : "", "a map: " + doc_words());
    return false;
  }
  canonical = Node::map(node.mark);
  Evidence evidence;
  evidence.path = path;
  Node extras = Node::map(node.mark);
  bool ok = true;
  for (const Entry& entry : node.entries) {
    if (find(entry.key)) continue;
    if (is_evidence_key(entry.key)) {
      ok = read_evidence_key(entry, path, reading, evidence, extras) && ok;
    } else {
      report_unknown(entry, path, reading);
      ok = false;
    }
  }
  for (const Field& field : fields) ok = read_field(field, node, path, reading, object, canonical) && ok;
  ok = check_groups(node, path, reading) && ok;
  for (std::string_view key : evidence_keys) {
    if (const Node* extra = extras.find(key)) canonical.set(key, *extra);
  }
  if (!extras.entries.empty()) reading.evidence.push_back(std::move(evidence));
  return ok;
}

std::string StructInfo::doc_words() const {
  std::vector<std::string> words;
  for (const Field& field : fields) {
    if (field.presence == Presence::required) words.push_back(field.name);
  }
  return words.empty() ? name : fmt::format("{} with {}", name, joined(words));
}

// --- Walking a description
// -------------------------------------------------------------------------------------------------

namespace {
constexpr int deepest_description = 32;

void visit_value(const AnyValue& value, const std::string& path, int depth,
                 const std::function<void(const std::string&, const StructInfo&)>& visit);

void visit_structure(const StructInfo& info, const std::string& path, int depth,
                     const std::function<void(const std::string&, const StructInfo&)>& visit) {
  if (depth > deepest_description) return;
  visit(path, info);
  for (const Field& field : info.fields) visit_value(field.value, join_path(path, field.name), depth + 1, visit);
}

void visit_value(const AnyValue& value, const std::string& path, int depth,
                 const std::function<void(const std::string&, const StructInfo&)>& visit) {
  const Shape shape = value.model->shape();
  if (shape.structure) {
    visit_structure(*shape.structure, shape.kind == Shape::Kind::things ? path + ".*" : path, depth, visit);
  }
  if (shape.element)
    visit_value(*shape.element, shape.kind == Shape::Kind::keyed ? path + ".*" : path + "[]", depth, visit);
  for (const AnyValue* alternative : shape.alternatives) visit_value(*alternative, path, depth, visit);
}
}  // namespace

void each_structure(const StructInfo& root, const std::function<void(const std::string&, const StructInfo&)>& visit) {
  visit_structure(root, "", 0, visit);
}

std::vector<std::string> undocumented(const StructInfo& root) {
  std::vector<std::string> result;
  each_structure(root, [&](const std::string& path, const StructInfo& info) {
    if (info.name.empty() || info.doc.empty()) result.push_back(path.empty() ? "the top level" : path);
    for (const Field& field : info.fields) {
      const std::string field_path = join_path(path, field.name);
      if (field.doc.empty()) result.push_back(field_path);
      const Shape shape = field.value.model->shape();
      for (const auto* words : {&shape.choices, &shape.words}) {
        for (const Choice& choice : *words) {
          if (choice.doc.empty()) result.push_back(field_path + ": " + choice.word);
        }
      }
    }
  });
  return result;
}

// --- Reading a whole tree
// ----------------------------------------------------------------------------------------------------

ErasedResult read_into(const StructInfo& type, Node tree, const UnitTable& units, const Draws& draws,
                       Diagnostics& errors, void* object) {
  expand(tree, type, errors);
  ErasedResult result;
  const auto shared = std::make_shared<const Node>(std::move(tree));
  result.tree = shared;
  errors.locate_in(shared);
  Reading reading(errors, units, draws, *shared, type);
  type.read(*shared, "", reading, object, result.canonical);
  reading.check_references();
  result.evidence = std::move(reading.evidence);
  result.drawn = std::move(reading.drawn);
  return result;
}

}  // namespace sim
