#pragma once
// What is done with units at a site until they are live, and to keep them so.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/dated_factor.hpp"
#include "models/scenario/ids.hpp"
#include "models/time_law.hpp"

namespace models {

// Numbers of the streams of one system at one site.
struct ArrivalStreams {
  std::uint64_t share = 0;   // which units are dead on arrival
  std::uint64_t rework = 0;  // for how long
};

struct NeedOfPool {
  std::uint32_t pool = 0;  // index into Site::pools
  std::int64_t count = 0;  // per unit in work
};

// What a step takes for units of a system that could be had only `lasts` ago.
struct NewGeneration {
  Hour lasts = 0;
  TimeLaw duration;  // varies by unit
};

struct BringUpStep {
  std::string id;
  TimeLaw duration;  // varies by unit
  std::vector<NeedOfPool> needs;
  bool powered = false;
  std::optional<NewGeneration> new_generation{};
  double learning = 1;                   // time of a unit when twice as many have been taken through it, as a part
  Units queue_limit = no_limit;          // of units that wait for it
  bool turns_away = false;               // first step: what finds no room is sent back; else it waits outside
  std::vector<DatedFactor> more_time{};  // by events, for units that begin it then
};

// A part that some repairs of a system use at a site.
struct UseOfPart {
  StockId stock;
  double share = 0;       // of the repairs
  std::uint32_t use = 0;  // index into FailureLaw::uses
};

struct Pool {
  std::string id;
  std::int64_t count = 0;
};

}  // namespace models
