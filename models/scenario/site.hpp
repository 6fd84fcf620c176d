#pragma once
// Sites: weather, power, and what is kept there.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/bring_up.hpp"
#include "models/scenario/ids.hpp"
#include "models/scenario/money.hpp"
#include "models/scenario/outage.hpp"
#include "models/site/work_calendar.hpp"
#include "models/time_law.hpp"

namespace models {

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

// What there is to own, or to do, at a site.
enum class Role : std::uint8_t { land, shell, power, systems, operation, software };
inline constexpr std::array<std::string_view, 6> role_names{"land",    "shell",     "power",
                                                            "systems", "operation", "software"};

struct Site {
  std::string id;
  std::string name;
  PartyId operated_by;
  std::array<PartyId, role_names.size()> roles{};  // none: the operator
  PartyId in_role(Role role) const {
    const PartyId party = roles[static_cast<std::size_t>(role)];
    return party.exists() ? party : operated_by;
  }
  double pue = 1.0;                  // annual mean, >= 1
  std::vector<double> pue_of_month;  // January first; empty: the annual mean all year
  std::optional<double> pue_peak;    // on the design day
  // What the IT limit is found with: facility power at the peak, not over the year.
  double pue_of_limit() const { return pue_peak.value_or(pue); }
  std::optional<Ambient> ambient;  // nothing where none is written
  std::vector<HeatWave> heat_waves;
  double water = 0;          // [L per kWh of IT energy]
  MicroUsd power_price = 0;  // of a MWh that it draws
  PartyId utility;           // that is paid for it; none: nobody who is simulated
  std::optional<Lease> lease;
  Cents capex_per_megawatt = 0;  // of critical IT, without the systems
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
  std::vector<std::vector<NeedOfPool>> maintenance_needs;  // of a unit in maintenance, by SystemId; empty: none is here
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

}  // namespace models
