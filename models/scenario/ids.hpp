#pragma once
// What things are counted in, and the numbers by which they refer to each other.

#include <cstdint>

#include "sim/id.hpp"
#include "sim/time.hpp"

namespace models {

using sim::Hour;
using Watts = std::int64_t;
using Cents = std::int64_t;
using MicroUsd = std::int64_t;  // of prices: an accelerator-hour costs a few dollars
using Flow = std::int64_t;      // of water [mL/min]
using Units = std::int64_t;     // scale units: the smallest thing that goes live (a rack, a server)

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
using SiliconId = sim::Id<struct Silicon>;
using OrderId = sim::Id<struct Order>;
using LotId = sim::Id<struct Lot>;
using JobId = sim::Id<struct Job>;
using GroupId = sim::Id<struct Group>;
using ContractId = sim::Id<struct Contract>;
using TrancheId = sim::Id<struct Tranche>;
using DemandId = sim::Id<struct Demand>;
using ChannelId = sim::Id<struct Channel>;
using StockId = sim::Id<struct Stock>;
using PotId = sim::Id<struct MoneyPot>;
using LicenceId = sim::Id<struct Licence>;
using CommitmentId = sim::Id<struct Commitment>;
using HeadlineId = sim::Id<struct Headline>;
using EventId = sim::Id<struct DatedEvent>;
using CurtailmentId = sim::Id<struct Curtailment>;

// What a line does, in millionths of what its capacity counts (units, wafers, Gb).
using Work = std::int64_t;
inline constexpr Work whole_work = 1'000'000;

inline constexpr MicroUsd micro_per_cent = 10'000;

// A number over time: it holds from an hour until the next step.
struct LevelStep {
  Hour from = 0;
  std::int64_t level = 0;
};

inline constexpr std::int64_t no_limit = std::int64_t{1} << 60;

}  // namespace models
