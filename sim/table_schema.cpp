#include "sim/table_schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/check.hpp"

namespace sim {

namespace {

bool is_column_name(const std::string& name) {
  if (name.empty() || name.front() < 'a' || name.front() > 'z') return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

bool has_column(const TableSchema& table, const std::string& name) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.name == name; });
}

nlohmann::ordered_json field_descriptor(const Column& column) {
  nlohmann::ordered_json field;
  field["name"] = column.name;
  field["type"] = frictionless_type(column.type);
  // The default format of a datetime asks for seconds, which whole hours do not have.
  if (column.type == ColumnType::date_time) field["format"] = "%Y-%m-%dT%H:%MZ";
  if (!column.unit.empty()) field["unit"] = column.unit;
  field["description"] = column.meaning;
  return field;
}

nlohmann::ordered_json resource_descriptor(const TableSchema& table) {
  nlohmann::ordered_json resource;
  resource["name"] = table.file.substr(0, table.file.rfind('.'));
  resource["path"] = table.file;
  resource["title"] = table.title;
  if (!table.description.empty()) resource["description"] = table.description;
  resource["profile"] = "tabular-data-resource";
  resource["format"] = "csv";
  resource["mediatype"] = "text/csv";
  resource["encoding"] = "utf-8";
  resource["dialect"] = {
      {"delimiter", ","}, {"lineTerminator", "\n"}, {"quoteChar", "\""}, {"doubleQuote", true}, {"header", true}};
  nlohmann::ordered_json fields = nlohmann::ordered_json::array();
  for (const Column& column : table.columns) fields.push_back(field_descriptor(column));
  resource["schema"]["fields"] = std::move(fields);
  resource["schema"]["missingValues"] = {""};
  if (!table.key.empty()) resource["schema"]["primaryKey"] = table.key;
  return resource;
}

// Text inside a cell of a Markdown table: a bar would end the cell, a line break the row.
std::string markdown_cell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

}  // namespace

const char* frictionless_type(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "string";
    case ColumnType::integer:
      return "integer";
    case ColumnType::number:
      return "number";
    case ColumnType::boolean:
      return "boolean";
    case ColumnType::date:
      return "date";
    case ColumnType::date_time:
      return "datetime";
  }
  check_failed("column type is known", __FILE__, __LINE__, std::to_string(static_cast<int>(type)));
}

void expect_consistent(const TableSchema& table) {
  EXPECTS_WITH(!table.columns.empty(), table.file);
  for (auto column = table.columns.begin(); column != table.columns.end(); ++column) {
    EXPECTS_WITH(is_column_name(column->name), table.file + ": " + column->name);
    const bool occurs_before =
        std::any_of(table.columns.begin(), column, [&](const Column& c) { return c.name == column->name; });
    EXPECTS_WITH(!occurs_before, table.file + ": " + column->name);
  }
  for (const std::string& name : table.key) EXPECTS_WITH(has_column(table, name), table.file + ": key " + name);
}

std::string data_package(const std::string& name, const std::string& title, std::span<const TableSchema> tables) {
  nlohmann::ordered_json package;
  package["profile"] = "tabular-data-package";
  package["name"] = name;
  package["title"] = title;
  package["resources"] = nlohmann::ordered_json::array();
  for (const TableSchema& table : tables) {
    expect_consistent(table);
    package["resources"].push_back(resource_descriptor(table));
  }
  return package.dump(2) + "\n";
}

std::string reference_page(const std::string& title, std::span<const TableSchema> tables) {
  std::string page = "# " + title + "\n";
  for (const TableSchema& table : tables) {
    expect_consistent(table);
    page += "\n## `" + table.file + "`: " + table.title + "\n\n";
    if (!table.description.empty()) page += table.description + "\n\n";
    if (!table.key.empty()) {
      page += "Key: ";
      for (std::size_t i = 0; i < table.key.size(); ++i) page += (i == 0 ? "`" : ", `") + table.key[i] + "`";
      page += ".\n\n";
    }
    page += "| column | type | unit | meaning |\n| --- | --- | --- | --- |\n";
    for (const Column& column : table.columns) {
      page += "| `" + column.name + "` | " + frictionless_type(column.type) + " | " + markdown_cell(column.unit) +
              " | " + markdown_cell(column.meaning) + " |\n";
    }
  }
  return page;
}

}  // namespace sim
