#pragma once
// A scenario of a size that no company has: 10^6 racks in 10^4 orders of 50 providers on 200 sites with 400 halls, over
// two years, on 20 contended lines under five rules, with crews, positions, power ramps and cooling that all bind
// somewhere, and 200 contracts of three tranches.

#include <string>

namespace bench {

struct LargeSize {
  int providers = 50;
  int sites = 200;     // a multiple of providers
  int orders = 10000;  // a multiple of sites
  int racks_per_order = 100;
};

// The scenario as YAML. The same size gives the same text.
std::string large_scenario(const LargeSize& size);

}  // namespace bench
