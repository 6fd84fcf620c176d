#include "sim/random_stream.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

namespace {
// What a draw of two words of a block must be: the upper 52 bits of high, low, then a 1.
double draw_of(std::uint32_t low, std::uint32_t high) {
  return std::ldexp(std::ldexp(high, 20) + std::floor(std::ldexp(low, -12)), -52) + std::ldexp(1.0, -53);
}

std::vector<double> first_draws(sim::RandomStream stream, int count) {
  std::vector<double> draws;
  for (int i = 0; i < count; ++i) draws.push_back(stream.next());
  return draws;
}

// The largest distance between the share of draws below x and x.
double kolmogorov_distance(std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  const auto count = static_cast<double>(draws.size());
  double distance = 0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, (rank + 1) / count - draws[i], draws[i] - rank / count});
  }
  return distance;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return 12 * sum / static_cast<double>(a.size());  // a uniform number has variance 1/12
}
}  // namespace

TEST_CASE("the numbers are Philox4x32-10's, by the known answers of its authors", "[random_stream]") {
  // Random123's kat_vectors: counter 0 0 0 0, key 0 0 -> 6627e8d5 e169c58d bc57ac4c 9b00dbd8. The counter is block,
  // replicate, low and high half of the stream's number; the key is the low and the high half of the seed.
  const sim::RandomStream zeros(0, 0, 0);
  CHECK(zeros.uniform(0) == draw_of(0x6627e8d5, 0xe169c58d));
  CHECK(zeros.uniform(1) == draw_of(0xbc57ac4c, 0x9b00dbd8));
  // All bits 1 -> 408f276d 41c83b0e a20bc7c6 6d5451fd.
  const sim::RandomStream ones(~std::uint64_t{0}, ~std::uint32_t{0}, ~std::uint64_t{0});
  CHECK(ones.uniform(0x1fffffffe) == draw_of(0x408f276d, 0x41c83b0e));
  CHECK(ones.uniform(0x1ffffffff) == draw_of(0xa20bc7c6, 0x6d5451fd));
  // Digits of pi: counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0
  // -> d16cfe09 94fdcceb 5001e420 24126ea1.
  const sim::RandomStream pi(0x299f31d0a4093822, 0x85a308d3, 0x0370734413198a2e);
  CHECK(pi.uniform(2 * std::uint64_t{0x243f6a88}) == draw_of(0xd16cfe09, 0x94fdcceb));
  CHECK(pi.uniform(2 * std::uint64_t{0x243f6a88} + 1) == draw_of(0x5001e420, 0x24126ea1));
}

TEST_CASE("a key's stream is numbered by the first 64 bits of its SHA-256", "[random_stream]") {
  CHECK(sim::stream_number("abc") == 0xba7816bf8f01cfea);  // FIPS 180-2, example B.1
  CHECK(sim::stream_number("sites.a.bring_up.install") == 0xb611d10e23f2bb78);
}

TEST_CASE("the draws of a key never change", "[random_stream]") {
  // From an independent implementation of Philox, from its paper, over hashlib's SHA-256.
  const std::string key = "sites.a.bring_up.install";
  const sim::RandomStream stream = sim::RandomSource{1, 0}.stream(key);
  CHECK(stream.uniform(0) == 0.24253617316309273);
  CHECK(stream.uniform(1) == 0.5029718719533326);
  CHECK(stream.uniform(2) == 0.3782638674254609);
  CHECK(stream.uniform(3) == 0.8117984272657607);
  CHECK(stream.uniform(1000001) == 0.8044470346726537);
  CHECK(sim::RandomSource{1, 1}.stream(key).uniform(0) == 0.7544419158961536);
  CHECK(sim::RandomSource{1, 1}.stream(key).uniform(1) == 0.9009513650937827);
  CHECK(sim::RandomSource{7, 0}.stream(key).uniform(0) == 0.8302878530165604);
  CHECK(sim::RandomSource{1, 0}.stream("sites.b.bring_up.install").uniform(0) == 0.5708355226826177);
  const sim::RandomSource far = {std::uint64_t{1} << 53, 4294967295};
  CHECK(far.stream("fields.west").uniform((std::uint64_t{1} << 33) - 1) == 0.8540226914089523);
}

TEST_CASE("draws in turn are the draws by number, whatever was asked in between", "[random_stream]") {
  sim::RandomStream stream = sim::RandomSource{3, 5}.stream("fields.west");
  const sim::RandomStream fresh = stream;
  for (std::uint64_t n = 0; n < 1001; ++n) {
    REQUIRE(stream.drawn() == n);
    static_cast<void>(stream.uniform(7 * n));
    REQUIRE(stream.next() == fresh.uniform(n));
  }
  sim::RandomStream copy = stream;
  CHECK(copy == stream);
  CHECK(copy.next() == stream.next());
  CHECK(copy.drawn() == 1002);
}

TEST_CASE("draws are uniform, and neither neighbors nor other streams tell anything about them", "[random_stream]") {
  // Bounds of V099: a Kolmogorov distance of 2.69/sqrt(N) is exceeded once in 10^6 tries, 4.5/sqrt(N) by a correlation
  // once in 150,000.
  const int count = 100000;
  const double root = std::sqrt(static_cast<double>(count));
  const sim::RandomSource source = {1, 0};
  const std::vector<double> one = first_draws(source.stream("fields.a"), count);
  CHECK(kolmogorov_distance(one) < 2.69 / root);
  CHECK(*std::min_element(one.begin(), one.end()) > 0);
  CHECK(*std::max_element(one.begin(), one.end()) < 1);
  std::vector<double> shifted(one.begin() + 1, one.end());
  shifted.push_back(one[0]);
  CHECK(std::abs(correlation(one, shifted)) < 4.5 / root);
  const std::vector<std::vector<double>> others = {
      first_draws(source.stream("fields.b"), count), first_draws(sim::RandomSource{1, 1}.stream("fields.a"), count),
      first_draws(sim::RandomSource{2, 0}.stream("fields.a"), count),
      first_draws(source.numbered(sim::stream_number("fields.a") + 1), count)};
  for (const std::vector<double>& other : others) {
    CHECK(kolmogorov_distance(other) < 2.69 / root);
    CHECK(std::abs(correlation(one, other)) < 4.5 / root);
  }
  // The first draw of each of many keys: what laws that are drawn once see.
  std::vector<double> firsts;
  for (int i = 0; i < count; ++i) firsts.push_back(source.stream("fields.f_" + std::to_string(i)).uniform(0));
  CHECK(kolmogorov_distance(firsts) < 2.69 / root);
}
