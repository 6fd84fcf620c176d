// Tests of sim/csv_writer.
#include "sim/csv_writer.hpp"

#include <catch2/catch.hpp>
#include <charconv>
#include <limits>

#include "tests/support/child_process.hpp"

using namespace sim;
using namespace std::chrono_literals;

namespace {

TableSchema table_of(std::vector<ColumnType> types) {
  TableSchema table{"cells.csv", "Cells", "", {}, {}};
  for (std::size_t i = 0; i < types.size(); ++i) {
    table.columns.push_back({std::string(1, static_cast<char>('a' + i)), types[i], "", ""});
  }
  return table;
}

// The one cell that `put` writes into a column of that type, as text after the header.
template <class Put>
std::string cell(ColumnType type, Put put) {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::integer, type}));
  csv.integer(1);
  put(csv);
  csv.end_row();
  csv.finish();
  const std::string head = "a,b\n1,";
  REQUIRE(sink.text.substr(0, head.size()) == head);
  REQUIRE(sink.text.back() == '\n');
  return sink.text.substr(head.size(), sink.text.size() - head.size() - 1);
}

std::string text_cell(std::string_view value) {
  return cell(ColumnType::text, [&](CsvWriter& csv) { csv.text(value); });
}
std::string number_cell(double value) {
  return cell(ColumnType::number, [&](CsvWriter& csv) { csv.number(value); });
}
std::string approximate_cell(double value) {
  return cell(ColumnType::number, [&](CsvWriter& csv) { csv.approximate(value); });
}

Timestamp hour_of(int year, unsigned month, unsigned day, int hour) {
  return std::chrono::sys_days(
             std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day))) +
         std::chrono::hours(hour);
}

}  // namespace

TEST_CASE("a table without rows is its header row") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::date, ColumnType::text, ColumnType::number}));
  csv.finish();
  CHECK(sink.text == "a,b,c\n");
  CHECK(csv.rows() == 0);
}

TEST_CASE("rows are cells between commas and rows between line feeds, and they are counted") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::date, ColumnType::text, ColumnType::integer, ColumnType::boolean}));
  csv.date(hour_of(2026, 1, 5, 0)).text("north").integer(-3).boolean(true).end_row();
  csv.date(hour_of(2026, 1, 6, 23)).empty().empty().boolean(false).end_row();
  csv.finish();
  CHECK(sink.text == "a,b,c,d\n2026-01-05,north,-3,true\n2026-01-06,,,false\n");
  CHECK(csv.rows() == 2);
}

TEST_CASE("a text is quoted only if it holds a comma, a quote or a line break") {
  CHECK(text_cell("plain text") == "plain text");
  CHECK(text_cell("site.hall_2") == "site.hall_2");
  CHECK(text_cell("one, two") == "\"one, two\"");
  CHECK(text_cell("say \"yes\"") == "\"say \"\"yes\"\"\"");
  CHECK(text_cell("\"") == "\"\"\"\"");
  CHECK(text_cell("two\nlines") == "\"two\nlines\"");
  CHECK(text_cell("two\rlines") == "\"two\rlines\"");
  CHECK(text_cell(" spaced ") == " spaced ");
  CHECK(text_cell("caf\xc3\xa9 \xe2\x80\xa8 next") ==
        "caf\xc3\xa9 \xe2\x80\xa8 next");  // U+2028 is no line break of CSV
}

TEST_CASE("a text that a spreadsheet would run as a formula gets an apostrophe, ids do not") {
  CHECK(text_cell("=1+1") == "\"'=1+1\"");
  CHECK(text_cell("+1") == "\"'+1\"");
  CHECK(text_cell("-1") == "\"'-1\"");
  CHECK(text_cell("@cmd,\"x\"") == "\"'@cmd,\"\"x\"\"\"");
  CHECK(text_cell("\t=1") == "\"'\t=1\"");
  CHECK(text_cell("'=1") == "\"''=1\"");  // taking one apostrophe off gives back '=1, not =1
  CHECK(text_cell("'tis") == "'tis");
  CHECK(text_cell("a=1") == "a=1");
  CHECK(text_cell("0.a_9") == "0.a_9");
}

