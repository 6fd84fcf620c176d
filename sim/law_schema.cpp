#include "sim/law_schema.hpp"

#include <string>

#include "sim/law_family.hpp"

namespace sim {

namespace {
using Json = nlohmann::ordered_json;

const Json& scalar() {
  static const Json type = {{"type", {"string", "number"}}};
  return type;
}

Json map_of(const LawVariant& variant) {
  Json properties = Json::object(), required = Json::array();
  for (const LawParameter& parameter : variant.parameters) {
    properties[parameter.name] = scalar();
    required.push_back(parameter.name);
  }
  return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

Json parameters_of(const LawFamily& family) {
  switch (family.form) {
    case LawFamily::Form::list: {
      const std::size_t count = family.variants[0].parameters.size();
      return {{"type", "array"}, {"items", scalar()}, {"minItems", count}, {"maxItems", count}};
    }
    case LawFamily::Form::map: {
      if (family.variants.size() == 1) return map_of(family.variants[0]);
      Json any = Json::array();
      for (const LawVariant& variant : family.variants) any.push_back(map_of(variant));
      return {{"anyOf", any}};
    }
    case LawFamily::Form::cases:
      return {{"type", "array"}, {"items", scalar()}, {"minItems", 1}};
    case LawFamily::Form::probabilities:
      return {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", scalar()}};
    case LawFamily::Form::parts:
      break;
  }
  const Json part = {
      {"type", "object"},
      {"properties", {{"share", scalar()}, {"is", {{"anyOf", {scalar(), {{"$ref", "#/definitions/law"}}}}}}}},
      {"required", {"share", "is"}},
      {"additionalProperties", false}};
  return {{"type", "array"}, {"items", part}, {"minItems", 1}};
}

std::string definition_of(const LawFamily& family) { return "law_" + family.name; }

// Each family, a law alone as the parts of mixtures have it, and that a map holds one law or a value.
void define_laws(Json& definitions) {
  if (definitions.contains("law")) return;
  Json laws = Json::object(), one_of = Json::array();
  for (const LawFamily& family : law_families()) {
    Json schema = {{"description", family.doc + " " + family.example}};
    schema.update(parameters_of(family));
    definitions[definition_of(family)] = schema;
    laws[family.name] = {{"$ref", "#/definitions/" + definition_of(family)}};
    one_of.push_back({{"required", {family.name}}});
  }
  definitions["law"] = {{"type", "object"},
                        {"properties", laws},
                        {"minProperties", 1},
                        {"maxProperties", 1},
                        {"additionalProperties", false}};
  one_of.push_back({{"required", {"value"}}});
  definitions["law_or_value"] = {{"anyOf", one_of}};
}
}  // namespace

Json law_schema(const Json& plain, Json& definitions) {
  define_laws(definitions);
  Json properties = {{"value", plain}, {"low", plain}, {"high", plain}};
  for (const LawFamily& family : law_families()) {
    properties[family.name] = {{"$ref", "#/definitions/" + definition_of(family)}};
  }
  properties["draw"] = {{"enum", {"once", "each"}},
                        {"description", "once: drawn once a run; each: anew for each case, in a plain run too."}};
  properties["stream"] = {{"type", "string"}, {"description", "Draws from the stream of this key."}};
  return {{"type", "object"},
          {"properties", properties},
          {"additionalProperties", false},
          {"allOf", Json::array({Json{{"$ref", "#/definitions/law_or_value"}}})}};
}

}  // namespace sim
