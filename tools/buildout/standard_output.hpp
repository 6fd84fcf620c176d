#pragma once
// Standard output: data only. A reader that has gone or a full disk is an error of writing, never silence.

#include <string>

namespace buildout {

// Throws sim::OutputError where `text` cannot be written to the end. `kept` says what is safe even so: "results: DIR".
void print(const std::string& text, const std::string& kept = "");

}  // namespace buildout
