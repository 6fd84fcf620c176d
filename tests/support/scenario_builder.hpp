#pragma once
// Builds a models::Scenario in memory, so that a test states only what matters to it. What is not said is as a scenario
// file has it that does not say it: no limits, no steps of bring-up, every system and hall allowed.
//
//   ScenarioBuilder b(10 * day);                       // starts on Thursday 2026-01-01, reports hour by hour
//   const auto acme = b.party("acme");
//   const auto line = b.line("odm.racks", 0.5);        // units per hour
//   b[line].cycle_time = 24;                           // any field, by id
//   const auto order = b.order("first", acme, b.system("rack", 72));
//   b[order].line = line;
//   b.to(order, hall);
//   b.lot(order, 10, {.ordered = 0, .requested = 96});
//   const Scenario scenario = b.build();
//
// Ids are numbered in the order of calls, so things of one kind are added in the order of their names.

#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "models/site/gear.hpp"
#include "models/supply/bill_of_materials.hpp"
#include "models/supply/planned_dates.hpp"

namespace tests {

inline constexpr models::Hour day = 24;
inline constexpr models::Hour week = 168;
inline constexpr models::Watts kilowatt = 1000;
inline constexpr models::Watts megawatt = 1000 * kilowatt;

struct LotDates {
  models::Hour ordered = 0;
  std::optional<models::Hour> requested = std::nullopt;
  std::optional<models::Hour> quoted_lead = std::nullopt;  // order to dock; cycle time + transit where not written
};

class ScenarioBuilder {
 public:
  explicit ScenarioBuilder(models::Hour end) {
    scenario_.id = "test";
    scenario_.start = sim::Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
    scenario_.end = end;
    scenario_.report_step = models::ReportStep::hour;
  }

  // The fields of the scenario itself.
  models::Scenario* operator->() { return &scenario_; }

  models::Party& operator[](models::PartyId id) { return scenario_.parties[id]; }
  models::System& operator[](models::SystemId id) { return scenario_.systems[id]; }
  models::Line& operator[](models::LineId id) { return scenario_.lines[id]; }
  models::Part& operator[](models::PartId id) { return scenario_.parts[id]; }
  models::Lane& operator[](models::LaneId id) { return scenario_.lanes[id]; }
  models::Gateway& operator[](models::GatewayId id) { return scenario_.gateways[id]; }
  models::Site& operator[](models::SiteId id) { return scenario_.sites[id]; }
  models::Gear& operator[](models::GearId id) { return scenario_.gear[id]; }
  models::Stock& operator[](models::StockId id) { return scenario_.stocks[id]; }
  models::Hall& operator[](models::HallId id) { return scenario_.halls[id]; }
  models::PowerBlock& operator[](models::BlockId id) { return scenario_.blocks[id]; }
  models::Order& operator[](models::OrderId id) { return scenario_.orders[id]; }
  models::Contract& operator[](models::ContractId id) { return scenario_.contracts[id]; }
  models::Tranche& operator[](models::TrancheId id) { return scenario_.tranches[id]; }

  models::PartyId party(const std::string& id) {
    models::Party party;
    party.id = party.name = id;
    return scenario_.parties.push_back(party);
  }

  models::SystemId system(const std::string& id, std::int64_t accelerators, models::Watts nominal = 100 * kilowatt) {
    models::System system;
    system.id = id;
    system.accelerators = accelerators;
    system.nominal = system.typical = system.idle = nominal;
    system.in_use.fill(nominal);
    system.tiers.resize(1);
    return scenario_.systems.push_back(system);
  }

  models::LineId line(const std::string& id, double per_hour) {
    models::Line line;
    line.id = id;
    line.tier = id.substr(id.find('.') + 1);
    line.capacity = {{0, per_hour}};
    return scenario_.lines.push_back(line);
  }

