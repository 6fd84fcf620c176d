#pragma once
// The Scenario: what the user says, resolved. Immutable once built.
//
// Every name is bound to an Id, every date is an hour from the scenario's start, every amount an integer of its base
// unit: watts, hours, cents, units (scale units: racks, servers) and accelerators. Tables are sorted by the names of
// their things, so an Id's order is the order of names and no result depends on the order of a YAML map.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/bring_up.hpp"
#include "models/scenario/commitments.hpp"
#include "models/scenario/contracts.hpp"
#include "models/scenario/events.hpp"
#include "models/scenario/hall.hpp"
#include "models/scenario/ids.hpp"
#include "models/scenario/licences.hpp"
#include "models/scenario/market.hpp"
#include "models/scenario/money.hpp"
#include "models/scenario/orders.hpp"
#include "models/scenario/parts.hpp"
#include "models/scenario/power.hpp"
#include "models/scenario/site.hpp"
#include "models/scenario/supply.hpp"
#include "models/scenario/systems.hpp"
#include "sim/id.hpp"
#include "sim/random_stream.hpp"
#include "sim/time.hpp"

namespace models {

// Of stages that wait for crews: who is looked at first.
enum class Dispatch { first_come, priority, shortest, least_float, latest_finish };

enum class ReportStep { hour, day, week, month };

struct Scenario {
  std::string id;
  std::string title;
  sim::Timestamp start{};
  Hour end = 0;  // the horizon is [0, end)
  ReportStep report_step = ReportStep::day;
  bool power_acts = true;
  bool cooling_acts = true;
  bool curtailment_acts = true;
  bool money_acts = true;
  bool preempt = false;
  GrantPolicy grants = GrantPolicy::rank;
  Dispatch dispatch = Dispatch::first_come;
  WorkloadOrder workloads;
  sim::RandomSource random{1};         // of all streams: seed and replicate
  std::vector<std::uint64_t> streams;  // numbers of the random streams that laws draw from

  std::vector<std::string> did_not_happen;  // paths of what has a probability, sorted

  std::vector<Pool> shared_pools;  // by all sites, by name
  Calendars calendars;

  std::vector<bool> own_load_first;  // by PartyId: what it promises itself goes before all others

  sim::Table<Party, Party> parties;
  sim::Table<Silicon, Silicon> silicon;
  sim::Table<System, System> systems;
  sim::Table<Part, Part> parts;
  sim::Table<Line, Line> lines;
  sim::Table<Lane, Lane> lanes;
  sim::Table<Gateway, Gateway> gateways;
  sim::Table<Site, Site> sites;
  sim::Table<Hall, Hall> halls;
  sim::Table<Gear, Gear> gear;
  sim::Table<PowerBlock, PowerBlock> blocks;
  sim::Table<GridNode, GridNode> nodes;
  sim::Table<NodeCluster, NodeCluster> clusters;  // by their first node
  sim::Table<ComputeCluster, ComputeCluster> compute_clusters;
  sim::Table<Stock, Stock> stocks;                    // by site, then name
  sim::Table<Curtailment, Curtailment> curtailments;  // of grid nodes by name, then of sites
  sim::Table<Order, Order> orders;
  sim::Table<Lot, Lot> lots;        // by order, then requested date; then gear
  sim::Table<Job, Job> jobs;        // by lot, then tier
  sim::Table<Group, Group> groups;  // by lot, then site, then hall
  sim::Table<Contract, Contract> contracts;
  sim::Table<Tranche, Tranche> tranches;
  sim::Table<Channel, Channel> channels;
  sim::Table<Demand, Demand> demands;
  sim::Table<System, std::vector<LevelStep>> rental_prices;  // [1e-6 USD/GPU-h]; empty where none is written
  std::vector<Investment> investments;                       // by name
  std::vector<Loan> loans;                                   // by name
  sim::Table<MoneyPot, MoneyPot> pots;  // loans, then contracts with a prepayment that orders name; both by name
  sim::Table<Licence, Licence> licences;
  sim::Table<Commitment, Commitment> commitments;
  sim::Table<Headline, Headline> claims;
  sim::Table<DatedEvent, DatedEvent> events;

  const Order& order_of(LotId lot) const { return orders[lots[lot].order]; }
  const std::vector<Tier>& tiers_of(LotId lot) const {
    return lots[lot].gear.exists() ? gear[lots[lot].gear].tiers : system_of(lot).tiers;
  }
  const Tier& tier_of(JobId job) const { return tiers_of(jobs[job].lot)[jobs[job].tier]; }
  JobId job_of(LotId lot, std::uint32_t tier) const { return JobId{lots[lot].first_job + tier}; }
  const System& system_of(LotId lot) const { return systems[order_of(lot).system]; }
  const System& system_of(GroupId group) const { return system_of(groups[group].lot); }
  // The order of the text that an order is, or stands in for.
  OrderId written_order(OrderId order) const {
    while (orders[order].substitute_of.exists()) order = orders[order].substitute_of;
    return order;
  }
  PartyId provider_of(GroupId group) const { return order_of(groups[group].lot).buyer; }

  bool is_capacity(TrancheId tranche) const { return contracts[tranches[tranche].contract].is_capacity(); }

  // PUE of a site in the month of an hour.
  double pue_at(SiteId site, Hour hour) const;

  // The group of `lot` at (site, hall); none where the lot cannot come to be there.
  GroupId group_at(LotId lot, SiteId site, HallId hall) const;

  // Calls visit(hall, group) for each hall of `site` that units of `lot` may be placed in, by name, until it returns
  // false.
  template <class Visit>
  void for_each_hall_of(LotId lot, SiteId site, Visit visit) const {
    const Lot& l = lots[lot];
    for (std::uint32_t i = l.first_group; i < l.first_group + l.group_count; ++i) {
      const Group& g = groups[GroupId{i}];
      if (g.site == site && g.hall.exists() && !visit(g.hall, GroupId{i})) return;
    }
  }
};

}  // namespace models
