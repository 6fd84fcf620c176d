#pragma once
// What can happen at a whole hour. The order of simultaneous events is law: phase, kind, entity (by name), detail;
// never the order in which they were put on the calendar. The kinds of one phase are handled in the order of this
// enumeration.

#include <array>
#include <cstdint>
#include <string_view>

namespace models {

enum class Phase : std::uint8_t { dated, completion, readiness, failure, allocation, assignment, clause, ledger };

enum class EventKind : std::uint8_t {
  lot_ordered,
  event_began,
  event_ended,
  lot_cancelled,
  units_substituted,
  licence_granted,
  pue_changed,
  loan_drawn,
  draw_suspended,
  line_picked_up,
  lot_released,  // after the pickup: work that comes now had no part in what was made until now
  gear_ordered,
  kits_made,
  units_made,
  units_shipped,
  lane_passed,
  units_at_customs,
  units_at_gate,
  units_arrived,
  units_dead,
  units_reworked,
  step_finished,
  gear_arrived,
  spares_arrived,
  part_consumed,
  stock_reviewed,
  hall_looked_at,
  task_started,
  task_finished,
  block_curtailed,
  block_energized,
  storage_changed,
  liquid_derated,
  air_derated,
  hall_ready,
  units_failed,
  units_repaired,
  maintenance_ended,
  lot_paid,
  maintenance_began,
  units_returned,
  planned_live_passed,
  tranche_signed,
  option_exercised,
  tranche_prepaid,
  tranche_due,
  tranche_barred,
  tranche_freed,
  clean_energy_required,
  tranche_offered,
  tranche_declined,
  tranche_taken,
  start_shifted,
  grace_ended,
  tranche_terminated,
  tranche_renewed,
  tranche_made_good,
  tranche_ended,
  prepayment_refunded,
  delay_credited,
  credit_capped,
  service_missed,
  switching_began,
  switching_ended,
  porting_ended,
  cluster_completed,
  porting_began,
  tranche_completed,
};

struct EventKindInfo {
  EventKind kind;
  Phase phase;
  std::string_view name;
  std::string_view entity;    // what the entity is
  std::string_view meaning;   // and what the count counts
  std::string_view detail{};  // what the detail names; empty: nothing
};

inline constexpr auto event_kinds = std::to_array<EventKindInfo>({
    {EventKind::lot_ordered, Phase::dated, "lot_ordered", "order", "units of an order placed on this date"},
    {EventKind::event_began, Phase::dated, "event_began", "event", "a dated event of the scenario took effect"},
    {EventKind::event_ended, Phase::dated, "event_ended", "event", "a dated event of the scenario ended"},
    {EventKind::lot_cancelled, Phase::dated, "lot_cancelled", "order",
     "units of an order that came too late for it (cancel_if_late), and are cancelled"},
    {EventKind::units_substituted, Phase::dated, "units_substituted", "order",
     "units of an order that became units of another system", "that system"},
    {EventKind::licence_granted, Phase::dated, "licence_granted", "licence",
     "held units that left when a licence was granted, was in force again, or when a pause of their line ended"},
    {EventKind::pue_changed, Phase::dated, "pue_changed", "site",
     "thousandths of the PUE of the month that began, where it is another"},
    {EventKind::loan_drawn, Phase::dated, "loan_drawn", "loan", "cents drawn of a loan"},
    {EventKind::draw_suspended, Phase::dated, "draw_suspended", "loan",
     "cents of a draw that a covenant keeps back until it is met"},
    {EventKind::line_picked_up, Phase::completion, "line_picked_up", "line", "whole units that left the line's queue"},
    {EventKind::lot_released, Phase::completion, "lot_released", "order", "units whose work reached their line"},
    {EventKind::gear_ordered, Phase::completion, "gear_ordered", "gear", "units of gear that were ordered from a line"},
    {EventKind::kits_made, Phase::completion, "kits_made", "order",
     "units of an order for which the parts of one tier left their line"},
    {EventKind::units_made, Phase::completion, "units_made", "order", "units that left production"},
    {EventKind::units_shipped, Phase::completion, "units_shipped", "order",
     "units that a pause of shipments or a licence had held, and that left"},
    {EventKind::lane_passed, Phase::completion, "lane_passed", "lane",
     "whole units that passed the limited part of a lane"},
    {EventKind::units_at_customs, Phase::completion, "units_at_customs", "order",
     "units that came off their lane and are held by customs", "the site or the hall that they are for"},
    {EventKind::units_at_gate, Phase::completion, "units_at_gate", "order",
     "units that arrived at a site whose receipts are paused", "the site or the hall that they are for"},
    {EventKind::units_arrived, Phase::completion, "units_arrived", "order", "units that reached the dock",
     "the site or the hall that they are for"},
    {EventKind::units_dead, Phase::completion, "units_dead", "order", "units of these that do not work",
     "the site or the hall that they came to"},
    {EventKind::units_reworked, Phase::completion, "units_reworked", "order",
     "units that were dead on arrival and stand whole at the dock", "the site or the hall that they came to"},
    {EventKind::step_finished, Phase::completion, "step_finished", "order", "units that finished a bring-up step",
     "the hall and the step"},
    {EventKind::gear_arrived, Phase::completion, "gear_arrived", "gear", "units of gear that came to their site"},
    {EventKind::spares_arrived, Phase::completion, "spares_arrived", "stock", "parts that arrived at a stock"},
    {EventKind::part_consumed, Phase::completion, "part_consumed", "stock", "parts that consumption asked for"},
    {EventKind::stock_reviewed, Phase::completion, "stock_reviewed", "stock",
     "parts ordered at a review, or by the first look of a policy"},
    {EventKind::hall_looked_at, Phase::readiness, "hall_looked_at", "hall",
     "an hour in which a stage may start or end, or the hall be ready; what does happen has kinds of its own"},
    {EventKind::task_started, Phase::readiness, "task_started", "hall",
     "a stage of a hall started; the count is its index", "the stage"},
    {EventKind::task_finished, Phase::readiness, "task_finished", "hall",
     "a stage of a hall finished; the count is its index", "the stage"},
    {EventKind::block_curtailed, Phase::readiness, "block_curtailed", "block",
     "kW that a rule of curtailment takes from an interruptible block, until the next of them says 0"},
    {EventKind::block_energized, Phase::readiness, "block_energized", "block",
     "available kW of a power block changed to"},
    {EventKind::storage_changed, Phase::readiness, "storage_changed", "block",
     "kWh in store when it begins or ends to give or to take"},
    {EventKind::liquid_derated, Phase::readiness, "liquid_derated", "hall",
     "kW of heat that a liquid loop takes at the outside temperature changed to"},
    {EventKind::air_derated, Phase::readiness, "air_derated", "hall",
     "kW of heat that an air loop takes at the outside temperature changed to"},
    {EventKind::hall_ready, Phase::readiness, "hall_ready", "hall", "a hall became ready for service"},
    {EventKind::units_failed, Phase::failure, "units_failed", "hall", "live units that failed"},
    {EventKind::units_repaired, Phase::failure, "units_repaired", "hall", "failed units whose repair ended"},
    {EventKind::maintenance_ended, Phase::failure, "maintenance_ended", "hall",
     "units whose planned maintenance ended"},
    {EventKind::lot_paid, Phase::allocation, "lot_paid", "order",
     "units of an order for which money was found: their work may reach their line"},
    {EventKind::maintenance_began, Phase::allocation, "maintenance_began", "hall",
     "units taken out for planned maintenance"},
    {EventKind::units_returned, Phase::allocation, "units_returned", "order",
     "units that came to a full dock and were sent back", "the site or the hall that they were for"},
    {EventKind::planned_live_passed, Phase::assignment, "planned_live_passed", "order",
     "units whose nominal live hour came: from here on they are late for another reason than their order date"},
    {EventKind::tranche_signed, Phase::dated, "tranche_signed", "tranche",
     "accelerators (of a capacity contract kW) promised from this date on"},
    {EventKind::option_exercised, Phase::dated, "option_exercised", "tranche",
     "accelerators of an option that are promised from this date on"},
    {EventKind::tranche_prepaid, Phase::dated, "tranche_prepaid", "tranche", "cents paid ahead for it"},
    {EventKind::tranche_due, Phase::dated, "tranche_due", "tranche", "accelerators needed from this hour on"},
    {EventKind::tranche_barred, Phase::dated, "tranche_barred", "tranche",
     "accelerators promised: its customer is bound to another provider alone from here on"},
    {EventKind::tranche_freed, Phase::dated, "tranche_freed", "tranche",
     "accelerators promised: its customer is not bound to another provider any more"},
    {EventKind::clean_energy_required, Phase::dated, "clean_energy_required", "tranche",
     "accelerators promised: from here on halls with too little clean energy may not serve it"},
    {EventKind::tranche_offered, Phase::dated, "tranche_offered", "tranche",
     "accelerators promised: the holder of a right of first refusal may take it"},
    {EventKind::tranche_declined, Phase::dated, "tranche_declined", "tranche",
     "accelerators promised: the holder of a right of first refusal did not take it"},
    {EventKind::tranche_taken, Phase::dated, "tranche_taken", "tranche",
     "accelerators no longer promised: the holder of a right of first refusal took it"},
    {EventKind::start_shifted, Phase::dated, "start_shifted", "tranche",
     "hours by which a tranche that is not complete starts later, if it is not complete sooner"},
    {EventKind::grace_ended, Phase::dated, "grace_ended", "tranche",
     "accelerators promised: not complete when the grace period was over"},
    {EventKind::tranche_terminated, Phase::dated, "tranche_terminated", "tranche",
     "accelerators no longer promised: it, or another of its contract, was late for too long"},
    {EventKind::tranche_renewed, Phase::dated, "tranche_renewed", "tranche", "hours by which it ends later"},
    {EventKind::tranche_made_good, Phase::dated, "tranche_made_good", "tranche",
     "hours by which it ends later to make good what was missing"},
    {EventKind::tranche_ended, Phase::dated, "tranche_ended", "tranche", "accelerators no longer needed"},
    {EventKind::prepayment_refunded, Phase::dated, "prepayment_refunded", "tranche",
     "cents of a prepayment that were paid back"},
    {EventKind::delay_credited, Phase::ledger, "delay_credited", "tranche",
     "cents credited on the bill of the month for what was missing after the grace period"},
    {EventKind::credit_capped, Phase::ledger, "credit_capped", "tranche",
     "cents: the most that is credited for the delay of a tranche, reached by this bill"},
    {EventKind::service_missed, Phase::ledger, "service_missed", "tranche",
     "cents credited on the bill of a month in which less than agreed was available"},
    {EventKind::switching_began, Phase::dated, "switching_began", "tranche",
     "accelerators promised: its customer comes to it from another provider, and cannot use it yet"},
    {EventKind::switching_ended, Phase::dated, "switching_ended", "tranche",
     "accelerators promised: its customer has come over from another provider"},
    {EventKind::porting_ended, Phase::dated, "porting_ended", "tranche",
     "accelerators promised: its customer can use what their provider supplies"},
    {EventKind::cluster_completed, Phase::assignment, "cluster_completed", "cluster",
     "accelerators accepted: for the first time as many as its units are of use with"},
    {EventKind::porting_began, Phase::assignment, "porting_began", "tranche",
     "accelerators granted: the first of a further provider, which its customer ports its work to"},
    {EventKind::tranche_completed, Phase::clause, "tranche_completed", "tranche",
     "accelerators accepted: for the first time as many as promised (failed and curtailed units count)"},
});
static_assert(event_kinds.back().kind == EventKind::tranche_completed &&
              event_kinds.size() == static_cast<std::size_t>(EventKind::tranche_completed) + 1);

inline constexpr std::array<std::string_view, 8> phase_names{"dated",      "completion", "readiness", "failure",
                                                             "allocation", "assignment", "clause",    "ledger"};

static_assert([] {
  for (std::size_t i = 0; i < event_kinds.size(); ++i) {
    if (event_kinds[i].kind != static_cast<EventKind>(i)) return false;
  }
  return true;
}());
constexpr const EventKindInfo& info(EventKind kind) { return event_kinds[static_cast<std::size_t>(kind)]; }

struct Event {
  EventKind kind{};
  std::uint8_t detail = 0;   // stage of a group's units, or the index of a task
  std::uint8_t serial = 0;   // of the plan that put it there: a thing that slipped is on the calendar more than once
  std::uint32_t entity = 0;  // index in the table of the kind's entity (groups stand for their order)

  std::uint64_t order_key() const {
    return static_cast<std::uint64_t>(info(kind).phase) << 56 | static_cast<std::uint64_t>(kind) << 48 |
           static_cast<std::uint64_t>(entity) << 16 | static_cast<std::uint64_t>(detail) << 8 | serial;
  }
};

}  // namespace models
