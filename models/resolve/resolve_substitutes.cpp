// Events that substitute one system for another, and the orders that accept it.

#include <fmt/core.h>

#include <tuple>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

bool accepts(const OrderText& order, const std::string& system) {
  return std::find(order.accepts.begin(), order.accepts.end(), system) != order.accepts.end();
}

std::string names(const std::vector<std::string>& systems) {
  std::string text;
  for (const std::string& system : systems) text += (text.empty() ? "" : ", ") + system;
  return text;
}

}  // namespace

std::vector<Substitute> substitutes_of(Binder& binder, const std::string& order, const OrderText& text) {
  std::vector<Substitute> found;
  if (text.accepts.empty()) return found;
  // Those before the horizon happen in its first hour, by name, as all events do.
  std::vector<std::tuple<Hour, std::string, const EventText*>> events;
  for (const auto& [id, event] : binder.text.events) {
    if (!event.substitute || !accepts(text, *event.substitute) || !binder.happens("events." + id, event)) continue;
    const Hour at = std::max<Hour>(binder.hour(event.date), 0);
    if (at < binder.scenario.end) events.emplace_back(at, id, &event);
  }
  std::sort(events.begin(), events.end());
  std::string now = text.system;
  std::string since = fmt::format("orders.{}.system", order);
  for (const auto& [at, id, event] : events) {
    if (event->target != "orders." + order && event->target != "systems." + now) continue;
    if (*event->substitute == now) {
      binder.errors.warning(
          fmt::format("events.{}.substitute", id),
          fmt::format("orders.{} is of this system already ({}): it has no effect on it", order, since));
      continue;
    }
    now = *event->substitute;
    since = "events." + id;
    found.push_back({binder.hour(event->date), binder.system(now), id});
  }
  return found;
}

void check_accepts(Binder& binder, const std::string& path, const OrderText& text) {
  std::set<std::string> before;
  for (const std::string& system : text.accepts) {
    if (system == text.system) {
      binder.errors.error(path + ".accepts", fmt::format("names the system of the order itself ({}.system)", path),
                          system, "other systems");
    } else if (!before.insert(system).second) {
      binder.errors.error(path + ".accepts", "names a system twice", system);
    }
  }
}

void check_substitute(Binder& binder, const std::string& path, const EventText& text, const DatedEvent& event) {
  const std::string& other = *text.substitute;
  const auto& orders = binder.text.orders;
  if (event.target == TargetKind::order) {
    const auto order =
        std::find_if(orders.begin(), orders.end(), [&](const auto& o) { return "orders." + o.id == text.target; });
    if (order == orders.end() || accepts(order->value, other)) return;
    if (order->value.system == other) {
      binder.errors.error(path + ".substitute",
                          fmt::format("is the system of {} itself ({}.system)", text.target, text.target), other,
                          "another system");
      return;
    }
    binder.errors.error(path + ".substitute", fmt::format("is not among {}.accepts", text.target), other,
                        order->value.accepts.empty() ? fmt::format("`accepts: [{}]` there", other)
                                                     : "one of " + names(order->value.accepts));
  } else if (event.target == TargetKind::system) {
    const std::string& old = binder.scenario.systems[SystemId{event.entity}].id;
    if (old == other) {
      binder.errors.error(path + ".substitute", fmt::format("is {} itself", text.target), other, "another system");
      return;
    }
    const bool any = std::any_of(orders.begin(), orders.end(), [&](const auto& o) {
      return accepts(o.value, other) && (o.value.system == old || accepts(o.value, old));
    });
    if (any) return;
    binder.errors.error(path + ".substitute", fmt::format("no order of {} accepts it (orders.*.accepts)", text.target),
                        other, fmt::format("an order of {} with `accepts: [{}]`", text.target, other));
  }
}

}  // namespace models
