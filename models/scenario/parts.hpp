#pragma once
// What systems and gear are made of.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"

namespace models {

struct PartNeed {
  PartId part;
  std::int64_t quantity = 1;
};

// What units are made of, made on a line.
struct Part {
  std::string id;
  LineId line;
  bool to_stock = false;      // its line ran before the horizon: what leaves it is at hand at once
  std::int64_t opening = 0;   // in stock when the horizon begins
  double per_input = 1;       // started out of one of what the capacity of the line counts
  double yield = 1;           // good ones among those tested; in (0, 1]
  double rework = 0;          // of those that fail, those that go through the line again; in [0, 1]
  std::vector<PartNeed> bom;  // that one takes when it is started
  std::string noun;           // what it is counted in: units, wafers, Gb
};

// What one unit of a system takes from one line, a node of its bill of materials: the unit itself, or a part. Parts for
// one unit are made and counted together, as a kit.
struct Tier {
  PartId part;                        // none: the unit itself
  LineId line;                        // none: it is there at once; of the unit itself the order may name another
  std::int64_t quantity = 1;          // of the part, good ones
  std::int64_t started = 1;           // of the part, to get as many good ones
  std::int64_t reworked = 0;          // times that such a one goes through the line again
  Work work = whole_work;             // of the line
  std::uint32_t parent = 0;           // the tier that it goes into
  std::vector<std::uint32_t> inputs;  // the tiers that go into it
  std::uint32_t depth = 0;
};

}  // namespace models
