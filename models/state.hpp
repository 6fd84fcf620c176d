#pragma once
// The State: what has happened so far. All mutable data of a run in plain structs, in one place.
//
// Units move between stages through `move_units` and `transfer_units` only; these keep every derived count (books,
// positions, reserved and operating watts, the table of units by state) in step, so that no count is ever recomputed
// from another.

#include <algorithm>
#include <deque>
#include <limits>
#include <tuple>
#include <vector>

#include "models/active_events.hpp"
#include "models/book.hpp"
#include "models/dirty_set.hpp"
#include "models/fleet/fleet.hpp"
#include "models/scenario.hpp"
#include "models/stage.hpp"

namespace models {

// Units that finish something at one hour: a cohort under way.
struct Batch {
  Hour due = 0;
  Units units = 0;
};

struct GroupState {
  std::array<std::int32_t, stage_count> units{};  // a scenario has at most 1e9
  std::uint64_t occupied = 0;                     // bit per stage that has units
  SystemId system;                                // fixed; kept here because the settling phases read it all the time
  std::int64_t accelerators = 0;                  // per unit; fixed
  std::uint32_t provider_rank = 0;
  std::uint32_t site_rank = 0;
  std::uint32_t table_row = 0;  // in State::units_by_state
  Units granted = 0;            // of the live ones
};

// Sums of ratings [W], or of water [mL/min], of units that hold a place under a limit (`placed`) and of those that may
// draw now (`operating`).
struct Load {
  Watts placed = 0;
  Watts operating = 0;
  Watts peak = 0;  // the largest that was ever placed
};

// A stage of a hall on its way.
struct TaskState {
  static constexpr std::uint32_t no_need = std::numeric_limits<std::uint32_t>::max();
  enum class Progress : std::uint8_t { waiting, active, finished } progress = Progress::waiting;
  Hour length = 0;                                        // of its work; plans count on its law's point, not on this
  Hour slip = 0;                                          // by events so far
  Hour not_before = std::numeric_limits<Hour>::min();     // of its end: when it slipped last while active
  Hour ready_to_start = sim::never;                       // its predecessors, lags and written start are over
  Hour gear_expected = std::numeric_limits<Hour>::min();  // when all its gear is expected; long ago: it is there
  Hour crews_asked = sim::never;                          // since then it waits, or waited, for its crews
  std::uint32_t lacks = no_need;                          // index into Task::needs: what it waits for of them now
  std::uint32_t waited_for = no_need;                     // the same, when it waited last
  std::vector<StageRef> after_crews_of;                   // stages that had its crews last
  Hour gear_at = sim::never;                              // it has taken its gear
  Hour work_from = 0;                               // of an active one: it has been in work since, without a break
  Hour done = 0;                                    // work before that
  ActiveEvents outages;                             // that keep it from work
  Hour resumes = std::numeric_limits<Hour>::min();  // when these are over
  Hour due = sim::never;                            // when an active one ends, if nothing slips any more
  TaskDates dates;                                  // as they came, or as they are expected
};

// What holds a hall that is not ready.
struct HeldBy {
  // gear_ordered_late: by its planned date it comes later than the plan of the hall needs it, and that date is to come.
  enum class Kind : std::uint8_t {
    stage,
    gear,
    gear_ordered_late,
    site_pool,
    shared_pool,
    cancelled
  } kind = Kind::stage;
  std::uint32_t index = 0;  // of the task (their number: the hall itself), of the gear, the pool or the event
  friend bool operator==(const HeldBy&, const HeldBy&) = default;
};

// The least that a limit was in a period.
struct LeastLimit {
  std::int64_t before = no_limit;  // least of the limits that are over
  Hour since = 0;                  // the one in force holds since this hour, or since the period began

