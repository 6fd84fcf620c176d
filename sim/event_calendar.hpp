#pragma once
// The calendar of events: what happens in which hour, and in which order within it.
//
// Time is whole hours, so events lie in one bucket per hour: a ring of buckets for the hours ahead, and a map for what
// lies further off. Pushing costs one append, whatever the number of events; no heap does that. A bucket keeps its
// memory for the next hour that falls on it. Within an hour the events' own order counts, never the order of pushing.

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sim/check.hpp"
#include "sim/time.hpp"

namespace sim {

// Event is a value with `std::uint64_t order_key() const` or operator<: its order within an hour. Two events of one
// hour that neither precede the other are refused, since their order would depend on the order of pushing.
template <class Event, std::uint32_t ring_hours = 4096>
class EventCalendar {
  static_assert(std::has_single_bit(ring_hours) && ring_hours >= 64);

 public:
  // Puts the event into `hour` (>= 0), later than the hour taken last.
  void push(Hour hour, Event event) {
    EXPECTS(hour > taken_);
    ++size_;
    if (hour < first_ + Hour{ring_hours}) {
      const std::uint32_t slot = slot_of(hour);
      used_[slot / 64] |= std::uint64_t{1} << (slot % 64);
      ring_[slot].push_back(std::move(event));
    } else {
      push_far(hour, std::move(event));
    }
  }

  // The next hour that has an event; `never` if none has.
  Hour next_hour() const {
    if (const Hour near = next_in_ring(); near != never) return near;
    return far_.empty() ? never : far_.begin()->first;
  }

  // The events of the next hour, in order; `hour` must be it, or an earlier one, which is empty. Valid until the next
  // take.
  std::span<const Event> take(Hour hour) {
    EXPECTS(hour > taken_ && hour <= next_hour());
    if (taken_ >= 0) ring_[slot_of(taken_)].clear();
    taken_ = first_ = hour;
    bring_near();
    const std::uint32_t slot = slot_of(hour);
    used_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    std::vector<Event>& events = ring_[slot];
    if (!strictly_ascending(events)) {
      std::sort(events.begin(), events.end(), precedes);
      EXPECTS(strictly_ascending(events));
    }
    size_ -= events.size();
    return events;
  }

  std::size_t size() const { return size_; }  // events not yet taken
  bool empty() const { return size_ == 0; }

 private:
  static bool precedes(const Event& a, const Event& b) {
    if constexpr (requires {
                    { a.order_key() } -> std::convertible_to<std::uint64_t>;
                  }) {
      return a.order_key() < b.order_key();
    } else {
      return a < b;
    }
  }

  static bool strictly_ascending(const std::vector<Event>& events) {
    for (std::size_t i = 1; i < events.size(); ++i) {
      if (!precedes(events[i - 1], events[i])) return false;
    }
    return true;
  }

  static std::uint32_t slot_of(Hour hour) { return static_cast<std::uint32_t>(hour) & (ring_hours - 1); }

  Hour next_in_ring() const {
    const std::uint32_t start = slot_of(first_);
    // The word of `start` is looked at twice: first its bits from `start` on, last those before it.
    for (std::uint32_t i = 0; i <= words; ++i) {
      const std::uint32_t word = (start / 64 + i) % words;
      std::uint64_t bits = used_[word];
      if (i == 0) bits &= ~std::uint64_t{0} << (start % 64);
      if (i == words) bits &= ~(~std::uint64_t{0} << (start % 64));
      if (bits == 0) continue;
      const std::uint32_t slot = word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
      return first_ + ((slot - start) & (ring_hours - 1));
    }
    return never;
  }

  void push_far(Hour hour, Event event) {
    const auto [at, is_new] = far_.try_emplace(hour);
    if (is_new && !spare_.empty()) {
      at->second = std::move(spare_.back());
      spare_.pop_back();
    }
    at->second.push_back(std::move(event));
  }

  // Moves the far hours that the ring reaches by now into it, where their buckets are still empty.
  void bring_near() {
    while (!far_.empty() && far_.begin()->first < first_ + Hour{ring_hours}) {
      const std::uint32_t slot = slot_of(far_.begin()->first);
      ring_[slot].swap(far_.begin()->second);
      used_[slot / 64] |= std::uint64_t{1} << (slot % 64);
      spare_.push_back(std::move(far_.begin()->second));
      far_.erase(far_.begin());
    }
  }

  static constexpr std::uint32_t words = ring_hours / 64;

  std::vector<std::vector<Event>> ring_ = std::vector<std::vector<Event>>(ring_hours);
  std::array<std::uint64_t, words> used_{};  // one bit per bucket that has events
  std::map<Hour, std::vector<Event>> far_;
  std::vector<std::vector<Event>> spare_;  // empty, with memory, for far hours
  Hour first_ = 0;                         // the ring holds the hours [first_, first_ + ring_hours)
  Hour taken_ = -1;
  std::size_t size_ = 0;
};

}  // namespace sim
