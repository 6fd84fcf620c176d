#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/market/demand.hpp"
#include "models/resolve/binder.hpp"
#include "sim/number_text.hpp"

namespace models {

namespace {

constexpr std::array<const char*, workload_classes> class_words{"training", "fine_tuning", "inference", "managed_api"};

std::int64_t nearest(double value) { return static_cast<std::int64_t>(std::floor(value + 0.5)); }

void add_level(std::vector<LevelStep>& steps, Hour from, std::int64_t level) {
  if (steps.empty() || steps.back().level != level) steps.push_back({from, level});
}

ClassRanks bind_order(Binder& binder, const std::string& path, const std::vector<WorkloadClass>& order) {
  ClassRanks ranks;
  ranks.fill(static_cast<std::uint8_t>(order.size()));
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto c = static_cast<std::size_t>(order[i]);
    if (ranks[c] < order.size()) {
      binder.errors.error(fmt::format("{}[{}]", path, i), fmt::format("is named before ({}[{}])", path, ranks[c]),
                          class_words[c], "each class once");
    } else {
      ranks[c] = static_cast<std::uint8_t>(i);
    }
  }
  return ranks;
}

void bind_workloads(Binder& binder, const WorkloadsText& text) {
  const std::string path = "policies.workloads";
  WorkloadOrder& order = binder.scenario.workloads;
  order.by_day = order.by_night = bind_order(binder, path + ".order", text.order);
  if (!text.night) return;
  order.by_night = bind_order(binder, path + ".night.order", text.night->order);
  order.night_from = static_cast<int>(text.night->from_hour);
  order.night_until = static_cast<int>(text.night->until_hour);
  if (order.has_night()) return;
  binder.errors.error(path + ".night.until_hour", fmt::format("leaves no hour to the night ({}.night.from_hour)", path),
                      fmt::format("{}", order.night_until), "another hour of the day");
}

bool has_price(const Binder& binder, std::string_view system) {
  if (!binder.text.market) return false;
  const auto& prices = binder.text.market->rental_price;
  return std::any_of(prices.begin(), prices.end(), [&](const auto& price) { return price.first == system; });
}

void bind_price(Binder& binder, const std::string& path, const DemandText& text, Demand& demand) {
  if (text.elasticity.has_value() != text.priced_as.has_value()) {
    const char* written = text.elasticity ? ".elasticity" : ".priced_as";
    binder.errors.error(path + written, "is half of what a price does", "",
                        text.elasticity ? path + ".priced_as" : path + ".elasticity");
    return;
  }
  if (!text.elasticity) return;
  if (!has_price(binder, *text.priced_as)) {
    binder.errors.error(path + ".priced_as",
                        fmt::format("has no rental price (market.rental_price.{})", *text.priced_as), *text.priced_as,
                        "a system with one");
    return;
  }
  demand.elasticity = *text.elasticity;
  demand.priced_as = binder.system(*text.priced_as);
}

// What may serve a demand; nothing is written down where everything may.
void bind_fit(Binder& binder, const DemandText& text, Demand& demand) {
  const auto contains = [](const std::vector<std::string>& all, const std::string& one) {
    return all.empty() || std::find(all.begin(), all.end(), one) != all.end();
  };
  const DemandRequiresText rules = text.needs.value_or(DemandRequiresText{});
  std::vector<bool> systems, sites;
  for (const auto& [id, system] : binder.text.systems) {
    systems.push_back(contains(rules.systems, id) && can_do(system, {text.workload}));
  }
  for (SiteId site : binder.scenario.sites.ids()) {
    sites.push_back(contains(rules.jurisdictions, jurisdiction_of(binder, site)));
  }
  if (std::find(systems.begin(), systems.end(), false) != systems.end()) demand.fits_system = std::move(systems);
  if (std::find(sites.begin(), sites.end(), false) != sites.end()) demand.fits_site = std::move(sites);
}

// The price of a system over time: the curve, or what the last event that is in force sets it to, times the factors of
// all that are.
std::vector<LevelStep> rental_price(const Binder& binder, SystemId system, const sim::Curve& curve) {
  const Scenario& scenario = binder.scenario;
  std::vector<const DatedEvent*> events;
  std::vector<Hour> changes;
  const auto steps = curve.hourly(scenario.start, scenario.end);
  for (const auto& step : steps) changes.push_back(step.from);
  for (const DatedEvent& event : scenario.events) {
    if (event.target != TargetKind::price || (event.entity != system.index && SystemId{event.entity}.exists()))
      continue;
    events.push_back(&event);
    for (Hour h : {event.at, event.until}) {
      if (h > 0 && h < scenario.end) changes.push_back(h);
    }
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const DatedEvent* a, const DatedEvent* b) { return a->at < b->at; });
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

  std::vector<LevelStep> price;
  std::size_t at = 0;
  for (Hour h : changes) {
    while (at + 1 < steps.size() && steps[at + 1].from <= h) ++at;
    double usd = steps[at].value, factor = 1;
    for (const DatedEvent* event : events) {
      if (event->at > h || event->until <= h) continue;
      if (event->effect == EffectKind::set) usd = event->price;
      if (event->effect == EffectKind::multiply) factor *= event->factor;
    }
    add_level(price, h, nearest(usd * factor * 1e6));
  }
  return price;
}