  // A part that is made on a line, counted in units.
  models::PartId part(const std::string& id, models::LineId line) {
    models::Part part;
    part.id = id;
    part.line = line;
    part.noun = "units";
    return scenario_.parts.push_back(part);
  }

  models::LaneId lane(const std::string& id, models::Hour transit) {
    models::Lane lane;
    lane.id = id;
    lane.transit = transit;
    return scenario_.lanes.push_back(lane);
  }

  models::GatewayId gateway(const std::string& id, double per_hour) {
    models::Gateway gateway;
    gateway.id = id;
    gateway.capacity = {{0, per_hour}};
    return scenario_.gateways.push_back(gateway);
  }

  models::SiteId site(const std::string& id) {
    models::Site site;
    site.id = site.name = id;
    return scenario_.sites.push_back(site);
  }

  // A hall that is ready from the start, unless its `ready` is moved.
  models::HallId hall(models::SiteId site, const std::string& id) {
    models::Hall hall;
    hall.id = scenario_.sites[site].id + "." + id;
    hall.site = site;
    const auto hall_id = scenario_.halls.push_back(hall);
    scenario_.sites[site].halls.push_back(hall_id);
    return hall_id;
  }

  // Halls whose units are of use once so many accelerators are accepted in them.
  models::ComputeClusterId cluster(const std::string& id, std::int64_t minimum,
                                   std::initializer_list<models::HallId> halls) {
    const auto cluster_id = scenario_.compute_clusters.push_back({id, minimum});
    for (models::HallId hall : halls) scenario_.halls[hall].cluster = cluster_id;
    return cluster_id;
  }

  // Gear that comes after exactly `lead` hours, unless its law is replaced.
  models::GearId gear(models::SiteId site, const std::string& id, models::Units quantity, models::Hour ordered,
                      models::Hour lead) {
    models::Gear gear;
    gear.id = scenario_.sites[site].id + "." + id;
    gear.site = site;
    gear.quantity = quantity;
    gear.ordered = ordered;
    gear.lead_time = lead;
    return scenario_.gear.push_back(gear);
  }

  // A block that gives all that it is rated for from `energization` on.
  models::BlockId block(models::SiteId site, const std::string& id, models::Watts rated,
                        models::Hour energization = 0) {
    models::PowerBlock block;
    block.id = scenario_.sites[site].id + "." + id;
    block.site = site;
    block.rated = rated;
    block.energization = energization;
    block.ramp = {{0, rated}};
    const auto block_id = scenario_.blocks.push_back(block);
    scenario_.sites[site].blocks.push_back(block_id);
    scenario_.sites[site].limited_by_power = true;
    return block_id;
  }

  std::uint32_t pool(models::SiteId site, const std::string& id, std::int64_t count) {
    scenario_.sites[site].pools.push_back({id, count});
    return static_cast<std::uint32_t>(scenario_.sites[site].pools.size() - 1);
  }
  void step(models::SiteId site, const std::string& id, models::Hour duration,
            std::vector<models::NeedOfPool> needs = {}) {
    scenario_.sites[site].unpowered_steps.push_back({.id = id, .duration = duration, .needs = std::move(needs)});
  }
  void powered_step(models::SiteId site, const std::string& id, models::Hour duration,
                    std::vector<models::NeedOfPool> needs = {}) {
    scenario_.sites[site].powered_steps.push_back(
        {.id = id, .duration = duration, .needs = std::move(needs), .powered = true});
  }

  // The step that was added last, those without power first.
  models::BringUpStep& last_step(models::SiteId site) {
    models::Site& s = scenario_.sites[site];
    return s.powered_steps.empty() ? s.unpowered_steps.back() : s.powered_steps.back();
  }

  // Live units of a system fail after `life` hours and are in repair for `repair` hours, with what `needs` says of a
  // site.
  models::FailureLaw& failures(models::SystemId system, models::Hour life, models::Hour repair) {
    return scenario_.systems[system].failures.emplace(models::FailureLaw{life, repair});
  }
  void repair_needs(models::SiteId site, models::SystemId system, std::vector<models::NeedOfPool> needs) {
    auto& by_system = scenario_.sites[site].repair_needs;
    by_system.resize(scenario_.systems.size());
    by_system[system.index] = std::move(needs);
  }

