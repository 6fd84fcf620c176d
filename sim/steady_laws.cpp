// The laws without jumps whose quantiles are closed forms, or one special function.

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"
#include "sim/law.hpp"
#include "sim/law_form.hpp"
#include "sim/special_functions.hpp"

namespace sim {

namespace {
class UniformForm : public LawForm {
 public:
  UniformForm(double low, double high) : low_(low), high_(high) {}

  double quantile(double u) const override { return low_ + u * (high_ - low_); }
  double cdf(double x) const override { return std::clamp((x - low_) / (high_ - low_), 0.0, 1.0); }
  double mean() const override { return 0.5 * (low_ + high_); }
  void add_knots(std::vector<double>& knots) const override { knots.insert(knots.end(), {low_, high_}); }

 private:
  double low_, high_;
};

class LogUniformForm : public LawForm {
 public:
  LogUniformForm(double low, double high) : low_(low), high_(high), span_(std::log(high / low)) {}

  double quantile(double u) const override { return std::min(high_, low_ * std::exp(u * span_)); }
  double cdf(double x) const override { return x <= low_ ? 0 : std::min(1.0, std::log(x / low_) / span_); }
  double mean() const override { return (high_ - low_) / span_; }
  void add_knots(std::vector<double>& knots) const override { knots.insert(knots.end(), {low_, high_}); }

 private:
  double low_, high_, span_;
};

class TriangularForm : public LawForm {
 public:
  TriangularForm(double low, double mode, double high)
      : low_(low), mode_(mode), high_(high), at_mode_((mode - low) / (high - low)) {}

  double quantile(double u) const override {
    return u < at_mode_ ? low_ + std::sqrt(u * (high_ - low_) * (mode_ - low_))
                        : high_ - std::sqrt((1 - u) * (high_ - low_) * (high_ - mode_));
  }
  double cdf(double x) const override {
    if (x <= low_) return 0;
    if (x >= high_) return 1;
    return x < mode_ ? (x - low_) * (x - low_) / ((high_ - low_) * (mode_ - low_))
                     : 1 - (high_ - x) * (high_ - x) / ((high_ - low_) * (high_ - mode_));
  }
  double mean() const override { return (low_ + mode_ + high_) / 3; }
  void add_knots(std::vector<double>& knots) const override { knots.insert(knots.end(), {low_, high_}); }

 private:
  double low_, mode_, high_, at_mode_;
};

class NormalForm : public LawForm {
 public:
  NormalForm(double mean, double sd) : mean_(mean), sd_(sd) {}

  double quantile(double u) const override { return mean_ + sd_ * normal_quantile(u); }
  double cdf(double x) const override { return normal_cdf((x - mean_) / sd_); }
  double mean() const override { return mean_; }

 private:
  double mean_, sd_;
};

// The laws of numbers above 0: their share up to 0 is 0.
class PositiveForm : public LawForm {
 public:
  double cdf(double x) const final { return x <= 0 ? 0 : share_up_to(x); }
  void add_knots(std::vector<double>& knots) const final { knots.push_back(0); }

 private:
  virtual double share_up_to(double x) const = 0;
};

class LognormalForm : public PositiveForm {
 public:
  LognormalForm(double median, double sigma) : median_(median), sigma_(sigma) {}

  double quantile(double u) const override { return median_ * std::exp(sigma_ * normal_quantile(u)); }
  double mean() const override { return median_ * std::exp(0.5 * sigma_ * sigma_); }

 private:
  double share_up_to(double x) const override { return normal_cdf(std::log(x / median_) / sigma_); }
  double median_, sigma_;
};

class ExponentialForm : public PositiveForm {
 public:
  explicit ExponentialForm(double mean) : mean_(mean) {}

  double quantile(double u) const override { return -mean_ * std::log1p(-u); }
  double mean() const override { return mean_; }
  double quantile_above(double known, double u) const override { return std::max(known, 0.0) + quantile(u); }

