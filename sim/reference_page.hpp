#pragma once
// The reference page of a description in Markdown: a section for each map, a row for each key with what it is, its
// unit, its default, its range and its meaning.

#include <string>

#include "sim/description.hpp"

namespace sim {

std::string reference_page(const StructInfo& root, const std::string& title, const std::string& introduction = "");

}  // namespace sim
