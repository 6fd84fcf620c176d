#pragma once
// What a user may write: one struct per section of a scenario, as text says it, before anything is bound or counted.
// The descriptions in scenario_text.cpp are the only list of fields: reading, checks, defaults, the resolved scenario,
// the JSON Schema and the reference page all follow from them.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "sim/by_month.hpp"
#include "sim/describe.hpp"
#include "sim/part_value.hpp"
#include "sim/unit_text.hpp"

namespace models {

template <class T>
using Things = std::vector<sim::Thing<T>>;

struct HorizonText {
  sim::Timestamp from{};
  sim::Timestamp until{};
};

struct ReportText {
  ReportStep step = ReportStep::day;
};

struct SystemPowerText {
  std::int64_t nominal = 0;
  std::optional<std::int64_t> typical;
};
struct SystemCoolingText {
  double liquid_share = 0;
  std::optional<double> supply_max;
  std::optional<double> return_temperature;
};
struct SystemComputeText {
  double fp8 = 0;
};
enum class ScaleUnit { rack, server, unit };
struct SystemText {
  std::optional<std::string> maker;
  ScaleUnit scale_unit = ScaleUnit::unit;
  std::int64_t gpus = 1;
  SystemPowerText power;
  SystemCoolingText cooling;
  std::optional<SystemComputeText> compute;
  std::optional<std::int64_t> price;
  std::optional<std::int64_t> quoted_lead_time;
  std::optional<std::string> made_on;
};

struct PartyText {
  std::optional<std::string> name;
  Archetype archetype = Archetype::unspecified;
};

struct AllocationText {
  bool equal = false, pro_rata = false, priority = false, first_come = false;
  std::vector<std::pair<std::string, double>> weighted;
  std::vector<std::pair<std::string, double>> quota;
  std::optional<bool> reuse;
};
enum class SharedBy { buyers, orders };
struct LineText {
  sim::Drawn cycle_time;
  sim::Curve capacity;
  SharedBy shared_by = SharedBy::buyers;
  std::optional<AllocationText> allocation;
  std::int64_t pickup = 24;
};
struct SupplierText {
  Things<LineText> lines;
};

struct LaneText {
  sim::Drawn transit;
  std::optional<sim::Curve> capacity;
};

struct NodeText {
  std::int64_t limit = 0;
  NodeSharing allocation = NodeSharing::equal;
};

struct BlockText {
  BlockKind kind = BlockKind::grid;
  std::optional<std::int64_t> contracted;
  std::optional<std::int64_t> nameplate;
  sim::Timestamp energization{};
  std::vector<std::pair<std::int64_t, std::int64_t>> load_ramp;
  std::optional<sim::Part> usable;
  std::vector<std::string> through;
  std::optional<std::int64_t> priority;
};
struct PowerText {
  std::optional<std::int64_t> interconnection_request;
  Things<BlockText> blocks;
};
struct PoolText {
  std::int64_t count = 0;
};
struct StepText {
  std::vector<std::string> after;
  sim::Drawn duration;
  std::vector<std::pair<std::string, std::int64_t>> needs;
  std::optional<bool> powered;
};
struct LiquidLoopText {
  std::int64_t limit = 0;
  std::optional<double> supply;
  std::optional<double> flow_max;  // [L/min]
};
struct AirLoopText {
  std::int64_t limit = 0;
};
struct HallCoolingText {
  std::optional<LiquidLoopText> liquid;
  std::optional<AirLoopText> air;
};
struct TaskText {
  std::vector<sim::LaggedReference> after;
  std::optional<sim::Timestamp> started;
  std::int64_t duration = 0;
};
struct HallText {
  std::optional<sim::Timestamp> ready;
  std::optional<std::int64_t> positions;
  std::optional<std::int64_t> critical_it;
  std::optional<std::int64_t> density_max;
  std::optional<HallCoolingText> cooling;
  Things<TaskText> stages;
  std::vector<std::pair<std::string, std::int64_t>> installed;
};
struct SiteText {
  std::string operated_by;
  std::optional<std::string> name;
  sim::ByMonth pue;
  std::optional<double> pue_peak;
  std::optional<PowerText> power;
  Things<PoolText> resources;
  Things<StepText> bring_up;
  Things<HallText> halls;
};

struct RequestedText {
  std::optional<sim::Timestamp> at;
  std::vector<std::pair<sim::Timestamp, std::int64_t>> by_date;
};
struct DestinationText {
  std::optional<std::string> place;  // outside, a site, or site.hall
  std::vector<std::string> first_ready;
  std::vector<std::string> most_headroom;
};
struct OrderText {
  std::string buyer;
  std::string system;
  std::optional<std::int64_t> quantity;
  std::optional<sim::Timestamp> ordered;
  std::optional<RequestedText> requested;
  std::optional<sim::Drawn> every;
  std::optional<sim::Timestamp> from;
  std::optional<sim::Timestamp> until;
  std::optional<std::string> made_on;
  std::optional<std::string> lane;
  DestinationText to;
  std::optional<std::string> made_for;
  std::int64_t priority = 1;
};

struct SuppliedByText {
  std::vector<std::string> halls;
  std::vector<std::string> sites;
};
struct RequiresText {
  std::vector<std::string> systems;
};
struct TrancheText {
  sim::Amount quantity;  // GPU, unit, MW
  sim::Timestamp due{};
  std::optional<sim::Timestamp> end;
  std::optional<SuppliedByText> supplied_by;
};
struct ContractText {
  std::string provider;
  std::string customer;
  std::optional<sim::Timestamp> signed_at;
  std::int64_t priority = 1;
  std::optional<RequiresText> needs;
  Things<TrancheText> tranches;
};

struct DemandText {
  std::string customer;
  WorkloadClass workload = WorkloadClass::training;
  sim::Curve need;
};

struct FailureText {
  std::int64_t units = 0;
  std::int64_t repair = 0;
};
struct CancelText {
  bool all = false;
  std::optional<std::int64_t> units;
};
struct EventText {
  sim::Timestamp date{};
  std::string target;
  std::optional<std::int64_t> slip;
  std::optional<std::int64_t> outage;
  std::optional<double> multiply;
  std::optional<std::int64_t> lasts;
  std::optional<FailureText> failure;
  std::optional<CancelText> cancel;
};

struct PoliciesText {
  bool preempt = false;
};

enum class Mechanism { power, cooling };

struct ScenarioText {
  std::int64_t schema = 1;
  bool catalog = true;
  std::int64_t seed = 1;
  std::string id;
  std::optional<std::string> title;
  std::optional<sim::Timestamp> as_of;
  HorizonText horizon;
  ReportText report;
  std::vector<Mechanism> without;
  Things<SystemText> systems;
  Things<PartyText> parties;
  Things<SupplierText> suppliers;
  Things<LaneText> lanes;
  Things<NodeText> grid;
  Things<SiteText> sites;
  Things<OrderText> orders;
  Things<ContractText> contracts;
  Things<DemandText> demand;
  PoliciesText policies;
  Things<EventText> events;
};

const sim::StructType<ScenarioText>& scenario_type();

// The unit words of scenarios: those of every simulation, and what data centers count.
const sim::UnitTable& scenario_units();

// The position of each unit in TrancheText::quantity.
enum class QuantityUnit { accelerators, units, watts };

}  // namespace models
