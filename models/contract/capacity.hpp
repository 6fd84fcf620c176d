#pragma once
// Capacity contracts: a landlord's promise of critical IT power, in whole kW, of halls that are ready for service,
// powered and cooled, racks or not. What is not supplied is pegged to kW that are not there yet, those nearest to it
// first, each kW to one promise; its cause is what that kW lacks. Methods: capacity_contracts.

#include <cstdint>
#include <span>
#include <vector>

#include "models/contract/grants.hpp"
#include "models/contract/ledger.hpp"

namespace models {

// A hall that some promise names, as it stands.
struct CapacityHall {
  std::uint32_t site = 0;      // index into the sites beside it
  std::int64_t kilowatts = 0;  // critical IT, by design
  std::int64_t cooled = 0;     // that its loops take; no_limit
  bool is_ready = false;
  bool is_out = false;  // an outage takes all its power
  friend bool operator==(const CapacityHall&, const CapacityHall&) = default;
};
// What a site has for them, racks in halls that no promise names left out.
struct CapacitySite {
  std::int64_t kilowatts = 0;  // critical IT that is energized; no_limit
  std::int64_t lost = 0;       // of what once was, what is not any more
  friend bool operator==(const CapacitySite&, const CapacitySite&) = default;
};
struct CapacityPromise {
  std::int64_t kilowatts = 0;
  std::vector<std::uint32_t> halls;  // that it names: those that are ready, then those that will be, soonest first
};

// What a promised kW is, or lacks; power is asked before cooling.
enum class CapacityState {
  supplied,
  uncooled,
  unpowered,  // never energized yet
  power_lost,
  hall_out,
  not_ready,
  elsewhere,  // all its halls have is granted or pegged to others
  not_built,  // and more than they have
};
struct CapacityPart {
  CapacityState state{};
  std::uint32_t hall = 0;
  std::int64_t kilowatts = 0;
  friend bool operator==(const CapacityPart&, const CapacityPart&) = default;
};

// What each promise gets of the halls, and why not more; the best rank first. The parts of each sum to its kW. Pure.
std::vector<std::vector<CapacityPart>> share_capacity(std::span<const CapacityHall> halls,
                                                      std::vector<CapacitySite> sites,
                                                      std::span<const CapacityPromise> promises);

// The tranches of capacity contracts, from the State as it is now.
class CapacitySupply {
 public:
  CapacitySupply(const Scenario& scenario, const CauseTable& causes);

  // Called for each signed tranche, by rank, as Assignment does; for none where nothing has changed.
  void settle(State& state, const Ledger& ledger, Hour now, const Assignment::Sink& sink);

 private:
  // What the picture follows from.
  struct Standing {
    std::vector<CapacityHall> halls;
    std::vector<CapacitySite> sites;
    std::vector<CauseId> why_not_ready, why_out, why_uncooled;  // by hall
    std::vector<CauseId> why_lost;                              // by site
    std::vector<std::uint32_t> in_order;                        // of the halls: as promises take them
    std::vector<bool> is_signed;                                // by rank
    std::vector<CauseId> withheld;                              // by rank: while its provider has an outage
    friend bool operator==(const Standing&, const Standing&) = default;
  };
  void look_at_halls(const State& state, Standing& standing) const;
  void look_at_sites(State& state, Standing& standing) const;
  CauseId cause_of(const CapacityPart& part) const;
  void tell(State& state, const Ledger& ledger, std::size_t rank, std::span<const CapacityPart> parts, Hour now,
            const Assignment::Sink& sink);

  const Scenario& scenario_;
  const CauseTable& causes_;
  std::vector<TrancheId> by_rank_;
  std::vector<HallId> halls_;  // that some tranche names, by id
  std::vector<SiteId> sites_;  // of these
  Standing last_, now_;
  std::vector<CapacityPromise> promises_;  // scratch
  std::vector<Booking> missing_;
  std::vector<Supply> supplied_;
};

}  // namespace models
