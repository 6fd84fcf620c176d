#pragma once
// The language in which the domain describes its input. One line per field says how it is called, where it is kept,
// what it is and what it means; reading with places, units and ranges, defaults, the canonical form, the JSON Schema
// and the reference page all follow from that line.
//
//   struct ShedText { std::int64_t doors = 1; std::optional<sim::Timestamp> ready; };
//
//   const sim::StructType<ShedText>& shed_type() {
//     static const auto type = sim::describe<ShedText>("shed", "A shed: the smallest place that opens.")
//         .with_default("doors", &ShedText::doors, sim::whole_number().at_least(1), "1", "Doors that open at once.")
//         .optional("ready", &ShedText::ready, sim::period_start(), "Open from the first hour of this period.");
//     return type;
//   }
//
//   sim::ReadResult<FarmText> read = sim::read(farm_type(), tree, units, errors);
//
// Members: a required or defaulted field is a T, an optional one a std::optional<T>, lists and maps are std::vector
// (empty when not written). Structs are default-constructible. Everywhere { value, low, high, as_of, source, grade,
// note } may stand for a value, and source, grade, as_of and note beside the keys of a map; all of it ends up in
// `evidence`.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/curve.hpp"
#include "sim/description.hpp"
#include "sim/drawn.hpp"
#include "sim/draws.hpp"
#include "sim/reading.hpp"
#include "sim/time.hpp"

namespace sim {

// --- Values
// ------------------------------------------------------------------------------------------------------------

// A described value that is kept in a T. Bounds are in base units (W, h, cents, one).
template <class T>
struct Value : AnyValue {
  Value at_least(double bound) const {
    return with([&](Range& r) { r.at_least = bound; });
  }
  Value more_than(double bound) const {
    return with([&](Range& r) { r.more_than = bound; });
  }
  Value at_most(double bound) const {
    return with([&](Range& r) { r.at_most = bound; });
  }
  Value less_than(double bound) const {
    return with([&](Range& r) { r.less_than = bound; });
  }

