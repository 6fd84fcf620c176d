// What draws of laws look like in number: the verification cases of samplers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/estimate.hpp"
#include "sim/law.hpp"
#include "sim/random_stream.hpp"
#include "sim/sample_quantile.hpp"

using sim::Law;

namespace {
constexpr std::size_t count = 100000;
const double distance_bound = 2.69 / std::sqrt(static_cast<double>(count));  // exceeded once in 10^6 tries
const double correlation_bound = 4.5 / std::sqrt(static_cast<double>(count));

std::vector<double> draws_of(const Law& law, const std::string& key, std::uint32_t replicate = 0) {
  sim::RandomStream stream = sim::RandomSource{99, replicate}.stream(key);
  std::vector<double> draws;
  for (std::size_t i = 0; i < count; ++i) draws.push_back(law.quantile(stream.next()));
  return draws;
}

// The largest distance of the two distribution functions, where either jumps.
double kolmogorov_distance(const Law& law, std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  const double n = static_cast<double>(draws.size());
  double distance = 0;
  for (std::size_t begin = 0, end = 0; begin < draws.size(); begin = end) {
    while (end < draws.size() && draws[end] == draws[begin]) ++end;
    distance = std::max({distance, std::abs(law.below(draws[begin]) - static_cast<double>(begin) / n),
                         std::abs(law.cdf(draws[begin]) - static_cast<double>(end) / n)});
  }
  return distance;
}

double correlation(std::span<const double> x, std::span<const double> y) {
  const double mx = sim::mean_estimate(x).value, my = sim::mean_estimate(y).value;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
  }
  return xx == 0 || yy == 0 ? 0 : xy / std::sqrt(xx * yy);
}

// Within 4.5 standard errors of quantile p, sqrt(p (1 - p) / N) over the density there.
void check_quantile(const Law& law, const std::vector<double>& sorted, double share, double expected) {
  const double step = 1e-4 * expected, density = (law.cdf(expected + step) - law.cdf(expected - step)) / (2 * step);
  const double error = std::sqrt(share * (1 - share) / static_cast<double>(count)) / density;
  INFO(share);
  CHECK(std::abs(sim::quantile(sorted, share) - expected) <= 4.5 * error);
  CHECK(sim::SampleQuantile(sorted.size(), share).error(sorted) == Approx(error).epsilon(0.25));
}
}  // namespace

TEST_CASE("V094: samples of three-point laws", "[law]") {
  struct Known {
    Law law;
    double mean, sd, p10, p50, p90;
  };
  for (const Known& known :
       {Known{Law::pert(1, 2, 6), 2.5, 0.866025403784, 1.4495106523, 2.38336129696, 3.72667025217},
        Known{Law::triangular(1, 2, 6), 3.0, 1.08012344973, 1.70710678119, 2.83772233983, 4.58578643763}}) {
    std::vector<double> draws = draws_of(known.law, "three points");
    CHECK(kolmogorov_distance(known.law, draws) <= distance_bound);
    const sim::Estimate mean = sim::mean_estimate(draws);
    CHECK(std::abs(mean.value - known.mean) <= 4.5 * mean.error);
    CHECK(sim::standard_deviation(draws) == Approx(known.sd).epsilon(4.5 / std::sqrt(2.0 * count)));
    std::sort(draws.begin(), draws.end());
    check_quantile(known.law, draws, 0.1, known.p10);
    check_quantile(known.law, draws, 0.5, known.p50);
    check_quantile(known.law, draws, 0.9, known.p90);
  }
}

TEST_CASE("V095: a sample of a lognormal law given by P10 and P90", "[law]") {
  const Law law = Law::lognormal_through({0.1, 6}, {0.9, 24});
  std::vector<double> draws = draws_of(law, "quantiles");
  const sim::Estimate mean = sim::mean_estimate(draws);
  CHECK(std::abs(mean.value - 13.8900736427) <= 4.5 * mean.error);
  CHECK(mean.error <= 0.005 * 13.8900736427);
  std::vector<double> logarithms;
  for (double x : draws) logarithms.push_back(std::log(x));
  CHECK(sim::standard_deviation(logarithms) == Approx(0.540865618829).epsilon(4.5 / std::sqrt(2.0 * count)));
  std::sort(draws.begin(), draws.end());
  check_quantile(law, draws, 0.1, 6);
  check_quantile(law, draws, 0.5, 12);
  check_quantile(law, draws, 0.9, 24);
}

TEST_CASE("V099: samplers draw what they say", "[law]") {
  const std::vector<Law> laws = {Law::fixed(7),
                                 Law::uniform(48, 96),
                                 Law::log_uniform(10, 1000),
                                 Law::triangular(1, 2, 6),
                                 Law::pert(1, 2, 6),
                                 Law::beta(10, 20, 0.5, 3),
                                 Law::normal(-3, 10),
                                 Law::lognormal(12, 0.5),
                                 Law::exponential(703),
                                 Law::weibull(0.7, 1000),
                                 Law::gamma(2.5, 3),
                                 Law::poisson(3),
                                 Law::discrete({{5, 0.25}, {-1, 0.5}, {9, 0.25}}),
                                 Law::empirical({3, 1, 4, 1, 5, 9, 2, 6}),
                                 Law::mixture({{0.55, Law::fixed(0)}, {0.45, Law::lognormal(137, 0.8)}})};
  std::vector<std::vector<double>> streams;
  for (std::size_t i = 0; i < laws.size(); ++i) {
    INFO("law " << i);
    const std::vector<double> draws = draws_of(laws[i], "law " + std::to_string(i));
    CHECK(kolmogorov_distance(laws[i], draws) <= distance_bound);
    // Correlations of the uniform numbers behind the draws: those of laws with long tails say less.
    std::vector<double> uniform = draws_of(Law::uniform(0, 1), "law " + std::to_string(i));
    CHECK(std::abs(correlation(std::span(uniform).first(count - 1), std::span(uniform).subspan(1))) <=
          correlation_bound);
    streams.push_back(std::move(uniform));
  }
  streams.push_back(draws_of(Law::uniform(0, 1), "law 0", 1));  // the next replicate
  for (std::size_t i = 0; i < streams.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      INFO("streams " << i << " and " << j);
      CHECK(std::abs(correlation(streams[i], streams[j])) <= correlation_bound);
    }
  }
}
