#include "tests/support/scenario_builder.hpp"

#include "models/site/gear.hpp"
#include "models/supply/bill_of_materials.hpp"
#include "models/supply/planned_dates.hpp"

using namespace models;

namespace tests {

Task task(const std::string& id, Hour duration, std::vector<Predecessor> after, std::vector<NeedOfGear> gear) {
  return {id, std::move(after), false, 0, duration, std::move(gear)};
}

ScenarioBuilder::ScenarioBuilder(Hour end) {
  scenario_.id = "test";
  scenario_.start = sim::Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
  scenario_.end = end;
  scenario_.report_step = ReportStep::hour;
}

ScenarioBuilder::ScenarioBuilder(const ScenarioBuilder&) = default;

ScenarioBuilder::~ScenarioBuilder() = default;

PartyId ScenarioBuilder::party(const std::string& id) {
  Party party;
  party.id = party.name = id;
  return scenario_.parties.push_back(party);
}

SystemId ScenarioBuilder::system(const std::string& id, std::int64_t accelerators, Watts nominal) {
  System system;
  system.id = id;
  system.accelerators = accelerators;
  system.nominal = system.typical = system.idle = nominal;
  system.in_use.fill(nominal);
  system.tiers.resize(1);
  return scenario_.systems.push_back(system);
}

LineId ScenarioBuilder::line(const std::string& id, double per_hour) {
  Line line;
  line.id = id;
  line.tier = id.substr(id.find('.') + 1);
  line.capacity = {{0, per_hour}};
  return scenario_.lines.push_back(line);
}

PartId ScenarioBuilder::part(const std::string& id, LineId line) {
  Part part;
  part.id = id;
  part.line = line;
  part.noun = "units";
  return scenario_.parts.push_back(part);
}

LaneId ScenarioBuilder::lane(const std::string& id, Hour transit) {
  Lane lane;
  lane.id = id;
  lane.transit = transit;
  return scenario_.lanes.push_back(lane);
}

GatewayId ScenarioBuilder::gateway(const std::string& id, double per_hour) {
  Gateway gateway;
  gateway.id = id;
  gateway.capacity = {{0, per_hour}};
  return scenario_.gateways.push_back(gateway);
}

SiteId ScenarioBuilder::site(const std::string& id) {
  Site site;
  site.id = site.name = id;
  return scenario_.sites.push_back(site);
}

HallId ScenarioBuilder::hall(SiteId site, const std::string& id) {
  Hall hall;
  hall.id = scenario_.sites[site].id + "." + id;
  hall.site = site;
  const auto hall_id = scenario_.halls.push_back(hall);
  scenario_.sites[site].halls.push_back(hall_id);
  return hall_id;
}

ComputeClusterId ScenarioBuilder::cluster(const std::string& id, std::int64_t minimum,
                                          std::initializer_list<HallId> halls) {
  const auto cluster_id = scenario_.compute_clusters.push_back({id, minimum});
  for (HallId hall : halls) scenario_.halls[hall].cluster = cluster_id;
  return cluster_id;
}

GearId ScenarioBuilder::gear(SiteId site, const std::string& id, Units quantity, Hour ordered, Hour lead) {
  Gear gear;
  gear.id = scenario_.sites[site].id + "." + id;
  gear.site = site;
  gear.quantity = quantity;
  gear.ordered = ordered;
  gear.lead_time = lead;
  return scenario_.gear.push_back(gear);
}

BlockId ScenarioBuilder::block(SiteId site, const std::string& id, Watts rated, Hour energization) {
  PowerBlock block;
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

std::uint32_t ScenarioBuilder::pool(SiteId site, const std::string& id, std::int64_t count) {
  scenario_.sites[site].pools.push_back({id, count});
  return static_cast<std::uint32_t>(scenario_.sites[site].pools.size() - 1);
}

void ScenarioBuilder::step(SiteId site, const std::string& id, Hour duration, std::vector<NeedOfPool> needs) {
  scenario_.sites[site].unpowered_steps.push_back({.id = id, .duration = duration, .needs = std::move(needs)});
}

void ScenarioBuilder::powered_step(SiteId site, const std::string& id, Hour duration, std::vector<NeedOfPool> needs) {
  scenario_.sites[site].powered_steps.push_back(
      {.id = id, .duration = duration, .needs = std::move(needs), .powered = true});
}

BringUpStep& ScenarioBuilder::last_step(SiteId site) {
  Site& s = scenario_.sites[site];
  return s.powered_steps.empty() ? s.unpowered_steps.back() : s.powered_steps.back();
}

FailureLaw& ScenarioBuilder::failures(SystemId system, Hour life, Hour repair) {
  return scenario_.systems[system].failures.emplace(FailureLaw{life, repair});
}

void ScenarioBuilder::repair_needs(SiteId site, SystemId system, std::vector<NeedOfPool> needs) {
  auto& by_system = scenario_.sites[site].repair_needs;
  by_system.resize(scenario_.systems.size());
  by_system[system.index] = std::move(needs);
}

MaintenancePlan& ScenarioBuilder::maintenance(SystemId system, Hour every, Hour lasts) {
  return scenario_.systems[system].maintenance.emplace(MaintenancePlan{every, lasts});
}

void ScenarioBuilder::maintenance_needs(SiteId site, SystemId system, std::vector<NeedOfPool> needs) {
  auto& by_system = scenario_.sites[site].maintenance_needs;
  by_system.resize(scenario_.systems.size());
  by_system[system.index] = std::move(needs);
}

StockId ScenarioBuilder::stock(SiteId site, const std::string& id, Units on_hand) {
  Stock stock;
  stock.id = scenario_.sites[site].id + "." + id;
  stock.site = site;
  stock.opening = on_hand;
  const auto stock_id = scenario_.stocks.push_back(stock);
  scenario_.sites[site].stocks.push_back(stock_id);
  return stock_id;
}

void ScenarioBuilder::repair_uses(SystemId system, StockId stock, double share) {
  auto& uses = scenario_.systems[system].failures->uses;
  auto& by_system = scenario_.sites[scenario_.stocks[stock].site].repair_parts;
  by_system.resize(scenario_.systems.size());
  by_system[system.index].push_back({stock, share, static_cast<std::uint32_t>(uses.size())});
  uses.push_back(scenario_.stocks[stock].id);
}

OrderId ScenarioBuilder::order(const std::string& id, PartyId buyer, SystemId system) {
  Order order;
  order.id = id;
  order.buyer = buyer;
  order.system = system;
  order.routing = Routing::outside;
  lots_.emplace_back();
  return scenario_.orders.push_back(order);
}

void ScenarioBuilder::to(OrderId order, HallId hall) {
  scenario_.orders[order].routing = Routing::fixed_hall;
  scenario_.orders[order].hall = hall;
  scenario_.orders[order].sites = {scenario_.halls[hall].site};
}

void ScenarioBuilder::to(OrderId order, SiteId site) {
  scenario_.orders[order].routing = Routing::fixed_site;
  scenario_.orders[order].sites = {site};
}

void ScenarioBuilder::to(OrderId order, Routing routing, std::vector<SiteId> candidates) {
  scenario_.orders[order].routing = routing;
  scenario_.orders[order].sites = std::move(candidates);
}

void ScenarioBuilder::lot(OrderId order, Units units, const LotDates& dates) {
  lots_[order.index].push_back({units, dates});
}

OrderId ScenarioBuilder::substitute(const std::string& event_id, Hour at, OrderId of, SystemId system) {
  event(event_id, at, EffectKind::substitute, TargetKind::order, of.index);
  Order other = scenario_.orders[of];
  other.id += "." + event_id;
  other.system = system;
  other.substitute_of = of;
  other.substituted_by = EventId{static_cast<std::uint32_t>(scenario_.events.size() - 1)};
  std::vector<LotText> lots = lots_[of.index];
  for (LotText& lot : lots) {
    lot.is_substitute = true;
    lot.dates.ordered = std::max(lot.dates.ordered, at);
  }
  lots_.push_back(std::move(lots));
  return scenario_.orders.push_back(std::move(other));
}

OrderId ScenarioBuilder::installed(const std::string& id, PartyId owner, SystemId system, HallId hall, Units units) {
  const auto order_id = order(id, owner, system);
  to(order_id, hall);
  lots_[order_id.index].push_back({units, {}, true, false});
  return order_id;
}

ContractId ScenarioBuilder::contract(const std::string& id, PartyId provider, PartyId customer) {
  Contract contract;
  contract.id = id;
  contract.provider = provider;
  contract.customer = customer;
  return scenario_.contracts.push_back(contract);
}

TrancheId ScenarioBuilder::tranche(ContractId contract, const std::string& id, std::int64_t accelerators, Hour due) {
  Tranche tranche;
  tranche.id = id;
  tranche.contract = contract;
  tranche.accelerators = accelerators;
  tranche.due = due;
  return scenario_.tranches.push_back(tranche);
}

TrancheId ScenarioBuilder::capacity(ContractId contract, const std::string& id, std::int64_t kilowatts, Hour due,
                                    std::initializer_list<HallId> halls) {
  scenario_.contracts[contract].kind = ContractKind::capacity;
  const TrancheId tranche_id = tranche(contract, id, kilowatts, due);
  for (HallId hall : halls) {
    auto& allows = scenario_.tranches[tranche_id].allows_hall;
    allows.resize(std::max<std::size_t>(allows.size(), hall.index + 1), false);
    allows[hall.index] = true;
  }
  return tranche_id;
}

PotId ScenarioBuilder::loan(const Loan& loan) {
  scenario_.loans.push_back(loan);
  return scenario_.pots.push_back({loan.id, static_cast<std::uint32_t>(scenario_.loans.size() - 1), {}});
}

Licence& ScenarioBuilder::licence(const std::string& id, Hour granted) {
  Licence licence;
  licence.id = id;
  licence.granted = granted;
  licence.to_site.assign(scenario_.sites.size(), true);
  licence.for_system.assign(scenario_.systems.size(), true);
  return scenario_.licences[scenario_.licences.push_back(std::move(licence))];
}

DemandId ScenarioBuilder::demand(const std::string& id, PartyId customer, std::vector<LevelStep> need) {
  Demand demand;
  demand.id = id;
  demand.customer = customer;
  demand.need = std::move(need);
  return scenario_.demands.push_back(demand);
}

DatedEvent& ScenarioBuilder::event(const std::string& id, Hour at, EffectKind effect, TargetKind target,
                                   std::uint32_t entity) {
  DatedEvent event;
  event.id = id;
  event.at = at;
  event.effect = effect;
  event.target = target;
  event.entity = entity;
  return scenario_.events[scenario_.events.push_back(event)];
}

Scenario ScenarioBuilder::build() const {
  Scenario scenario = scenario_;
  for (auto& system : scenario.systems) {
    system.tiers = explode(scenario, LineId{}, system.bom, {system.yield, system.rework});
  }
  for (auto& gear : scenario.gear) {
    if (gear.line.exists()) gear.tiers = explode(scenario, gear.line, gear.bom);
  }
  std::vector<std::uint32_t> first_lots;  // by order
  for (OrderId order : scenario.orders.ids()) {
    first_lots.push_back(static_cast<std::uint32_t>(scenario.lots.size()));
    const OrderId of = scenario.orders[order].substitute_of;
    std::uint32_t number = 0;
    for (const LotText& lot : lots_[order.index]) {
      add_lot(scenario, order, lot, lot.is_substitute ? LotId{first_lots[of.index] + number} : LotId{});
      ++number;
    }
  }
  scenario.own_load_first.resize(scenario.parties.size(), false);
  plan_jobs(scenario);
  rank_claims(scenario);
  for (auto& site : scenario.sites) {
    site.repair_needs.resize(scenario.systems.size());
    site.repair_parts.resize(scenario.systems.size());
    site.maintenance_needs.resize(scenario.systems.size());
  }
  for (auto& line : scenario.lines) line.weight_of_party.resize(scenario.parties.size(), 0);
  for (auto& tranche : scenario.tranches) {
    if (tranche.allows_system.empty()) tranche.allows_system.assign(scenario.systems.size(), true);
    tranche.allows_hall.resize(scenario.halls.size(), tranche.allows_hall.empty());
    if (tranche.fits_workloads.empty()) tranche.fits_workloads.assign(scenario.systems.size(), true);
    if (tranche.in_jurisdiction.empty()) tranche.in_jurisdiction.assign(scenario.halls.size(), true);
  }
  return scenario;
}

void ScenarioBuilder::add_lot(Scenario& scenario, OrderId order_id, const LotText& text, LotId substitute_of) {
  const Order& order = scenario.orders[order_id];
  Lot lot;
  lot.order = order_id;
  lot.units = text.units;
  lot.substitute_of = substitute_of;
  lot.given_up = text.dates.given_up;
  lot.opening = text.opening;
  if (!text.opening) {
    const Hour cycle = order.line.exists() ? scenario.lines[order.line].cycle_time.point : 0;
    const Hour transit = order.lane.exists() ? scenario.lanes[order.lane].transit.point : 0;
    const Hour parts = nominal_lead(scenario, scenario.systems[order.system], 0);
    const Hour to_dock = text.dates.quoted_lead.value_or(parts + cycle + transit);
    const Hour bring_up = order.sites.empty() ? 0 : scenario.sites[order.sites.front()].nominal_bring_up();
    const auto planned = planned_dates(text.dates.ordered, text.dates.requested,
                                       {order.line.exists() || parts > 0 ? to_dock : transit, to_dock, bring_up});
    lot.ordered = text.dates.ordered;
    lot.requested = text.dates.requested.value_or(lot.ordered);
    lot.release = planned.release;
    lot.planned_live = planned.live;
  }
  add_groups(scenario, order, lot, LotId{static_cast<std::uint32_t>(scenario.lots.size())});
  scenario.lots.push_back(lot);
}

void ScenarioBuilder::add_groups(Scenario& scenario, const Order& order, Lot& lot, LotId id) {
  lot.first_group = static_cast<std::uint32_t>(scenario.groups.size());
  if (order.routing == Routing::fixed_hall) {
    lot.source = scenario.groups.push_back({id, order.sites.front(), order.hall});
  } else {
    for (SiteId site : order.sites) {
      for (HallId hall : scenario.sites[site].halls) {
        const bool is_allowed = fits(scenario.halls[hall], scenario.systems[order.system]);
        if (is_allowed) scenario.groups.push_back({id, site, hall});
      }
      const auto at_site = scenario.groups.push_back({id, site, HallId{}});
      if (order.routing == Routing::fixed_site) lot.source = at_site;
    }
    if (order.routing != Routing::fixed_site) {
      lot.source = scenario.groups.push_back({id, SiteId{}, HallId{}});
    }
  }
  lot.group_count = static_cast<std::uint32_t>(scenario.groups.size()) - lot.first_group;
}

}  // namespace tests
