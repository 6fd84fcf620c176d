#include "sim/copula.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/law.hpp"
#include "sim/random_stream.hpp"
#include "sim/regression.hpp"
#include "sim/special_functions.hpp"
#include "tests/support/child_process.hpp"

using sim::Copula;
using sim::Matrix;
using Kind = sim::CorrelationFault::Kind;

namespace {
Matrix matrix(const std::vector<std::vector<double>>& rows) {
  Matrix result(rows.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) result(i, j) = rows[i][j];
  }
  return result;
}

struct Pairs {
  std::vector<double> x, y;
};

// Draws of a copula of two.
Pairs draws_of(const Copula& copula, std::size_t count, const char* key) {
  sim::RandomStream stream = sim::RandomSource{93, 0}.stream(key);
  Pairs pairs;
  std::vector<double> common(copula.common_draws());
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<double> u = {stream.next(), stream.next()};
    for (double& draw : common) draw = stream.next();
    copula.join(u, common);
    pairs.x.push_back(u[0]);
    pairs.y.push_back(u[1]);
  }
  return pairs;
}

double pearson(const std::vector<double>& x, const std::vector<double>& y) {
  const double n = static_cast<double>(x.size()), mx = sim::mean_estimate(x).value, my = sim::mean_estimate(y).value;
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mx) * (y[i] - my);
  return sum / (n - 1) / sim::standard_deviation(x) / sim::standard_deviation(y);
}

double spearman(const Pairs& pairs) { return pearson(sim::mean_ranks(pairs.x), sim::mean_ranks(pairs.y)); }

// Exchanges that sort the values, by merging.
double inversions(std::vector<double>& values, std::size_t begin, std::size_t end) {
  if (end - begin < 2) return 0;
  const std::size_t middle = begin + (end - begin) / 2;
  double count = inversions(values, begin, middle) + inversions(values, middle, end);
  for (std::size_t i = begin, j = middle; i < middle; ++i) {
    while (j < end && values[j] < values[i]) ++j;
    count += static_cast<double>(j - middle);
  }
  std::inplace_merge(values.begin() + static_cast<std::ptrdiff_t>(begin),
                     values.begin() + static_cast<std::ptrdiff_t>(middle),
                     values.begin() + static_cast<std::ptrdiff_t>(end));
  return count;
}

double kendall(const Pairs& pairs) {
  std::vector<std::size_t> order(pairs.x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return pairs.x[a] < pairs.x[b]; });
  std::vector<double> y;
  for (std::size_t i : order) y.push_back(pairs.y[i]);
  const double n = static_cast<double>(y.size());
  return 1 - 4 * inversions(y, 0, y.size()) / (n * (n - 1));
}

// Of the cases with x below `bound`, the share with y below it.
double share_below(const Pairs& pairs, double bound) {
  double below = 0, both = 0;
  for (std::size_t i = 0; i < pairs.x.size(); ++i) {
    if (pairs.x[i] >= bound) continue;
    ++below;
    if (pairs.y[i] < bound) ++both;
  }
  return both / below;
}

double kolmogorov_distance_to_uniform(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double distance = 0;
  const double n = static_cast<double>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double rank = static_cast<double>(i);
    distance = std::max({distance, values[i] - rank / n, (rank + 1) / n - values[i]});
  }
  return distance;
}

// V093: margins unchanged.
void check_margins(const Pairs& pairs) {
  const double bound = 2.69 / std::sqrt(static_cast<double>(pairs.x.size()));
  CHECK(kolmogorov_distance_to_uniform(pairs.x) <= bound);
  CHECK(kolmogorov_distance_to_uniform(pairs.y) <= bound);
}
}  // namespace

