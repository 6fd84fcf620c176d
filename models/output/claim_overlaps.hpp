#pragma once
// Which claims are about the same units: a headline of the world and one of a party, a party and its contract, a
// contract and the one that it is resold under. Methods: claims.

#include "models/scenario.hpp"

namespace models {

// Whether some unit of the scenario may be counted in both: of a party those that it ordered or has, of a site those
// that may come there, of a contract those of its provider, or of the head of its chain, that may serve it at the
// end of the horizon. Pure.
bool may_share_units(const Scenario& scenario, const Headline& a, const Headline& b);

}  // namespace models