void bind_rental_prices(Binder& binder) {
  if (!binder.text.market || binder.text.market->rental_price.empty()) return;
  auto& prices = binder.scenario.rental_prices;
  prices = sim::Table<System, std::vector<LevelStep>>(binder.scenario.systems.size());
  for (const auto& [id, curve] : binder.text.market->rental_price) {
    const SystemId system = binder.system(id);
    if (system.exists()) prices[system] = rental_price(binder, system, curve);
  }
}

// The need of a demand in each hour: its curve, its course over the day, and what the price makes of it.
void bind_need(Binder& binder, const DemandText& text, Demand& demand) {
  const Scenario& scenario = binder.scenario;
  const auto curve = text.need.hourly(scenario.start, scenario.end);
  std::vector<Hour> changes;
  for (const auto& step : curve) changes.push_back(step.from);
  for (Hour h = 0; text.daily && h < scenario.end; ++h) changes.push_back(h);
  const bool has_price = demand.priced_as.exists();
  const std::vector<LevelStep> price = has_price ? scenario.rental_prices[demand.priced_as] : std::vector<LevelStep>{};
  for (const LevelStep& step : price) changes.push_back(step.from);
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

  const MicroUsd at_start = has_price ? level_at(price, 0) : 0;
  if (has_price && std::any_of(price.begin(), price.end(), [](const LevelStep& p) { return p.level <= 0; })) {
    binder.errors.error("demand." + demand.id + ".priced_as",
                        fmt::format("goes by a price that is nothing at some time (market.rental_price.{})",
                                    scenario.systems[demand.priced_as].id),
                        "", "a price from the horizon's begin on");
    return;
  }
  const auto midnight = std::chrono::floor<std::chrono::days>(scenario.start);
  const Hour first_hour = (scenario.start - midnight).count();
  std::size_t at = 0;
  for (Hour h : changes) {
    while (at + 1 < curve.size() && curve[at + 1].from <= h) ++at;
    double need = curve[at].value;
    if (text.daily) {
      need *= daily_factor(static_cast<int>((first_hour + h) % 24), static_cast<int>(text.daily->peak_hour),
                           text.daily->trough);
    }
    if (has_price) {
      add_level(demand.need_before_price, h, nearest(need));
      need *= price_factor(level_at(price, h), at_start, demand.elasticity);
    }
    add_level(demand.need, h, nearest(need));
  }
}

}  // namespace

void resolve_channels(Binder& binder) {
  std::map<std::string, std::pair<double, std::string>> shares;  // by provider: their sum, and the first of them
  for (const auto& [id, text] : binder.text.channels) {
    const std::string path = "channels." + id;
    Channel channel;
    channel.id = id;
    channel.provider = binder.party(text.provider);
    channel.operated_by = text.operated_by ? binder.party(*text.operated_by) : PartyId{};
    channel.share = text.share;
    channel.fee = text.fee;
    if (text.fee > 0 && text.operated_by.value_or(text.provider) == text.provider) {
      binder.errors.error(path + ".fee", fmt::format("goes to the provider itself ({}.provider)", path), "",
                          path + ".operator, another party");
    }
    auto& [sum, first] = shares.try_emplace(text.provider, 0.0, path).first->second;
    const double left_over = std::floor((1 - sum) * 1e8 + 0.5) / 1e6;  // [%]
    sum += text.share;
    if (sum > 1 + 1e-9) {
      binder.errors.error(
          path + ".share",
          fmt::format("is more than {}.share and others of the provider leave of its accelerators", first),
          sim::number_text(text.share * 100) + " %", fmt::format("at most {} %", sim::number_text(left_over)));
    }
    binder.scenario.channels.push_back(std::move(channel));
  }
}

void resolve_demand(Binder& binder) {
  if (binder.text.policies.workloads) bind_workloads(binder, *binder.text.policies.workloads);
  for (const auto& [id, text] : binder.text.demand) {
    const std::string path = "demand." + id;
    Demand demand;
    demand.id = id;
    demand.customer = binder.party(text.customer);
    demand.workload = text.workload;
    if (text.channel) demand.channel = binder.find(binder.scenario.channels, *text.channel);
    bind_fit(binder, text, demand);
    bind_price(binder, path, text, demand);
    binder.scenario.demands.push_back(std::move(demand));
  }
}

void check_price_event(Binder& binder, const std::string& path, const EventText& text) {
  if (!binder.text.market || binder.text.market->rental_price.empty()) {
    binder.errors.error(path + ".target", "no system has a rental price", text.target, "`market.rental_price`");
  }
  if (text.multiply && text.multiply->part == 0.0) {
    binder.errors.error(path + ".multiply", "leaves no price", "0", "more than 0");
  }
}

void bind_market(Binder& binder) {
  bind_rental_prices(binder);
  for (DemandId id : binder.scenario.demands.ids()) {
    bind_need(binder, binder.text.demand[id.index].value, binder.scenario.demands[id]);
  }
}

}  // namespace models
