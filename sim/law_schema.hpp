#pragma once
// The JSON Schema of a law, for editors.

#include <nlohmann/json.hpp>

namespace sim {

// A map with a law or evidence in place of a plain value with this schema, but for the keys of evidence. What all laws
// have in common is put into `definitions` once.
nlohmann::ordered_json law_schema(const nlohmann::ordered_json& plain, nlohmann::ordered_json& definitions);

}  // namespace sim
