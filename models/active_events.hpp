#pragma once
// The dated events that act on one thing now, in the order of their names.

#include <algorithm>
#include <limits>
#include <vector>

#include "models/scenario.hpp"

namespace models {

class ActiveEvents {
 public:
  void set(EventId id, bool acts) {
    const auto at = std::lower_bound(ids_.begin(), ids_.end(), id);
    if (acts) {
      ids_.insert(at, id);
    } else if (at != ids_.end() && *at == id) {
      ids_.erase(at);
    }
  }

  bool empty() const { return ids_.empty(); }
  EventId first() const { return ids_.empty() ? EventId{} : ids_.front(); }

  EventId first_outage(const sim::Table<DatedEvent, DatedEvent>& events) const {
    for (EventId id : ids_) {
      if (events[id].effect == EffectKind::outage) return id;
    }
    return EventId{};
  }

  EventId first_curtailment(const sim::Table<DatedEvent, DatedEvent>& events) const {
    for (EventId id : ids_) {
      if (events[id].effect == EffectKind::curtail) return id;
    }
    return EventId{};
  }
  // When all of them are over; the lowest of hours where there is none.
  Hour until(const sim::Table<DatedEvent, DatedEvent>& events) const {
    Hour last = std::numeric_limits<Hour>::min();
    for (EventId id : ids_) last = std::max(last, events[id].until);
    return last;
  }

  // All factors multiplied, in the order of names; an outage is a factor of 0.
  double product(const sim::Table<DatedEvent, DatedEvent>& events) const {
    double factor = 1;
    for (EventId id : ids_) factor *= factor_of(events[id]);
    return factor;
  }
  // The same as if nothing were curtailed: never less.
  double product_uncurtailed(const sim::Table<DatedEvent, DatedEvent>& events) const {
    double factor = 1;
    for (EventId id : ids_) factor *= events[id].effect == EffectKind::curtail ? 1.0 : factor_of(events[id]);
    return factor;
  }

 private:
  static double factor_of(const DatedEvent& event) { return event.effect == EffectKind::outage ? 0.0 : event.factor; }

  std::vector<EventId> ids_;
};

}  // namespace models