 private:
  template <class Change>
  Value with(Change change) const {
    Value copy = *this;
    change(copy.range);
    return copy;
  }
};

Value<std::string> text();                      // any text; not empty
Value<bool> boolean();                          // true or false
Value<std::int64_t> whole_number();             // 12, 1e3
Value<double> ratio();                          // 85 % or 0.85; from 0 to 1 unless bounds are given with factor()
Value<double> factor();                         // 115 % or 1.15 or 2: a bare number or percentage of any size
Value<std::int64_t> power();                    // 120 kW; kept in W, rounded half up
Value<std::int64_t> energy();                   // 120 MWh; kept in Wh, rounded half up
Value<std::int64_t> money();                    // 4.0 USD_M; kept in cents, rounded half up
Value<std::int64_t> duration();                 // 30 wk, 3 d, 19 h; kept in whole hours, at least 0
Value<std::int64_t> signed_duration();          // may be negative
Value<double> temperature();                    // 45 C; above absolute zero
Value<std::int64_t> counted(std::string noun);  // 370 crates; the noun must stand there, singular or plural
Value<double> quantity(std::string unit);       // any unit of the same dimension; kept in terms of `unit`: "USD/MWh"

// One of several quantities: 2.9 USD/crate | 1.7 USD_M/MW-yr. Kept in terms of the unit that has its dimension.
struct Measured {
  double value = 0;
  int which = 0;  // index in the list of units
  friend bool operator==(const Measured&, const Measured&) = default;
};
Value<Measured> quantity_of(std::vector<std::string> units);

Value<double> rate(std::string noun);  // 15 crates/d, 400 crates/wk; kept per hour; at least 0

// One of several things that are counted, or a power: 370 crates | 50 MW.
struct Amount {
  std::int64_t value = 0;  // a count, or W, Wh, cents, h
  int which = 0;           // index in the list of units
  friend bool operator==(const Amount&, const Amount&) = default;
};
Value<Amount> amount(std::vector<std::string> units);  // {"crate", "MW"}

// How long something takes: elapsed time (30 d, 6 wk), or working days of some calendar (20 wd), of 24 h of work each.
enum class WorkTime { elapsed, working };  // Amount::which
Value<Amount> work_time();                 // kept in whole hours, at least 0

// One of several rates: 15 crates/d | 400 boxes/wk. `per_hour` is in units of the noun.
struct Rate {
  double per_hour = 0;
  int which = 0;
  friend bool operator==(const Rate&, const Rate&) = default;
};
Value<Rate> rate_of(std::vector<std::string> nouns);
Value<Rate> numbers_of(std::vector<std::string> nouns);  // 370.5 crates: as many, not per time

Value<Timestamp> period_start();  // the first hour of the period written
Value<Timestamp> period_end();    // the first hour after the period written
Value<Period> period();

// The name of a thing, which must exist. "suppliers" takes an id of that map; "suppliers.*.lines" takes `a.b`; with `=`
// the id of the same level as in the path of the reference: "sites.=.halls" are the halls of this site.
Value<std::string> reference(std::string pattern);
Value<std::string> reference(std::vector<std::string> patterns,
                             std::vector<std::string> words = {});  // any of, or a word

// `a`, `a + 10 d`, `a - 3 d`: a thing and a length of time after it.
struct LaggedReference {
  std::string id;
  std::int64_t lag = 0;  // [h]
  friend bool operator==(const LaggedReference&, const LaggedReference&) = default;
};
Value<LaggedReference> lagged_reference(std::string pattern);

// A whole path of something written: "sites.west.halls.a" where the patterns say "sites.*.halls.*". `*` also stands for
// ids in the middle; the path must exist in the tree. Or one of the `words`: "sites.*", which stands for all of them.
Value<std::string> thing_path(std::vector<std::string> patterns, std::vector<std::string> words = {});

// --- Values made of values
// -----------------------------------------------------------------------------------------------

namespace detail {
std::shared_ptr<const ValueModel> enumeration_model(std::vector<Choice> choices, std::vector<int> values,
                                                    void (*store)(void* out, int value));
std::shared_ptr<const ValueModel> list_model(AnyValue element, void* (*append)(void* list));

struct Sorted {
  std::vector<std::size_t> order;  // order[i]: where item i of the sorted list was
  std::vector<bool> same_as_last;  // item i of the sorted list has the key of item i-1
};
struct KeyedOperations {
  std::pair<void*, void*> (*append)(void* list);  // -> key, value
  Sorted (*sort)(void* list);
};
std::shared_ptr<const ValueModel> keyed_model(AnyValue key, AnyValue value, KeyedOperations operations);
Sorted sorted_order(std::size_t size, const std::function<bool(std::size_t, std::size_t)>& less);
std::shared_ptr<const ValueModel> structure_model(std::shared_ptr<const StructInfo> info);
std::shared_ptr<const ValueModel> things_model(std::shared_ptr<const StructInfo> info,
                                               void* (*append)(void* list, std::string id));
std::shared_ptr<const ValueModel> curve_model(AnyValue level, std::optional<AnyValue> total,
                                              double (*number)(const void*), int (*which)(const void*),
                                              std::function<std::shared_ptr<void>()> make);

struct Alternative {
  enum class On { word, text, list, map };
  On on = On::text;
  std::string word, doc;
  AnyValue value;                    // unused for a word
  std::function<void*(void*)> slot;  // for a word: sets it
};
std::shared_ptr<const ValueModel> alternatives_model(std::string name, std::vector<Alternative> alternatives);

template <class T>
constexpr bool has_unit = std::is_same_v<T, Amount> || std::is_same_v<T, Rate> || std::is_same_v<T, Measured>;
template <class T>
constexpr bool is_number =
    std::is_same_v<T, std::int64_t> || std::is_same_v<T, double> || std::is_same_v<T, Timestamp> || has_unit<T>;

void put(std::int64_t& value, double number, int which);
void put(double& value, double number, int which);
void put(Timestamp& value, double number, int which);
void put(Amount& value, double number, int which);
void put(Rate& value, double number, int which);
void put(Measured& value, double number, int which);

template <class T>
const NumberKind* number_kind() {
  static const NumberKind kind{
      [] { return std::static_pointer_cast<void>(std::make_shared<T>()); },
      [](const void* value) {
        if constexpr (has_unit<T>) return static_cast<const T*>(value)->which;
        return 0;
      },
      [](void* value, double number, int which) { put(*static_cast<T*>(value), number, which); },
      !std::is_same_v<T, double> && !std::is_same_v<T, Rate> && !std::is_same_v<T, Measured>};
  return &kind;
}

template <class T>
Value<T> value_of(std::shared_ptr<const ValueModel> model) {
  Value<T> value;
  value.model = std::move(model);
  if constexpr (is_number<T>) value.kept = number_kind<T>();
  return value;
}
}  // namespace detail

// One of a closed list of words.
template <class E>
struct Named {
  const char* word;
  E value;
  const char* doc;
};
template <class E>
Value<E> enumeration(std::vector<Named<E>> names) {
  std::vector<Choice> choices;
  std::vector<int> values;
  for (const Named<E>& name : names) {
    choices.push_back({name.word, name.doc});
    values.push_back(static_cast<int>(name.value));
  }
  return detail::value_of<E>(detail::enumeration_model(std::move(choices), std::move(values), [](void* out, int value) {
    *static_cast<E*>(out) = static_cast<E>(value);
  }));
}

// [a, b, c]
template <class T>
Value<std::vector<T>> list_of(const Value<T>& element) {
  return detail::value_of<std::vector<T>>(detail::list_model(
      element, [](void* list) -> void* { return &static_cast<std::vector<T>*>(list)->emplace_back(); }));
}

// { key: value, ... } where keys are values too (references, dates, durations); sorted by key, each key once.
template <class K, class V>
Value<std::vector<std::pair<K, V>>> keyed(const Value<K>& key, const Value<V>& value) {
  using List = std::vector<std::pair<K, V>>;
  detail::KeyedOperations operations;
  operations.append = [](void* list) -> std::pair<void*, void*> {
    auto& item = static_cast<List*>(list)->emplace_back();
    return {&item.first, &item.second};
  };
  operations.sort = [](void* erased) {
    List& list = *static_cast<List*>(erased);
    detail::Sorted sorted =
        detail::sorted_order(list.size(), [&](std::size_t a, std::size_t b) { return list[a].first < list[b].first; });
    List result;
    for (std::size_t i : sorted.order) result.push_back(std::move(list[i]));
    list = std::move(result);
    return sorted;
  };
  return detail::value_of<List>(detail::keyed_model(key, value, operations));
}

// A value over time: `v`, { steps: {date: v} }, { linear: {date: v} }, with totals { totals: {period: amount} }, or a
// formula (sim/formula_text.hpp).
template <class T>
Value<Curve> curve(const Value<T>& level) {
  return detail::value_of<Curve>(detail::curve_model(
      level, std::nullopt, [](const void* v) { return static_cast<double>(*static_cast<const T*>(v)); },
      [](const void*) { return 0; }, [] { return std::static_pointer_cast<void>(std::make_shared<T>()); }));
}
// A rate over time of one of several nouns, which may be given as amounts per period too: { totals: { 2026-Q1: 18850
// crates } }. Curve::which says of which.
Value<Curve> rate_curve(const std::vector<std::string>& nouns);

namespace detail {
std::shared_ptr<const ValueModel> drawn_model(AnyValue plain);  // of a number
}  // namespace detail

// A number of which the law is kept: `30 d`, { pert: [20 d, 30 d, 60 d] }, { value: 30 d, pert: [..] }, with `draw:
// each`, `stream: KEY` and evidence beside. The range of the plain value holds for every number of the law but spreads
// and shapes; what a law without bounds draws beyond it counts as its end. Any other number may be written as a law,
// too, and is then kept as what the law came to in this run; it cannot vary from case to case.
template <class T>
Value<Drawn> law_of(const Value<T>& plain) {
  static_assert(detail::is_number<T>, "only numbers and dates have laws");
  Value<Drawn> value = detail::value_of<Drawn>(detail::drawn_model(plain));
  value.range = plain.range;
  return value;
}

// --- Structs
// ---------------------------------------------------------------------------------------------------------------

// A struct that stands in a map under its id.
template <class T>
struct Thing {
  std::string id;
  T value;
};

template <class S>
class StructType {
 public:
  StructType(std::string name, std::string doc) : info_(std::make_shared<StructInfo>()) {
    info_->name = std::move(name);
    info_->doc = std::move(doc);
  }

