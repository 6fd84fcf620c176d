#pragma once
// Who acts, and what is built, shipped and let: systems, what they draw, and how they fail.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/dated_factor.hpp"
#include "models/scenario/ids.hpp"
#include "models/scenario/parts.hpp"
#include "models/site/track_record.hpp"
#include "models/time_law.hpp"
#include "sim/curve.hpp"

namespace models {

enum class Archetype { hyperscaler, neocloud, landlord, chip_maker, lab, enterprise, sovereign, unspecified };
inline constexpr std::size_t archetype_count = 7;  // that are specified
std::string_view archetype_name(Archetype archetype);

struct Party {
  std::string id;
  std::string name;
  Archetype archetype = Archetype::unspecified;
  Cents multi_sourcing = 0;  // a year of 8,760 h, for each provider beyond the first that serves it
  Hour porting = 0;          // before it can use what such a provider supplies
  std::optional<TrackRecord> track_record = {};
};

// A family of accelerators.
struct Silicon {
  std::string id;
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

// How live units of a system are taken out for planned (preventive) maintenance.
enum class MaintenanceClock { calendar, hours_live };
struct MaintenancePlan {
  Hour every = 0;   // from one visit of a unit to its next, by the clock
  TimeLaw lasts{};  // hours in work; of each unit, and of each of its visits
  MaintenanceClock clock = MaintenanceClock::calendar;
  AfterRepair after = AfterRepair::as_old;
};

// Units that do not work when they come.
struct DeadOnArrival {
  double share = 0;  // of those that arrive
  TimeLaw rework;    // from arrival to when they stand whole at the dock; varies by unit
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
  std::optional<sim::Curve> effective_compute;   // what software makes of that, as a part; nothing: 1
  std::optional<sim::Curve> goodput;             // part of the time in which what runs makes progress; nothing: 1
  std::vector<DatedFactor> more_compute;         // by events
  std::vector<DatedFactor> more_power;           // by events, of what it draws in use
  PartyId maker;                                 // none: no party, or none named
  SiliconId silicon;                             // none: nothing is said
  Cents price = 0;                               // per unit
  std::int64_t life_months = 0;                  // over which it is written off; 0: it is not
  std::optional<Hour> available;                 // none is shipped before
  bool export_controlled = false;                // leaves for some places under a licence only
  std::vector<PartNeed> bom;                     // per unit
  double yield = 1;                              // good units among those tested on their line; in (0, 1]
  double rework = 0;                             // of those that fail, those that go through it again; in [0, 1]
  std::vector<Tier> tiers;  // what one unit takes, itself first, then each before its inputs; at least itself
  std::optional<DeadOnArrival> dead_on_arrival;
  std::optional<FailureLaw> failures;
  std::optional<MaintenancePlan> maintenance;
  bool is_followed() const { return failures || maintenance; }  // each of its units has a life of its own
  Watts air() const { return nominal - liquid; }
  bool follows_use() const {
    for (const Watts watts : in_use) {
      if (watts != idle) return true;
    }
    return typical != idle;
  }
};

}  // namespace models
