#pragma once
// One grammar for every number of a scenario: -12, 0.5, 1e3, 2.5e-3. No leading zeros, no hexadecimal, no separators,
// no infinity: each of these reads differently in different programs.

#include <string>
#include <string_view>

namespace sim {

struct NumberText {
  double value = 0;
  std::string problem;  // empty when the text is a number: "has a leading zero"
  std::string hint;     // what to type instead, where that is known

  bool ok() const { return problem.empty(); }
};

// Reads the whole text as a number times 10^shift; the shift is applied to the decimal digits, so 4.3 with shift -2 is
// exactly the double nearest to 0.043.
NumberText read_number(std::string_view text, int shift = 0);

// The shortest text that reads back as the same double; whole numbers without exponent up to 2^53. -0 is written 0.
std::string number_text(double value);

// value / 10^shift written out exactly: 35250000 with shift 6 is "35.25".
std::string decimal_text(long long value, int shift);

// The first character beyond ASCII as "U+2212", or an empty text.
std::string first_foreign_character(std::string_view text);

}  // namespace sim