  const StructInfo& info() const { return *info_; }
  std::shared_ptr<const StructInfo> shared_info() const { return info_; }

  // The key must be written.
  template <class T>
  StructType& required(std::string key, T S::*member, const Value<T>& value, std::string doc) {
    return add(std::move(key), Presence::required, value, "", std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); });
  }

  // The key may be missing: the member is then empty.
  template <class T>
  StructType& optional(std::string key, std::optional<T> S::*member, const Value<T>& value, std::string doc) {
    return add(std::move(key), Presence::optional, value, "", std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member).emplace(); });
  }
  template <class T>
  StructType& optional(std::string key, std::vector<T> S::*member, const Value<std::vector<T>>& value,
                       std::string doc) {
    return add(std::move(key), Presence::optional, value, "", std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); });
  }

  // The key may be missing: the member is then what `default_text` says, a scalar of the scenario language.
  template <class T>
  StructType& with_default(std::string key, T S::*member, const Value<T>& value, std::string default_text,
                           std::string doc) {
    return add(std::move(key), Presence::defaulted, value, std::move(default_text), std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); });
  }

  // A struct within. As a plain member it is read even when not written, as an empty map: so its defaults hold and its
  // required keys are missed.
  template <class T>
  StructType& group(std::string key, T S::*member, const StructType<T>& type, std::string doc) {
    return add(std::move(key), Presence::defaulted, structure(type), "{}", std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); });
  }
  template <class T>
  StructType& group(std::string key, std::optional<T> S::*member, const StructType<T>& type, std::string doc) {
    return add(std::move(key), Presence::optional, structure(type), "", std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member).emplace(); });
  }

  // A map of things by id, sorted by id. Understands `like`, `copies`, `stagger` and `none`.
  template <class T>
  StructType& things(std::string key, std::vector<Thing<T>> S::*member, const StructType<T>& type, std::string doc) {
    using List = std::vector<Thing<T>>;
    AnyValue value;
    value.model = detail::things_model(type.shared_info(), [](void* list, std::string id) -> void* {
      auto& thing = static_cast<List*>(list)->emplace_back();
      thing.id = std::move(id);
      return &thing.value;
    });
    return add(std::move(key), Presence::optional, value, "", std::move(doc),
               [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); });
  }

  // A map from keys that are values to values, sorted by key; empty when not written.
  template <class K, class V>
  StructType& keyed(std::string key, std::vector<std::pair<K, V>> S::*member, const Value<K>& keys,
                    const Value<V>& values, std::string doc) {
    return optional(std::move(key), member, sim::keyed(keys, values), std::move(doc));
  }

  // Of these keys exactly one, or at most one, may be written.
  StructType& exactly_one_of(std::vector<std::string> keys) {
    info_->exactly_one.push_back(std::move(keys));
    return *this;
  }
  StructType& at_most_one_of(std::vector<std::string> keys) {
    info_->at_most_one.push_back(std::move(keys));
    return *this;
  }

 private:
  template <class T>
  static Value<T> structure(const StructType<T>& type) {
    return detail::value_of<T>(detail::structure_model(type.shared_info()));
  }
  StructType& add(std::string key, Presence presence, const AnyValue& value, std::string default_text, std::string doc,
                  std::function<void*(void*)> slot) {
    info_->fields.push_back(
        {std::move(key), std::move(doc), presence, std::move(default_text), value, std::move(slot)});
    return *this;
  }

  std::shared_ptr<StructInfo> info_;
};

