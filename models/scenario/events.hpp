#pragma once
// What happens on a date.

#include <cstdint>
#include <string>

#include "models/scenario/ids.hpp"

namespace models {

enum class EffectKind { slip, outage, multiply, failure, cancel, add, pause, curtail, substitute };
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
  licence
};

struct DatedEvent {
  std::string id;
  Hour at = 0;
  Hour until = sim::never;  // outage, multiply, add, pause, curtail
  EffectKind effect = EffectKind::slip;
  TargetKind target = TargetKind::hall;
  std::uint32_t entity = 0;  // index of the hall, block, order, line, lane, grid node, gateway, site, party,
                             // gear, system or licence
  std::uint32_t task = 0;    // TargetKind::task
  Hour slip = 0;
  double factor = 1;  // multiply; curtail: the part that is left
  double added = 0;   // add [K]
  Units units = 0;    // failure, cancel
  Hour repair = 0;    // failure
  PauseOf of{};       // pause
};

}  // namespace models
