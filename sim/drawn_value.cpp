// The value model of quantities of which perhaps only a law is known: a plain value, or a map with one law, a point
// value and evidence.

#include <algorithm>
#include <cmath>

#include "sim/describe.hpp"
#include "sim/law_reader.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
bool is_own_key(std::string_view key) {
  return key == "value" || key == "low" || key == "high" || key == "draw" || key == "stream";
}

// What is read of a map before it becomes a Drawn and its canonical form.
struct LawMap {
  const Entry* family = nullptr;
  Node canonical_law, numbers = Node::map(), drawing = Node::map(), evidence_keys = Node::map();
  Evidence evidence;
  bool ok = true;
};

class DrawnModel : public ValueModel {
 public:
  DrawnModel(AnyValue plain, LawScale scale) : plain_(std::move(plain)), scale_(std::move(scale)) {}

  std::string expected() const override { return plain_.model->expected() + ", or a law"; }
  Shape shape() const override {
    Shape shape = plain_.model->shape();
    shape.kind = Shape::Kind::alternatives;
    shape.name += ", or law";
    shape.alternatives = {&plain_};
    shape.law_of = &plain_;
    return shape;
  }
  double as_number(const void* value) const override { return static_cast<const Drawn*>(value)->point(); }
  std::string number_words(double number) const override { return plain_.model->number_words(number); }
  bool has_own_key(std::string_view key) const override { return is_own_key(key) || find_law_family(key); }

  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    Drawn& drawn = *static_cast<Drawn*>(out) = Drawn();
    drawn.stream = path;
    set_range(drawn);
    LawReader reader(scale_, reading);
    if (!node.is_map()) {
      const std::optional<double> value = reader.read_value(node, path, canonical);
      if (!value) return false;
      drawn.law = Law::fixed(*value);
    } else {
      LawMap map;
      if (!sort_keys(node, path, reading, map)) return false;
      read_numbers(node, path, reader, drawn, map);
      read_law(path, reader, drawn, map);
      read_drawing(node, path, reading, drawn, map);
      if (!map.ok || !agrees(node, path, reading, drawn)) return false;
      canonical = finished(node, reading, drawn, map);
    }
    drawn.which = reader.which();
    settle(node, path, reading, drawn);
    return true;
  }

 private:
  // Whole numbers have a first one above an open bound.
  void set_range(Drawn& drawn) const {
    const Range& range = plain_.range;
    const bool whole = scale_.is_whole;
    if (range.at_least) drawn.least = *range.at_least;
    if (range.more_than) {
      const double next = whole ? std::floor(*range.more_than) + 1 : std::nextafter(*range.more_than, drawn.most);
      drawn.least = std::max(drawn.least, next);
    }
    if (range.at_most) drawn.most = *range.at_most;
    if (range.less_than) {
      const double last = whole ? std::ceil(*range.less_than) - 1 : std::nextafter(*range.less_than, drawn.least);
      drawn.most = std::min(drawn.most, last);
    }
  }

  // What it comes to in this run.
  void settle(const Node& node, const std::string& path, Reading& reading, Drawn& drawn) const {
    if (const std::optional<Shift> shift = shift_of(*plain_.model, node, path, reading)) drawn.shift = *shift;
    const std::optional<double> u = reading.draws().settle(drawn);
    if (!drawn.each && !drawn.law.is_fixed()) reading.drawn.push_back({path, drawn.stream, u, drawn.point()});
  }

  // Finds the law, takes the evidence, refuses what is neither.
  bool sort_keys(const Node& node, const std::string& path, Reading& reading, LawMap& map) const {
    map.evidence.path = path;
    for (const Entry& entry : node.entries) {
      const std::string key_path = join_path(path, entry.key);
      if (is_evidence_key(entry.key)) {
        map.ok = read_evidence_key(entry, path, reading, map.evidence, map.evidence_keys) && map.ok;
      } else if (find_law_family(entry.key)) {
        if (map.family) {
          reading.error_at(entry.key_mark, key_path, "stands beside `" + map.family->key + "`", "", "one law");
          return false;
        }
        map.family = &entry;
      } else if (!is_own_key(entry.key)) {
        std::vector<std::string> known = law_family_names();
        known.insert(known.end(), {"value", "low", "high", "draw", "stream", "as_of", "source", "grade", "note"});
        const std::string hint = did_you_mean(entry.key, known);
        reading.error_at(
            entry.key_mark, key_path, "unknown key", "",
            hint.empty() ? "value, a law such as pert, draw, stream, low, high, as_of, source, grade or note" : "",
            hint);
        return false;
      }
    }
    if (map.family || node.find("value")) return true;
    reading.error(node, path, "has neither a value nor a law", "",
                  plain_.expected() + ", or a law such as " + find_law_family("pert")->example);
    return false;
  }

  void read_numbers(const Node& node, const std::string& path, LawReader& reader, Drawn& drawn, LawMap& map) const {
    const auto read = [&](const char* key, const std::string& key_path, std::optional<double>& number) {
      const Node* written = node.find(key);
      if (!written) return;
      Node normal;
      number = reader.read_value(*written, key_path, normal);
      map.ok = map.ok && number;
      map.numbers.set(key, std::move(normal));
    };
    read("value", path, drawn.value);
    read("low", join_path(path, "low"), drawn.low);
    read("high", join_path(path, "high"), drawn.high);
  }

  void read_law(const std::string& path, LawReader& reader, Drawn& drawn, LawMap& map) const {
    if (!map.family) {
      if (drawn.value) drawn.law = Law::fixed(*drawn.value);
      return;
    }
    const std::optional<Law> law = reader.read(*map.family, path, map.canonical_law);
    map.ok = map.ok && law;
    if (law) drawn.law = *law;
  }

  void read_drawing(const Node& node, const std::string& path, Reading& reading, Drawn& drawn, LawMap& map) const {
    for (const char* key : {"draw", "stream"}) {
      const Entry* entry = node.find_entry(key);
      if (!entry) continue;
      const std::string key_path = join_path(path, key);
      if (!map.family) {
        reading.error_at(entry->key_mark, key_path, "stands only beside a law");
        map.ok = false;
      } else if (entry->key == "draw") {
        map.ok = read_draw(entry->value, key_path, reading, drawn, map) && map.ok;
      } else {
        map.ok = read_stream(entry->value, key_path, reading, drawn, map) && map.ok;
      }
    }
  }

  static bool read_draw(const Node& node, const std::string& path, Reading& reading, Drawn& drawn, LawMap& map) {
    static const Value<bool> value = enumeration<bool>(
        {{"once", false, "Drawn once a run."}, {"each", true, "Drawn anew for each case, in a plain run too."}});
    Node normal;
    if (!value.read_bare(node, path, reading, &drawn.each, normal)) return false;
    if (drawn.each) map.drawing.set("draw", std::move(normal));
    return true;
  }

  static bool read_stream(const Node& node, const std::string& path, Reading& reading, Drawn& drawn, LawMap& map) {
    const bool is_key =
        node.is_scalar() && !node.text.empty() && std::all_of(node.text.begin(), node.text.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
        });
    if (!is_key) {
      reading.error(node, path, "is not the key of a stream", node.is_scalar() ? quoted(node.text) : kind_words(node),
                    "a word of a-z, 0-9, _ and .");
      return false;
    }
    drawn.stream = node.text;
    map.drawing.set("stream", Node::scalar(node.text, node.mark));
    return true;
  }

  // The value lies between low and high, and where the law can lie.
  bool agrees(const Node& node, const std::string& path, Reading& reading, const Drawn& drawn) const {
    if (!drawn.value) return true;
    const Node& written = *node.find("value");
    if ((drawn.low && *drawn.low > *drawn.value) || (drawn.high && *drawn.high < *drawn.value)) {
      reading.error(written, path, "lies outside its `low` and `high`", quoted(written.text));
      return false;
    }
    const std::vector<double> knots = drawn.law.knots();
    const bool below = !knots.empty() && *drawn.value < knots.front() && drawn.law.below(knots.front()) == 0;
    const bool above = !knots.empty() && *drawn.value > knots.back() && drawn.law.cdf(knots.back()) > 1 - 1e-9;
    if (below || above) reading.error(written, path, "lies where its law never does", quoted(written.text));
    return !below && !above;
  }

  Node finished(const Node& node, Reading& reading, const Drawn& drawn, LawMap& map) const {
    const auto text_of = [&](const char* key) {
      const Node* number = map.numbers.find(key);
      return number ? number->text : std::string();
    };
    if (!map.numbers.entries.empty() || !map.evidence_keys.entries.empty()) {
      map.evidence.value = drawn.value ? text_of("value") : number_words(drawn.point());
      map.evidence.low = text_of("low");
      map.evidence.high = text_of("high");
      reading.evidence.push_back(std::move(map.evidence));
    }
    Node canonical = Node::map(node.mark);
    for (const Entry& entry : map.numbers.entries) canonical.set(entry.key, entry.value);
    if (map.family) canonical.set(map.family->key, std::move(map.canonical_law));
    for (const Entry& entry : map.drawing.entries) canonical.set(entry.key, entry.value);
    for (const char* key : {"as_of", "source", "grade", "note"}) {
      if (const Node* extra = map.evidence_keys.find(key)) canonical.set(key, *extra);
    }
    return canonical;
  }

  AnyValue plain_;
  LawScale scale_;
};

}  // namespace

