#include "tools/buildout/command_line.hpp"

int main(int argc, char** argv) { return buildout::run_command_line(argc, argv); }
