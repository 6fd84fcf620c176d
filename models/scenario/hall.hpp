#pragma once
// Halls: the stages that build them, the gear that these use up, and what stands in them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"
#include "models/scenario/parts.hpp"
#include "models/scenario/site.hpp"
#include "models/scenario/systems.hpp"
#include "models/site/work_calendar.hpp"
#include "models/time_law.hpp"

namespace models {

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
  PartyId record_of = {};  // whose track record says how likely it is; none: nobody's
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
  LaneId lane;                    // from its maker to the site; none: it is there when it is made
  std::int64_t priority = 1;      // there
  std::vector<PartNeed> bom;      // there, per unit
  std::vector<Tier> tiers;        // what one unit takes, itself first
  TimeLaw lead_time;              // varies by unit; of what a line makes what plans count on
  std::vector<GearClaim> claims;  // best rank first: nominal start, hall, stage
  Hour nominal_transit = 0;       // on its lane, where the lead time does not contain it
  // When all of it would be there if nothing went wrong.
  Hour planned() const { return ordered + lead_time.point + nominal_transit; }
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
  double value_below = 0;    // of what its units can, as a part, before that; 0: they serve nobody
};

// Whether a hall takes a system at all: its floor carries the rating, its water is not too warm, and a line-up
// and a group of CDUs take a unit.
bool fits(const Hall& hall, const System& system);

}  // namespace models
