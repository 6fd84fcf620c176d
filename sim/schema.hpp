#pragma once
// The JSON Schema (draft-07) of a description, for editors: completion, hover text, and most mistakes while typing.
//
// The reader is the authority. The schema accepts whatever the reader may accept: a file may leave out required keys,
// since it may extend another, so nothing is required here; and units and names are only checked for their form.

#include <string>

#include "sim/description.hpp"

namespace sim {

// `title` names the language; `id` is the schema's own address, or empty.
std::string json_schema(const StructInfo& root, const std::string& title, const std::string& id = "");

}  // namespace sim