  // `limit`, in force until now, ends.
  void end(std::int64_t limit, Hour now) {
    if (since < now) before = std::min(before, limit);
    since = now;
  }
  std::int64_t with(std::int64_t limit) const { return std::min(before, limit); }  // that is in force
};

struct HallState {
  bool is_ready = false;
  Hour ready_at = sim::never;  // reached, perhaps before the horizon: from here on it does not slip any more
  EventId cancelled_by;        // it will never be ready; none: it may
  Hour expected_ready = 0;     // nominal, as of when something last happened to one of its stages
  ActiveEvents active_outages;
  ActiveEvents active_liquid;
  ActiveEvents active_air;
  Units positions_used = 0;
  Units positions_peak = 0;
  std::vector<Units> in_rows;       // of those, by SystemId; empty where the hall has no rows
  std::vector<Units> in_rows_peak;  // the most of each
  Units failed_now = 0;             // by the ends of lives and of repairs in this hour; not logged yet
  Units repaired_now = 0;
  Units maintenance_began_now = 0, maintenance_ended_now = 0;  // the same
  Load it, liquid, air;
  Load flow;  // stays 0 where the hall's flow is not limited
  Watts liquid_limit = no_limit;
  Watts air_limit = no_limit;
  Flow flow_limit = no_limit;
  double liquid_derating = 1;  // part that the outside temperature leaves of a loop's limit
  double air_derating = 1;
  LeastLimit least_liquid, least_air;
  Hour slip = 0;  // of the hall as a whole
  std::vector<TaskState> tasks;
  HeldBy held_by;
  std::vector<Hour> looks;  // hours at which it is to be looked at
};

struct GearState {
  std::vector<Hour> arrivals;  // of each unit, ascending: those that were, and when the others will be; never: not made
  Units arrived = 0;
  Hour expected = 0;      // of those that have not come
  Hour slip = 0;          // of what a line makes
  Units made = 0;         // by the line
  std::uint8_t plan = 0;  // counts the replannings
  struct Taking {
    GearClaim claim;
    Hour at = 0;
  };
  std::vector<Taking> takings;  // in order of time
  Units taken = 0;
};

// Parts of one kind at a site.
struct StockState {
  Units on_hand = 0;
  Units on_order = 0;
  Units ordered = 0;  // since the horizon's begin
  Units used = 0;
  Units repairs_waiting = 0;  // parts that repairs have asked for and not got
  Units consumption_waiting = 0;
  std::deque<Batch> under_way;  // orders
  std::deque<Batch> asked;      // lately, by the hour; kept where a forecast looks back
  double next_use = 0;          // by consumption [h]

