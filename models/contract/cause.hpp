#pragma once
// Causes: why a promised unit is missing. Every missing accelerator-hour has exactly one, given by the state of the
// unit that is pegged to the need. One row per cause in `causes`; adding a cause is a row there and the state that maps
// to it.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/contract/eligibility.hpp"
#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

enum class CauseKind : std::uint8_t {
  ordered_late,
  gear_ordered_late,
  substituted,
  financing,
  supply,
  shipping,
  licence,
  logistics,
  customs,
  receiving,
  dead_on_arrival,
  site,
  risk,
  positions,
  lineup,
  cdu,
  crew,
  commissioning,
  power,
  cooling,
  curtailment,
  outage,
  failure,
  spare,
  maintenance,
  cluster_incomplete,
  switching,
  cancelled,
  turned_away,
  allocated_elsewhere,
  ineligible,
  upstream,
  not_ordered,
};

struct CauseInfo {
  CauseKind kind;
  std::string_view name;
  std::string_view argument;  // what follows the colon; empty: nothing does
  std::string_view meaning;
};

std::span<const CauseInfo> causes();

using CauseId = sim::Id<struct Cause>;

// The causes that can occur in one scenario, with their arguments, numbered in the order of their names.
class CauseTable {
 public:
  explicit CauseTable(const Scenario& scenario);

  const std::string& name(CauseId id) const { return names_[id]; }
  std::size_t size() const { return names_.size(); }

  // How far units that lack for this cause are from being live: 0 is nearest.
  int distance(CauseId id) const { return distance_[id]; }

  CauseId of(CauseKind kind) const { return plain_[static_cast<std::size_t>(kind)]; }
  // What a group's causes depend on and never changes, side by side: pegs are booked all the time.
  struct Fixed {
    Hour planned_live = 0;
    CauseId late;  // ordered, so that it comes after the due date
    CauseId supply;
    HallId hall;
  };
  const Fixed& fixed(GroupId group) const { return fixed_[group]; }
  // The parts of a system, in the order in which a unit that lacks several is booked on them: the deepest tier first,
  // then the one with the longest nominal lead, then by name.
  struct PartCause {
    std::uint32_t tier = 0;
    CauseId cause;
  };
  std::span<const PartCause> parts(SystemId system) const { return parts_[system.index]; }
  CauseId site(const Scenario& scenario, HallId hall, const HeldBy& by) const;
  CauseId outage(EventId event) const { return outage_[event.index]; }
  // Why a tranche is promised nothing, or cannot have what it is granted; none where it can.
  CauseId held_back(const TrancheState& tranche) const;
  CauseId withheld(const Scenario& scenario, const State& state, TrancheId tranche) const;
  CauseId lost(const CancelledBy& by) const;
  CauseId customs(LaneId lane) const { return customs_[lane.index]; }
  CauseId paused(EventId event) const { return paused_[event.index]; }  // of shipments or receipts
  CauseId curtailed(CurtailmentId rule) const { return curtailed_by_rule_[rule.index]; }
  CauseId curtailed(EventId event) const { return curtailed_by_event_[event.index]; }
  CauseId upstream(TrancheId tranche) const { return upstream_[tranche.index]; }
  CauseId licence(LicenceId licence) const { return licence_[licence.index]; }
  CauseId ineligible(Rule rule) const { return ineligible_[static_cast<std::size_t>(rule)]; }

 private:
  CauseId find(const std::string& name) const;

  sim::Table<Cause, std::string> names_;
  sim::Table<Cause, int> distance_;
  std::vector<CauseId> plain_;
  sim::Table<Group, Fixed> fixed_;
  std::vector<std::vector<PartCause>> parts_;  // by SystemId
  std::vector<CauseId> outage_, cancelled_, paused_;
  std::vector<CauseId> given_up_;  // by order
  std::vector<CauseId> customs_;   // by lane
  std::vector<CauseId> curtailed_by_rule_, curtailed_by_event_;
  std::vector<std::vector<CauseId>> tasks_;  // by hall, task; the last one is `rfs`
  std::vector<CauseId> gear_, late_gear_;    // by gear
  std::vector<std::vector<CauseId>> pools_;  // by site, pool
  std::vector<CauseId> shared_pools_;
  std::vector<CauseId> upstream_;  // by tranche
  std::vector<CauseId> licence_;
  std::array<CauseId, rule_count> ineligible_{};
};

// The cause of a missing unit, from the state of the pegged unit at `now`, for a tranche that is due at `due`.
CauseId cause_of(const Scenario& scenario, const State& state, const CauseTable& table, GroupId group, Stage stage,
                 Hour due, Hour now);

// Why power that was there, of a hall or of its site, is not: an outage, else what takes interruptible power away, the
// first by name. And why cooling is not.
CauseId cause_of_no_power(const Scenario& scenario, const State& state, const CauseTable& table, HallId hall);
CauseId cause_of_no_power(const Scenario& scenario, const State& state, const CauseTable& table, SiteId site);
CauseId cause_of_no_cooling(const Scenario& scenario, const State& state, const CauseTable& table, HallId hall);

}  // namespace models
