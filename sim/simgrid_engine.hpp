#pragma once
// The engine on SimGrid 3.32: a line is a Host with a speed profile, a lane is a Link with a bandwidth profile, work is
// an Exec or a Comm. One SimGrid second is one simulated hour. SimGrid owns the clock, the sharing and the progress of
// work; this file's .cpp is the only one that includes it.

#include <memory>

#include "sim/engine.hpp"

namespace sim {

// SimGrid carries its clock over to a second engine of the same process without a word, so a process gets one: asking
// for a second ends it with the exit code of an internal error (70). Runs that belong together each fork a process.
std::unique_ptr<Engine> make_simgrid_engine();

}  // namespace sim