  Units waiting() const { return repairs_waiting + consumption_waiting; }
};

// What one unit of a system draws now: live and idle, live and in use.
struct SystemDraw {
  Watts typical = 0;
  Watts idle = 0;
  std::array<Watts, workload_classes> in_use{};
};

struct ComputeClusterState {
  std::int64_t accepted = 0;  // accelerators
  Hour usable_since = sim::never;
  bool is_recorded = false;
};

struct BlockState {
  Hour energization = 0;  // never: the stages that it follows are not finished
  Hour slip = 0;          // before they were
  std::uint8_t plan = 0;  // counts the replannings
  ActiveEvents active;
  std::vector<CurtailmentId> curtailed_by;  // rules in force, ascending
  Watts curtailed = 0;                      // what they and events take from it
  Watts offered = 0;                        // what it could give but for the grid nodes that it passes
  Watts available = 0;                      // what it gives
  // Storage: put in and taken out since the horizon's begin [Wh], both up to `storage_since`; what it takes now, or
  // (negative) gives; and the hours at which it is to be looked at.
  std::int64_t charged = 0;
  std::int64_t discharged = 0;
  std::int64_t charged_before = 0;  // this period
  std::int64_t discharged_before = 0;
  Watts storage_draw = 0;
  Hour storage_since = 0;
  std::vector<Hour> storage_looks;
};

struct NodeState {
  ActiveEvents active;
  Watts limit = 0;
  Watts energized = 0;  // what the blocks that pass it give
  Watts peak = 0;       // the most that was
};

// Units of a pool that a stage gave back; those longest free first.
struct LastUser {
  StageRef stage;
  std::int64_t count = 0;
};

struct SharedPoolState {
  std::int64_t free = 0;
  std::int64_t peak = 0;
  std::deque<LastUser> last_users;
};

// Units that wait for a step of bring-up at a site where a queue is limited.
struct QueueState {
  Units waiting = 0;
  Units held = 0;  // that keep what the step before needed
  Units peak = 0;  // the most that had left the step before and waited at the end of an hour
};

// A unit of the fleet whose maintenance is due and has not begun.
struct DueMaintenance {
  Hour since = 0;
  std::uint32_t site_rank = 0;  // of its group
  std::uint32_t unit = 0;
  GroupId group;
  friend bool operator<(const DueMaintenance& a, const DueMaintenance& b) {
    return std::tuple(a.since, a.site_rank, a.unit) < std::tuple(b.since, b.site_rank, b.unit);
  }
};

struct SiteState {
  Watts facility_available = 0;
  Watts it_limit_most = 0;           // that ever was; kept where a capacity contract names the site
  Watts it_limit = no_limit;         // for what is placed
  Watts operating_limit = no_limit;  // for what runs, with what storage bridges; of sites that have storage
  Load it;
  Watts it_live = 0;               // nominal rating of live units
  Watts it_drawn = 0;              // by live units, idle or in use, and nominal of those in powered bring-up
  Watts drawn_in_use = 0;          // of it_drawn, beside what live units draw when idle
  std::int64_t it_watt_hours = 0;  // drawn in this period, up to `energy_since`
  Hour energy_since = 0;
  Watts curtailed = 0;                          // facility power that rules and events take from its blocks now
  Watts curtailed_most = 0;                     // the most of it in this period
  Hour curtailed_hours = 0;                     // of this period in which they took any, up to `energy_since`
  Watts it_switched_off = 0;                    // typical of units that were live and lack power
  std::int64_t curtailed_watt_hours = 0;        // that they did not draw in these hours
  std::array<Watts, 3> available_by_kind{};     // of facility_available: grid, onsite, bridging
  std::array<double, 3> source_kwh{};           // drawn from them in this period, as far as it is attributed
  std::int64_t it_watt_hours_attributed = 0;    // of it_watt_hours
  std::int64_t storage_attributed = 0;          // of what storage took less what it gave since the horizon's begin [Wh]
  double clean_watts = 0;                       // of facility_available, by what each block says
  double clean_kwh = 0;                         // of what was attributed since the horizon's begin
  std::int64_t it_watt_hours_before = 0;        // drawn before this period
  double pue = 1;                               // in force
  std::int64_t it_watt_hours_at_other_pue = 0;  // of it_watt_hours, those before this PUE was in force
  double overhead_kwh_at_other_pue = 0;         // and what cooling and losses took for them
  double source_kwh_before = 0;                 // drawn from its blocks before this period
  double used_kwh_before = 0;                   // by units, cooling and losses, before this period
  std::vector<std::uint32_t> received;          // units that arrived so far, by SystemId; where some may be dead
  std::vector<std::int64_t> pool_free;
  std::vector<std::int64_t> pool_peak;  // the most that was ever in use
  std::vector<std::deque<LastUser>> pool_last_users;
  std::vector<QueueState> queues;               // by step along the chain; empty where no queue is limited
  std::vector<Units> begun;                     // units that began a step, of those that learn; by step along the chain
  std::vector<DueMaintenance> due_maintenance;  // in order
  Watts routed = 0;                             // rating of all units routed here so far
  Units routed_units = 0;
};

// One contender for a line: a buyer, an order, or a maker. `queue` holds its open jobs, first come first.
struct Share {
  std::vector<JobId> queue;
  std::size_t head = 0;
  Work asked = 0;   // released to the line so far
  Work picked = 0;  // left the queue so far
  double made = 0;  // by works that ended, in what the line's capacity counts
  sim::WorkId work;
  bool is_running = false;
  bool is_suspended = false;
  Work backlog_before = 0;  // at the last pickup, for the table of losses
  std::int64_t priority = 1;
};

// A part that a line makes into stock while nobody asks it for anything.
struct StockShare {
  PartId part;
  sim::WorkId work;
  bool is_running = false;
  double made = 0;           // by works that ended, in what the line's capacity counts
  std::int64_t passes = 0;   // of the part through the line so far
  std::int64_t started = 0;  // of these, for the first time
  std::int64_t good = 0;
};

struct LineState {
  std::vector<Share> shares;          // by PartyId or OrderId
  std::vector<StockShare> stock;      // by PartId
  std::vector<std::uint32_t> active;  // shares with open work, ascending
  std::vector<sim::ResourceId>
      resources;  // one; with quotas that are lost when unused one per named buyer and one for the others
  bool is_dirty = false;
  Hour last_pickup = 0;
  Units picked = 0;  // units (not parts) since the horizon's begin
};

// Units of a group that wait for the limited part of their lane.
struct Shipment {
  GroupId group;
  Units units = 0;
  Hour shipped = 0;
};

struct LaneState {
  std::vector<sim::ResourceId> resources;  // none: not limited
  std::deque<Shipment> queue;              // first in, first out
  Units waiting = 0;                       // in the queue
  double carried = 0;                      // of these, what has passed, but for what the running work did
  sim::WorkId work;
  bool is_running = false;
  Units passed = 0;  // since the horizon's begin
};

// What became of a job so far: units of its lot, or sets of parts (kits) for one unit each.
struct JobState {
  Units wanted = 0;           // in all; 0 before the release
  Units from_stock = 0;       // of these, taken out of stock
  Units fed = 0;              // what goes into them was there: they passed on to the line
  Units at_line = 0;          // of these, in the line's queue
  Units done = 0;             // parts: there for the tier that they go into, or in it already
  std::uint32_t batches = 0;  // parts in their cycle time: index into State::kit_batches, + 1
};

// Of a part, in what it is counted in.
struct PartState {
  std::int64_t stock = 0;
  std::int64_t made = 0;  // good ones so far
  std::int64_t lost = 0;  // for want of yield
  std::int64_t reworked = 0;
  std::int64_t used = 0;  // gone into something else
};

// Units of a group granted to, or pegged by, a tranche.
struct Held {
  GroupId group;
  Units units = 0;
};
struct Peg {
  GroupId group;
  Stage stage{};
  Units units = 0;
  std::int64_t accelerators = 0;  // of the need; the last unit may cover less than it has
};
// Why units are cancelled: by an event, or else by an order for which they came too late.
struct CancelledBy {
  EventId event;
  OrderId order;
};
struct LostPromise {
  CancelledBy by;  // neither: turned away at a full dock
  std::int64_t accelerators = 0;
  SiteId site;
  SystemId system;
};

struct TrancheState {
  bool is_signed = false;
  bool is_barred = false;                            // its customer is bound to another provider alone
  bool is_offered = false;                           // the holder of a right of first refusal has not answered yet
  bool is_taken = false;                             // the holder took it; of what the holder serves instead: it does
  Hour switched = std::numeric_limits<Hour>::min();  // when its customer has come over from another provider
  Hour due = 0;                                      // as amended
  Hour end = sim::never;                             // as amended
  bool is_over = false;                              // ended or terminated
  bool is_terminated = false;
  bool is_shifted = false;
  bool is_made_good = false;
  std::int64_t renewals = 0;
  std::uint8_t plans = 0;           // events of it that were put on the calendar since the run began
  bool is_crediting = false;        // late, and its grace period is over
  std::int64_t missing_before = 0;  // accelerator-hours, when that began
  Cents delay_credited = 0;
  Cents prepaid = 0;  // and not set off yet
  std::int64_t needed_at_bill = 0,
               supplied_at_bill = 0;  // accelerator-hours, when the last bill was written, or it was complete
  std::vector<Held> granted;          // by group
  std::int64_t granted_accelerators = 0;
  std::int64_t accepted = 0;   // accelerators, at most the quantity; as it was when the tranche ended
  bool grants_changed = true;  // since they were last booked
  std::vector<Peg> pegs;
  std::vector<LostPromise> lost;
  Hour complete_at = sim::never;
  bool complete_recorded = false;

