// buildout_bench [section...]: prints what things cost. Without a section, all of them.

#include <cstdio>
#include <cstring>

#include "tests/bench/sections.hpp"

namespace {

struct Section {
  const char* name;
  void (*run)();
};

constexpr Section sections[] = {
    {"engine", bench::engine_section},
    {"scenario", bench::scenario_section},
    {"workers", bench::worker_section},
};

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    bool known = false;
    for (const Section& section : sections) known = known || std::strcmp(argv[i], section.name) == 0;
    if (known) continue;
    std::fprintf(stderr, "buildout_bench: there is no section '%s'; there are:", argv[i]);
    for (const Section& section : sections) std::fprintf(stderr, " %s", section.name);
    std::fprintf(stderr, "\n");
    return 64;
  }
  for (const Section& section : sections) {
    bool wanted = argc == 1;
    for (int i = 1; i < argc; ++i) wanted = wanted || std::strcmp(argv[i], section.name) == 0;
    if (!wanted) continue;
    std::printf("== %s\n", section.name);
    section.run();
    std::fflush(stdout);
  }
}
