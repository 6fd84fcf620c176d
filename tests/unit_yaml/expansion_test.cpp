#include "sim/expansion.hpp"

#include <catch2/catch.hpp>

#include "farm_text.hpp"

using farm::error_of;
using farm::read;

TEST_CASE("like starts from a sibling, through chains, and none takes away", "[expansion]") {
  const auto farm = read(
      "title: x\nsheds:\n  a: { doors: 2, load: 1 MW, ready: 2026-01 }\n  b: { like: a, load: 3 MW }\n  c: { like: b, "
      "ready: none }\n");
  REQUIRE(farm.errors.empty());
  const auto& sheds = farm.result.value.sheds;
  CHECK(sheds[1].value.doors == 2);
  CHECK(sheds[1].value.load == 3000000);
  CHECK(sheds[2].value.load == 3000000);
  CHECK(sheds[2].value.doors == 2);
  CHECK_FALSE(sheds[2].value.ready);
}

TEST_CASE("copies are numbered from 1, staggered, and overridden by entries of their name", "[expansion]") {
  const auto farm = read(
      "title: x\nsheds:\n  b: { copies: 3, stagger: 36 h, ready: 2026-01-01, doors: 4 }\n  b_2: { doors: 9 }\n  b_7: { "
      "doors: 1 }\n");
  REQUIRE(farm.errors.empty());
  const auto& sheds = farm.result.value.sheds;
  REQUIRE(sheds.size() == 4);  // b_1, b_2, b_3, b_7
  CHECK(sheds[1].id == "b_2");
  CHECK(sheds[1].value.doors == 9);
  CHECK(sim::date_text(*sheds[0].value.ready) == "2026-01-01");
  CHECK(sim::date_text(*sheds[1].value.ready) == "2026-01-02T12:00");
  CHECK(sim::date_text(*sheds[2].value.ready) == "2026-01-04");
  CHECK(sheds[3].id == "b_7");
}

TEST_CASE("a like of a thing with copies does not copy the copies", "[expansion]") {
  const auto farm = read("title: x\nsheds: { a: { doors: 2, copies: 2 }, b: { like: a } }\n");
  REQUIRE(farm.errors.empty());
  REQUIRE(farm.result.value.sheds.size() == 3);
  CHECK(farm.result.value.sheds[2].id == "b");
  CHECK(farm.result.value.sheds[2].value.doors == 2);
}

TEST_CASE("a stagger moves the value of evidence too", "[expansion]") {
  const auto farm =
      read("title: x\nsheds: { a: { copies: 2, stagger: 1 d, ready: { value: 2026-01-01, source: S } } }\n");
  REQUIRE(farm.errors.empty());
  CHECK(sim::date_text(*farm.result.value.sheds[1].value.ready) == "2026-01-02");
}

TEST_CASE("what cannot be expanded is refused", "[expansion]") {
  CHECK(error_of("sheds: { a: { like: b }, b: { like: a } }\n").find("goes round in a circle; got \"a -> b -> a\"") !=
        std::string::npos);
  CHECK(error_of("sheds: { a: { like: a } }\n").find("goes round in a circle; got \"a -> a\"") != std::string::npos);
  CHECK(error_of("sheds: { west: {}, b: { like: wst } }\n").find("did you mean \"west\"?") != std::string::npos);
  CHECK(error_of("sheds: { a: { copies: 0 } }\n").rfind("sheds.a.copies: is not a number of copies", 0) == 0);
  CHECK(error_of("sheds: { a: { copies: 1.5 } }\n").rfind("sheds.a.copies: is not a number of copies", 0) == 0);
  CHECK(error_of("sheds: { a: { copies: 1000000000 } }\n").rfind("sheds.a.copies: is not a number of copies", 0) == 0);
  CHECK(error_of("sheds: { a: { stagger: 1 d } }\n") == "sheds.a.stagger: stands without `copies`");
  CHECK(error_of("sheds: { a: { copies: 2, stagger: 1 mo, ready: 2026 } }\n")
            .rfind("sheds.a.stagger: has the calendar unit", 0) == 0);
  CHECK(error_of("sheds: { a: { copies: 2, stagger: 1 d } }\n").rfind("sheds.a.stagger: moves `ready`", 0) == 0);
  CHECK(error_of("sheds: { a: { copies: 2, load: 5 } }\n").rfind("sheds.a_1.load: has no unit", 0) ==
        0);  // once, not twice
}

TEST_CASE("a chain of likes that is too long is refused in no time", "[expansion]") {
  std::string yaml = "sheds:\n  s0: {}\n";
  for (int i = 1; i < 1000; ++i) yaml += "  s" + std::to_string(i) + ": { like: s" + std::to_string(i - 1) + " }\n";
  CHECK(error_of(yaml).empty());  // each is resolved once, in the order written
  std::string backwards = "sheds:\n";
  for (int i = 1; i < 1000; ++i)
    backwards += "  s" + std::to_string(i) + ": { like: s" + std::to_string(i + 1) + " }\n";
  CHECK(error_of(backwards + "  s1000: {}\n").find("is a chain that is too long") != std::string::npos);
}
