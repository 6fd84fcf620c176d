#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include "farm_text.hpp"
#include "sim/uncertainty.hpp"
#include "sim/yaml_printer.hpp"

using Catch::Contains;

namespace {
struct Drawn {
  sim::ReadResult<farm::FarmText> result;
  std::vector<sim::DrawnNumber> of_drivers;
  std::string errors;
};

Drawn read(const std::string& lines, sim::Draws draws) {
  Drawn drawn;
  sim::Diagnostics errors;
  std::optional<sim::Node> tree = sim::parse_yaml("title: x\n" + lines, "farm.yaml", errors);
  REQUIRE(tree);
  sim::add_drivers(*tree, farm::units(), errors, draws, drawn.of_drivers);
  tree->remove("uncertainty");
  drawn.result = sim::read(farm::farm_type(), std::move(*tree), farm::units(), errors, draws);
  sim::check_drivers(draws, errors);
  drawn.errors = errors.text();
  return drawn;
}

sim::Draws at_quantile(double share) {
  sim::Draws draws;
  draws.mode = sim::DrawMode::quantile;
  draws.quantile = share;
  return draws;
}

sim::Draws replicate(std::uint32_t number) {
  sim::Draws draws;
  draws.mode = sim::DrawMode::all;
  draws.source = {7, number};
  return draws;
}

const char* const uncertain_shed =
    "sheds:\n"
    "  west: { doors: { uniform: [2, 10] }, load: { value: 3 kW, triangular: [1 kW, 2 kW, 5 kW] },\n"
    "          ready: { uniform: [2026-01-01, 2026-01-11] } }\n";
}  // namespace

