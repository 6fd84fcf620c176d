#pragma once
// The families of laws as a scenario writes them: names, parameters and meaning. Reading, the JSON Schema and the
// reference page all follow this one table.

#include <string>
#include <string_view>
#include <vector>

#include "sim/law.hpp"
#include "sim/node.hpp"

namespace sim {

struct LawParameter {
  enum class Kind {
    level,   // a value like those drawn: 30 wk, 2026-05-01
    spread,  // a difference of two such values: 30 wk
    number   // a bare number
  };
  enum class Least { any, zero, more_than_zero };

  std::string name;
  Kind kind = Kind::level;
  Least least = Least::any;
};

// One set of parameters that makes a law. Levels ascend in the order in which they stand here.
struct LawVariant {
  std::vector<LawParameter> parameters;
  Law (*make)(const std::vector<double>& parameters);
};

struct LawFamily {
  enum class Form {
    list,           // parameters by place: { pert: [5 wk, 7 wk, 10 wk] }
    map,            // parameters by name: { weibull: { shape: 2, scale: 30 d } }
    cases,          // a list of any length
    probabilities,  // a map from values to probabilities
    parts           // a list of { share, is }
  };

  std::string name, example, doc;
  Form form = Form::list;
  bool from_zero = false;  // its draws are so many times something, which a date is not
  bool counts = false;     // its draws are numbers of things
  std::vector<LawVariant> variants;
};

const std::vector<LawFamily>& law_families();
const LawFamily* find_law_family(std::string_view name);
std::vector<std::string> law_family_names();

// Whether a map says a law.
bool holds_law(const Node& map);

}  // namespace sim