TEST_CASE("V093: a Gaussian copula recovers its rank correlations", "[copula]") {
  // Spearman 6 / pi asin(rho / 2), Kendall 2 / pi asin rho, and a quarter + asin rho / (2 pi) of the cases have both
  // below their medians (Kruskal 1958). Lognormal laws of sigma 1/2 have (exp(rho / 4) - 1) / (exp(1 / 4) - 1).
  const Pairs pairs = draws_of(Copula::gaussian(sim::equicorrelation(2, 0.6)), 100000, "gaussian");
  CHECK(spearman(pairs) == Approx(0.581920104124).margin(0.012));
  CHECK(kendall(pairs) == Approx(0.409665529398).margin(0.012));
  double both = 0;
  for (std::size_t i = 0; i < pairs.x.size(); ++i) both += pairs.x[i] < 0.5 && pairs.y[i] < 0.5 ? 1 : 0;
  CHECK(both / 100000 == Approx(0.35241638235).margin(0.012));
  const sim::Law law = sim::Law::lognormal(12, 0.5);
  std::vector<double> x, y;
  for (double u : pairs.x) x.push_back(law.quantile(u));
  for (double u : pairs.y) y.push_back(law.quantile(u));
  CHECK(pearson(x, y) == Approx(0.569787889463).margin(0.012));
  check_margins(pairs);
}

TEST_CASE("V093: copulas whose extremes come together recover Kendall's tau and their tails", "[copula]") {
  SECTION("Clayton, theta 2: tau 2 / 4; both below q given one: (2 q^-2 - 1)^(-1/2) / q, 2^(-1/2) in the limit") {
    const Pairs pairs = draws_of(Copula::clayton(2, 2), 100000, "clayton");
    CHECK(kendall(pairs) == Approx(0.5).margin(0.012));
    CHECK(1 / std::sqrt(2 - 1e-8) == Approx(0.707106781187).margin(1e-8));
    CHECK(share_below(pairs, 0.1) == Approx(1 / std::sqrt(2 - 0.01)).margin(4.5 * std::sqrt(0.21 / 10000)));
    check_margins(pairs);
  }
  SECTION("Gumbel, theta 2: tau 1 - 1/2; both above 1 - q given one: 2 - sqrt 2 in the limit") {
    Pairs pairs = draws_of(Copula::gumbel(2, 2), 100000, "gumbel");
    CHECK(kendall(pairs) == Approx(0.5).margin(0.012));
    check_margins(pairs);
    for (double& u : pairs.x) u = 1 - u;
    for (double& u : pairs.y) u = 1 - u;
    const auto above = [](double q) { return (2 * q - 1 + std::pow(1 - q, std::sqrt(2.0))) / q; };
    CHECK(above(1e-7) == Approx(0.585786437627).margin(1e-6));
    CHECK(share_below(pairs, 0.1) == Approx(above(0.1)).margin(4.5 * std::sqrt(0.25 / 10000)));
  }
  SECTION("t, 4 degrees of freedom, rho 0.5: tail 2 t5(-sqrt(5 x 0.5 / 1.5)) in the limit") {
    CHECK(2 * sim::student_cdf(5, -std::sqrt(5 * 0.5 / 1.5)) == Approx(0.2531699951).margin(5e-11));
    // Given one score s the other is t with 5 degrees of freedom about s / 2, of scale sqrt((4 + s^2) 0.75 / 5). The
    // mean of its cdf over s below the quantile at q is what draws have to show, and falls to the limit as q does.
    const auto below = [](double q) {
      const int steps = 20000;
      const auto quantile = [](double u) {
        double low = -1e6, high = 0;
        for (int i = 0; i < 80; ++i) (sim::student_cdf(4, (low + high) / 2) < u ? low : high) = (low + high) / 2;
        return (low + high) / 2;
      };
      const double bound = quantile(q);
      double sum = 0;
      for (int i = 0; i < steps; ++i) {
        const double s = quantile(q * (i + 0.5) / steps);
        sum += sim::student_cdf(5, (bound - s / 2) / std::sqrt((4 + s * s) * 0.75 / 5)) / steps;
      }
      return sum;
    };
    CHECK(below(1e-9) == Approx(0.2531699951).margin(1e-4));
    const Pairs pairs = draws_of(Copula::student(sim::equicorrelation(2, 0.5), 4), 100000, "student");
    CHECK(share_below(pairs, 0.02) == Approx(below(0.02)).margin(4.5 * std::sqrt(0.22 / 2000)));
    CHECK(kendall(pairs) == Approx(1.0 / 3).margin(0.012));  // 2 / pi asin(1/2), as for any elliptical law
    check_margins(pairs);
    const Pairs gaussian = draws_of(Copula::gaussian(sim::equicorrelation(2, 0.5)), 100000, "student");
    CHECK(share_below(gaussian, 0.002) < share_below(pairs, 0.002));
  }
}

