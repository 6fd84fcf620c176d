#include "tools/buildout/explain_command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "models/contract/cause.hpp"
#include "models/contract/grant_policy.hpp"
#include "models/event.hpp"
#include "models/money/journal.hpp"
#include "models/output/metrics.hpp"
#include "models/output/result_table.hpp"
#include "models/scenario_text.hpp"
#include "models/site/stage_resources.hpp"
#include "models/supply/sharing_policy.hpp"
#include "sim/diagnostics.hpp"
#include "sim/suggestion.hpp"
#include "tools/buildout/exit_code.hpp"
#include "tools/buildout/standard_output.hpp"

namespace buildout {

namespace {

std::string field_text(const sim::Field& field) {
  const sim::Shape shape = field.value.model->shape();
  std::string text = field.doc + "\n";
  text += "  what:    " + (shape.name.empty() ? field.value.expected() : shape.name) + "\n";
  if (!shape.example.empty()) text += "  example: " + shape.example + "\n";
  if (const std::string range = field.value.range_words(); !range.empty()) text += "  range:   " + range + "\n";
  if (field.presence == sim::Presence::required) text += "  must be written\n";
  if (field.presence == sim::Presence::defaulted && field.default_text != "{}")
    text += "  default: " + field.default_text + "\n";
  for (const auto* choices : {&shape.choices, &shape.words}) {
    for (const sim::Choice& choice : *choices) text += fmt::format("  {:<12} {}\n", choice.word, choice.doc);
  }
  if (shape.structure != nullptr)
    text += "  keys:    " + fmt::format("{}", fmt::join(shape.structure->keys(), ", ")) + "\n";
  return text;
}

// The field at a path such as sites.vineland.halls.a.ready; ids may be `*`.
std::optional<Topic> find_field(const std::string& path) {
  const sim::StructInfo* at = &models::scenario_type().info();
  std::optional<Topic> found;
  std::size_t begin = 0;
  bool is_id = false;
  while (begin <= path.size()) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    const std::string part = path.substr(begin, dot - begin);
    begin = dot + 1;
    if (is_id) {
      is_id = false;
      continue;
    }
    const sim::Field* field = at == nullptr ? nullptr : at->find(part);
    if (field == nullptr) return std::nullopt;
    const sim::Shape shape = field->value.model->shape();
    found = Topic{"field", path, field_text(*field)};
    at = shape.structure;
    is_id = shape.kind == sim::Shape::Kind::things;
  }
  return found;
}

// All fields of that name, wherever they stand. A structure that stands in several places is looked at in each.
void find_fields(const sim::StructInfo& at, const std::string& path, const std::string& key,
                 std::vector<Topic>& found) {
  for (const sim::Field& field : at.fields) {
    const std::string here = path + field.name;
    if (field.name == key) found.push_back({"field", here, field_text(field)});
    const sim::Shape shape = field.value.model->shape();
    if (shape.structure == nullptr) continue;
    find_fields(*shape.structure, here + (shape.kind == sim::Shape::Kind::things ? ".*." : "."), key, found);
  }
}

std::string table_text(const sim::TableSchema& schema) {
  std::string text = schema.description + "\n";
  for (const sim::Column& column : schema.columns) {
    text += fmt::format("  {:<18} {}{}\n", column.name, column.meaning,
                        column.unit.empty() ? "" : " [" + column.unit + "]");
  }
  return text;
}

}  // namespace

std::vector<Topic> topics() {
  std::vector<Topic> all;
  for (const models::CauseInfo& cause : models::causes()) {
    std::string text = std::string(cause.meaning) + "\n";
    if (!cause.argument.empty()) text += fmt::format("  written as {}:<{}>\n", cause.name, cause.argument);
    all.push_back({"cause", std::string(cause.name), text});
  }
  for (const models::Metric& metric : models::metrics()) {
    std::string scopes;
    for (const models::Scope scope : metric.scopes) {
      scopes += (scopes.empty() ? "" : ", ") + std::string(models::scope_names[static_cast<std::size_t>(scope)]);
    }
    all.push_back({"metric", std::string(metric.name),
                   fmt::format("{}\n  unit:   {}\n  scopes: {}\n", metric.meaning,
                               metric.unit.empty() ? "1" : metric.unit, scopes)});
  }
  for (const models::SharingPolicyInfo& policy : models::sharing_policies()) {
    all.push_back({"policy of a line", std::string(policy.name), std::string(policy.meaning) + "\n"});
  }
  for (const models::GrantPolicyInfo& policy : models::grant_policies()) {
    all.push_back({"policy of grants", policy.name, std::string(policy.meaning) + "\n"});
  }
  for (const models::DispatchInfo& rule : models::dispatch_rules()) {
    all.push_back({"rule of dispatch", rule.name, std::string(rule.meaning) + "\n"});
  }
  for (const models::AccountInfo& account : models::accounts()) {
    all.push_back({"account", std::string(account.name), std::string(account.meaning) + "\n"});
  }
  for (const models::EventKindInfo& kind : models::event_kinds) {
    all.push_back({"event", std::string(kind.name),
                   fmt::format("{}\n  phase:  {}\n  entity: {}\n  detail: {}\n", kind.meaning,
                               models::phase_names[static_cast<std::size_t>(kind.phase)], kind.entity,
                               kind.detail.empty() ? "none" : kind.detail)});
  }
  for (const models::UnitStateInfo& state : models::unit_states) {
    all.push_back({"state", std::string(state.name), std::string(state.meaning) + "\n"});
  }
  const models::Scenario empty;
  for (const auto& table : models::result_tables(empty)) {
    const sim::TableSchema schema = table->schema();
    all.push_back({"file", schema.file, table_text(schema)});
  }
  return all;
}

int explain_command(const std::string& name) {
  const auto all = topics();
  if (name.empty()) {
    std::string kind;
    for (const Topic& topic : all) {
      if (topic.kind != kind) print(fmt::format("{}{}:", kind.empty() ? "" : "\n", topic.kind));
      kind = topic.kind;
      print(" " + topic.name);
    }
    print("\nfields: any path of a scenario, such as sites.*.halls.*.ready; sections: " +
          fmt::format("{}", fmt::join(models::scenario_type().info().keys(), ", ")) + "\n");
    return done;
  }
  bool found = false;
  for (const Topic& topic : all) {
    if (topic.name != name && topic.name != name.substr(0, name.find(':'))) continue;
    print(fmt::format("{}{} {}\n{}", found ? "\n" : "", topic.kind, topic.name, topic.text));
    found = true;
  }
  std::vector<Topic> fields;
  if (const auto field = find_field(name)) {
    fields.push_back(*field);
  } else {
    find_fields(models::scenario_type().info(), "", name, fields);
  }
  for (const Topic& field : fields) {
    print(fmt::format("{}field {}\n{}", found ? "\n" : "", field.name, field.text));
    found = true;
  }
  if (found) return done;
  std::vector<std::string> known;
  for (const Topic& topic : all) known.push_back(topic.name);
  for (const std::string& key : models::scenario_type().info().keys()) known.push_back(key);
  const std::string hint = sim::did_you_mean(name, known);
  const std::string message =
      fmt::format("buildout: nothing is called {}{}\n", sim::quoted(name), hint.empty() ? "" : "; " + hint);
  std::fwrite(message.data(), 1, message.size(), stderr);
  return wrong_command_line;
}

}  // namespace buildout
