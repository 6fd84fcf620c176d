#pragma once
// The Scenario: what the user says, resolved. Immutable once built.
//
// Every name is bound to an Id, every date is an hour from the scenario's start, every amount an integer of its base
// unit: watts, hours, cents, units (scale units: racks, servers) and accelerators. Tables are sorted by the names of
// their things, so an Id's order is the order of names and no result depends on the order of a YAML map.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/site/work_calendar.hpp"
#include "models/time_law.hpp"
#include "sim/engine.hpp"
#include "sim/id.hpp"
#include "sim/part.hpp"
#include "sim/time.hpp"

namespace models {

using sim::Hour;
using Watts = std::int64_t;
using Cents = std::int64_t;
using Flow = std::int64_t;   // of water [mL/min]
using Units = std::int64_t;  // scale units: the smallest thing that goes live (a rack, a server)

using PartyId = sim::Id<struct Party>;
using SystemId = sim::Id<struct System>;
using PartId = sim::Id<struct Part>;
using LineId = sim::Id<struct Line>;
using LaneId = sim::Id<struct Lane>;
using GatewayId = sim::Id<struct Gateway>;
using SiteId = sim::Id<struct Site>;
using HallId = sim::Id<struct Hall>;
using BlockId = sim::Id<struct PowerBlock>;
using GearId = sim::Id<struct Gear>;
using NodeId = sim::Id<struct GridNode>;
using ClusterId = sim::Id<struct NodeCluster>;
using ComputeClusterId = sim::Id<struct ComputeCluster>;
using OrderId = sim::Id<struct Order>;
using LotId = sim::Id<struct Lot>;
using JobId = sim::Id<struct Job>;
using GroupId = sim::Id<struct Group>;
using ContractId = sim::Id<struct Contract>;
using TrancheId = sim::Id<struct Tranche>;
using DemandId = sim::Id<struct Demand>;
using StockId = sim::Id<struct Stock>;
using EventId = sim::Id<struct DatedEvent>;
using CurtailmentId = sim::Id<struct Curtailment>;

// What a line does, in millionths of what its capacity counts (units, wafers, Gb).
using Work = std::int64_t;
inline constexpr Work whole_work = 1'000'000;

inline constexpr std::int64_t no_limit = std::int64_t{1} << 60;

enum class Archetype { hyperscaler, neocloud, landlord, chip_maker, lab, enterprise, sovereign, unspecified };

struct Party {
  std::string id;
  std::string name;
  Archetype archetype = Archetype::unspecified;
};

enum class WorkloadClass { training, fine_tuning, inference, managed_api };
inline constexpr std::size_t workload_classes = 4;

enum class AfterRepair { as_new, as_old };

// How units of a system fail and are repaired. Both lengths are those of each unit, and of each of its lives.
struct FailureLaw {
  TimeLaw life;    // hours live
  TimeLaw repair;  // hours in work
  AfterRepair after_repair = AfterRepair::as_new;
  std::vector<std::string> uses = {};  // parts that repairs may use: keys of the streams that say which do
};

// Units that do not work when they come.
struct DeadOnArrival {
  double share = 0;  // of those that arrive
  TimeLaw rework;    // from arrival to when they stand whole at the dock; varies by unit
};

// Numbers of the streams of one system at one site.
struct ArrivalStreams {
  std::uint64_t share = 0;   // which units are dead on arrival
  std::uint64_t rework = 0;  // for how long
};

// ---- Supply

struct PartNeed {
  PartId part;
  std::int64_t quantity = 1;
};

// What units are made of, made on a line.
struct Part {
  std::string id;
  LineId line;
  bool to_stock = false;      // its line ran before the horizon: what leaves it is at hand at once
  std::int64_t opening = 0;   // in stock when the horizon begins
  double per_input = 1;       // started out of one of what the capacity of the line counts
  double yield = 1;           // good ones among those started; in (0, 1]
  std::vector<PartNeed> bom;  // that one takes when it is started
  std::string noun;           // what it is counted in: units, wafers, Gb
};

// What one unit of a system takes from one line, a node of its bill of materials: the unit itself, or a part. Parts for
// one unit are made and counted together, as a kit.
struct Tier {
  PartId part;                        // none: the unit itself
  LineId line;                        // none: it is there at once; of the unit itself the order may name another
  std::int64_t quantity = 1;          // of the part, good ones
  std::int64_t started = 1;           // of the part, to get as many good ones
  Work work = whole_work;             // of the line
  std::uint32_t parent = 0;           // the tier that it goes into
  std::vector<std::uint32_t> inputs;  // the tiers that go into it
  std::uint32_t depth = 0;
};

struct System {
  std::string id;
  std::int64_t accelerators = 1;                 // per unit
  Watts nominal = 0;                             // rating per unit: what placement reserves
  Watts typical = 0;                             // drawn per unit when live and in use
  Watts idle = 0;                                // drawn per unit when live and not in use
  std::array<Watts, workload_classes> in_use{};  // drawn per unit when in use for a class
  Watts liquid = 0;                              // of nominal, heat into the liquid loop; the rest is air
  double warmest_supply = 1e9;                   // of the water that it takes [C]; not limited where nothing is written
  double liquid_return = 55;                     // of the water that it gives back [C]
  double fp8_pflops = 0;                         // dense, per accelerator
  PartyId maker;                                 // none: no party, or none named
  Cents price = 0;                               // per unit
  std::optional<Hour> available;                 // none is shipped before
  std::vector<PartNeed> bom;                     // per unit
  std::vector<Tier> tiers;  // what one unit takes, itself first, then each before its inputs; at least itself
  std::optional<DeadOnArrival> dead_on_arrival;
  std::optional<FailureLaw> failures;
  Watts air() const { return nominal - liquid; }
  bool follows_use() const {
    for (const Watts watts : in_use) {
      if (watts != idle) return true;
    }
    return typical != idle;
  }
};

enum class SharingPolicy { equal, weighted, pro_rata, priority, first_come, quota };

enum class Contenders { buyers, orders, makers };
// A pause of shipments or of receipts, and the event that makes it.
struct Pause {
  Hour from = 0;
  Hour until = 0;
  EventId event;
};

struct Line {
  std::string id;                           // supplier.line
  std::string tier;                         // the name of the line: the argument of the cause `supply`
  std::vector<sim::CapacityStep> capacity;  // units (or wafers, or Gb) per hour, outages and changes folded in
  std::string_view noun = "units";          // what its capacity counts
  TimeLaw cycle_time;                       // varies by delivery
  Hour pickup = 24;
  Contenders contenders = Contenders::buyers;
  SharingPolicy policy = SharingPolicy::equal;
  std::vector<double> weight_of_party;  // weighted, quota: by PartyId; 0: not named
  double weight_of_others = 1;          // weight of a contender that is not named; the quota that they share
  bool quota_reuse = true;              // false: an unused quota is lost
  std::vector<Pause> shipment_pauses;   // what is made stays with the maker
};

struct Outage {
  Hour from = 0;
  Hour until = sim::never;
};

// Outages in order, those that touch each other made one.
std::vector<Outage> merged(std::vector<Outage> outages);

enum class GatewaySharing { equal, pro_rata, weighted };

// What lanes pass together, and share: a border crossing, a port.
struct Gateway {
  std::string id;
  std::vector<sim::CapacityStep> capacity;  // units per hour, outages and changes folded in
  GatewaySharing sharing = GatewaySharing::equal;
};

struct Lane {
  std::string id;
  TimeLaw transit;                          // varies by delivery
  std::vector<sim::CapacityStep> capacity;  // units per hour; empty: not limited
  std::vector<Outage> outages;              // and pauses: nothing moves; ascending, not overlapping

