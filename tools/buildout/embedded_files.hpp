#pragma once
// Files that are part of the program.

#include <string_view>

namespace buildout {

extern const std::string_view catalog_climates;       // scenarios/catalog/climates.yaml
extern const std::string_view catalog_jurisdictions;  // scenarios/catalog/jurisdictions.yaml
extern const std::string_view catalog_systems;        // scenarios/catalog/systems.yaml
extern const std::string_view starter_scenario;       // scenarios/tutorial.yaml

}  // namespace buildout
