#pragma once
// Export licences: what lets units of controlled systems leave for places that need one.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"
#include "models/scenario/outage.hpp"

namespace models {

struct Licence {
  std::string id;
  Hour granted = 0;                   // from here on it holds
  std::vector<Pause> suspended;       // but not then
  std::int64_t quantity = no_limit;   // that may leave under it
  bool counts_accelerators = false;   // else units
  std::vector<bool> to_site = {};     // by SiteId
  std::vector<bool> for_system = {};  // by SystemId; of these only what is export controlled needs it
};

}  // namespace models