  std::vector<GatewayId> through;  // ascending; all of one rule
  bool weighs_what_waits = false;  // its share of gateways, else:
  double weight = 1;

  bool is_limited() const { return !capacity.empty() || !through.empty(); }
};

// ---- Sites

struct NeedOfPool {
  std::uint32_t pool = 0;  // index into Site::pools
  std::int64_t count = 0;  // per unit in work
};

// What a step takes for units of a system that could be had only `lasts` ago.
struct NewGeneration {
  Hour lasts = 0;
  TimeLaw duration;  // varies by unit
};

struct BringUpStep {
  std::string id;
  TimeLaw duration;  // varies by unit
  std::vector<NeedOfPool> needs;
  bool powered = false;
  std::optional<NewGeneration> new_generation{};
  double learning = 1;           // time of a unit when twice as many have been taken through it, as a part
  Units queue_limit = no_limit;  // of units that wait for it
  bool turns_away = false;       // first step: what finds no room is sent back; else it waits outside
};

// A part that some repairs of a system use at a site.
struct UseOfPart {
  StockId stock;
  double share = 0;       // of the repairs
  std::uint32_t use = 0;  // index into FailureLaw::uses
};

struct Pool {
  std::string id;
  std::int64_t count = 0;
};

enum class BlockKind { grid, onsite, bridging, storage };

// Parts of what is put into a store that come out again are counted in these.
inline constexpr std::int64_t whole_round_trip = 10'000;

// Whether curtailment takes a block's power away.
enum class PowerService { firm, interruptible };

struct RampStep {
  Hour after = 0;  // since energization
  Watts available = 0;
};

enum class NodeSharing { equal, pro_rata, priority };

// A rule that takes interruptible power away in certain hours of each year; it stands at a grid node or a site, and
// bears its name.
struct Curtailment {
  std::string id;
};

// The hours of a rule at one block.
struct CurtailedHours {
  CurtailmentId rule;
  std::vector<Outage> stretches;  // ascending, not touching
};

// What power blocks pass together, and what they may draw through it at most: a feeder, a substation, a zone.
struct GridNode {
  std::string id;
  Watts limit = 0;
  NodeSharing sharing = NodeSharing::equal;
  std::vector<BlockId> blocks;  // that pass it
  ClusterId cluster;
};

// Nodes tied together by blocks that pass several of them, with all blocks that pass any: they are shared at once.
struct NodeCluster {
  std::vector<NodeId> nodes;    // at least one, ascending; all of one rule
  std::vector<BlockId> blocks;  // ascending
};

// A stage of a hall.
struct StageRef {
  HallId hall;
  std::uint32_t task = 0;
  friend auto operator<=>(const StageRef&, const StageRef&) = default;
};

struct AfterStage {
  StageRef stage;
  Hour lag = 0;
};

struct PowerBlock {
  std::string id;  // site.block
  SiteId site;
  BlockKind kind = BlockKind::grid;
  Watts rated = 0;                // contracted or nameplate, facility power: what is reported
  sim::Part usable;               // of what it has: the rest stands by for a failure
  Hour energization = 0;          // never: it follows stages
  std::vector<AfterStage> after;  // all of them finished, and the lags over
  std::vector<RampStep> ramp;     // at least one step; ascending; capped at `rated`
  std::vector<NodeId> through;    // ascending; what it gives passes them all
  std::int64_t priority = 1;      // 1 goes first; where the nodes share by priority
  PowerService service = PowerService::firm;
  Hour until = sim::never;                     // leaves then
  BlockId replaced_by;                         // leaves when this one's ramp has reached its end
  std::vector<CurtailedHours> curtailed;       // by rules: of the nodes that it passes by name, then of its site
  std::int64_t energy = 0;                     // storage: what it holds [Wh], full when it is energized
  std::int64_t round_trip = whole_round_trip;  // storage: what comes out of what was put in, of whole_round_trip
};

// Temperature of the outside air: the mean of a month and a sine over the day.
struct Ambient {
  std::array<double, 12> mean_of_month{};  // [C], January first
  double daily = 0;                        // [K]: the warmest hour is so much above the mean, the coolest below it
  int peak_hour = 0;                       // the warmest, UTC
};

struct HeatWave {
  Hour from = 0;
  Hour until = sim::never;
  double by = 0;  // [K]
};

// What gives the heat of a cooling loop to the outside air, and so takes less of it when that is hot.
enum class RejectionKind { none, dry_cooler, chiller };
struct HeatRejection {
  RejectionKind kind = RejectionKind::none;
  double design = 0;               // ambient up to which the loop takes its limit [C]
  std::optional<double> returned;  // dry_cooler: temperature of the water that comes to it [C], more than `design`
  double per_degree = 0;           // chiller: part of the limit lost per degree above `design`
};

struct Site {
  std::string id;
  std::string name;
  PartyId operated_by;
  double pue = 1.0;                  // annual mean, >= 1
  std::vector<double> pue_of_month;  // January first; empty: the annual mean all year
  std::optional<double> pue_peak;    // on the design day
  // What the IT limit is found with: facility power at the peak, not over the year.
  double pue_of_limit() const { return pue_peak.value_or(pue); }
  std::optional<Ambient> ambient;  // nothing where none is written
  std::vector<HeatWave> heat_waves;
  Watts interconnection_request = 0;
  bool limited_by_power = false;  // some block is written
  std::vector<BlockId> blocks;    // all but storage
  std::vector<BlockId> storage;
  std::vector<HallId> halls;
  CalendarId calendar;  // of its stages, where they do not say another; none: every day is worked
  std::vector<Pool> pools;
  std::vector<BringUpStep> unpowered_steps;
  std::vector<BringUpStep> powered_steps;
  std::vector<Pause> receipt_pauses;                  // what arrives stays at the gate
  std::vector<std::vector<NeedOfPool>> repair_needs;  // of a unit in repair, by SystemId; empty: nothing fails here
  std::vector<std::vector<UseOfPart>> repair_parts;   // the same
  std::vector<StockId> stocks;
  std::vector<ArrivalStreams> arrival_streams;  // by SystemId; empty: of no system any are dead on arrival
  Hour nominal_bring_up() const;                // sum of the steps' durations
  bool limits_queues() const;                   // some step does
};

// When a stock is replenished, and with how many parts.
struct Replenishment {
  enum class Kind { none, base_stock, reorder_point, order_up_to, cover } kind = Kind::none;
  Units level = 0;     // base stock, reorder point, order-up-to level
  Units quantity = 0;  // of an order, with a reorder point
  Hour cover = 0;
  Hour forecast = 0;
  Hour review = 0;  // between reviews; 0: it looks whenever parts were asked for
};

struct Stock {
  std::string id;  // site.part
  SiteId site;
  Units opening = 0;
  TimeLaw lead_time;  // varies by order
  Replenishment policy;
  TimeLaw consumption;  // gap between two uses that no repair explains; none where there are none
};

struct Predecessor {
  std::uint32_t task = 0;  // index into Hall::tasks
  Hour lag = 0;
};

struct NeedOfGear {
  GearId gear;
  Units units = 0;
};

struct NeedOfCrew {
  bool is_shared = false;  // by all sites
  std::uint32_t pool = 0;  // index into Scenario::shared_pools, else into Site::pools
  std::int64_t count = 0;
};

// What may come after a stage and hold up all that follows it: bad weather, an objection, a change of design.
struct Risk {
  bool strikes = false;  // plans do not know
  TimeLaw delay;
};

struct Task {
  std::string id;
  std::vector<Predecessor> after;
  bool has_start = false;              // a start date is written
  Hour started = 0;                    // earliest start; the horizon's begin where nothing says otherwise
  TimeLaw duration;                    // varies by stage and hall
  std::vector<NeedOfGear> gear = {};   // used up by it
  CalendarId calendar = {};            // whose working days its duration counts; none: elapsed time
  std::vector<NeedOfCrew> needs = {};  // held while it is in work
  std::int64_t priority = 1;           // 1 goes first; where crews are given out by priority
  std::optional<Risk> risk = {};       // it is one; then `duration` is what plans count on
  std::vector<BlockId> blocks = {};    // that follow it
  Hour nominal_start = 0;              // by the plan of its hall, were all gear there
};

// A stage that needs gear of a kind.
struct GearClaim {
  HallId hall;
  std::uint32_t task = 0;
  Units units = 0;
};

// Long-lead equipment of a site, of one kind: transformers, switchgear, CDUs.
struct Gear {
  std::string id;  // site.gear
  SiteId site;
  Units quantity = 0;
  Hour ordered = 0;               // may lie before the horizon
  LineId line;                    // it is made on; none: each unit comes after its lead time
  LotId lot;                      // there
  std::int64_t priority = 1;      // there
  std::vector<PartNeed> bom;      // there, per unit
  std::vector<Tier> tiers;        // what one unit takes, itself first
  TimeLaw lead_time;              // varies by unit; of what a line makes what plans count on
  std::vector<GearClaim> claims;  // best rank first: nominal start, hall, stage
  // When all of it would be there if nothing went wrong.
  Hour planned() const { return ordered + lead_time.point; }
};

// Start and finish of a task [h]: as they came, or as they are expected.
struct TaskDates {
  Hour start = 0;
  Hour finish = 0;
  friend bool operator==(const TaskDates&, const TaskDates&) = default;
};

// What stands before several units of one system at once, and how many of each system.
struct Rows {
  std::int64_t count = 0;
  std::vector<Units> per_row;  // by SystemId, no_limit: they need none; empty where a hall has no such rows
};

// What a group of coolant distribution units (CDUs) takes.
struct CduGroups {
  Watts limit = no_limit;        // heat that the CDUs of a group take, but for those that are redundant
  Units serves = no_limit;       // units that a group stands before
  Watts density_max = no_limit;  // nominal rating of a unit
};

struct Hall {
  std::string id;  // site.hall
  SiteId site;
  ComputeClusterId cluster;  // none: its units are of use by themselves
  Hour ready = 0;            // used where there are no tasks
  std::vector<Task> tasks;   // in topological order; empty: `ready` holds
  Units positions = no_limit;
  Watts critical_it = no_limit;
  Watts density_max = no_limit;
  Watts liquid_limit = no_limit;
  Watts air_limit = no_limit;
  HeatRejection liquid_rejection;
  HeatRejection air_rejection;
  std::optional<double> supply;  // temperature of the water that the liquid loop brings [C]
  Flow flow_limit = no_limit;    // that the liquid loop can pump
  std::vector<Flow> unit_flow;   // one unit's part of it, by SystemId; empty where the flow is not limited

