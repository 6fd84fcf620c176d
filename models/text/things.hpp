#pragma once
// A section of things with ids: what a map of a scenario is read into.

#include <vector>

#include "sim/describe.hpp"

namespace models {

template <class T>
using Things = std::vector<sim::Thing<T>>;

}  // namespace models