template <class S>
StructType<S> describe(std::string name, std::string doc) {
  return StructType<S>(std::move(name), std::move(doc));
}

// A struct as a value, for lists of structs and alternatives.
template <class S>
Value<S> struct_value(const StructType<S>& type) {
  return detail::value_of<S>(detail::structure_model(type.shared_info()));
}

// Alternatives, told apart by what is written: a certain word, any other text, a list, or a map.
//
//   sim::Value<ShareText> share() {
//     return sim::one_of<ShareText>("share")
//         .when_word("all", &ShareText::all, "Everything.")                      // a bool member, or a
//         std::optional<bool> .when_text(&ShareText::amount, sim::counted("crates"))                 // a std::optional
//         member .when_map(&ShareText::by_date, sim::keyed(sim::period_start(), sim::counted("crates"))) .value();
//   }
template <class S>
class OneOf {
 public:
  explicit OneOf(std::string name) : name_(std::move(name)) {}

  OneOf& when_word(std::string word, bool S::*member, std::string doc) {
    detail::Alternative alternative;
    alternative.on = detail::Alternative::On::word;
    alternative.word = std::move(word);
    alternative.doc = std::move(doc);
    alternative.slot = [member](void* s) -> void* { return &(static_cast<S*>(s)->*member = true); };
    alternatives_.push_back(std::move(alternative));
    return *this;
  }
  template <class M, class T>
  OneOf& when_text(M S::*member, const Value<T>& value) {
    return add(detail::Alternative::On::text, value, slot<M, T>(member));
  }
  template <class M, class T>
  OneOf& when_list(M S::*member, const Value<T>& value) {
    return add(detail::Alternative::On::list, value, slot<M, T>(member));
  }
  template <class M, class T>
  OneOf& when_map(M S::*member, const Value<T>& value) {
    return add(detail::Alternative::On::map, value, slot<M, T>(member));
  }
  // A map with the fixed keys of a struct: of a member, or of S itself.
  template <class M, class T>
  OneOf& when_map(M S::*member, const StructType<T>& type) {
    return when_map(member, struct_value(type));
  }
  OneOf& when_map(const StructType<S>& type) {
    return add(detail::Alternative::On::map, struct_value(type), [](void* s) { return s; });
  }

