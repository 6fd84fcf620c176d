#pragma once
// The calendar of events: what happens in which hour, and in which order within it.
//
// Time is whole hours, so events lie in one bucket per hour: the hours of the present page (24 weeks) each have a
// bucket, the events of later pages wait in a list per page. Pushing costs one append, whatever the number of events;
// no heap does that. Buckets and lists keep their memory. Within an hour the events' own order counts, never the order
// of pushing.

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/check.hpp"
#include "sim/time.hpp"

namespace sim {

// Event is a value with `std::uint64_t order_key() const` or operator<: its order within an hour. Two events of one
// hour that neither precede the other are refused, since their order would depend on the order of pushing.
template <class Event, std::uint32_t page_hours = 4096>
class EventCalendar {
  static_assert(page_hours % 64 == 0);

 public:
  // Puts the event into `hour` (>= 0), later than the hour taken last.
  void push(Hour hour, Event event) {
    EXPECTS(hour > taken_);
    ++size_;
    if (hour < page_begin_ + Hour{page_hours}) {
      put(slot_of(hour), std::move(event));
    } else {
      LaterPage& page = later_page(hour);
      page.first_hour = std::min(page.first_hour, hour);
      page.events.push_back({static_cast<std::uint32_t>(hour - page.begin), std::move(event)});
    }
  }

  // The next hour that has an event; `never` if none has.
  Hour next_hour() const {
    const std::uint32_t start = taken_ < page_begin_ ? 0 : slot_of(taken_);
    for (std::uint32_t word = start / 64; word < words; ++word) {
      if (used_[word] != 0) return page_begin_ + word * 64 + std::countr_zero(used_[word]);
    }
    return later_.empty() ? never : later_.back().first_hour;
  }

  // The events of the next hour, in order; `hour` must be it, or an earlier one, which is empty. Valid until the next
  // take.
  std::span<const Event> take(Hour hour) {
    EXPECTS(hour > taken_ && hour <= next_hour());
    if (taken_ >= page_begin_) buckets_[slot_of(taken_)].clear();
    taken_ = hour;
    if (hour >= page_begin_ + Hour{page_hours}) turn_to_page_of(hour);
    const std::uint32_t slot = slot_of(hour);
    used_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    std::vector<Event>& events = buckets_[slot];
    put_in_order(events);
    size_ -= events.size();
    return events;
  }

  std::size_t size() const { return size_; }  // events not yet taken
  bool empty() const { return size_ == 0; }

 private:
  struct Dated {
    std::uint32_t slot;
    Event event;
  };
  struct LaterPage {
    Hour begin = 0;
    Hour first_hour = never;  // that has an event
    std::vector<Dated> events;
  };

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

  static void put_in_order(std::vector<Event>& events) {
    if (strictly_ascending(events)) return;
    // Not `precedes` itself: called through a pointer it would cost more than the sorting.
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return precedes(a, b); });
    EXPECTS(strictly_ascending(events));
  }

  std::uint32_t slot_of(Hour hour) const { return static_cast<std::uint32_t>(hour - page_begin_); }

  void put(std::uint32_t slot, Event event) {
    used_[slot / 64] |= std::uint64_t{1} << (slot % 64);
    buckets_[slot].push_back(std::move(event));
  }

  // The list for the page of `hour`. There are few pages, and mostly the next one is meant.
  LaterPage& later_page(Hour hour) {
    const Hour begin = hour - hour % Hour{page_hours};
    auto at = later_.end();
    while (at != later_.begin() && (at - 1)->begin < begin) --at;
    if (at != later_.begin() && (at - 1)->begin == begin) return *(at - 1);
    LaterPage page{begin, never, {}};
    if (!spare_.empty()) {
      page.events = std::move(spare_.back());
      spare_.pop_back();
    }
    return *later_.insert(at, std::move(page));
  }

  void turn_to_page_of(Hour hour) {
    page_begin_ = hour - hour % Hour{page_hours};
    if (later_.empty() || later_.back().begin != page_begin_) return;
    LaterPage page = std::move(later_.back());
    later_.pop_back();
    for (Dated& dated : page.events) put(dated.slot, std::move(dated.event));
    page.events.clear();
    spare_.push_back(std::move(page.events));
  }

  static constexpr std::uint32_t words = page_hours / 64;

  std::vector<std::vector<Event>> buckets_ = std::vector<std::vector<Event>>(page_hours);
  std::array<std::uint64_t, words> used_{};  // one bit per bucket that has events to come
  Hour page_begin_ = 0;                      // the buckets are those of the hours from here on
  std::vector<LaterPage> later_;             // latest first
  std::vector<std::vector<Dated>> spare_;    // empty, with memory
  Hour taken_ = -1;
  std::size_t size_ = 0;
};

}  // namespace sim
