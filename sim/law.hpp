#pragma once
// A law: how a number is distributed. An immutable value; copies are cheap and share what they hold.
//
// Numbers are drawn by inverse transform: quantile(u), with u uniform in (0, 1), is the draw. So one random number
// makes one draw, a draw rises with u and with the parameters, and equal random numbers make draws of neighboring
// scenarios comparable. All is double precision, in whatever unit the parameters were given in; whoever keeps whole
// numbers rounds half up.
//
//   fixed, uniform, triangular, pert, beta, discrete, empirical    bounded
//   exponential, weibull, gamma, lognormal, poisson                at least 0, no upper bound
//   log_uniform                                                    bounded, above 0
//   normal                                                         no bounds
//   mixture                                                        as its parts
//
// A law without spread (low = high, sd 0, sigma 0, mean 0) is a point mass, not an error.
//
// A draw takes, in ns: fixed 3, discrete and uniform 4, triangular 5, log_uniform 10, empirical (1,000 cases) 11,
// exponential 13, normal 21, lognormal 26, weibull 34, pert and beta 50 to 90 (from a table, made once per shape in 0.2
// ms, that is right to 1e-9 of the span), poisson 100 to 250 (17,000 at a mean of 10^6), gamma 170 to 490; mixture 40
// where one part alone spreads, 6,000 where several overlap. A cdf takes as long, a beta's 350.

#include <memory>
#include <utility>
#include <vector>

namespace sim {

class LawForm;

class Law {
 public:
  Law();  // fixed at 0

  static Law fixed(double value);
  static Law uniform(double low, double high);                  // low <= high
  static Law log_uniform(double low, double high);              // its logarithm is uniform; 0 < low <= high
  static Law triangular(double low, double mode, double high);  // low <= mode <= high

  // Vose's PERT: a beta law on [low, high] with a = 1 + 4 (mode - low) / (high - low) and b = 1 + 4 (high - mode) /
  // (high - low), so that its mean is (low + 4 mode + high) / 6.
  static Law pert(double low, double mode, double high);
  static Law beta(double low, double high, double a, double b);  // a, b > 0

  // A value of which a share of the cases is not more: {0.9, 24} is the P90 of 24.
  struct Quantile {
    double share = 0;
    double value = 0;
  };
  static Law normal(double mean, double sd);  // sd >= 0
  static Law normal_through(Quantile one, Quantile other);
  static Law lognormal(double median, double sigma);  // median > 0, sigma >= 0: the sd of the logarithm
  static Law lognormal_with_mean(double mean, double sd);
  static Law lognormal_through(Quantile one, Quantile other);

  static Law exponential(double mean);             // mean >= 0
  static Law weibull(double shape, double scale);  // shape > 0, scale >= 0; the survival is exp(-(x / scale)^shape)
  static Law gamma(double shape, double scale);    // shape > 0, scale >= 0; the mean is shape x scale
  static Law gamma_with_mean(double mean, double sd);
  static Law poisson(double mean);  // whole numbers; mean >= 0

  // Each value with its probability; these sum to 1.
  static Law discrete(std::vector<std::pair<double, double>> values);
  // One of the cases seen, each as likely as any other; nothing between them is ever drawn.
  static Law empirical(std::vector<double> cases);

  struct Part;
  static Law mixture(std::vector<Part> parts);  // a share of the cases follows each law; shares sum to 1

  // The smallest x with cdf(x) >= u. Beyond the span of a random stream u counts as its end, 2^-53 or 1 - 2^-53, so
  // every quantile is finite, but for parameters (a Weibull shape of 0.001) whose draws exceed any double.
  double quantile(double u) const;
  double median() const { return quantile(0.5); }
  double mean() const;

  double cdf(double x) const;    // the share of the cases at or below x
  double below(double x) const;  // the share of the cases below x

  // The quantile at u of the cases above `known`: what may still come of something that has lasted so long already.
  // Never below `known`, and `known` itself where nothing lies above it. Exact for exponential and weibull; of other
  // laws without an upper bound, where fewer than 1e-9 of the cases lie above `known`, it goes on as from where so many
  // do.
  double quantile_above(double known, double u) const;

  bool is_fixed() const;    // a point mass: every draw is the same
  bool is_bounded() const;  // no case lies above some value

  // The values where the law jumps, starts or ends, sorted.
  std::vector<double> knots() const;

  explicit Law(std::shared_ptr<const LawForm> form) : form_(std::move(form)) {}

 private:
  std::shared_ptr<const LawForm> form_;
};

struct Law::Part {
  double share = 0;
  Law law;
};

}  // namespace sim
