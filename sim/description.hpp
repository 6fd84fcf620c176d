#pragma once
// What a description is made of, without types: models of values, fields, structs. `sim/describe.hpp` is the language
// in which descriptions are written; this is what reading, expansion, the JSON Schema and the reference page walk over.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/draws.hpp"
#include "sim/node.hpp"

namespace sim {

class Reading;
class StructInfo;
struct AnyValue;
struct Evidence;

struct Choice {
  std::string word;
  std::string doc;
};

// How a value looks from outside: all that a schema or a reference page needs.
struct Shape {
  enum class Kind {
    text,
    boolean,
    whole_number,
    number,
    choice,
    list,
    things,
    keyed,
    structure,
    alternatives,
    anything
  };
  Kind kind = Kind::text;
  std::string name;                       // "power", "reference to parties", "list of text"
  std::string unit;                       // "W kW MW GW"; empty where there is none
  std::string example;                    // "200 MW"
  std::string pattern;                    // regular expression of the text, for editors; empty: any
  std::vector<Choice> choices;            // of a choice
  const StructInfo* structure = nullptr;  // of a structure, or of each thing
  const AnyValue* key = nullptr;          // of a keyed map
  const AnyValue* element = nullptr;      // of a list or a keyed map
  std::vector<const AnyValue*> alternatives;
  std::vector<Choice> words;              // words that an alternative value may be instead
  const AnyValue* curve_level = nullptr;  // of a curve: the values of steps and linear
  const AnyValue* curve_total = nullptr;  // and the amounts of totals, where they may stand
  std::vector<const StructInfo*> curve_formulas;
  std::vector<std::string> curve_examples;  // of these
  const AnyValue* law_of = nullptr;         // of a law: the plain value
};

// How one kind of value is read. Immutable once described; `out` points to an object of the type it was made for.
class ValueModel {
 public:
  virtual ~ValueModel() = default;

  // Reads `node`, which is not null and no evidence map, reports what is wrong with it and returns whether it is right.
  // `canonical` becomes the one form of this value that scenario.resolved.yaml shows.
  virtual bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const = 0;

  virtual std::string expected() const = 0;  // "a power, for example 200 MW"
  virtual Shape shape() const = 0;

  // For ranges: the value as a number in base units, and such a number as text ("0 W").
  virtual double as_number(const void*) const { return 0; }
  virtual std::string number_words(double number) const;

  // For laws: what kind of number it is, and the model of the same number not held to whole units, which reads into a
  // Level (sim/level_model.hpp); null where this one is not held to them either.
  enum class Measure { amount, count, date };
  virtual Measure measure() const { return Measure::amount; }
  virtual std::shared_ptr<const ValueModel> level() const { return nullptr; }

  // Whether it is kept in hours: a date or a duration.
  bool counts_hours() const;

  // True when the model itself has a key `value`, so that a map with that key is no evidence.
  virtual bool has_own_key(std::string_view) const { return false; }
};

struct Range {
  std::optional<double> at_least, more_than, at_most, less_than;  // in base units

  double nearest(double number, bool is_whole) const;  // within the range
};

// How a number is kept: what it takes to put a draw of a law in its place.
struct NumberKind {
  std::shared_ptr<void> (*make)();
  int (*which)(const void* value);                       // the index of its unit, where there are several
  void (*store)(void* value, double number, int which);  // rounded half up where it is kept in whole units
  bool is_whole = false;
};

// A value model with a range; reads evidence maps around it, and of a number laws in its place.
struct AnyValue {
  std::shared_ptr<const ValueModel> model;
  Range range;
  const NumberKind* kept = nullptr;  // none: it is no number

  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const;
  std::string range_words() const;  // "at least 0 W and at most 1 MW"; empty when unlimited
  std::string expected() const;     // model and range

  // The same without evidence: `node` is the value itself.
  bool read_bare(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const;

 private:
  bool read_evidence(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const;
  bool read_law(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const;
  bool read_bound(const Node& node, const char* key, const std::string& path, Reading& reading, void* out,
                  Node& canonical, std::string& words, std::optional<double>& number) const;
};

// What drivers do to the number at a path; nothing for most. Reports what cannot be multiplied, or come later.
std::optional<Shift> shift_of(const ValueModel& model, const Node& node, const std::string& path, Reading& reading);

enum class Presence { required, optional, defaulted };

struct Field {
  std::string name;
  std::string doc;
  Presence presence = Presence::optional;
  std::string default_text;  // scenario text, of a defaulted field
  AnyValue value;
  std::function<void*(void*)> slot;  // struct -> the place of its member, made if it is optional
};

// A map with fixed keys, each described.
class StructInfo {
 public:
  std::string name;
  std::string doc;
  std::vector<Field> fields;
  std::vector<std::vector<std::string>> exactly_one;  // of each list of keys
  std::vector<std::vector<std::string>> at_most_one;

  const Field* find(std::string_view key) const;
  std::vector<std::string> keys() const;
  std::string doc_words() const;  // "hall with ready, size": what is expected here

  bool read(const Node& node, const std::string& path, Reading& reading, void* object, Node& canonical) const;

 private:
  bool read_field(const Field& field, const Node& node, const std::string& path, Reading& reading, void* object,
                  Node& canonical) const;
  void report_unknown(const Entry& entry, const std::string& path, Reading& reading) const;
  bool check_groups(const Node& node, const std::string& path, Reading& reading) const;
};

// `source`, `grade`, `as_of`, `note`: may stand beside the keys of any map.
bool is_evidence_key(std::string_view key);
bool read_evidence_key(const Entry& entry, const std::string& path, Reading& reading, Evidence& evidence,
                       Node& canonical);

// [a-z0-9_]+, at most 64 characters, not reserved; reports and returns false otherwise.
bool check_id(const Entry& entry, const std::string& path, Reading& reading);

// Calls `visit` for a struct and every struct below it, each once for every path it stands at: "", "sites.*",
// "sites.*.halls.*".
void each_structure(const StructInfo& root,
                    const std::function<void(const std::string& path, const StructInfo& info)>& visit);

// What a description lacks: documentation of structs, fields and words; for a test that wants none.
std::vector<std::string> undocumented(const StructInfo& root);

std::string join_path(const std::string& path, std::string_view key);

}  // namespace sim
