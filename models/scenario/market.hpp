#pragma once
// What is asked for, through what channel, and in which order it is served.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"
#include "models/scenario/systems.hpp"

namespace models {

struct Demand {
  std::string id;
  PartyId customer;
  WorkloadClass workload = WorkloadClass::training;
  std::vector<LevelStep> need;      // accelerators, ascending; with the daily course, and what the price makes of it
  ChannelId channel;                // none: of what its customer is supplied under contracts
  std::vector<bool> fits_system{};  // by SystemId; empty: all
  std::vector<bool> fits_site{};    // by SiteId; empty: all
  SystemId priced_as{};             // none: the price does not matter to it
  double elasticity = 0;
  std::vector<LevelStep> need_before_price{};  // where the price matters: as if that never changed
};

// Tokens and API calls instead of accelerators under a contract: they are served on metal of the provider that serves
// no tranche.
struct Channel {
  std::string id;
  PartyId provider;
  PartyId operated_by;  // none: the provider
  double share = 1;     // of the provider's live accelerators, at most
  double fee = 0;       // of what is paid through it, for the operator
};

// Which classes of workload are served before which: 0 first; those of one rank share in proportion to what they ask
// for.
using ClassRanks = std::array<std::uint8_t, workload_classes>;
struct WorkloadOrder {
  ClassRanks by_day{};
  ClassRanks by_night{};
  int night_from = 0;  // hours of the day, UTC
  int night_until = 0;
  bool has_night() const { return night_from != night_until; }
};

}  // namespace models