  // A stock of parts that is never replenished, unless its policy is replaced.
  models::StockId stock(models::SiteId site, const std::string& id, models::Units on_hand) {
    models::Stock stock;
    stock.id = scenario_.sites[site].id + "." + id;
    stock.site = site;
    stock.opening = on_hand;
    const auto stock_id = scenario_.stocks.push_back(stock);
    scenario_.sites[site].stocks.push_back(stock_id);
    return stock_id;
  }
  // Repairs of the system take a part of the stock, in this share of the cases.
  void repair_uses(models::SystemId system, models::StockId stock, double share = 1) {
    auto& uses = scenario_.systems[system].failures->uses;
    auto& by_system = scenario_.sites[scenario_.stocks[stock].site].repair_parts;
    by_system.resize(scenario_.systems.size());
    by_system[system.index].push_back({stock, share, static_cast<std::uint32_t>(uses.size())});
    uses.push_back(scenario_.stocks[stock].id);
  }

  models::OrderId order(const std::string& id, models::PartyId buyer, models::SystemId system) {
    models::Order order;
    order.id = id;
    order.buyer = buyer;
    order.system = system;
    order.routing = models::Routing::outside;
    lots_.emplace_back();
    return scenario_.orders.push_back(order);
  }
  void to(models::OrderId order, models::HallId hall) {
    scenario_.orders[order].routing = models::Routing::fixed_hall;
    scenario_.orders[order].hall = hall;
    scenario_.orders[order].sites = {scenario_.halls[hall].site};
  }
  void to(models::OrderId order, models::SiteId site) {
    scenario_.orders[order].routing = models::Routing::fixed_site;
    scenario_.orders[order].sites = {site};
  }
  void to(models::OrderId order, models::Routing routing, std::vector<models::SiteId> candidates) {
    scenario_.orders[order].routing = routing;
    scenario_.orders[order].sites = std::move(candidates);
  }

  // A lot of an order; what the order goes through (line, lane, place) is said before build().
  void lot(models::OrderId order, models::Units units, const LotDates& dates = {}) {
    lots_[order.index].push_back({units, dates, false});
  }
  // An order of units that are live in a hall when the horizon begins.
  models::OrderId installed(const std::string& id, models::PartyId owner, models::SystemId system, models::HallId hall,
                            models::Units units) {
    const auto order_id = order(id, owner, system);
    to(order_id, hall);
    lots_[order_id.index].push_back({units, {}, true});
    return order_id;
  }

  models::ContractId contract(const std::string& id, models::PartyId provider, models::PartyId customer) {
    models::Contract contract;
    contract.id = id;
    contract.provider = provider;
    contract.customer = customer;
    return scenario_.contracts.push_back(contract);
  }
  models::TrancheId tranche(models::ContractId contract, const std::string& id, std::int64_t accelerators,
                            models::Hour due) {
    models::Tranche tranche;
    tranche.id = id;
    tranche.contract = contract;
    tranche.accelerators = accelerators;
    tranche.due = tranche.due_original = due;
    return scenario_.tranches.push_back(tranche);
  }

  models::DemandId demand(const std::string& id, models::PartyId customer, std::vector<models::LevelStep> need) {
    models::Demand demand;
    demand.id = id;
    demand.customer = customer;
    demand.need = std::move(need);
    return scenario_.demands.push_back(demand);
  }

  // An event on the thing of that index; its effect is filled in by the caller.
  models::DatedEvent& event(const std::string& id, models::Hour at, models::EffectKind effect,
                            models::TargetKind target, std::uint32_t entity) {
    models::DatedEvent event;
    event.id = id;
    event.at = at;
    event.effect = effect;
    event.target = target;
    event.entity = entity;
    return scenario_.events[scenario_.events.push_back(event)];
  }

