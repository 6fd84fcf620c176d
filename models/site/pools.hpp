#pragma once
// Counted resources of a site: crews, docks, agents. Work holds what it needs from its start to its end.

#include <span>

#include "models/state.hpp"

namespace models {

// Units of work whose needs are all free at once; no_limit where nothing is needed.
Units fitting_pools(const SiteState& site, std::span<const NeedOfPool> needs);

// Units of work take what they need; a negative number gives it back.
void use_pools(const Site& of, SiteState& site, std::span<const NeedOfPool> needs, Units units);

}  // namespace models
