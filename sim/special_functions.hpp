#pragma once
// The functions behind laws that have no closed form, as Boost.Math has them: the same bits with every compiler, in
// plain double precision. Probabilities lie in (0, 1).

namespace sim {

// The standard normal law.
double normal_cdf(double z);
double normal_quantile(double u);

// The gamma law of scale 1.
double gamma_cdf(double shape, double x);
double gamma_quantile(double shape, double u);

// The beta law on [0, 1].
double beta_cdf(double a, double b, double x);
double beta_density(double a, double b, double x);
double beta_quantile(double a, double b, double u);  // 10 us and more: for making tables

// Student's t law with so many degrees of freedom, more than 0.
double student_cdf(double freedom, double t);

// At most k of a Poisson law with this mean.
double poisson_cdf(double mean, double k);

double gamma_function(double x);

}  // namespace sim
