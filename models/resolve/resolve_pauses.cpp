#include <fmt/core.h>

#include <array>
#include <tuple>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

constexpr std::array<const char*, 4> pause_words{"orders", "shipments", "transit", "receipts"};

const char* word(PauseOf of) { return pause_words[static_cast<std::size_t>(of)]; }

// What can pause at a target.
std::vector<PauseOf> pauses_of(TargetKind target) {
  switch (target) {
    case TargetKind::order:
    case TargetKind::party:
      return {PauseOf::orders};
    case TargetKind::line:
      return {PauseOf::orders, PauseOf::shipments};
    case TargetKind::lane:
      return {PauseOf::transit};
    case TargetKind::site:
      return {PauseOf::receipts};
    default:
      return {};
  }
}

// A line makes, a site does much: there a pause says of what.
bool must_say_of_what(TargetKind target) { return target == TargetKind::line || target == TargetKind::site; }

std::string words(const std::vector<PauseOf>& all) {
  std::string text;
  for (PauseOf of : all) text += fmt::format("{}`of: {}`", text.empty() ? "" : " or ", word(of));
  return text;
}

bool stops_orders(const Scenario& scenario, const EventText& text, const Order& order) {
  const std::size_t dot = text.target.find('.');
  const std::string_view section = std::string_view(text.target).substr(0, dot);
  const std::string_view rest = std::string_view(text.target).substr(dot + 1);
  if (section == "orders") {
    return rest ==
           (order.substitute_of.exists() ? scenario.orders[scenario.written_order(order.substitute_of)].id : order.id);
  }
  if (section == "parties") return rest == scenario.parties[order.buyer].id;
  if (section != "suppliers" || text.of != PauseOf::orders || !order.line.exists()) return false;
  const std::string& line = scenario.lines[order.line].id;  // supplier.line
  const std::size_t in_line = line.find('.');
  return rest == fmt::format("{}.lines.{}", line.substr(0, in_line), line.substr(in_line + 1));
}

}  // namespace

void bind_pause(Binder& binder, const std::string& path, const EventText& text, DatedEvent& event) {
  const std::vector<PauseOf> possible = pauses_of(event.target);
  if (text.of && event.target == TargetKind::task) {
    binder.errors.error(path + ".of",
                        fmt::format("belongs to other targets than {}: there its work stops", text.target),
                        word(*text.of), "`pause` alone");
  }
  if (possible.empty()) return;  // reported as an effect that does not happen to this target, but for a stage
  event.of = text.of.value_or(possible.front());
  if (!text.of && must_say_of_what(event.target)) {
    binder.errors.error(path + ".pause", fmt::format("does not say what of {} it stops", text.target), "",
                        words(possible));
  } else if (std::find(possible.begin(), possible.end(), event.of) == possible.end()) {
    binder.errors.error(path + ".of", fmt::format("is nothing that pauses at {}", text.target), word(event.of),
                        words(possible));
  } else if (event.of == PauseOf::orders && event.at < event.until && event.until > 0 &&
             !binder.pauses_at_work.contains(event.id) && binder.happens(path, text)) {
    binder.errors.warning(path + ".pause", "no order date falls into it: it has no effect");
  }
}

void bind_pauses(Binder& binder) {
  Scenario& scenario = binder.scenario;
  for (EventId id : scenario.events.ids()) {
    const DatedEvent& event = scenario.events[id];
    if (event.effect != EffectKind::pause) continue;
    const Pause pause{event.at, event.until, id};
    if (event.of == PauseOf::shipments) scenario.lines[LineId{event.entity}].shipment_pauses.push_back(pause);
    if (event.of == PauseOf::receipts) scenario.sites[SiteId{event.entity}].receipt_pauses.push_back(pause);
  }
}

std::vector<OrderPause> order_pauses(const Binder& binder, const Order& order) {
  std::vector<OrderPause> pauses;
  for (const auto& [id, text] : binder.text.events) {
    if (!text.pause || !stops_orders(binder.scenario, text, order) || !binder.happens("events." + id, text)) continue;
    const Hour from = binder.hour(text.date), until = from + *text.pause;
    if (from < until && until > 0) pauses.push_back({from, until, id});
  }
  std::sort(pauses.begin(), pauses.end(), [](const OrderPause& a, const OrderPause& b) {
    return std::tie(a.from, a.event) < std::tie(b.from, b.event);
  });
  return pauses;
}

Hour order_date(Binder& binder, std::span<const OrderPause> pauses, Hour due) {
  for (const OrderPause& pause : pauses) {
    if (due < pause.from || due >= pause.until) continue;
    due = pause.until;
    binder.pauses_at_work.insert(pause.event);
  }
  return due;
}

}  // namespace models
