#pragma once
// The unit words of the scenario language, with exact SI case: `MW` is a unit, `Mw` and `mw` are mistakes.
//
//   power        W kW MW GW              energy  Wh kWh MWh GWh          elapsed time  h d wk
//   money        USD USD_M USD_B         ratio   %                       temperature   C
//   volume       L                       work    wd (working days of some calendar, 24 h of work each)
//   only below / s min mo (730 h) y yr (8760 h)
//
// A unit is one word, or a word over words: USD/MWh, USD_M/MW-yr, W/C, L/min, %/mo. Nouns (units that count things) are
// words of a dimension of their own; which ones exist is not known here: the domain adds them to its table.
//
// A value is carried in base units: W, Wh, h, cents, C, L, one, and 1 of each noun.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/number_text.hpp"

namespace sim {

// Powers of base dimensions: {power 1, time 1} is an energy. Empty for a bare number and a ratio.
using Dimension = std::map<std::string, int>;

struct Unit {
  Dimension dimension;
  int shift = 0;     // a power of ten, kept apart so that 0.1 kW is exactly 100 W
  double times = 1;  // 24 for d
  double over = 1;   // 24 for 1/d
};

class UnitTable {
 public:
  UnitTable();  // the words above, no nouns

  // A countable thing: 1 `singular`, 2 `plural`.
  void add_noun(const std::string& singular, const std::string& plural);

  // Another word for 10^shift of a noun: add_multiple("pallet", "pallets", "crate", 0) lets pallets stand where crates
  // may.
  void add_multiple(const std::string& singular, const std::string& plural, const std::string& noun, int shift);
  void add_multiple(const std::string& word, const std::string& noun, int shift);  // a word without plural

  // "kW", "USD/MWh", "%": the unit, or nothing when a word is unknown or stands where it may not.
  std::optional<Unit> find(std::string_view unit) const;

  bool is_noun(std::string_view word) const;
  std::string noun_for(std::string_view word, double amount) const;  // "1 crate", "2 crates": the word alone

  // "an energy", "a power", "a number of crates", "a quantity in USD/crate": what a dimension is called.
  std::string dimension_words(const Dimension& dimension) const;

  // Why find() gave nothing, and what to type: ("`Mw` is not a unit", "did you mean \"MW\"?").
  struct Refusal {
    std::string problem;
    std::string hint;
  };
  Refusal refusal(std::string_view unit) const;

  std::vector<std::string> words() const;  // all, sorted

 private:
  struct Word {
    Unit unit;
    bool only_below = false;  // may stand only in a denominator
    std::string singular, plural;
  };
  void add(const std::string& word, Dimension dimension, int shift, double times = 1, bool only_below = false);

  std::map<std::string, Word, std::less<>> words_;
};

// "35.25 MW" taken apart: the number in base units of its own unit.
struct QuantityText {
  double value = 0;       // in base units
  std::string number;     // as written
  std::string unit_text;  // as written; empty for a bare number
  Unit unit;
  std::string problem;  // empty when the text is a quantity
  std::string hint;

  bool ok() const { return problem.empty(); }
};
QuantityText read_quantity(std::string_view text, const UnitTable& units);

// The same text in terms of a given unit of the same dimension, exact where both units are powers of ten apart.
NumberText in_unit(const QuantityText& quantity, const Unit& target);

}  // namespace sim
