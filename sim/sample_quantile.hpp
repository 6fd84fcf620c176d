#pragma once
// Exact quantiles of a sample, with their Monte Carlo error. Pure.
// Methods: study_quantiles.
//
// The quantile at share p of n sorted values is the one between the values next to rank h = (n - 1) p + 1, linearly:
// type 7 of Hyndman and Fan 1996, which R and spreadsheets take. 0 and 1 are the least and the greatest value.
//
// Its error comes from the order statistics: the true quantile lies between the values of ranks l and u in at least 95
// % of all samples, where l is the largest rank with P(B < l) <= 2.5 %, u the smallest with P(B >= u) <= 2.5 %, and B
// the number of n cases below the quantile, binomial with p. The error is their distance over 2 x 1.96. Where no rank
// is low or high enough (P90 of fewer than 36 values), it is infinite: the sample says nothing of that end.
//
// Values may be +infinity, what never came: a quantile between a finite value and infinity is infinite, and so is an
// error; an interval that lies in infinity as a whole has error 0.

#include <cstddef>
#include <span>
#include <vector>

#include "sim/estimate.hpp"

namespace sim {

// The ranks of a quantile of samples of one size: found once in about 30 us, used for many samples.
class SampleQuantile {
 public:
  SampleQuantile(std::size_t count, double share);  // count >= 1; share in [0, 1]

  // Of `count` values in rising order, none NaN or -infinity.
  double value(std::span<const double> sorted) const;
  double error(std::span<const double> sorted) const;
  Estimate estimate(std::span<const double> sorted) const { return {value(sorted), error(sorted)}; }

  // Contains the true quantile in at least 95 % of all samples; an end that the sample does not bound is infinite.
  Interval interval(std::span<const double> sorted) const;

 private:
  std::size_t count_;
  std::size_t below_ = 0;  // index of the value below the rank
  double part_ = 0;        // how far the rank is towards the next, in [0, 1)
  std::size_t lower_ = 0;  // ranks from 1; 0 and count + 1: there is none
  std::size_t upper_ = 0;
};

double quantile(std::span<const double> sorted, double share);

// Sorts the values and takes the quantile at each share.
std::vector<Estimate> quantile_estimates(std::vector<double> values, std::span<const double> shares);

}  // namespace sim
