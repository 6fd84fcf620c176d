#pragma once
// How the laws of a scenario become numbers in one run. What is drawn once a run takes its point value in a plain run,
// and in a replicate of a study the quantile at a number u in (0, 1) of its own stream: the same for all scenarios that
// have this path, whatever else they say. What is drawn for each case is drawn while the run goes on.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/random_stream.hpp"

namespace sim {

struct Drawn;

enum class DrawMode {
  value,     // nothing is drawn: every law counts as its point value
  each,      // what is said to vary from case to case: a plain run
  all,       // what we do not know, too
  quantile,  // what we do not know is taken at one quantile
};

// What a driver does to every number at a path: number x factor + addend.
struct Shift {
  double factor = 1;
  double addend = 0;  // [h]: of dates and durations
  bool multiplies = false;
  bool delays = false;

  double of(double number) const { return number * factor + addend; }
};

// A law that is drawn once a run, and what it came to.
struct DrawnNumber {
  std::string path;
  std::string stream;
  std::optional<double> u;  // none: it took its point value
  double number = 0;        // [base unit]
};

class Draws {
 public:
  DrawMode mode = DrawMode::each;
  double quantile = 0.5;  // of DrawMode::quantile
  RandomSource source;
  std::optional<std::uint64_t> seed;  // of the source; the scenario's where nothing is said

  // The number of what draws once a run from the stream of this name: what a study gave it (a design, a copula), else
  // draw 0 of the stream.
  double uniform(std::string_view stream) const;
  void give(std::string stream, double u) { given_[std::move(stream)] = u; }
  // Whether something of this name happens that has this probability; in a mode that draws nothing, from 50 % on.
  bool happens(std::string_view stream, double probability, bool is_drawn_each) const;

  // Settles what is drawn once a run, and says at which u; nothing where it takes its point value.
  std::optional<double> settle(Drawn& drawn) const;

  // `pattern` is a path in which `*` stands for any one part.
  void add_shift(std::string pattern, Shift shift);
  bool has_shifts() const { return !shifts_.empty(); }
  // All that is done to the number at a path; nothing for most.
  std::optional<Shift> shift_at(std::string_view path) const;
  // The patterns that shift nothing that was asked for so far.
  std::vector<std::string> idle_shifts() const;

 private:
  struct ShiftOfPaths {
    std::vector<std::string> parts;
    std::string pattern;
    Shift shift;
    mutable bool is_used = false;
  };
  std::map<std::string, double, std::less<>> given_;
  std::vector<ShiftOfPaths> shifts_;
};

// Whether a path is one that a pattern names.
bool matches_path(const std::vector<std::string>& pattern, const std::vector<std::string>& path);

}  // namespace sim
