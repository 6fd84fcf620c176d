#include "sim/schema.hpp"

#include <fmt/core.h>

#include <map>
#include <nlohmann/json.hpp>

#include "sim/law_schema.hpp"

namespace sim {

namespace {
using Json = nlohmann::ordered_json;

const char* const id_pattern = "^[a-z0-9_]{1,64}$";

// "duration, or law" as a key: duration_or_law.
std::string key_of(std::string_view words) {
  constexpr std::size_t longest = 48;
  std::string key;
  for (const char c : words) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter) key += c;
    if (!is_letter && !key.empty() && key.back() != '_') key += '_';
    if (key.size() == longest) break;
  }
  if (key.ends_with('_')) key.pop_back();
  return key;
}

class SchemaWriter {
 public:
  Json write(const StructInfo& root, const std::string& title, const std::string& id) {
    Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}};
    if (!id.empty()) schema["$id"] = id;
    schema["title"] = title;
    Json body = structure(root);
    const Json file = {{"type", "string"}};
    body["properties"]["extends"] = {{"description", "Files that are read first, relative to this one."},
                                     {"anyOf", {file, {{"type", "array"}, {"items", file}}}}};
    body["properties"]["remove"] = {
        {"description", "Paths of what is taken away from what was read first."}, {"type", "array"}, {"items", file}};
    schema.update(body);
    define_evidence_keys(definitions_);
    schema["definitions"] = definitions_;
    return schema;
  }

 private:
  Json structure(const StructInfo& info) {
    Json properties = Json::object();
    for (const Field& field : info.fields) properties[field.name] = property(field);
    add_evidence_keys(properties);
    return {{"description", info.doc}, {"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  }

  // Defined once: they may stand beside the keys of every map.
  void add_evidence_keys(Json& properties) {
    for (const char* key : {"source", "note", "as_of", "grade"}) {
      if (!properties.contains(key)) properties[key] = {{"$ref", std::string("#/definitions/evidence_") + key}};
    }
  }

  static void define_evidence_keys(Json& definitions) {
    definitions["evidence_source"] = {{"type", {"string", "number"}}, {"description", "Where the values come from."}};
    definitions["evidence_note"] = {{"type", {"string", "number"}}, {"description", "What a reader should know."}};
    definitions["evidence_as_of"] = {{"type", {"string", "integer"}}, {"description", "When it was known."}};
    definitions["evidence_grade"] = {
        {"enum", {"A", "B", "C", "D"}},
        {"description", "A document, B named analyst or press, C aggregator, D judgement."}};
  }

  Json property(const Field& field) {
    std::string text = field.doc;
    if (field.presence == Presence::required) text += " Required.";
    const std::string range = field.value.range_words();
    if (!range.empty()) text += fmt::format(" Range: {}.", range);
    if (field.presence == Presence::defaulted && field.default_text != "{}")
      text += fmt::format(" Default: {}.", field.default_text);
    // Beside a bare $ref draft-07 would not see the description.
    return {{"description", text}, {"allOf", Json::array({with_evidence(field.value)})}};
  }

  // The value, the value as evidence, or `none`.
  Json with_evidence(const AnyValue& value) {
    const Json none = {{"const", "none"}}, plain = bare(value);
    const std::string name = value.model->shape().name;
    if (value.model->has_own_key("value")) return shared(name + " or none", {{"anyOf", {plain, none}}});
    if (value.kept != nullptr) {
      Json law = law_schema(plain, definitions_);
      add_evidence_keys(law["properties"]);
      return shared(name + " or law", {{"anyOf", {plain, law, none}}});
    }
    Json properties = {{"value", plain}, {"low", plain}, {"high", plain}};
    add_evidence_keys(properties);
    const Json evidence = {
        {"type", "object"}, {"properties", properties}, {"required", {"value"}}, {"additionalProperties", false}};
    return shared(name + " with evidence", {{"anyOf", {plain, evidence, none}}});
  }

  // The value alone.
  Json bare(const AnyValue& value) {
    Json schema = written_out(value);
    const bool is_short = schema.size() == 1 && (schema.contains("$ref") || schema.contains("type"));
    return is_short ? schema : shared(value.model->shape().name, schema);
  }

  // A reference to what is written once, under this name; numbered where that stands for something else.
  Json shared(const std::string& name, const Json& schema) {
    std::string& key = keys_[schema.dump()];
    if (key.empty()) {
      key = free_key(key_of(name));
      definitions_[key] = schema;
    }
    return {{"$ref", "#/definitions/" + key}};
  }

  std::string free_key(const std::string& base) const {
    std::string key = base;
    for (int i = 2; definitions_.contains(key); ++i) key = fmt::format("{}_{}", base, i);
    return key;
  }

  Json written_out(const AnyValue& value) {
    const Shape shape = value.model->shape();
    switch (shape.kind) {
      case Shape::Kind::anything:
        return Json::object();
      case Shape::Kind::boolean:
        return {{"type", "boolean"}};
      case Shape::Kind::whole_number:
        return {{"type", "integer"}};
      case Shape::Kind::number:
        return {{"anyOf", {{{"type", "number"}}, text(shape)}}};
      case Shape::Kind::choice:
        return choice(shape.choices);
      case Shape::Kind::list:
        return {{"type", "array"}, {"items", with_evidence(*shape.element)}};
      case Shape::Kind::structure:
        return reference_to(*shape.structure, false);
      case Shape::Kind::things:
        return things(*shape.structure);
      case Shape::Kind::keyed: {
        Json properties = Json::object();
        add_evidence_keys(properties);
        return {
            {"type", "object"}, {"properties", properties}, {"additionalProperties", with_evidence(*shape.element)}};
      }
      case Shape::Kind::alternatives:
        return alternatives(shape);
      case Shape::Kind::text:
        break;
    }
    return text(shape);
  }

  // Plain YAML such as 2026 or 12 is a number to an editor; only real texts are held against the pattern.
  Json text(const Shape& shape) {
    Json schema = {{"type", {"string", "number"}}};
    if (!shape.pattern.empty()) schema["pattern"] = shape.pattern;
    if (!shape.example.empty()) schema["examples"] = {shape.example};
    return schema;
  }

  Json choice(const std::vector<Choice>& choices) {
    Json words = Json::array();
    std::string doc;
    for (const Choice& choice : choices) {
      words.push_back(choice.word);
      doc += (doc.empty() ? "" : "\n") + choice.word + ": " + choice.doc;
    }
    return {{"description", doc}, {"enum", words}};
  }

  Json things(const StructInfo& info) {
    Json properties = Json::object();
    add_evidence_keys(properties);
    for (const char* key : {"source", "note", "as_of", "grade"})
      properties[key] = {{"anyOf", {properties[key], reference_to(info, true)}}};
    return {{"type", "object"},
            {"propertyNames", {{"pattern", id_pattern}}},
            {"properties", properties},
            {"additionalProperties", {{"anyOf", {reference_to(info, true), {{"const", "none"}}}}}}};
  }

  Json alternatives(const Shape& shape) {
    Json any = Json::array();
    if (!shape.words.empty()) any.push_back(choice(shape.words));
    for (const AnyValue* alternative : shape.alternatives) any.push_back(bare(*alternative));
    if (shape.curve_level) any.push_back(curve(shape));
    if (shape.law_of) {
      Json law = law_schema(bare(*shape.law_of), definitions_);
      add_evidence_keys(law["properties"]);
      any.push_back(law);
    }
    return {{"anyOf", any}};
  }

  Json curve(const Shape& shape) {
    const auto by_date = [&](const AnyValue& value, const char* doc) -> Json {
      return {{"description", doc}, {"type", "object"}, {"additionalProperties", with_evidence(value)}};
    };
    Json properties = {{"steps", by_date(*shape.curve_level, "Each value holds from its date on.")},
                       {"linear", by_date(*shape.curve_level, "Straight lines between the values.")}};
    if (shape.curve_total) properties["totals"] = by_date(*shape.curve_total, "Amounts, each spread over its period.");
    for (const StructInfo* formula : shape.curve_formulas) properties[formula->name] = reference_to(*formula, false);
    add_evidence_keys(properties);
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  }

  // A definition for each struct; as a thing it has `like`, `copies` and `stagger` too.
  Json reference_to(const StructInfo& info, bool as_thing) {
    const auto key = std::make_pair(&info, as_thing);
    auto found = names_.find(key);
    if (found == names_.end()) {
      const std::string name = free_key(key_of(info.name));
      found = names_.emplace(key, name).first;
      definitions_[name] = Json::object();  // taken, also while it is being written
      Json schema = structure(info);
      if (as_thing) add_thing_keys(schema["properties"]);
      definitions_[name] = schema;
    }
    return {{"$ref", "#/definitions/" + found->second}};
  }

  void add_thing_keys(Json& properties) {
    const Json id = {{"type", {"string", "integer"}}, {"description", "Starts from this sibling."}};
    if (!properties.contains("like")) properties["like"] = id;
    if (!properties.contains("copies")) {
      properties["copies"] = {{"type", "integer"}, {"minimum", 1}, {"description", "So many of it: x_1, x_2 ..."}};
      properties["stagger"] = {{"type", "string"},
                               {"description", "By how much `ready` of each copy is later than the last."}};
    }
  }

  Json definitions_ = Json::object();
  std::map<std::string, std::string> keys_;  // of definitions that several values share, by what they say
  std::map<std::pair<const StructInfo*, bool>, std::string> names_;
};
}  // namespace

std::string json_schema(const StructInfo& root, const std::string& title, const std::string& id) {
  return SchemaWriter().write(root, title, id).dump(1) + "\n";
}

}  // namespace sim
