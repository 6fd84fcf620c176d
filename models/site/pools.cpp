#include "models/site/pools.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace models {

Units fitting_pools(const SiteState& site, std::span<const NeedOfPool> needs) {
  Units n = no_limit;
  for (const NeedOfPool& need : needs) n = std::min(n, site.pool_free[need.pool] / need.count);
  return n;
}

void use_pools(const Site& of, SiteState& site, std::span<const NeedOfPool> needs, Units units) {
  for (const NeedOfPool& need : needs) {
    site.pool_free[need.pool] -= need.count * units;
    site.pool_peak[need.pool] =
        std::max(site.pool_peak[need.pool], of.pools[need.pool].count - site.pool_free[need.pool]);
    EXPECTS(site.pool_free[need.pool] >= 0);
  }
}

}  // namespace models