TEST_CASE("two scores of a Gaussian copula, by hand", "[copula]") {
  // rho 0.6: z1 = 1, z2 = 0.6 x 1 + 0.8 x 0.5 = 1. So 0.841345 and 0.691462 become 0.841345 twice.
  const Copula copula = Copula::gaussian(matrix({{1, 0.6}, {0.6, 1}}));
  std::vector<double> u = {sim::normal_cdf(1), sim::normal_cdf(0.5)};
  copula.join(u);
  CHECK(u[0] == sim::normal_cdf(1));
  CHECK(u[1] == Approx(sim::normal_cdf(1)).epsilon(1e-14));
  CHECK(u[1] == Approx(0.841345).margin(5e-7));
}

TEST_CASE("an input that correlates with none before it keeps its draw", "[copula]") {
  const Copula copula = Copula::gaussian(matrix({{1, 0, 0.3}, {0, 1, 0}, {0.3, 0, 1}}));
  std::vector<double> u = {0.1, 0.2, 0.3};
  copula.join(u);
  CHECK(u[0] == 0.1);
  CHECK(u[1] == 0.2);
  CHECK(u[2] < 0.3);
  // One more at the end moves none before it.
  const Copula more =
      Copula::gaussian(matrix({{1, 0, 0.3, 0.2}, {0, 1, 0, 0.2}, {0.3, 0, 1, 0.2}, {0.2, 0.2, 0.2, 1}}));
  std::vector<double> v = {0.1, 0.2, 0.3, 0.4};
  more.join(v);
  CHECK(std::vector<double>(v.begin(), v.begin() + 3) == u);
}

TEST_CASE("joined draws rise with their own, and stay inside (0, 1)", "[copula]") {
  const std::vector<Copula> copulas = {Copula::gaussian(sim::equicorrelation(3, 0.999)),
                                       Copula::gaussian(sim::equicorrelation(3, -0.49)),
                                       Copula::student(sim::equicorrelation(3, 0.5), 0.2),
                                       Copula::clayton(3, 50),
                                       Copula::clayton(3, 0.01),
                                       Copula::gumbel(3, 50),
                                       Copula::gumbel(3, 1)};
  const std::vector<double> ends = {0x1p-53, 1e-9, 0.5, 1 - 1e-9, 1 - 0x1p-53};
  for (std::size_t c = 0; c < copulas.size(); ++c) {
    INFO(c);
    for (double common : ends) {
      for (double other : ends) {
        double last = 0;
        for (double own : ends) {
          std::vector<double> u = {other, other, own};
          copulas[c].join(u, std::vector<double>(copulas[c].common_draws(), common));
          for (double value : u) REQUIRE((value > 0 && value < 1));
          REQUIRE(u[2] >= last);
          last = u[2];
        }
      }
    }
  }
}

TEST_CASE("Gumbel of 1 joins nothing", "[copula]") {
  std::vector<double> u = {0.2, 0.7};
  Copula::gumbel(2, 1).join(u, std::vector<double>{0.3, 0.9});
  CHECK(u[0] == Approx(0.2).epsilon(1e-14));
  CHECK(u[1] == Approx(0.7).epsilon(1e-14));
}

