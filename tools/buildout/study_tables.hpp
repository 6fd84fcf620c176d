#pragma once
// The tables of a study, from the records of its runs: a row of numbers each (models/output/run_record.hpp, then u of
// each input).

#include "sim/record_set.hpp"
#include "sim/result_folder.hpp"
#include "tools/buildout/study.hpp"

namespace buildout {

// Descriptions of all of them, for the reference page.
std::vector<sim::TableSchema> study_table_schemas(const std::vector<std::string>& axes, models::ReportStep step);

// Writes them. All tasks of the study have a record.
void write_study_tables(const Study& study, const sim::RecordSet& records, sim::ResultFolder& folder);

}  // namespace buildout
