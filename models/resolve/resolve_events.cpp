#include <fmt/core.h>

#include <array>
#include <cmath>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts(1);
  for (char c : path) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

struct TargetRow {
  TargetKind kind;
  const char* words;
  const char* effects;  // what may happen to it
};
constexpr auto targets = std::to_array<TargetRow>({
    {TargetKind::hall, "a hall", "slip, outage or cancel"},
    {TargetKind::task, "a stage", "slip or pause"},
    {TargetKind::block, "a power block", "slip, outage, multiply or curtail"},
    {TargetKind::order, "an order", "slip, failure, cancel, substitute or pause"},
    {TargetKind::liquid_cooling, "a liquid loop", "outage or multiply"},
    {TargetKind::air_cooling, "an air loop", "outage or multiply"},
    {TargetKind::line, "a line", "outage, multiply or pause"},
    {TargetKind::lane, "a lane", "outage, multiply or pause"},
    {TargetKind::node, "a grid node", "outage, multiply or curtail"},
    {TargetKind::gateway, "a gateway", "outage or multiply"},
    {TargetKind::site, "a site", "add, curtail or pause"},
    {TargetKind::party, "a party", "outage, insolvency or pause"},
    {TargetKind::gear, "gear", "slip"},
    {TargetKind::system, "a system", "substitute or multiply"},
    {TargetKind::licence, "a licence", "slip or outage"},
    {TargetKind::price, "a rental price", "multiply or set"},
    {TargetKind::step, "a bring-up step", "multiply"},
});
constexpr auto effect_names = std::to_array<const char*>(
    {"slip", "outage", "multiply", "failure", "cancel", "add", "pause", "curtail", "substitute", "set", "insolvency"});

// What a target path points at; false where it does not exist, which the reader has reported.
bool bind_target(const Binder& binder, const std::string& path, DatedEvent& event) {
  const auto parts = split(path);
  const Scenario& scenario = binder.scenario;
  const auto set = [&](TargetKind kind, auto id) {
    event.target = kind;
    event.entity = id.index;
    return id.exists();
  };
  if (parts[0] == "lanes") return set(TargetKind::lane, binder.lane(parts[1]));
  if (parts[0] == "systems") return set(TargetKind::system, binder.system(parts[1]));
  if (parts[0] == "parties") return set(TargetKind::party, binder.party(parts[1]));
  if (parts[0] == "market") {
    set(TargetKind::price, parts[2] == "*" ? SystemId{} : binder.system(parts[2]));
    return true;
  }
  if (parts[0] == "gateways") return set(TargetKind::gateway, binder.gateway(parts[1]));
  if (parts[0] == "licences") return set(TargetKind::licence, binder.licence(parts[1]));
  if (parts[0] == "grid") return set(TargetKind::node, binder.node(parts[1]));
  if (parts[0] == "orders") {
    for (OrderId id : scenario.orders.ids()) {
      if (scenario.orders[id].id == parts[1]) return set(TargetKind::order, id);
    }
    return false;
  }
  if (parts[0] == "suppliers") return set(TargetKind::line, binder.line(parts[1] + "." + parts[3]));
  if (parts.size() == 2) return set(TargetKind::site, binder.site(parts[1]));
  if (parts[2] == "power") return set(TargetKind::block, binder.block(parts[1] + "." + parts[4]));
  if (parts[2] == "bring_up") {
    event.task = step_number(scenario.sites[binder.site(parts[1])], parts[3]);
    return set(TargetKind::step, binder.site(parts[1]));
  }
  if (parts[2] == "gear") return set(TargetKind::gear, binder.gear(parts[1] + "." + parts[3]));
  const HallId hall = binder.hall(parts[1] + "." + parts[3]);
  if (!set(TargetKind::hall, hall) || parts.size() == 4) return hall.exists();
  if (parts[4] == "cooling")
    return set(parts[5] == "liquid" ? TargetKind::liquid_cooling : TargetKind::air_cooling, hall);
  event.target = TargetKind::task;
  const auto& tasks = scenario.halls[hall].tasks;
  event.task = static_cast<std::uint32_t>(
      std::find_if(tasks.begin(), tasks.end(), [&](const Task& t) { return t.id == parts[5]; }) - tasks.begin());
  return true;
}

// Its point, or a draw.
Hour slip_of(const Binder& binder, const sim::Drawn& slip) {
  const bool varies = slip.each && !slip.law.is_fixed();
  const double hours = varies ? slip.at(binder.scenario.random.stream(slip.stream).next()) : slip.point();
  return static_cast<Hour>(std::floor(hours + 0.5));
}

