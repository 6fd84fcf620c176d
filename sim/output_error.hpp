#pragma once
// Output that could not be made or written. Thrown at the boundary only: the message is one line for the user that
// names the file, says what happened and what was kept.

#include <stdexcept>
#include <string>

namespace sim {

class OutputError : public std::runtime_error {
 public:
  enum class Kind {
    exists,          // there are results already, and nobody said that they may be replaced
    cannot_create,   // the place does not allow it
    overlaps_input,  // writing it would destroy what the run reads
    in_use,          // another process writes there now
    write_failed,    // disk full, quota, I/O error
  };

  OutputError(Kind error_kind, const std::string& message) : std::runtime_error(message), kind(error_kind) {}

  // The exit code of the program: 64 wrong command line, 73 cannot be created, 74 writing failed, 75 try again later.
  int exit_code() const {
    switch (kind) {
      case Kind::overlaps_input:
        return 64;
      case Kind::exists:
      case Kind::cannot_create:
        return 73;
      case Kind::in_use:
        return 75;
      case Kind::write_failed:
        break;
    }
    return 74;
  }

  Kind kind;
};

}  // namespace sim
