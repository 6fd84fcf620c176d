#include "models/site/track_record.hpp"

#include <catch2/catch.hpp>

using namespace models;

TEST_CASE("a party is as likely late as it was, and as the trade is while little is known of it", "[track_record]") {
  // The prior, 45 %, is worth two deliveries. One late of four: (0.45 x 2 + 1) / (2 + 4) = 0.317; one of one: 1.9 / 3 =
  // 0.633; 40 of 100: 40.9 / 102 = 0.401.
  CHECK(late_probability({0, 0}) == Approx(0.45));
  CHECK(late_probability({3, 1}) == Approx(0.316667).epsilon(1e-5));
  CHECK(late_probability({0, 1}) == Approx(0.633333).epsilon(1e-5));
  CHECK(late_probability({60, 40}) == Approx(0.400980).epsilon(1e-5));
  CHECK(late_probability({0, 0, 0.3, 10}) == Approx(0.3));
}
