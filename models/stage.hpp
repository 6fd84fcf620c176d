#pragma once
// Where a unit stands on its way to live, finer than its state: the stations of bring-up each have a queue and a work
// stage. The number of a stage is its rank: more advanced is larger. Each stage belongs to exactly one state of the
// product.

#include <array>
#include <cstdint>
#include <string_view>

namespace models {

inline constexpr int most_unpowered_steps = 4;
inline constexpr int most_powered_steps = 4;

enum class Stage : std::uint8_t {
  ordered,            // waits for its share of a line
  in_production,      // in its cycle time, or held until it is to be shipped
  awaiting_shipment,  // made, and shipments of its line are paused
  awaiting_licence,   // made, and its place is one for which it has no export licence yet
  in_transit,
  in_customs,      // off its lane, and held by customs
  at_gate,         // arrived, and receipts of its site are paused
  in_rework,       // arrived, and does not work
  before_dock,     // came to a dock of limited room, and stands outside it
  at_dock,         // waits for hall, position or crew
  unpowered_work,  // + 2k: step k in work; + 2k - 1: waits for step k (k >= 1)
  waiting_power = unpowered_work + 2 * most_unpowered_steps - 1,
  waiting_cooling,
  powered_queue,                     // + 2k: waits for powered step k
  powered_work = powered_queue + 1,  // + 2k: powered step k in work
  curtailed_power = powered_queue + 2 * most_powered_steps,
  curtailed_cooling,
  awaiting_spare,   // failed, and waits for the parts that its repair uses
  awaiting_repair,  // failed, and waits for the resources that its repair needs
  failed,           // in repair
  in_maintenance,
  live,
  cancelled,
  returned,     // sent back from a full dock
  substituted,  // its order became one of another system
  outside,      // delivered to a place outside the model
};
inline constexpr int stage_count = static_cast<int>(Stage::outside) + 1;
static_assert(stage_count <= 64);  // GroupState::occupied has a bit for each

enum class UnitState : std::uint8_t {
  ordered,
  in_production,
  in_transit,
  at_dock,
  installing,
  waiting_power,
  waiting_cooling,
  commissioning,
  live,
  failed,
  maintenance,
  curtailed,
  cancelled,
  returned,
  substituted,
  outside,
};
inline constexpr int unit_state_count = static_cast<int>(UnitState::outside) + 1;

struct UnitStateInfo {
  UnitState state;
  std::string_view name;
  std::string_view meaning;
};

// One row per state, in the order of the enumeration.
inline constexpr std::array<UnitStateInfo, unit_state_count> unit_states{{
    {UnitState::ordered, "ordered", "ordered, and waiting for its share of a line (or for its requested date)"},
    {UnitState::in_production, "in_production",
     "made by the line: in its cycle time, or held until its shipping date, the end of a pause or its licence"},
    {UnitState::in_transit, "in_transit",
     "waiting for a lane, on it, held by customs or at the gate of its site, or outside a full dock"},
    {UnitState::at_dock, "at_dock",
     "at the site, waiting for a ready hall, a position or a crew; or dead on arrival and not mended yet"},
    {UnitState::installing, "installing", "in a bring-up step that needs no power, or waiting for the crew of one"},
    {UnitState::waiting_power, "waiting_power", "installed, waiting for energized power"},
    {UnitState::waiting_cooling, "waiting_cooling", "installed, power at hand, waiting for cooling"},
    {UnitState::commissioning, "commissioning", "in a bring-up step that draws power, or waiting for the crew of one"},
    {UnitState::live, "live", "accepted and usable"},
    {UnitState::failed, "failed", "was live, is in repair or waits for it"},
    {UnitState::maintenance, "maintenance", "was live, is in planned maintenance"},
    {UnitState::curtailed, "curtailed", "was live, is switched off for want of power or cooling"},
    {UnitState::cancelled, "cancelled", "cancelled by an event, or by its order for being late (terminal)"},
    {UnitState::returned, "returned", "turned away at a full dock and sent back (terminal)"},
    {UnitState::substituted, "substituted", "made an order of another system by an event (terminal)"},
    {UnitState::outside, "outside", "delivered to a destination outside the model (terminal)"},
}};

constexpr Stage stage_plus(Stage base, int offset) { return static_cast<Stage>(static_cast<int>(base) + offset); }
constexpr Stage unpowered_work(int step) { return stage_plus(Stage::unpowered_work, 2 * step); }
constexpr Stage unpowered_queue(int step) {  // step 0 waits at the dock
  return step == 0 ? Stage::at_dock : stage_plus(Stage::unpowered_work, 2 * step - 1);
}
constexpr Stage powered_queue(int step) { return stage_plus(Stage::powered_queue, 2 * step); }
constexpr Stage powered_work(int step) { return stage_plus(Stage::powered_work, 2 * step); }

constexpr bool is_unpowered_bring_up(Stage s) { return s > Stage::at_dock && s < Stage::waiting_power; }
constexpr bool is_powered_bring_up(Stage s) { return s >= Stage::powered_queue && s < Stage::curtailed_power; }
constexpr bool is_work(Stage s) {
  const int n = static_cast<int>(s);
  return (is_unpowered_bring_up(s) && (n - static_cast<int>(Stage::unpowered_work)) % 2 == 0) ||
         (is_powered_bring_up(s) && (n - static_cast<int>(Stage::powered_work)) % 2 == 0);
}
constexpr bool is_terminal(Stage s) { return s >= Stage::cancelled; }
constexpr bool was_accepted(Stage s) { return s >= Stage::curtailed_power && s <= Stage::live; }

constexpr UnitState state_of(Stage s) {
  if (is_unpowered_bring_up(s)) return UnitState::installing;
  if (is_powered_bring_up(s)) return UnitState::commissioning;
  switch (s) {
    case Stage::ordered:
      return UnitState::ordered;
    case Stage::in_production:
    case Stage::awaiting_shipment:
    case Stage::awaiting_licence:
      return UnitState::in_production;
    case Stage::in_transit:
    case Stage::in_customs:
    case Stage::at_gate:
    case Stage::before_dock:
      return UnitState::in_transit;
    case Stage::in_rework:
    case Stage::at_dock:
      return UnitState::at_dock;
    case Stage::waiting_power:
      return UnitState::waiting_power;
    case Stage::waiting_cooling:
      return UnitState::waiting_cooling;
    case Stage::curtailed_power:
    case Stage::curtailed_cooling:
      return UnitState::curtailed;
    case Stage::awaiting_spare:
    case Stage::awaiting_repair:
    case Stage::failed:
      return UnitState::failed;
    case Stage::in_maintenance:
      return UnitState::maintenance;
    case Stage::live:
      return UnitState::live;
    case Stage::cancelled:
      return UnitState::cancelled;
    case Stage::returned:
      return UnitState::returned;
    case Stage::substituted:
      return UnitState::substituted;
    default:
      return UnitState::outside;
  }
}

}  // namespace models
