#pragma once
// Rows of cells, written as CSV: RFC 4180 with `\n`, UTF-8, one header row, quotes only where a cell needs them.
//
//   CsvWriter csv(sink, table);
//   csv.date(day).text(site).integer(units).number(mw).end_row();
//   csv.finish();
//
// - A row has exactly the table's columns, and each cell the kind its column was described with; anything else is a bug
// and
//   stops the program. A missing value is an empty cell. NaN and infinity cannot be written.
// - Numbers are the shortest digits that read back as the same double: 0.1, 1234567.5, 100000, 1e+22, 1e-07. They are
// written
//   without exponent from 1e-6 up to (not including) 1e15.
// - Spreadsheets run a cell that starts with = + - @ (or a tab or carriage return) as a formula. Such a text gets an
// apostrophe
//   in front, and so does one that has apostrophes before such a character, so that taking one apostrophe off gives the
//   text back. Ids ([a-z0-9_.]) never start like that, so they are always written as they are; numbers are never
//   touched.
// - Bytes gather in a buffer and go to the sink in large pieces. A writer that is dropped without finish() drops what
// it holds.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/table_schema.hpp"
#include "sim/time.hpp"

namespace sim {

// Where bytes go. `write` takes all of them or throws.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

// Gathers the bytes in memory.
class StringSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

class CsvWriter {
 public:
  static constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

  // Writes the header row (into the buffer). The sink must outlive the writer.
  CsvWriter(ByteSink& sink, const TableSchema& table);
  CsvWriter(const CsvWriter&) = delete;
  CsvWriter& operator=(const CsvWriter&) = delete;

  CsvWriter& text(std::string_view value);  // an empty text is a missing value
  CsvWriter& integer(std::int64_t value);
  CsvWriter& number(double value);       // finite
  CsvWriter& approximate(double value);  // finite, 9 significant digits: for results that went through libm
  CsvWriter& boolean(bool value);
  CsvWriter& date(Timestamp when);       // the calendar day `when` lies in; years 0 to 9999
  CsvWriter& date_time(Timestamp when);  // to the hour; years 0 to 9999
  // A period is named by its start: the day, or the hour where the column is a date_time.
  CsvWriter& period(Timestamp start);
  CsvWriter& empty();
  void end_row();

  // Hands the last bytes to the sink. No row may be open; nothing may be written after it.
  void finish();

  std::uint64_t rows() const { return rows_; }  // ended rows without the header

 private:
  void open_cell(ColumnType type);
  void make_room(std::size_t bytes);
  void flush();
  void append(std::string_view bytes);
  void append_guarded(std::string_view value);
  void append_quoted(std::string_view value);
  void append_number(double value);
  void append_date(Timestamp when);

  ByteSink& sink_;
  std::string file_;  // for the message of a failed check
  std::vector<ColumnType> types_;
  std::unique_ptr<char[]> buffer_;
  char* at_;
  char* end_;
  std::size_t column_ = 0;
  std::uint64_t rows_ = 0;
  bool finished_ = false;
  // The last calendar day written, as text: rows of one report date follow each other.
  std::chrono::sys_days dated_{};
  char date_text_[10];
};

}  // namespace sim