TEST_CASE("a matrix that is no correlation matrix is refused with its entry", "[copula]") {
  const auto fault_of = [](const std::vector<std::vector<double>>& rows) {
    return sim::correlation_fault(matrix(rows));
  };
  CHECK_FALSE(fault_of({{1}}));
  CHECK_FALSE(fault_of({{1, 0.999}, {0.999, 1}}));

  const auto diagonal = fault_of({{1, 0.5}, {0.5, 0.9}});
  REQUIRE(diagonal);
  CHECK((diagonal->kind == Kind::diagonal && diagonal->row == 1 && diagonal->column == 1 && diagonal->value == 0.9));
  const auto range = fault_of({{1, 1.2}, {1.2, 1}});
  REQUIRE(range);
  CHECK((range->kind == Kind::range && range->row == 0 && range->column == 1 && range->value == 1.2));
  const auto nan = fault_of({{1, NAN}, {NAN, 1}});
  REQUIRE(nan);
  CHECK(nan->kind == Kind::range);
  const auto asymmetric = fault_of({{1, 0.5, 0}, {0.4, 1, 0}, {0, 0, 1}});
  REQUIRE(asymmetric);
  CHECK((asymmetric->kind == Kind::asymmetric && asymmetric->row == 1 && asymmetric->column == 0));
  CHECK(tests::fails_a_check([] { Copula::gaussian(matrix({{1, 0.5}, {0.4, 1}})); }));
}

TEST_CASE("a matrix that is not positive definite names the row and what its entry may be", "[copula]") {
  // a and b at 0.9, a and c at 0.9, b and c at 0.2: given the first two, c's entry with b has to lie between 0.81 -
  // 0.19 and 0.81 + 0.19, and that with a between 0.18 - 0.4359 x 0.9798 and 0.18 + 0.4359 x 0.9798 = 0.607083. The
  // first changes by 0.42, the second by 0.292917: it is named.
  const auto fault = sim::correlation_fault(matrix({{1, 0.9, 0.9}, {0.9, 1, 0.2}, {0.9, 0.2, 1}}));
  REQUIRE(fault);
  CHECK(fault->kind == Kind::not_positive_definite);
  CHECK(fault->row == 2);
  CHECK(fault->column == 0);
  CHECK(fault->value == 0.9);
  CHECK(fault->possible.low == Approx(0.18 - std::sqrt(0.19 * 0.96)).epsilon(1e-12));
  CHECK(fault->possible.high == Approx(0.607083).margin(5e-7));
  CHECK_FALSE(sim::correlation_fault(matrix({{1, 0.9, 0.6}, {0.9, 1, 0.2}, {0.6, 0.2, 1}})));
  CHECK(sim::correlation_fault(matrix({{1, 0.9, 0.61}, {0.9, 1, 0.2}, {0.61, 0.2, 1}})));
  // Two that are one and the same.
  const auto same = sim::correlation_fault(matrix({{1, 1}, {1, 1}}));
  REQUIRE(same);
  CHECK((same->kind == Kind::not_positive_definite && same->row == 1 && same->column == 0));
  CHECK(same->possible.low == Approx(-1));
  CHECK(same->possible.high == Approx(1));
}

TEST_CASE("one correlation between all has a lower end", "[copula]") {
  CHECK(sim::lowest_equicorrelation(2) == -1);
  CHECK(sim::lowest_equicorrelation(5) == -0.25);
  CHECK_FALSE(sim::correlation_fault(sim::equicorrelation(5, -0.2499)));
  CHECK(sim::correlation_fault(sim::equicorrelation(5, -0.25)));
  CHECK_FALSE(sim::correlation_fault(sim::equicorrelation(50, 0.999)));
  CHECK(sim::correlation_fault(sim::equicorrelation(50, 1)));
}
