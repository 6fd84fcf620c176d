#pragma once
// What a JSON schema says somewhere, wherever it says it.

#include <nlohmann/json.hpp>
#include <string>

namespace tests {

// `at` itself, or the definition that it refers to.
inline const nlohmann::json& defined(const nlohmann::json& schema, const nlohmann::json& at) {
  if (!at.contains("$ref")) return at;
  return defined(schema, schema.at(nlohmann::json::json_pointer(at["$ref"].get<std::string>().substr(1))));
}

// What a key of the schema's top level accepts, plainly: beside its evidence, or `none`.
inline const nlohmann::json& plain_value(const nlohmann::json& schema, const std::string& key) {
  return defined(schema, defined(schema, schema["properties"][key]["allOf"][0])["anyOf"][0]);
}

}  // namespace tests