 private:
  double share_up_to(double x) const override { return -std::expm1(-x / mean_); }
  double mean_;
};

class WeibullForm : public PositiveForm {
 public:
  WeibullForm(double shape, double scale) : shape_(shape), scale_(scale) {}

  double quantile(double u) const override { return scale_ * std::pow(-std::log1p(-u), 1 / shape_); }
  double mean() const override { return scale_ * gamma_function(1 + 1 / shape_); }
  // The cumulative hazard (x / scale)^shape grows from case to case by -ln(1 - u).
  double quantile_above(double known, double u) const override {
    return scale_ * std::pow(std::pow(std::max(known, 0.0) / scale_, shape_) - std::log1p(-u), 1 / shape_);
  }

 private:
  double share_up_to(double x) const override { return -std::expm1(-std::pow(x / scale_, shape_)); }
  double shape_, scale_;
};

class GammaForm : public PositiveForm {
 public:
  GammaForm(double shape, double scale) : shape_(shape), scale_(scale) {}

  double quantile(double u) const override { return scale_ * gamma_quantile(shape_, u); }
  double mean() const override { return shape_ * scale_; }

 private:
  double share_up_to(double x) const override { return gamma_cdf(shape_, x / scale_); }
  double shape_, scale_;
};
}  // namespace

Law Law::uniform(double low, double high) {
  EXPECTS(low <= high);
  return low == high ? fixed(low) : Law(std::make_shared<UniformForm>(low, high));
}

Law Law::log_uniform(double low, double high) {
  EXPECTS(0 < low && low <= high);
  return low == high ? fixed(low) : Law(std::make_shared<LogUniformForm>(low, high));
}

Law Law::triangular(double low, double mode, double high) {
  EXPECTS(low <= mode && mode <= high);
  return low == high ? fixed(low) : Law(std::make_shared<TriangularForm>(low, mode, high));
}

Law Law::normal(double mean, double sd) {
  EXPECTS(sd >= 0);
  return sd == 0 ? fixed(mean) : Law(std::make_shared<NormalForm>(mean, sd));
}

Law Law::normal_through(Quantile one, Quantile other) {
  EXPECTS(one.share < other.share && one.value <= other.value);
  const double z = normal_quantile(one.share);
  const double sd = (other.value - one.value) / (normal_quantile(other.share) - z);
  return normal(one.value - sd * z, sd);
}

Law Law::lognormal(double median, double sigma) {
  EXPECTS(median > 0 && sigma >= 0);
  return sigma == 0 ? fixed(median) : Law(std::make_shared<LognormalForm>(median, sigma));
}

Law Law::lognormal_with_mean(double mean, double sd) {
  EXPECTS(mean > 0 && sd >= 0);
  const double variation = sd / mean;
  return lognormal(mean / std::sqrt(1 + variation * variation), std::sqrt(std::log1p(variation * variation)));
}

Law Law::lognormal_through(Quantile one, Quantile other) {
  EXPECTS(0 < one.value && one.value <= other.value && one.share < other.share);
  const double z = normal_quantile(one.share);
  const double sigma = std::log(other.value / one.value) / (normal_quantile(other.share) - z);
  return lognormal(one.value * std::exp(-sigma * z), sigma);
}

Law Law::exponential(double mean) {
  EXPECTS(mean >= 0);
  return mean == 0 ? fixed(0) : Law(std::make_shared<ExponentialForm>(mean));
}

Law Law::weibull(double shape, double scale) {
  EXPECTS(shape > 0 && scale >= 0);
  return scale == 0 ? fixed(0) : Law(std::make_shared<WeibullForm>(shape, scale));
}

Law Law::gamma(double shape, double scale) {
  EXPECTS(shape > 0 && scale >= 0);
  return scale == 0 ? fixed(0) : Law(std::make_shared<GammaForm>(shape, scale));
}

Law Law::gamma_with_mean(double mean, double sd) {
  EXPECTS(mean >= 0 && sd >= 0);
  return mean == 0 || sd == 0 ? fixed(mean) : gamma(mean * mean / (sd * sd), sd * sd / mean);
}

}  // namespace sim
