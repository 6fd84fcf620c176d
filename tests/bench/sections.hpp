#pragma once
// The sections of the benchmark. Each prints its figures, one line each, ratios last: absolute figures move from
// machine to machine, ratios do not.

namespace bench {

// What the engine costs above the bare loop over the same events, and what work on lines and lanes costs.
void engine_section();

// What a run costs from file to result folder: the reference scenario and one of 10^6 racks. In processes of their own.
void scenario_section();

// What a task costs that runs in a process of its own, beside its work.
void worker_section();

}  // namespace bench
