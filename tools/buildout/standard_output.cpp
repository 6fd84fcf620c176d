#include "tools/buildout/standard_output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "sim/output_error.hpp"

namespace buildout {

void print(const std::string& text, const std::string& kept) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return;
  const std::string why = errno != 0 ? std::strerror(errno) : "cannot be written";
  throw sim::OutputError(sim::OutputError::Kind::write_failed,
                         "standard output: " + why + (kept.empty() ? "" : "; " + kept));
}

}  // namespace buildout
