// Tests of sim/table_schema.
#include "sim/table_schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sim/csv_writer.hpp"
#include "tests/support/child_process.hpp"

using namespace sim;

namespace {

const TableSchema yard{"yard.csv",
                       "Stock of the yard",
                       "One row per hour and item.",
                       {"hour", "item"},
                       {{"hour", ColumnType::date_time, "", "start of the hour"},
                        {"item", ColumnType::text, "", "what lies there: bolts | nuts"},
                        {"mass_t", ColumnType::number, "t", "mass at the end of the hour"}}};

}  // namespace

TEST_CASE("the header row of a table names the columns of its descriptor, in its order") {
  StringSink sink;
  CsvWriter csv(sink, yard);
  csv.finish();
  CHECK(sink.text == "hour,item,mass_t\n");

  const auto package = nlohmann::json::parse(data_package("yard", "The yard", std::vector{yard}));
  const auto& resource = package.at("resources").at(0);
  CHECK(resource.at("name") == "yard");
  CHECK(resource.at("path") == "yard.csv");
  CHECK(resource.at("schema").at("primaryKey") == nlohmann::json({"hour", "item"}));
  const auto& fields = resource.at("schema").at("fields");
  REQUIRE(fields.size() == 3);
  CHECK(fields[0].at("name") == "hour");
  CHECK(fields[0].at("type") == "datetime");
  CHECK(fields[0].at("format") == "%Y-%m-%dT%H:%MZ");
  CHECK_FALSE(fields[0].contains("unit"));
  CHECK(fields[1].at("type") == "string");
  CHECK(fields[2].at("unit") == "t");
  CHECK(fields[2].at("description") == "mass at the end of the hour");
}

TEST_CASE("a table without a key has no primaryKey, and equal tables give equal text") {
  TableSchema log = yard;
  log.key.clear();
  const std::vector tables{yard, log};
  const std::string text = data_package("yard", "The yard", tables);
  CHECK_FALSE(nlohmann::json::parse(text).at("resources").at(1).at("schema").contains("primaryKey"));
  CHECK(text == data_package("yard", "The yard", tables));
  CHECK(text.back() == '\n');
}

TEST_CASE("the reference page describes every column and keeps bars inside their cell") {
  CHECK(reference_page("Outputs", std::vector{yard}) ==
        "# Outputs\n\n"
        "## `yard.csv`: Stock of the yard\n\n"
        "One row per hour and item.\n\n"
        "Key: `hour`, `item`.\n\n"
        "| column | type | unit | meaning |\n"
        "| --- | --- | --- | --- |\n"
        "| `hour` | datetime |  | start of the hour |\n"
        "| `item` | string |  | what lies there: bolts \\| nuts |\n"
        "| `mass_t` | number | t | mass at the end of the hour |\n");
}

TEST_CASE("a table that contradicts itself stops the program") {
  CHECK_FALSE(tests::fails_a_check([] { expect_consistent(yard); }));
  TableSchema table = yard;
  table.key.push_back("place");
  CHECK(tests::fails_a_check([&] { expect_consistent(table); }));
  table = yard;
  table.columns.push_back(table.columns.front());
  CHECK(tests::fails_a_check([&] { expect_consistent(table); }));
  table = yard;
  table.columns[2].name = "Mass t";
  CHECK(tests::fails_a_check([&] { expect_consistent(table); }));
  table = yard;
  table.columns.clear();
  table.key.clear();
  CHECK(tests::fails_a_check([&] { expect_consistent(table); }));
}
