#include "models/time_law.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace models;

TEST_CASE("a drawn length of time is rounded to the nearest whole hour, half up") {
  CHECK(whole_hours(0.49) == 0);
  CHECK(whole_hours(0.5) == 1);
  CHECK(whole_hours(2.5) == 3);
  CHECK(whole_hours(-3.0) == 0);  // an unbounded law may draw below 0
}

TEST_CASE("a law that varies is drawn by inverse transform from its own stream, each time anew") {
  // Exponential with mean 100 h: x = -100 ln(1 - u). At the median u = 0.5 that is 69.31 h, so a plan counts on 69 h.
  TimeLaw law;
  law.varies = true;
  law.drawn.law = sim::Law::exponential(100);
  law.point = whole_hours(law.drawn.point());
  CHECK(law.point == 69);

  const sim::RandomStream stream = sim::RandomSource{1, 0}.stream("sites.a.bring_up.install.duration");
  std::vector<sim::RandomStream> streams{stream};
  for (std::uint64_t n = 0; n < 5; ++n) {
    const double u = stream.uniform(n);
    CHECK(next_length(law, streams) == whole_hours(law.drawn.law.quantile(u)));
  }
  CHECK(streams.front().drawn() == 5);
}

TEST_CASE("a law that does not vary takes its point value and draws nothing") {
  std::vector<sim::RandomStream> streams;
  CHECK(next_length(TimeLaw(19), streams) == 19);
}
