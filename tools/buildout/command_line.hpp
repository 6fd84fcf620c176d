#pragma once
// The command line: which command with which options, and what it ends with.

namespace buildout {

// Runs the program. Returns its exit code.
int run_command_line(int argc, char** argv);

}  // namespace buildout