  Value<S> value() const { return detail::value_of<S>(detail::alternatives_model(name_, alternatives_)); }
  operator Value<S>() const { return value(); }

 private:
  template <class M, class T>
  static std::function<void*(void*)> slot(M S::*member) {
    if constexpr (std::is_same_v<M, std::optional<T>>) {
      return [member](void* s) -> void* { return &(static_cast<S*>(s)->*member).emplace(); };
    } else {
      static_assert(std::is_same_v<M, T>, "the member holds another type than the value");
      return [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); };
    }
  }
  OneOf& add(detail::Alternative::On on, AnyValue value, std::function<void*(void*)> slot) {
    detail::Alternative alternative;
    alternative.on = on;
    alternative.value = std::move(value);
    alternative.slot = std::move(slot);
    alternatives_.push_back(std::move(alternative));
    return *this;
  }

  std::string name_;
  std::vector<detail::Alternative> alternatives_;
};
template <class S>
OneOf<S> one_of(std::string name) {
  return OneOf<S>(std::move(name));
}

// --- Reading
// ---------------------------------------------------------------------------------------------------------------

template <class S>
struct ReadResult {
  S value;
  std::vector<Evidence> evidence;
  Node canonical;  // what scenario.resolved.yaml shows: expanded, defaults filled in, one form per value
  std::shared_ptr<const Node> tree;  // as read, after `like`, `copies` and `none`
  std::vector<DrawnNumber> drawn;    // once a run, by path
};

struct ErasedResult {
  std::vector<Evidence> evidence;
  Node canonical;
  std::shared_ptr<const Node> tree;
  std::vector<DrawnNumber> drawn;
};
ErasedResult read_into(const StructInfo& type, Node tree, const UnitTable& units, const Draws& draws,
                       Diagnostics& errors, void* object);

// Expands `like`, `copies` and `none`, reads the tree, takes what laws come to in this run, checks that all names
// exist. Whether it went well is asked of `errors`, which from then on finds the place of every path.
template <class S>
ReadResult<S> read(const StructType<S>& type, Node tree, const UnitTable& units, Diagnostics& errors,
                   const Draws& draws = {}) {
  ReadResult<S> result;
  ErasedResult erased = read_into(type.info(), std::move(tree), units, draws, errors, &result.value);
  result.drawn = std::move(erased.drawn);
  result.evidence = std::move(erased.evidence);
  result.canonical = std::move(erased.canonical);
  result.tree = std::move(erased.tree);
  return result;
}

}  // namespace sim