  std::optional<CduGroups> cdus;
  Watts lineup_limit = no_limit;  // IT power that one line-up feeds, but for what is redundant
  Rows cdu_groups, lineups;

  bool has_rows() const { return !cdu_groups.per_row.empty() || !lineups.per_row.empty(); }
  Flow flow_of(SystemId system) const { return unit_flow.empty() ? 0 : unit_flow[system.index]; }
};

// Halls of one network whose units are of use only together.
struct ComputeCluster {
  std::string id;
  std::int64_t minimum = 1;  // accelerators accepted in its halls
};

// Whether a hall takes a system at all: its floor carries the rating, its water is not too warm, and a line-up
// and a group of CDUs take a unit.
bool fits(const Hall& hall, const System& system);

// ---- Orders

enum class Routing { fixed_hall, fixed_site, first_ready, most_headroom, outside };

struct Order {
  std::string id;
  PartyId buyer;
  SystemId system;
  LineId line;  // none: there when requested
  LaneId lane;  // none: no transit
  std::int64_t priority = 1;
  Routing routing = Routing::fixed_site;
  HallId hall;                // fixed_hall
  std::vector<SiteId> sites;  // fixed_site: one; policies: the candidates in the order written
  TrancheId made_for;         // none: for nobody in particular
};

// A lot: the part of an order with one order date and one requested date. Or gear of a site that a line makes.
struct Lot {
  OrderId order;  // none: it is gear of a site, which has no units and no groups
  GearId gear;
  Units units = 0;
  Hour ordered = 0;       // may lie before the horizon
  Hour requested = 0;     // not delivered before; `ordered` where not written
  Hour release = 0;       // when its work reaches the line: max(ordered, requested - nominal order-to-dock lead)
  Hour planned_live = 0;  // order hour + nominal order-to-live lead, at least requested + nominal bring-up
  bool opening = false;   // installed and live when the horizon begins
  GroupId source;         // where its units enter the model
  std::uint32_t first_group = 0;  // its groups stand together in the table
  std::uint32_t group_count = 0;
  std::uint32_t first_job = 0;  // one for each of its tiers, in their order
};

// What a lot asks of one tier: its units themselves, or a kit of parts for each of them.
struct Job {
  LotId lot;
  std::uint32_t tier = 0;  // index into the tiers of the lot
  LineId line;             // none: done as soon as its inputs are there
  Work work = whole_work;  // of the line, per unit
};

// A group: the units of one lot that are, or may come to be, at one place. Racks of a group in one stage are a counted
// cohort.
struct Group {
  LotId lot;
  SiteId site;  // none: unassigned
  HallId hall;  // none: not placed in a hall yet
};

// ---- Contracts and demand

struct Contract {
  std::string id;
  PartyId provider;
  PartyId customer;
  std::int64_t priority = 1;
  Hour signed_at = 0;
};

struct Tranche {
  std::string id;  // within its contract
  ContractId contract;
  std::int64_t accelerators = 0;
  Hour due = 0;  // needed from here on: the end of the period written
  Hour due_original = 0;
  Hour end = sim::never;
  std::vector<bool> allows_system;  // by SystemId
  std::vector<bool> allows_hall;    // by HallId
};

struct LevelStep {
  Hour from = 0;
  std::int64_t level = 0;
};

struct Demand {
  std::string id;
  PartyId customer;
  WorkloadClass workload = WorkloadClass::training;
  std::vector<LevelStep> need;  // accelerators, each level until the next; ascending
};

// ---- Events

enum class EffectKind { slip, outage, multiply, failure, cancel, add, pause, curtail };
enum class PauseOf { orders, shipments, transit, receipts };
enum class TargetKind {
  hall,
  task,
  block,
  order,
  liquid_cooling,
  air_cooling,
  line,
  lane,
  node,
  gateway,
  site,
  party,
  gear
};

struct DatedEvent {
  std::string id;
  Hour at = 0;
  Hour until = sim::never;  // outage, multiply, add, pause, curtail
  EffectKind effect = EffectKind::slip;
  TargetKind target = TargetKind::hall;
  std::uint32_t entity = 0;  // index of the hall, block, order, line, lane, grid node, gateway, site, party or gear
  std::uint32_t task = 0;    // TargetKind::task
  Hour slip = 0;
  double factor = 1;  // multiply; curtail: the part that is left
  double added = 0;   // add [K]
  Units units = 0;    // failure, cancel
  Hour repair = 0;    // failure
  PauseOf of{};       // pause
};

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
  bool preempt = false;
  Dispatch dispatch = Dispatch::first_come;
  std::uint64_t seed = 1;
  std::vector<std::uint64_t> streams;  // numbers of the random streams that laws draw from

  std::vector<std::string> did_not_happen;  // paths of what has a probability, sorted

  std::vector<Pool> shared_pools;  // by all sites, by name
  Calendars calendars;

  sim::Table<Party, Party> parties;
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
  sim::Table<Demand, Demand> demands;
  sim::Table<DatedEvent, DatedEvent> events;

  const Order& order_of(LotId lot) const { return orders[lots[lot].order]; }
  const std::vector<Tier>& tiers_of(LotId lot) const {
    return lots[lot].gear.exists() ? gear[lots[lot].gear].tiers : system_of(lot).tiers;
  }
  const Tier& tier_of(JobId job) const { return tiers_of(jobs[job].lot)[jobs[job].tier]; }
  JobId job_of(LotId lot, std::uint32_t tier) const { return JobId{lots[lot].first_job + tier}; }
  const System& system_of(LotId lot) const { return systems[order_of(lot).system]; }
  const System& system_of(GroupId group) const { return system_of(groups[group].lot); }
  PartyId provider_of(GroupId group) const { return order_of(groups[group].lot).buyer; }

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
