#pragma once
// Curves that are formulas, and their exact integrals: an S-curve, compound growth, and Bass's diffusion.
// Methods: curves.

#include <optional>
#include <vector>

#include "sim/time.hpp"

namespace sim {

// from + (to - from) / (1 + exp(-(t - midpoint) / scale)); before `start`, `from`.
struct Logistic {
  double from = 0;
  double to = 0;
  Timestamp midpoint;
  double scale = 1;  // [h], more than 0
  std::optional<Timestamp> start;
};

// `start` until the first regime begins, then start x exp(sum of growth x hours).
struct Growth {
  struct Regime {
    Timestamp begin;
    double growth = 0;  // [1/h]: of the logarithm
  };
  double start = 0;
  std::vector<Regime> regimes;  // at least one; by begin, each once
};

// market x F, with F' = (innovation + imitation F) (1 - F); 0 until `begin`.
struct Bass {
  double market = 0;
  Timestamp begin;
  double innovation = 1;  // [1/h], more than 0
  double imitation = 0;   // [1/h], at least 0
};

// 10 % of the way to 90 % of it takes `width`: the scale is width / (2 ln 9). Both in hours.
double logistic_scale(double width);

// The integral over [from, until): value x hours. Pure.
double sum(const Logistic& curve, Timestamp from, Timestamp until);
double sum(const Growth& curve, Timestamp from, Timestamp until);
double sum(const Bass& curve, Timestamp from, Timestamp until);

// More than 0 at some time, in truth or in the limit.
bool is_ever_positive(const Logistic& curve);
bool is_ever_positive(const Growth& curve);
bool is_ever_positive(const Bass& curve);

}  // namespace sim