  models::Scenario build() const {
    models::Scenario scenario = scenario_;
    for (auto& system : scenario.systems) {
      system.tiers = models::explode(scenario, models::LineId{}, system.bom);
    }
    for (auto& gear : scenario.gear) {
      if (gear.line.exists()) gear.tiers = models::explode(scenario, gear.line, gear.bom);
    }
    for (models::OrderId order : scenario.orders.ids()) {
      for (const LotText& lot : lots_[order.index]) add_lot(scenario, order, lot);
    }
    models::plan_jobs(scenario);
    models::rank_claims(scenario);
    for (auto& site : scenario.sites) {
      site.repair_needs.resize(scenario.systems.size());
      site.repair_parts.resize(scenario.systems.size());
    }
    for (auto& line : scenario.lines) line.weight_of_party.resize(scenario.parties.size(), 0);
    for (auto& tranche : scenario.tranches) {
      if (tranche.allows_system.empty()) tranche.allows_system.assign(scenario.systems.size(), true);
      if (tranche.allows_hall.empty()) tranche.allows_hall.assign(scenario.halls.size(), true);
    }
    return scenario;
  }

 private:
  struct LotText {
    models::Units units = 0;
    LotDates dates;
    bool opening = false;
  };

  static void add_lot(models::Scenario& scenario, models::OrderId order_id, const LotText& text) {
    const models::Order& order = scenario.orders[order_id];
    models::Lot lot;
    lot.order = order_id;
    lot.units = text.units;
    lot.opening = text.opening;
    if (!text.opening) {
      const models::Hour cycle = order.line.exists() ? scenario.lines[order.line].cycle_time.point : 0;
      const models::Hour transit = order.lane.exists() ? scenario.lanes[order.lane].transit.point : 0;
      const models::Hour parts = models::nominal_lead(scenario, scenario.systems[order.system], 0);
      const models::Hour to_dock = text.dates.quoted_lead.value_or(parts + cycle + transit);
      const models::Hour bring_up = order.sites.empty() ? 0 : scenario.sites[order.sites.front()].nominal_bring_up();
      const auto planned =
          models::planned_dates(text.dates.ordered, text.dates.requested,
                                {order.line.exists() || parts > 0 ? to_dock : transit, to_dock, bring_up});
      lot.ordered = text.dates.ordered;
      lot.requested = text.dates.requested.value_or(lot.ordered);
      lot.release = planned.release;
      lot.planned_live = planned.live;
    }
    add_groups(scenario, order, lot, models::LotId{static_cast<std::uint32_t>(scenario.lots.size())});
    scenario.lots.push_back(lot);
  }

  static void add_groups(models::Scenario& scenario, const models::Order& order, models::Lot& lot, models::LotId id) {
    lot.first_group = static_cast<std::uint32_t>(scenario.groups.size());
    if (order.routing == models::Routing::fixed_hall) {
      lot.source = scenario.groups.push_back({id, order.sites.front(), order.hall});
    } else {
      for (models::SiteId site : order.sites) {
        for (models::HallId hall : scenario.sites[site].halls) {
          const bool is_allowed = models::fits(scenario.halls[hall], scenario.systems[order.system]);
          if (is_allowed) scenario.groups.push_back({id, site, hall});
        }
        const auto at_site = scenario.groups.push_back({id, site, models::HallId{}});
        if (order.routing == models::Routing::fixed_site) lot.source = at_site;
      }
      if (order.routing != models::Routing::fixed_site) {
        lot.source = scenario.groups.push_back({id, models::SiteId{}, models::HallId{}});
      }
    }
    lot.group_count = static_cast<std::uint32_t>(scenario.groups.size()) - lot.first_group;
  }

  models::Scenario scenario_;
  std::vector<std::vector<LotText>> lots_;  // by order
};

}  // namespace tests
