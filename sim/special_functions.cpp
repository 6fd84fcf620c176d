#include "sim/special_functions.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace sim {

namespace {
namespace bm = boost::math;
namespace bp = boost::math::policies;

// Doubles stay doubles, as long double is another type on every platform; what overflows is infinite.
using Plain = bp::policy<bp::promote_double<false>, bp::overflow_error<bp::ignore_error>,
                         bp::underflow_error<bp::ignore_error>, bp::denorm_error<bp::ignore_error>>;

constexpr double root_of_2 = 1.4142135623730950488;
}  // namespace

double normal_cdf(double z) { return 0.5 * bm::erfc(-z / root_of_2, Plain()); }
double normal_quantile(double u) { return -root_of_2 * bm::erfc_inv(2 * u, Plain()); }

double gamma_cdf(double shape, double x) { return bm::gamma_p(shape, x, Plain()); }
double gamma_quantile(double shape, double u) {
  return u <= 0.5 ? bm::gamma_p_inv(shape, u, Plain()) : bm::gamma_q_inv(shape, 1 - u, Plain());
}

double beta_cdf(double a, double b, double x) { return bm::ibeta(a, b, x, Plain()); }
double beta_density(double a, double b, double x) { return bm::ibeta_derivative(a, b, x, Plain()); }
double beta_quantile(double a, double b, double u) { return bm::ibeta_inv(a, b, u, Plain()); }

// Each tail is half of a beta law's: P(|T| > t) = I(freedom / (freedom + t^2); freedom / 2, 1 / 2).
double student_cdf(double freedom, double t) {
  const double tail = 0.5 * beta_cdf(freedom / 2, 0.5, freedom / (freedom + t * t));
  return t < 0 ? tail : 1 - tail;
}

double poisson_cdf(double mean, double k) { return k < 0 ? 0 : bm::gamma_q(std::floor(k) + 1, mean, Plain()); }

double gamma_function(double x) { return bm::tgamma(x, Plain()); }

}  // namespace sim
