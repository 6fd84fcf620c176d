#pragma once
// Sobol indices: which share of a result's variance comes from each input, alone and with all its interactions. Pure.
// Methods: sensitivity.
//
// From base samples of two independent points A and B of all inputs. A run is made at A, at A with one input taken from
// B, for each input, and at B. With f the result less its mean, V its variance, sums over N base samples:
//
//   first order of i   sum f(B) (f(A with B's i) - f(A)) / (N V)          Saltelli and others 2010
//   total of i         sum (f(A) - f(A with B's i))^2 / (2 N V)           Jansen 1999
//
// Errors are asymptotic, of ratios of means (Janon and others 2014): right for random base samples; for Sobol points,
// whose means are closer, too large.

#include <cstddef>
#include <span>
#include <vector>

#include "sim/estimate.hpp"

namespace sim {

struct SobolIndices {
  struct Input {
    Estimate first;
    Estimate total;
  };
  double mean = 0;
  double variance = 0;  // 0: the result is constant, and so are all indices
  std::vector<Input> inputs;
};

// Runs of one base sample, in this order: A, A with each input of B in turn, B.
constexpr std::size_t sobol_runs(std::size_t inputs) { return inputs + 2; }

// The inputs u of run `run` of a base sample, from a point of twice as many numbers: A's, then B's.
void sobol_run_point(std::size_t run, std::span<const double> both, std::span<double> u);

// Of the results of two or more base samples, one after the other, all finite.
SobolIndices sobol_indices(std::span<const double> results, std::size_t inputs);

}  // namespace sim
