#pragma once
// What happens on a date.

#include <cstdint>
#include <string>

#include "models/scenario/ids.hpp"

namespace models {

enum class EffectKind { slip, outage, multiply, failure, cancel, add, pause, curtail, substitute, set, insolvency };
enum class PauseOf { orders, shipments, transit, receipts };
enum class TargetKind {
  hall,
  task,
  block,
  order,
  liquid_cooling,
  air_cooling,
  line,
  lane,
  node,
  gateway,
  site,
  party,
  gear,
  system,
  licence,
  price,
  step
};

struct DatedEvent {
  std::string id;
  Hour at = 0;
  Hour until = sim::never;  // outage, multiply, set, add, pause, curtail
  EffectKind effect = EffectKind::slip;
  TargetKind target = TargetKind::hall;
  std::uint32_t entity = 0;  // index of the hall, block, order, line, lane, grid node, gateway, site, party,
                             // gear, system, licence, system of a rental price (none: of all), or site of a step
  std::uint32_t task = 0;    // TargetKind::task; of a step its number in the chain
  Hour slip = 0;
  double factor = 1;   // multiply, of a system its power in use; curtail: the part that is left
  double compute = 1;  // multiply, of a system its effective compute
  double added = 0;    // add [K]
  double price = 0;    // set [USD per accelerator-hour]
  Units units = 0;     // failure, cancel
  Hour repair = 0;     // failure
  PauseOf of{};        // pause
};

}  // namespace models
