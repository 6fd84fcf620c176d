#pragma once
// Orders, and what they come to: lots, jobs of lines, groups of units.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"

namespace models {

enum class Routing { fixed_hall, fixed_site, first_ready, most_headroom, outside };

struct Order {
  std::string id;
  PartyId buyer;
  SystemId system;
  LineId line;  // none: there when requested
  LaneId lane;  // none: no transit
  std::int64_t priority = 1;
  Routing routing = Routing::fixed_site;
  HallId hall;                      // fixed_hall
  std::vector<SiteId> sites;        // fixed_site: one; policies: the candidates in the order written
  TrancheId made_for;               // none: for nobody in particular
  OrderId substitute_of;            // whose open units become units of this one by an event; none: the order is written
  EventId substituted_by;           // that event
  std::vector<PotId> paid_by = {};  // in the order in which they are used up; empty: it waits for no money
};

// A lot: the part of an order with one order date and one requested date. Or gear of a site that a line makes.
struct Lot {
  OrderId order;  // none: it is gear of a site, which has no units and no groups
  GearId gear;
  LotId substitute_of;         // its units are what an event finds open of that lot; none: it has units of its own
  Units units = 0;             // of a substitute the most that it may have
  Hour ordered = 0;            // may lie before the horizon
  Hour requested = 0;          // not delivered before; `ordered` where not written
  Hour release = 0;            // when its work reaches the line: max(ordered, requested - nominal order-to-dock lead)
  Hour planned_live = 0;       // order hour + nominal order-to-live lead, at least requested + nominal bring-up
  Hour given_up = sim::never;  // what is not shipped then is cancelled
  bool opening = false;        // installed and live when the horizon begins
  GroupId source;              // where its units enter the model
  std::uint32_t first_group = 0;  // its groups stand together in the table
  std::uint32_t group_count = 0;
  std::uint32_t first_job = 0;  // one for each of its tiers, in their order
};

// What a lot asks of one tier: its units themselves, or a kit of parts for each of them.
struct Job {
  LotId lot;
  std::uint32_t tier = 0;  // index into the tiers of the lot
  LineId line;             // none: done as soon as its inputs are there
  Work work = whole_work;  // of the line, per unit
};

// A group: the units of one lot that are, or may come to be, at one place. Racks of a group in one stage are a counted
// cohort.
struct Group {
  LotId lot;
  SiteId site;  // none: unassigned
  HallId hall;  // none: not placed in a hall yet
};

}  // namespace models