std::shared_ptr<const ValueModel> detail::drawn_model(AnyValue plain) {
  LawScale scale;
  scale.measure = plain.model->measure();
  scale.is_whole = plain.kept->is_whole;
  scale.exact = {plain, plain.kept->make, plain.kept->which};
  scale.level = scale.exact;
  if (const std::shared_ptr<const ValueModel> level = plain.model->level()) {
    scale.level = {AnyValue{level, plain.range},
                   [] { return std::static_pointer_cast<void>(std::make_shared<Level>()); },
                   [](const void* value) { return static_cast<const Level*>(value)->which; }};
  }
  scale.spread = scale.level;
  scale.spread.value.range = Range();
  if (scale.measure == ValueModel::Measure::date) {
    const Value<std::int64_t> hours = duration();
    scale.spread = {hours, hours.kept->make, hours.kept->which};
  }
  return std::make_shared<DrawnModel>(std::move(plain), std::move(scale));
}

void detail::put(std::int64_t& value, double number, int) {
  value = static_cast<std::int64_t>(std::floor(number + 0.5));
}
void detail::put(double& value, double number, int) { value = number; }
void detail::put(Timestamp& value, double number, int) {
  value = Timestamp{std::chrono::hours{static_cast<std::int64_t>(std::floor(number + 0.5))}};
}
void detail::put(Amount& value, double number, int which) {
  put(value.value, number, which);
  value.which = which;
}
void detail::put(Rate& value, double number, int which) { value = {number, which}; }
void detail::put(Measured& value, double number, int which) { value = {number, which}; }

}  // namespace sim