TEST_CASE("a law may stand for any number, and counts as its point value in a plain run", "[draws]") {
  const Drawn plain = read(uncertain_shed, {});
  CHECK(plain.errors.empty());
  const farm::ShedText& west = plain.result.value.sheds[0].value;
  CHECK(west.doors == 6);     // the median
  CHECK(west.load == 3'000);  // the value that is written
  CHECK(sim::date_text(*west.ready) == "2026-01-06");
  REQUIRE(plain.result.drawn.size() == 3);
  CHECK(plain.result.drawn[0].path == "sheds.west.doors");
  CHECK_FALSE(plain.result.drawn[0].u);
  CHECK_THAT(sim::to_yaml(plain.result.canonical), Contains("uniform"));  // the law is kept
}

TEST_CASE("a quantile is taken of all that is not known", "[draws]") {
  const Drawn p25 = read(uncertain_shed, at_quantile(0.25));
  const farm::ShedText& west = p25.result.value.sheds[0].value;
  CHECK(west.doors == 4);                                    // 2 + 0.25 x 8
  CHECK(west.load == 2'000);                                 // the area below the mode is (2 - 1) / (5 - 1) = 0.25
  CHECK(sim::date_text(*west.ready) == "2026-01-03T12:00");  // 2.5 days
}

TEST_CASE("a draw is known by seed, replicate and path alone", "[draws]") {
  const Drawn one = read(uncertain_shed, replicate(3));
  const Drawn more = read(std::string(uncertain_shed) + "  east: { doors: { uniform: [2, 10] } }\n", replicate(3));
  const Drawn other = read(uncertain_shed, replicate(4));
  CHECK(one.result.value.sheds[0].value.load == more.result.value.sheds[1].value.load);
  CHECK(one.result.value.sheds[0].value.load != other.result.value.sheds[0].value.load);
  const double u = sim::RandomSource{7, 3}.stream("sheds.west.doors").uniform(0);
  REQUIRE(one.result.drawn[0].u);
  CHECK(*one.result.drawn[0].u == u);
  CHECK(one.result.value.sheds[0].value.doors == static_cast<std::int64_t>(2 + u * 8 + 0.5));
}

TEST_CASE("laws that share a stream are drawn as one", "[draws]") {
  const Drawn both = read(
      "sheds: { a: { doors: { uniform: [0, 100], stream: rain } }, b: { doors: { uniform: [0, 100], stream: rain } } "
      "}\n",
      replicate(1));
  CHECK(both.result.value.sheds[0].value.doors == both.result.value.sheds[1].value.doors);
}

TEST_CASE("what a study gives takes the place of the stream", "[draws]") {
  sim::Draws draws = replicate(1);
  draws.give("sheds.west.doors", 0.75);
  CHECK(read(uncertain_shed, draws).result.value.sheds[0].value.doors == 8);
}

TEST_CASE("a number that is one for all cases cannot vary from case to case", "[draws]") {
  CHECK_THAT(read("sheds: { a: { doors: { uniform: [1, 2], draw: each } } }\n", {}).errors,
             Contains("sheds.a.doors.draw: says `each` of what is one number for all cases"));
}

TEST_CASE("a law holds to the range of its number", "[draws]") {
  CHECK_THAT(read("sheds: { a: { doors: { uniform: [0, 2] } } }\n", {}).errors, Contains("is too small"));
  const Drawn low = read("sheds: { a: { doors: { normal: { mean: 1, sd: 5 } } } }\n", at_quantile(0.01));
  CHECK(low.result.value.sheds[0].value.doors == 1);  // what lies beyond the range counts as its end
}

TEST_CASE("a driver moves all that it names by one draw", "[draws]") {
  const std::string drivers =
      "uncertainty: { drivers: { rain: { law: { uniform: [1, 3] }, multiplies: [sheds.*.doors] },\n"
      "                          strike: { delay: { uniform: [0 d, 10 d] }, delays: [sheds.*.ready] } } }\n";
  const std::string sheds = "sheds: { a: { doors: 4, ready: 2026-01-01 }, b: { doors: { uniform: [2, 10] } } }\n";
  const Drawn plain = read(sheds + drivers, {});
  CHECK(plain.errors.empty());
  CHECK(plain.result.value.sheds[0].value.doors == 8);   // 4 x 2, the median of the driver
  CHECK(plain.result.value.sheds[1].value.doors == 12);  // 6 x 2
  CHECK(sim::date_text(*plain.result.value.sheds[0].value.ready) == "2026-01-06");
  const Drawn p75 = read(sheds + drivers, at_quantile(0.75));
  CHECK(p75.result.value.sheds[0].value.doors == 10);  // 4 x 2.5
  CHECK(p75.result.value.sheds[1].value.doors == 20);  // 8 x 2.5
  CHECK(p75.of_drivers.size() == 2);
}

TEST_CASE("a driver that moves nothing, or what it cannot, is refused", "[draws]") {
  const auto errors = [](const std::string& driver) {
    return read("sheds: { a: { doors: 4, ready: 2026-01-01 } }\nuncertainty: { drivers: { rain: " + driver + " } }\n",
                {})
        .errors;
  };
  CHECK(errors("{ law: { uniform: [1, 2] }, multiplies: [sheds.a.doors] }").empty());
  CHECK_THAT(errors("{ law: { uniform: [1, 2] }, multiplies: [sheds.a.dors] }"),
             Contains("names a path at which there is no number; got \"sheds.a.dors\""));
  CHECK_THAT(errors("{ law: { uniform: [1, 2] }, multiplies: [sheds.a.ready] }"),
             Contains("sheds.a.ready: is a date, which a driver multiplies"));
  CHECK_THAT(errors("{ delay: { uniform: [1 d, 2 d] }, delays: [sheds.a.doors] }"),
             Contains("sheds.a.doors: is no date and no duration, and a driver delays it"));
  CHECK_THAT(errors("{ law: { uniform: [1, 2] } }"), Contains("moves nothing"));
  CHECK_THAT(errors("{ multiplies: [sheds.a.doors] }"), Contains("has no `law`"));
  CHECK_THAT(errors("{ law: { uniform: [1, 2], draw: each }, multiplies: [sheds.a.doors] }"),
             Contains("is drawn once a run"));
}

TEST_CASE("what has a probability happens from one half on, or as it is drawn", "[draws]") {
  CHECK(sim::Draws().happens("x", 0.5, false));
  CHECK_FALSE(sim::Draws().happens("x", 0.49, false));
  const double u = sim::RandomSource{7, 1}.stream("x").uniform(0);
  CHECK(replicate(1).happens("x", u + 1e-9, false));
  CHECK_FALSE(replicate(1).happens("x", u, false));
  sim::Draws value;
  value.mode = sim::DrawMode::value;
  CHECK(value.happens("x", 0.5, true));  // nothing is drawn, not even what varies from case to case
}
