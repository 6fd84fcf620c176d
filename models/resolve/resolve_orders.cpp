#include <fmt/core.h>

#include <cmath>

#include "models/resolve/binder.hpp"
#include "models/supply/bill_of_materials.hpp"
#include "models/supply/planned_dates.hpp"
#include "models/supply/substitution.hpp"

namespace models {

namespace {

constexpr std::size_t most_lots = 5'000'000;
constexpr Units most_units = 1'000'000'000;

std::string path_of(const std::string& order) { return "orders." + order; }

bool fits(const Scenario& scenario, HallId hall, SystemId system) {
  return fits(scenario.halls[hall], scenario.systems[system]);
}

// Halls that a system's rating would allow are all too warm for it.
void report_warm_site(Binder& binder, const std::string& path, SystemId system, SiteId site) {
  binder.errors.error(path,
                      fmt::format("systems.{} takes colder water than every hall of sites.{} has that is not too weak "
                                  "for it (systems.{}.cooling.supply_max, cooling.liquid.supply)",
                                  binder.scenario.systems[system].id, binder.scenario.sites[site].id,
                                  binder.scenario.systems[system].id),
                      "",
                      "a site with a hall of at most " + celsius_text(binder.scenario.systems[system].warmest_supply));
}

void report_warm_hall(Binder& binder, const std::string& path, SystemId system, HallId hall) {
  const std::string& id = binder.scenario.halls[hall].id;
  const std::size_t dot = id.find('.');
  binder.errors.error(
      path,
      fmt::format("systems.{}.cooling.supply_max is less than sites.{}.halls.{}.cooling.liquid.supply ({})",
                  binder.scenario.systems[system].id, id.substr(0, dot), id.substr(dot + 1),
                  celsius_text(*binder.scenario.halls[hall].supply)),
      "", "a hall with water of at most " + celsius_text(binder.scenario.systems[system].warmest_supply));
}

// `path` says why the order goes there, or is of this system.
void bind_destination(Binder& binder, const std::string& path, Order& order, const DestinationText& to) {
  const auto add_site = [&](const std::string& id) {
    const SiteId site = binder.site(id);
    if (!site.exists()) return;
    order.sites.push_back(site);
    const auto& halls = binder.scenario.sites[site].halls;
    if (halls.empty()) {
      binder.errors.error(path, fmt::format("sites.{} has no halls", id), "", "a site with a hall");
      return;
    }
    if (std::any_of(halls.begin(), halls.end(), [&](HallId h) { return fits(binder.scenario, h, order.system); })) {
      return;
    }
    const Watts nominal = binder.scenario.systems[order.system].nominal;
    const System& system = binder.scenario.systems[order.system];
    if (std::all_of(halls.begin(), halls.end(),
                    [&](HallId h) { return is_refused_by_rows(binder.scenario.halls[h], system); })) {
      report_refusing_rows(binder, path, system, binder.scenario.halls[halls.front()]);
    } else if (std::any_of(halls.begin(), halls.end(),
                           [&](HallId h) { return nominal <= binder.scenario.halls[h].density_max; })) {
      report_warm_site(binder, path, order.system, site);
    } else {
      binder.errors.error(
          path,
          fmt::format("systems.{} is denser than every hall of sites.{} allows (density_max)",
                      binder.scenario.systems[order.system].id, id),
          "", "a site with a hall that allows " + power_text(binder.scenario.systems[order.system].nominal));
    }
  };
  for (const std::string& site : to.first_ready) add_site(site);
  for (const std::string& site : to.most_headroom) add_site(site);
  if (!to.first_ready.empty()) order.routing = Routing::first_ready;
  if (!to.most_headroom.empty()) order.routing = Routing::most_headroom;
  if (!to.place) return;
  if (*to.place == "outside") {
    order.routing = Routing::outside;
  } else if (to.place->find('.') == std::string::npos) {
    order.routing = Routing::fixed_site;
    add_site(*to.place);
  } else {
    order.routing = Routing::fixed_hall;
    order.hall = binder.hall(*to.place);
    if (!order.hall.exists()) return;
    order.sites.push_back(binder.scenario.halls[order.hall].site);
    if (fits(binder.scenario, order.hall, order.system)) return;
    if (is_refused_by_rows(binder.scenario.halls[order.hall], binder.scenario.systems[order.system])) {
      report_refusing_rows(binder, path, binder.scenario.systems[order.system], binder.scenario.halls[order.hall]);
    } else if (binder.scenario.systems[order.system].nominal <= binder.scenario.halls[order.hall].density_max) {
      report_warm_hall(binder, path, order.system, order.hall);
    } else {
      binder.errors.error(path,
                          fmt::format("systems.{} is denser than the hall allows (density_max)",
                                      binder.scenario.systems[order.system].id),
                          "", "a hall that allows " + power_text(binder.scenario.systems[order.system].nominal));
    }
  }
}

// The groups of a lot: where its units enter the model, each candidate site, and each hall that it may be placed in.
void add_groups(Binder& binder, Lot& lot, LotId id) {
  Scenario& scenario = binder.scenario;
  const Order& order = scenario.orders[lot.order];
  lot.first_group = static_cast<std::uint32_t>(scenario.groups.size());
  std::vector<SiteId> sites = order.sites;
  std::sort(sites.begin(), sites.end());
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  if (order.routing == Routing::fixed_hall) {
    lot.source = scenario.groups.push_back({id, sites.front(), order.hall});
  } else {
    for (SiteId site : sites) {
      for (HallId hall : scenario.sites[site].halls) {
        if (fits(scenario, hall, order.system)) scenario.groups.push_back({id, site, hall});
      }
      const GroupId at_site = scenario.groups.push_back({id, site, HallId{}});
      if (order.routing == Routing::fixed_site) lot.source = at_site;
    }
    if (order.routing != Routing::fixed_site) lot.source = scenario.groups.push_back({id, SiteId{}, HallId{}});
  }
  lot.group_count = static_cast<std::uint32_t>(scenario.groups.size()) - lot.first_group;
}

NominalLeads nominal_leads(const Binder& binder, const Order& order, const SystemText& system) {
  const Scenario& scenario = binder.scenario;
  NominalLeads leads;
  const Hour cycle = order.line.exists() ? scenario.lines[order.line].cycle_time.point : 0;
  const Hour transit = order.lane.exists() ? scenario.lanes[order.lane].transit.point : 0;
  const Hour parts = nominal_lead(scenario, scenario.systems[order.system], 0);
  leads.order_to_dock = system.quoted_lead_time.value_or(parts + cycle + transit);
  leads.release_to_dock = order.line.exists() || parts > 0 ? leads.order_to_dock : transit;
  if (!order.sites.empty()) leads.bring_up = scenario.sites[order.sites.front()].nominal_bring_up();
  return leads;
}

// A lot as it is wanted, before it is known when it can be ordered.
struct WantedLot {
  Units units = 0;
  Hour ordered = 0;
  std::optional<Hour> requested;
  Hour given_up = sim::never;
  LotId substitute_of{};
};

std::vector<WantedLot> standing_lots(Binder& binder, const std::string& path, const OrderText& text) {
  if (!text.quantity) binder.errors.error(path + ".quantity", "is missing", "", "the units of each turn");
  if (text.requested) binder.errors.error(path + ".requested", "a standing order is delivered as soon as it can be");
  if (!text.quantity || text.requested) return {};
  const Hour from = text.from ? binder.hour(*text.from) : 0;
  const Hour until = std::min(text.until ? binder.hour(*text.until) : binder.scenario.end, binder.scenario.end);
  if (from >= until) binder.errors.error(path + ".from", "begins after it ends, or after the horizon");
  // Turns add up before they are rounded, and gaps of less than an hour count as they are drawn, so that many short
  // gaps keep their mean.
  const sim::Drawn& every = *text.every;
  sim::RandomStream gaps = binder.scenario.random.stream(every.stream);
  const double fixed_gap = static_cast<double>(whole_hours(every.point()));
  std::vector<WantedLot> turns;
  for (double at = static_cast<double>(from); std::floor(at + 0.5) < static_cast<double>(until);) {
    if (turns.size() == most_lots) {
      binder.errors.error(path + ".every", fmt::format("makes more than {} turns", most_lots));
      break;
    }
    turns.push_back({*text.quantity, static_cast<Hour>(std::floor(at + 0.5)), std::nullopt});
    at += every.each ? std::max(0.0, every.unbounded_at(gaps.next())) : fixed_gap;
  }
  return turns;
}

std::vector<WantedLot> dated_lots(Binder& binder, const std::string& path, const OrderText& text) {
  const Hour ordered = binder.hour(*text.ordered);
  if (text.from) binder.errors.error(path + ".from", "belongs to a standing order (`every`)");
  if (text.until) binder.errors.error(path + ".until", "belongs to a standing order (`every`)");
  if (ordered >= binder.scenario.end)
    binder.errors.warning(path + ".ordered", "lies after the horizon: it has no effect");
  const auto wanted = [&](Units units, std::optional<sim::Timestamp> date) {
    WantedLot lot{units, ordered, std::nullopt};
    if (date) lot.requested = binder.hour(*date);
    if (lot.requested && *lot.requested < ordered) {
      binder.errors.error(path + ".requested", fmt::format("is before the order date ({}.ordered)", path), "",
                          "that date or a later one");
    }
    return lot;
  };
  if (text.requested && !text.requested->by_date.empty()) {
    if (text.quantity) binder.errors.error(path + ".quantity", "is said again by the quantities under `requested`");
    std::vector<WantedLot> lots;
    for (const auto& [date, units] : text.requested->by_date) lots.push_back(wanted(units, date));
    return lots;
  }
  if (!text.quantity) {
    binder.errors.error(path + ".quantity", "is missing", "", "an amount, or amounts by date under `requested`");
    return {};
  }
  return {wanted(*text.quantity, text.requested ? text.requested->at : std::nullopt)};
}

const SystemText& system_text(const Binder& binder, SystemId id) { return binder.text.systems[id.index].value; }

void check_line_of_units(Binder& binder, const std::string& path, const Order& order) {
  const Line& line = binder.scenario.lines[order.line];
  if (line.noun != noun_word(PartNoun::units)) {
    binder.errors.error(path, fmt::format("the capacity of {} counts {}", line.id, line.noun), "",
                        "a line whose capacity counts units");
  }
  if (line.contenders == Contenders::makers && !binder.scenario.systems[order.system].maker.exists()) {
    binder.errors.error(path,
                        fmt::format("makers share {}, and systems.{}.maker is none of the parties", line.id,
                                    binder.scenario.systems[order.system].id),
                        "", "a maker that is one of the parties, or `shared_by: buyers`");
  }
}

// An order of the text, or what stands in for it with another system; `cause` is the key that says why it is of its
// system.
Order order_of(Binder& binder, const std::string& id, const OrderText& text, SystemId system, const char* cause) {
  Order order;
  order.id = id;
  order.buyer = binder.party(text.buyer);
  order.system = system;
  const auto& made_on = text.made_on ? text.made_on : system_text(binder, order.system).made_on;
  if (made_on) order.line = binder.line(*made_on);
  if (text.made_on && order.line.exists()) check_line_of_units(binder, path_of(id) + ".made_on", order);
  if (text.lane) order.lane = binder.lane(*text.lane);
  order.priority = text.priority;
  bind_destination(binder, path_of(id) + cause, order, text.to);
  if (text.made_for) order.made_for = binder.tranche(*text.made_for);
  return order;
}

LotId add_lot(Binder& binder, OrderId order, const NominalLeads& leads, const WantedLot& wanted) {
  const PlannedDates planned = planned_dates(wanted.ordered, wanted.requested, leads);
  Lot lot;
  lot.order = order;
  lot.substitute_of = wanted.substitute_of;
  lot.units = wanted.units;
  lot.ordered = wanted.ordered;
  lot.requested = wanted.requested.value_or(wanted.ordered);
  lot.release = planned.release;
  lot.planned_live = planned.live;
  lot.given_up = wanted.given_up;
  const LotId id{static_cast<std::uint32_t>(binder.scenario.lots.size())};
  add_groups(binder, lot, id);
  binder.scenario.lots.push_back(lot);
  return id;
}

// The lots of an order, and of the orders that come to stand in for it: each event makes an order of its own, with a
// lot for each that may still be open. What is to be ordered after the event is of the other system from the start.
void add_lots(Binder& binder, OrderId id, const OrderText& text, std::vector<WantedLot> lots,
              std::span<const Substitute> substitutes) {
  const Order& of = binder.scenario.orders[id];
  if (of.sites.empty() && of.routing != Routing::outside) return;  // which has been reported
  const NominalLeads leads = nominal_leads(binder, of, system_text(binder, of.system));
  const std::vector<OrderPause> pauses = order_pauses(binder, of);
  const auto accelerators = [&](SystemId system) { return binder.scenario.systems[system].accelerators; };
  const std::int64_t old_each = accelerators(of.system);
  const std::int64_t new_each = substitutes.empty() ? 1 : accelerators(substitutes.front().system);
  std::vector<WantedLot> others, later;
  bool is_long_late = false;
  for (WantedLot& lot : lots) {
    lot.ordered = order_date(binder, pauses, lot.ordered);
    if (text.cancel_if_late && lot.given_up == sim::never) {
      lot.given_up = lot.requested.value_or(lot.ordered) + *text.cancel_if_late;
      is_long_late = is_long_late || lot.given_up < 0;
    }
    const bool has_own_units = !lot.substitute_of.exists();
    if (!substitutes.empty() && has_own_units && lot.ordered >= substitutes.front().at) {
      later.push_back(lot);
      continue;
    }
    const LotId at = add_lot(binder, id, leads, lot);
    if (substitutes.empty()) continue;
    const Units most = (lot.units * old_each + new_each - 1) / new_each;
    others.push_back({most, std::max(lot.ordered, substitutes.front().at), lot.requested, lot.given_up, at});
  }
  if (is_long_late) {
    binder.errors.warning(path_of(of.id) + ".cancel_if_late",
                          "is over before the horizon begins: what is open is cancelled in its first hour");
  }
  if (substitutes.empty()) return;
  std::vector<Units> open;
  for (const WantedLot& lot : later) open.push_back(lot.units);
  const std::vector<Units> placed = substitution(open, old_each, new_each).placed;
  for (std::size_t i = 0; i < later.size(); ++i) {
    later[i].units = placed[i];
    if (placed[i] > 0) others.push_back(later[i]);
  }
  const std::string& written = binder.scenario.orders[binder.scenario.written_order(id)].id;
  Order order = order_of(binder, written, text, substitutes.front().system, ".accepts");
  order.id = written + "." + substitutes.front().event;
  order.substitute_of = id;
  const OrderId next = binder.scenario.orders.push_back(std::move(order));
  binder.substitutes.emplace_back(next, substitutes.front().event);
  add_lots(binder, next, text, std::move(others), substitutes.subspan(1));
}

void bind_order(Binder& binder, const std::string& id, const OrderText& text) {
  const std::string path = path_of(id);
  Order order = order_of(binder, id, text, binder.system(text.system), ".to");
  if (order.made_for.exists()) {
    const Contract& contract = binder.scenario.contracts[binder.scenario.tranches[order.made_for].contract];
    if (contract.provider != order.buyer) {
      binder.errors.error(path + ".for",
                          fmt::format("is promised by {}, not by the buyer of this order",
                                      binder.scenario.parties[contract.provider].id),
                          "", fmt::format("a tranche of a contract of {}", text.buyer));
    }
    if (contract.is_capacity()) {
      binder.errors.error(path + ".for", fmt::format("is power (contracts.{}.kind), not units", contract.id), "",
                          "a tranche of a compute contract");
    }
    if (const TrancheId upstream = binder.scenario.tranches[order.made_for].upstream; upstream.exists()) {
      const std::string& by = binder.scenario.contracts[binder.scenario.tranches[upstream].contract].id;
      binder.errors.error(path_of(id) + ".for", fmt::format("is supplied by contracts.{}, not by units", by), "",
                          "a tranche that units supply");
    }
  }
  check_accepts(binder, path, text);
  bind_paid_by(binder, path, text, order);
  const OrderId order_id = binder.scenario.orders.push_back(std::move(order));
  const std::vector<WantedLot> lots = text.every ? standing_lots(binder, path, text) : dated_lots(binder, path, text);
  add_lots(binder, order_id, text, lots, substitutes_of(binder, id, text));
}

// What is installed when the horizon begins is the order `site.hall.system` of the site's operator.
void add_installed(Binder& binder, HallId hall, const std::string& system, Units units) {
  Scenario& scenario = binder.scenario;
  const SiteId site = scenario.halls[hall].site;
  Order order;
  order.id = scenario.halls[hall].id + "." + system;
  order.buyer = scenario.sites[site].in_role(Role::systems);
  order.system = binder.system(system);
  order.routing = Routing::fixed_hall;
  order.hall = hall;
  order.sites = {site};
  const OrderId id = scenario.orders.push_back(std::move(order));
  Lot lot;
  lot.order = id;
  lot.units = units;
  lot.opening = true;
  const LotId lot_id{static_cast<std::uint32_t>(scenario.lots.size())};
  add_groups(binder, lot, lot_id);
  scenario.lots.push_back(lot);
}

// Water must come back warmer than it comes in, wherever a system may stand.
void check_returns(Binder& binder) {
  const Scenario& scenario = binder.scenario;
  std::set<std::pair<HallId, SystemId>> reported;
  const auto check = [&](HallId hall, SystemId system) {
    const Hall& h = scenario.halls[hall];
    const System& s = scenario.systems[system];
    if (!h.supply || s.liquid == 0 || s.liquid_return > *h.supply || !fits(h, s)) return;
    if (!reported.insert({hall, system}).second) return;
    const std::size_t dot = h.id.find('.');
    binder.errors.error(
        fmt::format("sites.{}.halls.{}.cooling.liquid.supply", h.id.substr(0, dot), h.id.substr(dot + 1)),
        fmt::format("is not below systems.{}.cooling.return: the water would take no heat", s.id),
        celsius_text(*h.supply), "below " + celsius_text(s.liquid_return));
  };
  for (const Order& order : scenario.orders) {
    if (order.hall.exists()) check(order.hall, order.system);
    if (order.routing == Routing::fixed_hall) continue;
    for (SiteId site : order.sites) {
      for (HallId hall : scenario.sites[site].halls) check(hall, order.system);
    }
  }
}

}  // namespace

void resolve_orders(Binder& binder) {
  for (const auto& [id, text] : binder.text.orders) bind_order(binder, id, text);
  std::uint32_t hall = 0;
  for (const auto& site : binder.text.sites) {
    for (const auto& h : site.value.halls) {
      for (const auto& [system, units] : h.value.installed) add_installed(binder, HallId{hall}, system, units);
      ++hall;
    }
  }
  check_returns(binder);
  Units sum = 0;
  for (const Lot& lot : binder.scenario.lots) sum = std::min(most_units + 1, sum + lot.units);
  if (sum > most_units) binder.errors.error("orders", "more than 1e9 units are ordered in all");
}

}  // namespace models
