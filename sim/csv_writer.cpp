#include "sim/csv_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "sim/check.hpp"

namespace sim {

namespace {

// No number, date or separator is longer than this, so one check of the buffer per cell is enough for them.
constexpr std::size_t longest_plain_cell = 40;

constexpr std::array<bool, 256> bytes_to_quote() {
  std::array<bool, 256> needs{};
  for (const unsigned char c : {',', '"', '\n', '\r'}) needs[c] = true;
  return needs;
}
constexpr std::array<bool, 256> needs_quotes = bytes_to_quote();

bool is_formula_start(char c) { return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r'; }

bool runs_as_formula(std::string_view value) {
  if (!is_formula_start(value.front()) && value.front() != '\'') return false;
  const std::size_t first = value.find_first_not_of('\'');
  return first != std::string_view::npos && is_formula_start(value[first]);
}

void put_two_digits(char* at, unsigned value) {
  at[0] = static_cast<char>('0' + value / 10);
  at[1] = static_cast<char>('0' + value % 10);
}

}  // namespace

CsvWriter::CsvWriter(ByteSink& sink, const TableSchema& table)
    : sink_(sink),
      file_(table.file),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_bytes)),
      at_(buffer_.get()),
      end_(buffer_.get() + buffer_bytes) {
  expect_consistent(table);
  for (const Column& column : table.columns) {
    if (!types_.empty()) append(",");
    append(column.name);
    types_.push_back(column.type);
  }
  append("\n");
  std::memcpy(date_text_, "1970-01-01", sizeof date_text_);
}

CsvWriter& CsvWriter::text(std::string_view value) {
  open_cell(ColumnType::text);
  if (value.empty()) {
    // A line without anything on it would be skipped by most readers instead of being a row with a missing value.
    if (types_.size() == 1) append("\"\"");
    return *this;
  }
  if (runs_as_formula(value)) {
    append_guarded(value);
  } else if (std::any_of(value.begin(), value.end(),
                         [](char c) { return needs_quotes[static_cast<unsigned char>(c)]; })) {
    append("\"");
    append_quoted(value);
    append("\"");
  } else {
    append(value);
  }
  return *this;
}

CsvWriter& CsvWriter::integer(std::int64_t value) {
  open_cell(ColumnType::integer);
  at_ = std::to_chars(at_, end_, value).ptr;
  return *this;
}

CsvWriter& CsvWriter::number(double value) {
  open_cell(ColumnType::number);
  append_number(value);
  return *this;
}

CsvWriter& CsvWriter::approximate(double value) {
  open_cell(ColumnType::number);
  EXPECTS_WITH(std::isfinite(value), file_);
  char digits[longest_plain_cell];
  const auto rounded = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 8);
  double nearest = 0;
  std::from_chars(digits, rounded.ptr, nearest);
  append_number(nearest);
  return *this;
}

CsvWriter& CsvWriter::boolean(bool value) {
  open_cell(ColumnType::boolean);
  append(value ? "true" : "false");
  return *this;
}

CsvWriter& CsvWriter::date(Timestamp when) {
  open_cell(ColumnType::date);
  append_date(when);
  return *this;
}

CsvWriter& CsvWriter::date_time(Timestamp when) {
  open_cell(ColumnType::date_time);
  append_date(when);
  const auto hour = (when - std::chrono::floor<std::chrono::days>(when)).count();
  std::memcpy(at_, "Thh:00Z", 7);
  put_two_digits(at_ + 1, static_cast<unsigned>(hour));
  at_ += 7;
  return *this;
}

CsvWriter& CsvWriter::period(Timestamp start) {
  EXPECTS_WITH(column_ < types_.size(), file_);
  return types_[column_] == ColumnType::date_time ? date_time(start) : date(start);
}

CsvWriter& CsvWriter::empty() {
  EXPECTS_WITH(column_ < types_.size(), file_);
  open_cell(types_[column_]);
  if (types_.size() == 1) append("\"\"");
  return *this;
}

void CsvWriter::end_row() {
  EXPECTS_WITH(column_ == types_.size(), file_ + ": row " + std::to_string(rows_ + 1) + " has " +
                                             std::to_string(column_) + " of " + std::to_string(types_.size()) +
                                             " cells");
  make_room(1);
  *at_++ = '\n';
  column_ = 0;
  ++rows_;
}

void CsvWriter::finish() {
  EXPECTS_WITH(column_ == 0 && !finished_, file_);
  flush();
  finished_ = true;
}

// Checks that a cell of this kind is due, and writes the comma before it. Leaves room for a plain cell.
void CsvWriter::open_cell(ColumnType type) {
  EXPECTS_WITH(!finished_, file_);
  EXPECTS_WITH(column_ < types_.size(), file_ + ": row " + std::to_string(rows_ + 1) + " has too many cells");
  const ColumnType due = types_[column_];
  EXPECTS_WITH(type == due || (type == ColumnType::integer && due == ColumnType::number),
               file_ + ": column " + std::to_string(column_ + 1) + " is of type " + frictionless_type(due) +
                   ", the cell " + frictionless_type(type));
  make_room(longest_plain_cell);
  if (column_ != 0) *at_++ = ',';
  ++column_;
}

void CsvWriter::make_room(std::size_t bytes) {
  if (static_cast<std::size_t>(end_ - at_) < bytes) flush();
}

void CsvWriter::flush() {
  const std::string_view bytes(buffer_.get(), static_cast<std::size_t>(at_ - buffer_.get()));
  at_ = buffer_.get();
  if (!bytes.empty()) sink_.write(bytes);
}

void CsvWriter::append(std::string_view bytes) {
  while (!bytes.empty()) {
    make_room(1);
    const std::size_t piece = std::min(bytes.size(), static_cast<std::size_t>(end_ - at_));
    std::memcpy(at_, bytes.data(), piece);
    at_ += piece;
    bytes.remove_prefix(piece);
  }
}

// Quoted as well, so that readers which drop a leading apostrophe still see where the cell begins and ends.
void CsvWriter::append_guarded(std::string_view value) {
  append("\"'");
  append_quoted(value);
  append("\"");
}

void CsvWriter::append_quoted(std::string_view value) {
  for (std::size_t quote = value.find('"'); quote != std::string_view::npos; quote = value.find('"')) {
    append(value.substr(0, quote + 1));
    append("\"");
    value.remove_prefix(quote + 1);
  }
  append(value);
}

void CsvWriter::append_number(double value) {
  EXPECTS_WITH(std::isfinite(value), file_);
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
  // to_chars alone would write 100000 as 1e+05, which is shorter and harder to read.
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  at_ = std::to_chars(at_, end_, value, format).ptr;
}

void CsvWriter::append_date(Timestamp when) {
  const auto day = std::chrono::floor<std::chrono::days>(when);
  if (day != dated_) {
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    EXPECTS_WITH(year >= 0 && year <= 9999, file_ + ": year " + std::to_string(year));
    put_two_digits(date_text_, static_cast<unsigned>(year) / 100);
    put_two_digits(date_text_ + 2, static_cast<unsigned>(year) % 100);
    put_two_digits(date_text_ + 5, static_cast<unsigned>(date.month()));
    put_two_digits(date_text_ + 8, static_cast<unsigned>(date.day()));
    dated_ = day;
  }
  std::memcpy(at_, date_text_, sizeof date_text_);
  at_ += sizeof date_text_;
}

}  // namespace sim