  // Granted and promised nothing, for the time being.
  bool is_held_back() const { return is_barred || is_offered; }
};

// Whether a tranche is promised by its own provider: a right of first refusal may leave it to another.
inline bool is_promised(const Tranche& tranche, const TrancheState& state) {
  return tranche.instead_of.exists() == state.is_taken;
}

// A party as a provider.
struct PartyState {
  ActiveEvents outages;       // while one lasts its tranches are supplied nothing; insolvency is one for good
  EventId insolvent_through;  // none: it is not
};

// What has left under a licence, in what it counts.
struct LicenceState {
  std::int64_t used = 0;
  std::vector<Hour> looks;  // hours at which held units are to be looked at, ascending
};

// What a pot got, and what orders took of it.
struct PotState {
  Cents came_in = 0;
  Cents taken = 0;
  friend bool operator==(const PotState&, const PotState&) = default;
};

struct LoanState {
  std::vector<Draw> drawn;  // when they came; those before the horizon as they are written
  Cents suspended = 0;      // of draws whose date is over, what a covenant keeps back
};

// What of a contract is on bills.
struct BillState {
  Cents billed = 0;
  std::int64_t settled_supplied = 0, settled_used = 0;  // accelerator-hours, when it was last settled as take-or-pay
  bool has_switched = false;                            // the cost of switching is paid
};

struct State {
  explicit State(const Scenario& scenario);

