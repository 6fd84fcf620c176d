#include "sim/event_calendar.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>
#include <random>

#include "tests/support/child_process.hpp"

namespace {

std::size_t allocations = 0;  // of the whole program; tests look at differences

struct KeyedEvent {
  std::uint64_t key = 0;
  int what = 0;
  std::uint64_t order_key() const { return key; }
};

std::vector<std::uint64_t> keys(std::span<const KeyedEvent> events) {
  std::vector<std::uint64_t> result;
  for (const KeyedEvent& event : events) result.push_back(event.key);
  return result;
}

using Calendar = sim::EventCalendar<KeyedEvent, 64>;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("an hour's events come in the order of their keys, not of pushing") {
  Calendar calendar;
  calendar.push(3, {30, 0});
  calendar.push(3, {10, 0});
  calendar.push(2, {99, 0});
  calendar.push(3, {20, 0});
  REQUIRE(calendar.next_hour() == 2);
  CHECK(keys(calendar.take(2)) == std::vector<std::uint64_t>{99});
  REQUIRE(calendar.next_hour() == 3);
  CHECK(keys(calendar.take(3)) == std::vector<std::uint64_t>{10, 20, 30});
  CHECK(calendar.next_hour() == sim::never);
  CHECK(calendar.empty());
}

TEST_CASE("events can be ordered by operator<") {
  sim::EventCalendar<int> calendar;
  for (const int event : {5, 3, 4}) calendar.push(0, event);
  const auto events = calendar.take(0);
  CHECK(std::vector<int>(events.begin(), events.end()) == std::vector<int>{3, 4, 5});
}

TEST_CASE("events beyond the ring of hours come in their hour too") {
  Calendar calendar;          // reaches 64 hours
  calendar.push(63, {1, 0});  // the last near hour
  calendar.push(64, {2, 0});  // the first far one
  calendar.push(1000000, {3, 0});
  CHECK(calendar.next_hour() == 63);
  CHECK(keys(calendar.take(63)) == std::vector<std::uint64_t>{1});
  calendar.push(64, {1, 0});  // near by now, as is the one pushed before
  CHECK(calendar.next_hour() == 64);
  CHECK(keys(calendar.take(64)) == std::vector<std::uint64_t>{1, 2});
  CHECK(calendar.size() == 1);
  CHECK(calendar.next_hour() == 1000000);
  CHECK(keys(calendar.take(1000000)) == std::vector<std::uint64_t>{3});
}

TEST_CASE("an event pushed a whole ring ahead while its bucket is being handled does not join it") {
  Calendar calendar;
  calendar.push(10, {1, 0});
  const auto events = calendar.take(10);
  calendar.push(74, {2, 0});  // the bucket of hour 10 + 64
  CHECK(keys(events) == std::vector<std::uint64_t>{1});
  CHECK(calendar.next_hour() == 74);
  CHECK(keys(calendar.take(74)) == std::vector<std::uint64_t>{2});
}

TEST_CASE("an empty hour before the next event may be taken, a later one may not") {
  Calendar calendar;
  calendar.push(5, {1, 0});
  CHECK(calendar.take(4).empty());
  CHECK(tests::fails_a_check([&] { calendar.take(6); }));
  CHECK(calendar.take(5).size() == 1);
}

TEST_CASE("while an hour is handled, events can be pushed for later hours only") {
  Calendar calendar;
  calendar.push(5, {1, 0});
  calendar.take(5);
  CHECK(tests::fails_a_check([&] { calendar.push(5, {2, 0}); }));
  CHECK(tests::fails_a_check([&] { calendar.push(4, {2, 0}); }));
  CHECK_FALSE(tests::fails_a_check([&] { calendar.push(6, {2, 0}); }));
}

TEST_CASE("two events of one hour with the same key are refused") {
  Calendar calendar;
  calendar.push(5, {1, 0});
  calendar.push(6, {1, 0});
  CHECK_FALSE(tests::fails_a_check([&] { calendar.take(5); }));
  calendar.push(5, {1, 1});
  CHECK(tests::fails_a_check([&] { calendar.take(5); }));
}

TEST_CASE("random events come out as from a sorted list") {
  std::mt19937_64 random(7);
  Calendar calendar;
  std::vector<std::pair<sim::Hour, std::uint64_t>> expected, got;
  std::uint64_t serial = 0;
  const auto push_some = [&](sim::Hour after) {
    for (int i = 0; i < 3 && serial < 20000; ++i) {
      const sim::Hour hour = after + 1 + static_cast<sim::Hour>(random() % (random() % 8 == 0 ? 1000 : 50));
      const std::uint64_t key = (random() % 1000) * 100000 + serial++;
      calendar.push(hour, {key, 0});
      expected.emplace_back(hour, key);
    }
  };
  push_some(-1);
  while (!calendar.empty()) {
    const sim::Hour hour = calendar.next_hour();
    for (const KeyedEvent& event : calendar.take(hour)) got.emplace_back(hour, event.key);
    push_some(hour);
  }
  std::sort(expected.begin(), expected.end());
  CHECK(expected.size() > 19000);
  CHECK(got == expected);
}

TEST_CASE("in steady state an event costs no allocation") {
  Calendar calendar;
  std::uint64_t serial = 0;
  const auto turn = [&](sim::Hour hours) {
    const sim::Hour until = calendar.next_hour() + hours;
    while (calendar.next_hour() < until) {
      const sim::Hour hour = calendar.next_hour();
      const std::size_t count = calendar.take(hour).size();
      for (std::size_t i = 0; i < count; ++i) calendar.push(hour + 7, {serial++, 0});
    }
  };
  for (int i = 0; i < 50; ++i) calendar.push(0, {serial++, 0});
  turn(7 * 64);  // each bucket has been used once
  const std::size_t before = allocations;
  turn(7 * 640);
  CHECK(allocations == before);
}