TEST_CASE("numbers are the shortest digits that read back as the same double") {
  CHECK(number_cell(0.1) == "0.1");
  CHECK(number_cell(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number_cell(1234567.5) == "1234567.5");
  CHECK(number_cell(100000) == "100000");
  CHECK(number_cell(1e-7) == "1e-07");
  CHECK(number_cell(1e22) == "1e+22");
  CHECK(number_cell(-2.5) == "-2.5");
  CHECK(number_cell(0) == "0");
  CHECK(number_cell(-0.0) == "-0");
  for (const double value : {1e-6, 9.999999999999999e-7, 999999999999999.9, 1e15, 5e-324, 2.2250738585072014e-308,
                             std::numeric_limits<double>::max(), -std::numeric_limits<double>::max(), 1.0 / 3}) {
    const std::string text = number_cell(value);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    CHECK(back == value);
  }
}

TEST_CASE("an approximate number has nine significant digits and no trailing zeros") {
  CHECK(approximate_cell(1.0 / 3) == "0.333333333");
  CHECK(approximate_cell(0.1 + 0.2) == "0.3");
  CHECK(approximate_cell(123456789012.0) == "123456789000");
  CHECK(approximate_cell(2.0) == "2");
  CHECK(approximate_cell(-1e-9 / 3) == "-3.33333333e-10");
}

TEST_CASE("integers keep all their digits") {
  const auto integer_cell = [](std::int64_t value) {
    return cell(ColumnType::integer, [&](CsvWriter& csv) { csv.integer(value); });
  };
  CHECK(integer_cell(0) == "0");
  CHECK(integer_cell(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
  CHECK(integer_cell(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(cell(ColumnType::number, [](CsvWriter& csv) { csv.integer(7); }) == "7");
}

TEST_CASE("a date is its calendar day, a date and time its hour in UTC") {
  const auto date_cell = [](Timestamp when) { return cell(ColumnType::date, [&](CsvWriter& csv) { csv.date(when); }); };
  const auto time_cell = [](Timestamp when) {
    return cell(ColumnType::date_time, [&](CsvWriter& csv) { csv.period(when); });
  };
  CHECK(date_cell(hour_of(1970, 1, 1, 0)) == "1970-01-01");
  CHECK(date_cell(hour_of(1969, 12, 31, 23)) == "1969-12-31");
  CHECK(date_cell(hour_of(2028, 2, 29, 5)) == "2028-02-29");
  CHECK(date_cell(hour_of(0, 1, 1, 0)) == "0000-01-01");
  CHECK(date_cell(hour_of(9999, 12, 31, 23)) == "9999-12-31");
  CHECK(time_cell(hour_of(2026, 1, 5, 6)) == "2026-01-05T06:00Z");
  CHECK(time_cell(hour_of(1969, 12, 31, 23)) == "1969-12-31T23:00Z");
}

TEST_CASE("a missing value in a table of one column is still a row") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::text}));
  csv.empty().end_row();
  csv.text("").end_row();
  csv.text("x").end_row();
  csv.finish();
  CHECK(sink.text == "a\n\"\"\n\"\"\nx\n");
}

TEST_CASE("cells longer than the buffer and rows that fill it exactly arrive whole") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::text, ColumnType::integer}));
  const std::string longer(CsvWriter::buffer_bytes * 2 + 17, 'x');
  csv.text(longer).integer(1).end_row();
  std::string expected = "a,b\n" + longer + ",1\n";
  for (std::size_t left = 0; left < 60; ++left) {
    const std::string filler(CsvWriter::buffer_bytes - left, 'y');
    csv.text(filler + "\"").integer(22).end_row();
    expected += "\"" + filler + "\"\"\",22\n";
  }
  csv.finish();
  CHECK((sink.text == expected));
}

TEST_CASE("a million rows reach the sink in large pieces") {
  struct CountingSink final : ByteSink {
    void write(std::string_view bytes) override {
      ++pieces;
      total += bytes.size();
    }
    std::size_t pieces = 0;
    std::size_t total = 0;
  } sink;
  CsvWriter csv(sink, table_of({ColumnType::integer, ColumnType::integer}));
  for (int i = 0; i < 1000000; ++i) csv.integer(1234567).integer(7654321).end_row();
  csv.finish();
  CHECK(sink.total == 4 + 1000000 * 16);  // "a,b\n" and "1234567,7654321\n" each
  CHECK(sink.pieces <= 17);               // 16,000,004 bytes / (1,048,576 - 40) = 15.3
}

TEST_CASE("a row with a cell too few or too many stops the program") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::integer, ColumnType::integer}));
  CHECK(tests::fails_a_check([&] { csv.integer(1).end_row(); }));
  CHECK(tests::fails_a_check([&] { csv.integer(1).integer(2).integer(3); }));
  CHECK(tests::fails_a_check([&] { csv.integer(1).finish(); }));
  CHECK_FALSE(tests::fails_a_check([&] { csv.integer(1).integer(2).end_row(), csv.finish(); }));
}

TEST_CASE("a cell of another kind than its column stops the program") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::integer}));
  CHECK(tests::fails_a_check([&] { csv.number(1); }));
  CHECK(tests::fails_a_check([&] { csv.text("1"); }));
  CHECK(tests::fails_a_check([&] { csv.period(Timestamp()); }));
  CHECK_FALSE(tests::fails_a_check([&] { csv.integer(1); }));
  CHECK_FALSE(tests::fails_a_check([&] { csv.empty(); }));
}

TEST_CASE("NaN, infinity and years beyond four digits stop the program") {
  StringSink sink;
  CsvWriter csv(sink, table_of({ColumnType::number, ColumnType::date}));
  CHECK(tests::fails_a_check([&] { csv.number(std::numeric_limits<double>::quiet_NaN()); }));
  CHECK(tests::fails_a_check([&] { csv.number(-std::numeric_limits<double>::infinity()); }));
  CHECK(tests::fails_a_check([&] { csv.approximate(std::numeric_limits<double>::infinity()); }));
  csv.number(1);
  CHECK(tests::fails_a_check([&] { csv.date(hour_of(10000, 1, 1, 0)); }));
  CHECK(tests::fails_a_check([&] { csv.date(hour_of(-1, 12, 31, 0)); }));
}