  sim::Table<Group, GroupState> groups;
  sim::Table<Hall, HallState> halls;
  sim::Table<Site, SiteState> sites;
  sim::Table<Gear, GearState> gear;
  sim::Table<PowerBlock, BlockState> blocks;
  sim::Table<GridNode, NodeState> nodes;
  sim::Table<Line, LineState> lines;
  sim::Table<Lane, LaneState> lanes;
  sim::Table<Part, PartState> parts;
  sim::Table<System, Units> made;  // on lines
  sim::Table<Job, JobState> jobs;
  sim::Table<Stock, StockState> stocks;
  sim::Table<ComputeCluster, ComputeClusterState> compute_clusters;
  sim::Table<System, SystemDraw> draw;
  sim::Table<Party, PartyState> parties;
  sim::Table<Contract, BillState> bills;
  sim::Table<Tranche, TrancheState> tranches;
  sim::Table<Licence, LicenceState> licences;

  sim::Table<MoneyPot, PotState> pots;
  std::vector<LoanState> loans;       // as Scenario::loans
  std::vector<Hour> paid_at;          // by LotId: never while it waits for money; empty where no order does
  std::vector<LotId> awaiting_money;  // those that are ordered, best first
  bool money_changed = false;         // a pot, or what waits for it, since orders were last paid for
  bool waits_for_money(LotId lot) const { return !paid_at.empty() && paid_at[lot.index] == sim::never; }

  sim::Table<Party, Book> provider_books;
  sim::Table<Party, Units> live_free;  // live units that are granted to nobody
  sim::Table<Site, Book> site_books;

  // Batches under way by group and timed stage; the calendar holds one event per batch.
  std::vector<std::deque<Batch>> batches;
  std::deque<Batch>& batches_of(GroupId group, Stage stage);
  std::vector<std::uint32_t> batch_slot;  // group x stage -> index into `batches`, +1
  std::vector<std::deque<Batch>> kit_batches;

  Fleet fleet;  // the units that are followed one by one

  // units by (provider, site, system) x state, for the output and for conservation.
  struct UnitRow {
    PartyId provider;
    SiteId site;
    SystemId system;
  };
  std::vector<UnitRow> unit_rows;     // sorted
  std::vector<Units> units_by_state;  // rows x unit_state_count
  std::vector<Units> units_received;  // by unit row: came to the dock, less those sent back
  Units ever_ordered = 0;             // with the opening stock

  Hour now = 0;
  std::vector<sim::RandomStream> streams;  // as Scenario::streams

  std::vector<SharedPoolState> shared_pools;
  std::vector<StageRef> waiting_stages;  // for crews
  bool crews_changed = false;            // crews were taken, given back, or asked for, since they were last given out

  DirtySet<Hall> dirty_halls;
  DirtySet<Gear> dirty_gear;
  DirtySet<NodeCluster> dirty_clusters;
  DirtySet<Site> dirty_sites;
  DirtySet<Line> dirty_lines;
  DirtySet<Lane> dirty_lanes;
  DirtySet<Party> dirty_providers;
};

// New units enter the model.
void add_units(const Scenario& scenario, State& state, GroupId group, Stage stage, Units units);
// Units of one group change stage.
void move_units(const Scenario& scenario, State& state, GroupId group, Stage from, Stage to, Units units);
// Units change group (they are routed, or placed in a hall), and maybe stage.
void transfer_units(const Scenario& scenario, State& state, GroupId from, Stage from_stage, GroupId to, Stage to_stage,
                    Units units);

// A unit of the fleet changes stage.
void move_unit(const Scenario& scenario, State& state, GroupId group, std::uint32_t unit, Stage to);

// From now on units of a system draw other power.
void change_draw(const Scenario& scenario, State& state, SystemId system, const SystemDraw& draw);

// Adds up the energy drawn at a site to `now`.
void settle_energy(SiteState& site, Hour now);
// From `now` on units in use draw so much beside what they draw when idle.
void set_drawn_in_use(SiteState& site, Watts watts, Hour now);

// Energy for cooling and losses in this period [kWh], up to `energy_since`.
double overhead_kwh(const SiteState& site);
// From `now` on another PUE is in force.
void change_pue(SiteState& site, double pue, Hour now);
// A new period begins; energy is counted from nothing.
void forget_energy(SiteState& site);

// Live units of a group are granted to somebody (or, negative, are free again).
void note_granted(const Scenario& scenario, State& state, GroupId group, Units units);

// Whether live units of a group are of use: their hall is in no cluster, or in one that has reached its minimum, or is
// worth something below it.
bool is_usable(const Scenario& scenario, const State& state, GroupId group);

// Aborts, naming what is wrong, unless every unit ever ordered is in exactly one state and every derived sum is right.
void check_conservation(const Scenario& scenario, const State& state);

}  // namespace models
