#pragma once
// A wrong program (never wrong input) stops here: EXPECTS at the start of a function, ENSURES at its end. Both print
// the condition and the event that was being handled, then end the process with the exit code of an internal error
// (70).

#include <string>

namespace sim {

// What the simulation is doing, in words, for the message of a failed check. Set by the core loop, cheap to set.
struct Activity {
  const char* doing = "starting";
  long long hour = 0;
  unsigned kind = 0;
  unsigned entity = 0;
};
extern Activity current_activity;

// Turns `current_activity` into a sentence; the domain sets it so that kinds and entities get their names.
extern std::string (*describe_activity)(const Activity&);

[[noreturn]] void check_failed(const char* condition, const char* file, int line, const std::string& values);

}  // namespace sim

#define BUILDOUT_CHECK(condition, values) \
  ((condition) ? static_cast<void>(0) : ::sim::check_failed(#condition, __FILE__, __LINE__, (values)))
#define EXPECTS(condition) BUILDOUT_CHECK(condition, std::string())
#define ENSURES(condition) BUILDOUT_CHECK(condition, std::string())
#define EXPECTS_WITH(condition, values) BUILDOUT_CHECK(condition, values)
