#pragma once
// `buildout explain`: what a field, metric, cause, event, policy, state or result file means. Every answer comes from
// the table that the program itself works with.

#include <string>
#include <vector>

namespace buildout {

struct Topic {
  std::string kind;  // "field", "metric", ...
  std::string name;
  std::string text;
};

// All topics but the fields of scenarios, which are found by path.
std::vector<Topic> topics();

// Prints the topics of that name, or a list of all where `name` is empty. Returns the exit code.
int explain_command(const std::string& name);

}  // namespace buildout
