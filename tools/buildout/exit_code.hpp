#pragma once
// Exit codes of the program: those of sysexits.h where they fit.

namespace buildout {

enum ExitCode {
  done = 0,
  wrong_command_line = 64,
  wrong_input = 65,
  missing_input = 66,
  internal_error = 70,
  limit_reached = 71,
  interrupted = 75,  // a study that is not complete, to be resumed
};

}  // namespace buildout
