#pragma once
// What a CSV table of the results looks like: its file, its columns with type, unit and meaning, and which columns are
// its key.
//
// One description serves the header row, the check of every cell's kind while rows are written, `datapackage.json` (a
// Frictionless Table Schema, for programs) and the reference page of the outputs (for people), so none of them can
// differ.

#include <span>
#include <string>
#include <vector>

namespace sim {

enum class ColumnType {
  text,
  integer,
  number,     // integers may be written into it too
  boolean,    // `true` or `false`
  date,       // 2026-01-05
  date_time,  // 2026-01-05T06:00Z, always a whole hour, UTC
};

struct Column {
  std::string name;  // [a-z][a-z0-9_]*
  ColumnType type = ColumnType::text;
  std::string unit;     // `MW`, `h`; empty where there is none
  std::string meaning;  // one sentence
};

struct TableSchema {
  std::string file;  // `capacity.csv`
  std::string title;
  std::string description;
  std::vector<std::string> key;  // names of the columns whose values together occur once; may be empty (a log)
  std::vector<Column> columns;
};

// The Frictionless name of a type: `string`, `integer`, `number`, `boolean`, `date`, `datetime`.
const char* frictionless_type(ColumnType type);

// Stops the program if the table contradicts itself: no column, a column name twice or badly spelled, a key that is no
// column.
void expect_consistent(const TableSchema& table);

// The text of `datapackage.json` for a folder with these tables, in this order. `name` is the package's id
// ([a-z0-9._-]+).
std::string data_package(const std::string& name, const std::string& title, std::span<const TableSchema> tables);

// A Markdown page of the same tables: per table what it is, its key, and a table of its columns.
std::string reference_page(const std::string& title, std::span<const TableSchema> tables);

}  // namespace sim
