#include "sim/check.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace sim {

Activity current_activity;

namespace {
std::string plain_description(const Activity& a) {
  return fmt::format("{} (hour {}, kind {}, entity {})", a.doing, a.hour, a.kind, a.entity);
}
}  // namespace

std::string (*describe_activity)(const Activity&) = plain_description;

void check_failed(const char* condition, const char* file, int line, const std::string& values) {
  const std::string text =
      fmt::format("buildout: internal error: {} does not hold{}{}\n  while {}\n  at {}:{}\n", condition,
                  values.empty() ? "" : ": ", values, describe_activity(current_activity), file, line);
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
  _exit(70);
}

}  // namespace sim
