#pragma once
// What a user may write: one struct per section of a scenario, as text says it, before anything is bound or counted.
// The descriptions beside the structs in models/text/ are the only list of fields: reading, checks, defaults, the
// resolved scenario, the JSON Schema and the reference page all follow from them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "models/text/calendar.hpp"
#include "models/text/climate.hpp"
#include "models/text/cluster.hpp"
#include "models/text/commitment.hpp"
#include "models/text/contract.hpp"
#include "models/text/event.hpp"
#include "models/text/hall.hpp"
#include "models/text/lane.hpp"
#include "models/text/licence.hpp"
#include "models/text/market.hpp"
#include "models/text/money.hpp"
#include "models/text/order.hpp"
#include "models/text/part.hpp"
#include "models/text/power.hpp"
#include "models/text/site.hpp"
#include "models/text/supply.hpp"
#include "models/text/system.hpp"
#include "models/text/things.hpp"
#include "sim/choices.hpp"
#include "sim/uncertainty.hpp"
#include "sim/unit_text.hpp"

namespace models {

struct HorizonText {
  sim::Timestamp from{};
  sim::Timestamp until{};
};

struct ReportText {
  ReportStep step = ReportStep::day;
};

struct PoliciesText {
  bool preempt = false;
  GrantPolicy grants = GrantPolicy::rank;
  std::vector<std::string> own_load_first;
  Dispatch dispatch = Dispatch::first_come;
  std::optional<WorkloadsText> workloads;
};

enum class Mechanism {
  power,
  cooling,
  curtailment,
  bom,
  failures,
  maintenance,
  spares,
  dead_on_arrival,
  clusters,
  licences,
  money
};

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
  Things<sim::ChoiceText> choices;
  std::optional<sim::UncertaintyText> uncertainty;
  Things<SystemText> systems;
  Things<AmbientText> climates;
  Things<PartyText> parties;
  Things<PartText> parts;
  Things<SupplierText> suppliers;
  Things<LaneText> lanes;
  Things<GatewayText> gateways;
  Things<NodeText> grid;
  Things<CalendarText> calendars;
  Things<PoolText> resources;
  Things<SiteText> sites;
  Things<ClusterText> clusters;
  Things<OrderText> orders;
  Things<RegionText> jurisdictions;
  Things<ClausesText> terms;
  Things<ContractText> contracts;
  Things<CommitmentText> commitments;
  Things<ClaimText> claims;
  Things<LicenceText> licences;
  Things<DemandText> demand;
  Things<ChannelText> channels;
  std::optional<MarketText> market;
  Things<InvestmentText> investments;
  Things<FinancingText> financing;
  PoliciesText policies;
  Things<EventText> events;
};

const sim::StructType<ScenarioText>& scenario_type();

// The unit words of scenarios: those of every simulation, and what data centers count.
const sim::UnitTable& scenario_units();

// The position of each unit in TrancheText::quantity.
enum class QuantityUnit { accelerators, units, watts };

}  // namespace models