void bind_effect(const Binder& binder, const EventText& text, DatedEvent& event) {
  if (text.slip) {
    event.effect = EffectKind::slip;
    event.slip = slip_of(binder, *text.slip);
  } else if (text.outage) {
    event.effect = EffectKind::outage;
    event.until = event.at + *text.outage;
  } else if (text.multiply) {
    event.effect = EffectKind::multiply;
    event.factor = part_of(*text.multiply);
    event.compute = text.multiply->effective_compute.value_or(1);
    if (text.lasts) event.until = event.at + *text.lasts;
  } else if (text.set) {
    event.effect = EffectKind::set;
    event.price = *text.set;
    if (text.lasts) event.until = event.at + *text.lasts;
  } else if (text.add) {
    event.effect = EffectKind::add;
    event.added = text.add->ambient;
    if (text.lasts) event.until = event.at + *text.lasts;
  } else if (text.curtail) {
    event.effect = EffectKind::curtail;
    event.factor = 1 - *text.curtail;
    if (text.lasts) event.until = event.at + *text.lasts;
  } else if (text.failure) {
    event.effect = EffectKind::failure;
    event.units = text.failure->units;
    event.repair = text.failure->repair;
  } else if (text.cancel) {
    event.effect = EffectKind::cancel;
    event.units = text.cancel->all ? no_limit : text.cancel->units.value_or(0);
  } else if (text.substitute) {
    event.effect = EffectKind::substitute;
  } else if (text.insolvency) {
    event.effect = EffectKind::insolvency;
    if (!*text.insolvency) event.until = event.at;  // none
  } else if (text.pause) {
    event.effect = EffectKind::pause;
    event.until = event.at + *text.pause;
  }
}

// An event of no size or length is no event at all.
bool does_nothing(const DatedEvent& event) {
  return (event.effect == EffectKind::slip && event.slip == 0) || event.until <= event.at ||
         ((event.effect == EffectKind::multiply || event.effect == EffectKind::curtail) && event.factor == 1.0 &&
          event.compute == 1.0) ||
         (event.effect == EffectKind::add && event.added == 0);
}

// Ended before the horizon; but a stage that rested then is late now.
bool is_long_over(const DatedEvent& event) { return event.until <= 0 && event.target != TargetKind::task; }

// Outages and insolvencies are those of a provider.
void check_provider(Binder& binder, const std::string& path, const EventText& text, PartyId party) {
  const Scenario& scenario = binder.scenario;
  const bool provides = std::any_of(scenario.contracts.begin(), scenario.contracts.end(),
                                    [&](const Contract& contract) { return contract.provider == party; });
  const bool orders = text.insolvency && std::any_of(scenario.orders.begin(), scenario.orders.end(),
                                                     [&](const Order& order) { return order.buyer == party; });
  if (!provides && !orders) binder.errors.warning(path + ".target", "is no provider of any contract: it has no effect");
}

void check_event(Binder& binder, const std::string& path, const EventText& text, const DatedEvent& event) {
  const TargetRow& row = targets[static_cast<std::size_t>(event.target)];
  const char* effect = text.pause ? "pause" : effect_names[static_cast<std::size_t>(event.effect)];
  if (std::string_view(row.effects).find(effect) == std::string_view::npos) {
    binder.errors.error(path + "." + effect, fmt::format("does not happen to {} ({})", row.words, text.target), effect,
                        row.effects);
  }
  if (event.target == TargetKind::hall && text.cancel && !text.cancel->all) {
    binder.errors.error(path + ".cancel", "a hall is given up as a whole", units_text(*text.cancel->units), "`all`");
  }
  check_chance(binder, path, text);
  if (text.of && !text.pause) binder.errors.error(path + ".of", "belongs to `pause`");
  if (text.lasts && !text.multiply && !text.set && !text.add && !text.curtail) {
    binder.errors.error(path + ".lasts", "belongs to `multiply`, `set`, `add` or `curtail`");
  }
  if (event.target == TargetKind::price) check_price_event(binder, path, text);
  const bool has_blocks =
      event.target == TargetKind::block || event.target == TargetKind::node || event.target == TargetKind::site;
  if (text.curtail && has_blocks) check_curtailment(binder, path, event);
  if (text.multiply) check_multiplied(binder, path, *text.multiply, event);
  if (text.substitute) check_substitute(binder, path, text, event);
  if (text.add && event.target == TargetKind::site) check_heat_wave(binder, path, event);
  if (event.target == TargetKind::lane && text.multiply && !binder.text.lanes[event.entity].value.capacity) {
    binder.errors.error(path + ".multiply", fmt::format("{} has no capacity to multiply", text.target), "",
                        "a lane with `capacity`");
  }
  const auto& halls = binder.scenario.halls;
  if ((event.target == TargetKind::liquid_cooling && halls[HallId{event.entity}].liquid_limit == no_limit) ||
      (event.target == TargetKind::air_cooling && halls[HallId{event.entity}].air_limit == no_limit)) {
    binder.errors.error(path + ".target", "this loop has no limit written: it never binds");
  }
  if (event.target == TargetKind::task && event.task >= halls[HallId{event.entity}].tasks.size()) {
    binder.errors.error(path + ".target", "the hall's `ready` stands in place of its stages: this has no effect", "",
                        "the hall itself, or a hall without `ready`");
  }
  if (event.target == TargetKind::party && !text.pause) check_provider(binder, path, text, PartyId{event.entity});
  if (event.at >= binder.scenario.end)
    binder.errors.warning(path + ".date", "lies after the horizon: it has no effect");
  if (is_long_over(event)) binder.errors.warning(path + ".date", "ended before the horizon: it has no effect");
}

void slip_order(Binder& binder, const std::string& path, const DatedEvent& event) {
  bool any = false;
  for (Lot& lot : binder.scenario.lots) {
    const bool is_hit = lot.order.exists() && binder.scenario.written_order(lot.order).index == event.entity;
    if (!is_hit || lot.release < event.at) continue;
    lot.requested += event.slip;
    lot.release = std::max(lot.ordered, lot.release + event.slip);
    any = true;
  }
  if (!any) binder.errors.warning(path, "every lot of the order was already at work: it has no effect");
}

void fold_into_capacities(Binder& binder) {
  std::uint32_t line = 0;
  for (const auto& supplier : binder.text.suppliers) {
    for (const auto& text : supplier.value.lines) {
      binder.scenario.lines[LineId{line}].capacity =
          capacity_steps(binder, text.value.capacity, TargetKind::line, line);
      ++line;
    }
  }
}

// Risks that strike on a date: a slip of the risk, by an event with the names of hall and risk.
void add_dated_risks(Binder& binder, HallId hall, const std::string& path, const Things<RiskText>& risks,
                     std::vector<DatedEvent>& events) {
  const auto& tasks = binder.scenario.halls[hall].tasks;
  for (const auto& [name, text] : risks) {
    if (!text.date || tasks.empty()) continue;
    DatedEvent event;
    event.id = binder.scenario.halls[hall].id + "." + name;
    event.at = binder.hour(*text.date);
    event.target = TargetKind::task;
    event.entity = hall.index;
    const auto is_it = [&, id = name](const Task& task) { return task.risk && task.id == id; };
    event.task = static_cast<std::uint32_t>(std::find_if(tasks.begin(), tasks.end(), is_it) - tasks.begin());
    event.slip = slip_of(binder, text.delay);
    if (event.at >= binder.scenario.end) {
      binder.errors.warning(path + "." + name + ".date", "lies after the horizon: it has no effect");
    } else if (binder.note_whether(path + "." + name, chance_of(binder, text)) && event.slip > 0) {
      events.push_back(std::move(event));
    }
  }
}

// Halls that are perhaps never built: an event with the name of the hall.
void add_chances_of_halls(Binder& binder, std::vector<DatedEvent>& events) {
  std::uint32_t hall = 0;
  for (const auto& site : binder.text.sites) {
    for (const auto& h : site.value.halls) {
      const HallId id{hall++};
      add_dated_risks(binder, id, fmt::format("sites.{}.halls.{}.risks", site.id, h.id), h.value.risks, events);
      if (!h.value.cancelled) continue;
      const std::string path = fmt::format("sites.{}.halls.{}.cancelled", site.id, h.id);
      check_chance(binder, path, *h.value.cancelled);
      DatedEvent event;
      event.id = binder.scenario.halls[id].id;
      event.at = h.value.cancelled->date ? binder.hour(*h.value.cancelled->date) : 0;
      event.effect = EffectKind::cancel;
      event.target = TargetKind::hall;
      event.entity = id.index;
      event.units = no_limit;
      if (event.at >= binder.scenario.end)
        binder.errors.warning(path + ".date", "lies after the horizon: it has no effect");
      else if (binder.note_whether(path, *h.value.cancelled))
        events.push_back(std::move(event));
    }
  }
}

}  // namespace

void resolve_events(Binder& binder) {
  std::vector<DatedEvent> events;
  for (const auto& [id, text] : binder.text.events) {
    const std::string path = "events." + id;
    DatedEvent event;
    event.id = id;
    event.at = binder.hour(text.date);
    bind_effect(binder, text, event);
    if (!bind_target(binder, text.target, event)) continue;
    if (text.pause) bind_pause(binder, path, text, event);
    if (text.pause && event.target == TargetKind::task) event.effect = EffectKind::outage;  // of its work
    check_event(binder, path, text, event);
    if (does_nothing(event) || event.at >= binder.scenario.end || is_long_over(event)) continue;
    if (!binder.note_whether(path, text)) continue;
    if (event.target == TargetKind::order && event.effect == EffectKind::slip) slip_order(binder, path, event);
    if (event.effect == EffectKind::add) {
      binder.scenario.sites[SiteId{event.entity}].heat_waves.push_back({event.at, event.until, event.added});
    }
    events.push_back(std::move(event));
  }
  add_chances_of_halls(binder, events);
  std::sort(events.begin(), events.end(), [](const DatedEvent& a, const DatedEvent& b) { return a.id < b.id; });
  for (DatedEvent& event : events) binder.scenario.events.push_back(std::move(event));
  for (const auto& [order, event] : binder.substitutes) {
    binder.scenario.orders[order].substituted_by = binder.find(binder.scenario.events, event);
  }
  fold_into_capacities(binder);
  fold_into_designs(binder);
  bind_pauses(binder);
  bind_licence_events(binder);
  bind_freight_capacities(binder);
}

}  // namespace models
